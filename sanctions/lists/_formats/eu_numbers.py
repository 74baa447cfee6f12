"""Identifiers out of the free text in which the EU's annexes print them.

`7704730655 (Tax ID/INN)`, `7730239877, KPP 773001001`, `771380617804 (Russia)`. Method: a text is
taken apart only where nothing but numbers, labels and punctuation is in it; any other stays whole.
The label decides the type only where it names a register with one form; a bare number is never
given a type by its length.
"""

from __future__ import annotations

import re

from sanctions.domain.identifiers import valid
from sanctions.domain.records import IdentifierRecord

_LABELS = {
    "inn": "inn", "tax id/inn": "inn", "ogrn": "ogrn", "kpp": "kpp", "okpo": "okpo",
    "uscc": "uscc", "ussc": "uscc", "lei": "lei", "imo": "imo",
}  # fmt: skip
_BEFORE = r"(?:(?P<before>INN|OGRN|KPP|OKPO|USCC|LEI)\b[:.\s]*)?"
_PART = re.compile(
    _BEFORE + r"(?P<number>[0-9A-Z][0-9A-Z./-]*\d[0-9A-Z./-]*)(?:\s*\((?P<after>[^()]*)\))?"
)
_BETWEEN = re.compile(r"[\s,;/.-]*(?:and)?[\s,;/.-]*")


def identifiers_of(type_: str, printed: str) -> list[IdentifierRecord]:
    """Read the numbers of one cell, of `type_` where no label says better."""
    printed = " ".join(printed.split())
    parts = [*_PART.finditer(printed)]
    if not parts or not _BETWEEN.fullmatch(_PART.sub(" ", printed)):
        return [identifier(type_, printed)]
    return [_of_part(type_, part) for part in parts]


def identifier(type_: str, value: str, *, note: str = "", country: str = "") -> IdentifierRecord:
    """An identifier with its check digits tried."""
    value = value.strip(" ,;")
    return IdentifierRecord(type_, value, country, note, valid(type=type_, value=value))


def _of_part(type_: str, part: re.Match[str]) -> IdentifierRecord:
    before, after = (part["before"] or "").strip(), (part["after"] or "").strip()
    known = _LABELS.get(before.casefold()) or _LABELS.get(after.casefold())
    return identifier(known or type_, part["number"].strip(".-/"), note=after)
