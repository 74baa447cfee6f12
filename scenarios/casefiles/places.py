"""Finds values in a document by a pattern of keys, each with its place.

Method: a pattern is read from left to right: `.key` goes into a mapping, `[]` to the members of a
list, `[key]` to those members that are mappings with the key, `{}` to the keys of a mapping.
`packages[].steps[].id` finds the id of every step. Source: the places that the case file format
prescribes for errors. Limits: what has another form than the pattern says is passed over.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from scenarios.casefiles.faults import member_of

Placed: TypeAlias = tuple[str, Any]

_PART = re.compile(r"(?P<keys>\{\})|\[(?P<having>\w*)\]|(?P<key>\w+)")


def find(document: Any, pattern: str, *, inside: str = "") -> list[Placed]:
    """Return what the pattern finds in the document, in order, with its places."""
    found: list[Placed] = [(inside, document)]
    for part in _PART.finditer(pattern):
        if part["keys"]:
            found = list(_keys(found))
        elif part["key"]:
            found = list(_values(found, key=part["key"]))
        else:
            found = list(_members(found, having=part["having"]))
    return found


def _keys(found: Iterable[Placed]) -> Iterator[Placed]:
    for place, value in found:
        if isinstance(value, dict):
            yield from ((member_of(place, key=key), key) for key in value)


def _values(found: Iterable[Placed], *, key: str) -> Iterator[Placed]:
    for place, value in found:
        if isinstance(value, dict) and key in value:
            yield member_of(place, key=key), value[key]


def _members(found: Iterable[Placed], *, having: str) -> Iterator[Placed]:
    for place, value in found:
        if isinstance(value, list):
            for number, member in enumerate(value):
                if not having or (isinstance(member, dict) and having in member):
                    yield member_of(place, key=number), member
