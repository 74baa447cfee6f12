"""Which ids a document gives to what, and whether each is given once.

Method: a literal table says where the ids of each kind stand. Every kind is a namespace of its
own, except that conditions and packages share one. Source: the case file format, section 1.
Limits: ids of steps are told apart within their package, ids of assessments within their condition.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from scenarios.casefiles.places import Placed, find
from scenarios.casefiles.plain_values import Document
from scenarios.domain.errors import DocumentFault


class Named(StrEnum):
    """What has an id or name that other rows may refer to."""

    CONDITION = "condition"
    GATE = "gate"
    PACKAGE = "package"
    PARTY = "party"
    DESIGNATION = "designation"
    LICENCE = "licence"
    SCENARIO = "scenario"
    SERIES = "series of licences"
    SOURCE = "source"


#: Where the names of each kind stand.
_STANDS_AT: dict[Named, tuple[str, ...]] = {
    Named.CONDITION: ("conditions[].id",),
    Named.GATE: ("gates[].id",),
    Named.PACKAGE: ("packages[].id",),
    Named.PARTY: ("parties[].id",),
    Named.DESIGNATION: ("designations[].id", "packages[].steps[].adds[].id"),
    Named.LICENCE: ("licences[].id",),
    Named.SCENARIO: ("scenarios[].id",),
    Named.SERIES: ("licences[].series",),
    Named.SOURCE: ("sources{}",),
}

#: The namespaces, each the kinds that share it. Keys of sources cannot stand twice in a mapping.
_NAMESPACES: tuple[tuple[Named, ...], ...] = (
    (Named.CONDITION, Named.PACKAGE),
    (Named.GATE,),
    (Named.PARTY,),
    (Named.DESIGNATION,),
    (Named.LICENCE,),
    (Named.SCENARIO,),
)

#: What is told apart inside one row only: where the rows stand, and the ids in each.
_INSIDE_ROWS: tuple[tuple[str, str], ...] = (
    ("packages[]", "steps[].id"),
    ("conditions[]", "assessments[].id"),
)


def names_of(document: Document) -> dict[Named, frozenset[str]]:
    """Return the ids and names that the document gives, by kind."""
    names = {}
    for kind, patterns in _STANDS_AT.items():
        names[kind] = frozenset(name for _, name in _texts(document, patterns))
    return names


def identity_faults(document: Document) -> list[DocumentFault]:
    """Return a fault for each id that stands where another row of its namespace has it."""
    faults: list[DocumentFault] = []
    for kinds in _NAMESPACES:
        patterns = tuple(pattern for kind in kinds for pattern in _STANDS_AT[kind])
        faults += _repeated(_texts(document, patterns))
    for rows, pattern in _INSIDE_ROWS:
        for place, row in find(document, rows):
            faults += _repeated(_texts(row, (pattern,), inside=place))
    return faults


def id_text(value: Any) -> str | None:
    """Return an id as text: `id: 134` means the text too; None for what is no id."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value)


def _texts(holder: Any, patterns: tuple[str, ...], *, inside: str = "") -> Iterator[Placed]:
    for pattern in patterns:
        for place, value in find(holder, pattern, inside=inside):
            if (text := id_text(value)) is not None:
                yield place, text


def _repeated(texts: Iterator[Placed]) -> Iterator[DocumentFault]:
    first_place: dict[str, str] = {}
    for place, text in texts:
        if text in first_place:
            message = f'expected an id of its own, "{text}" is that of {first_place[text]} already'
            yield DocumentFault(place, message)
        first_place.setdefault(text, place)
