"""Reads JSON into the same plain values as YAML.

Method: the standard reader, with numbers kept as they are written and objects kept as pairs until
it is known that no key stands twice. Source: RFC 8259; the case file format, preamble. Limits: NaN
and Infinity, which some writers produce, are refused.
"""

import json
from typing import Any, NoReturn

from scenarios.casefiles.faults import PlacedError, member_of
from scenarios.casefiles.plain_values import check_limits, checked_text, whole_number


class _Pairs(list[tuple[str, Any]]):
    """An object as read: its pairs, in order, perhaps with a key twice."""


def read_json(text: str) -> Any:
    """Return the value of a JSON text; raises PlacedError."""
    try:
        raw = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_float=str,
            parse_int=whole_number,
            parse_constant=_refuse,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise PlacedError(place=place, message=f"expected JSON: {error.msg}") from error
    except RecursionError as error:
        raise PlacedError(place="", message="expected less nesting") from error
    return _Opener().plain(raw, place="", depth=0)


class _Opener:
    """Turns pairs into mappings, counting what it sees."""

    def __init__(self) -> None:
        self._values = 0

    def plain(self, raw: Any, *, place: str, depth: int) -> Any:
        self._values += 1
        check_limits(depth=depth, values=self._values, place=place)
        if isinstance(raw, _Pairs):
            return self._mapping(raw, place=place, depth=depth)
        if isinstance(raw, list):
            members = []
            for number, member in enumerate(raw):
                where = member_of(place, key=number)
                members.append(self.plain(member, place=where, depth=depth + 1))
            return members
        return checked_text(raw, place=place) if isinstance(raw, str) else raw

    def _mapping(self, pairs: _Pairs, *, place: str, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key, value in pairs:
            where = member_of(place, key=checked_text(key, place=place))
            if key in mapping:
                raise PlacedError(place=where, message="this key stands twice")
            mapping[key] = self.plain(value, place=where, depth=depth + 1)
        return mapping


def _refuse(word: str) -> NoReturn:
    raise PlacedError(place="", message=f"expected JSON: {word} is not a number")
