"""Doubts about whose record it is, where a publisher's ids are not what they seem.

Two faults happen: an id is given to another party, and a party is given another id. OFAC removed
38499 and added 39796 for Tornado Cash on one day in November 2022; nobody was delisted. Method:
compare names by the first consonants of their words, which transliterations share, dates as
printed, identifiers by value. Limits: a party renamed and stripped of all its particulars looks
like another one; a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import groupby

from sanctions.domain.kinds import PartyKind
from sanctions.domain.names import normalised
from sanctions.domain.records import Fields

_VOWELS = str.maketrans("", "", "aeiouy")
_CONSONANTS = 3


def is_another_party(*, old: Fields, new: Fields) -> bool:
    """Say whether two records under one id have nothing in common but the id."""
    if old["kind"] != new["kind"]:
        return True
    if old["name"] == new["name"] or _particulars(old) & _particulars(new):
        return False
    return not _sounds(old) & _sounds(new)


def reissued_ids(*, gone: Mapping[str, Fields], arrived: Mapping[str, Fields]) -> dict[str, str]:
    """Pair each id that went with the one under which the same party came back at once."""
    by_name: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for external_id, fields in arrived.items():
        by_name[fields["kind"], normalised(fields["name"])].append(external_id)
    pairs: dict[str, str] = {}
    for external_id, fields in gone.items():
        for candidate in by_name[fields["kind"], normalised(fields["name"])]:
            if candidate not in pairs.values() and _may_be_one(fields, arrived[candidate]):
                pairs[external_id] = candidate
                break
    return pairs


def _may_be_one(old: Fields, new: Fields) -> bool:
    """Of one name; people of one name are one only where their dates do not differ."""
    born, born_too = _dates(old), _dates(new)
    if old["kind"] != PartyKind.INDIVIDUAL or not (born and born_too):
        return True
    return bool(born & born_too)


def _dates(fields: Fields) -> set[str]:
    return {item["raw"] for item in fields.get("dates", ())}


def _particulars(fields: Fields) -> set[str]:
    return _dates(fields) | {item["value"] for item in fields.get("identifiers", ())}


def _sounds(fields: Fields) -> set[str]:
    """How the words of all names begin without vowels: zmr for Zumar and Zomor."""
    further = (*fields.get("aliases", ()), *fields.get("weak_names", ()))
    names = [fields["name"], *(item["name"] for item in further)]
    words = (word for name in names for word in normalised(name).translate(_VOWELS).split())
    return {_undoubled(word)[:_CONSONANTS] for word in words if len(_undoubled(word)) > 1}


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))
