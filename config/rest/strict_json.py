"""JSON bodies, read strictly: what is doubtful is refused, with its place, and nothing is guessed.

Source: RFC 8259, and RFC 7493 (I-JSON) for what a careful sender avoids: keys given twice, numbers
that other readers would round, characters that are none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import IO, Any, NoReturn, TypeAlias

from django.utils.http import parse_header_parameters
from rest_framework import status
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.parsers import BaseParser

from sanctions.rest.problems import Problem

MOST_BYTES = 1_000_000
MOST_DEPTH = 32
_LARGEST = 2**63 - 1
_LONGEST_NUMBER = 40
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")

# The place of a value: that of what holds it, and its key there. Spelt out only for a fault.
_Place: TypeAlias = tuple[Any, str | int] | None


class MalformedBody(Problem):
    """The body is not JSON as we take it."""

    def __init__(self, detail: str, *, code: str = "malformed-json", field: str | None = None):
        super().__init__(detail, code=code, field=field)


class StrictJSONParser(BaseParser):
    """Reads `application/json` in UTF-8, at most 1 MB and 32 deep."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the value of the body; raises MalformedBody."""
        _check_charset(media_type or self.media_type)
        data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Problem(
                f"The body is larger than {MOST_BYTES:,} bytes.",
                code="body-too-large",
                status_code=status.HTTP_413_REQUEST_ENTITY_TOO_LARGE,
            )
        value = _loads(_decoded(data))
        if isinstance(value, str | list | dict):
            _check(value)
        return value


def _check_charset(media_type: str) -> None:
    charset = parse_header_parameters(media_type)[1].get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(media_type)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedBody(
            f"The body is not UTF-8: byte {error.start} fits in no character."
        ) from error


def _loads(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        raise MalformedBody(
            f"The body is not JSON: {error.msg}, line {error.lineno}, column {error.colno}."
        ) from error
    except RecursionError as error:
        raise _too_deep() from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise MalformedBody("A key is given twice.", code="duplicate-key", field=_shown(twice))
    return found


def _integer(text: str) -> int:
    if len(text) > _LONGEST_NUMBER or abs(number := int(text)) > _LARGEST:
        raise MalformedBody(f"A number is too large: {_shown(text)}", code="number-too-large")
    return number


def _float(text: str) -> float:
    number = float(text) if len(text) <= _LONGEST_NUMBER else float("inf")
    if abs(number) == float("inf"):
        raise MalformedBody(f"A number is too large: {_shown(text)}", code="number-too-large")
    return number


def _refuse_constant(text: str) -> NoReturn:
    raise MalformedBody(f"{text} is not JSON.")


def _check(value: Any) -> None:
    """Refuse what is too deep, and text that holds what is no character."""
    waiting: list[tuple[Any, _Place, int]] = [(value, None, 0)]
    while waiting:
        here, place, depth = waiting.pop()
        if isinstance(here, str):
            _check_text(here, place)
            continue
        if depth == MOST_DEPTH:
            raise _too_deep()
        inside = here.items() if isinstance(here, dict) else enumerate(here)
        for key, child in inside:
            if isinstance(key, str):
                _check_text(key, (place, key))
            if isinstance(child, str | list | dict):
                waiting.append((child, (place, key), depth + 1))


def _check_text(text: str, place: _Place) -> None:
    if "\x00" in text:
        fault = "Text must not hold NUL."
    elif not text.isascii() and _HALF_A_PAIR.search(text):
        fault = "Text holds half of a surrogate pair."
    else:
        return
    raise MalformedBody(fault, code="bad-character", field=_spelt(place))


def _spelt(place: _Place) -> str:
    """Write a place as `a.b[1]`."""
    if place is None:
        return ""
    before, key = place
    if isinstance(key, int):
        return f"{_spelt(before)}[{key}]"
    return f"{_spelt(before)}.{_shown(key)}".lstrip(".")


def _too_deep() -> MalformedBody:
    return MalformedBody(f"The body is nested deeper than {MOST_DEPTH}.", code="too-deep")


def _shown(text: str) -> str:
    """Return the beginning of `text` in a form that can be put into an answer."""
    return text[:60].encode("ascii", "backslashreplace").decode().replace("\x00", "\\x00")
