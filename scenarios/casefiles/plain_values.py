"""What a scalar of a case file means, and how large a file may grow.

Method: the only numbers are whole numbers written plainly; `true` and `false` are the only truth
values; null, ~ and nothing are null. All else is the text as written: dates, instants and decimals
too, so that nothing is rounded and 007 keeps its zeros. Source: the case file format, preamble.
Limits: whole numbers of more than 30 digits stay text.
"""

import re
from typing import Any, TypeAlias

from scenarios.casefiles.faults import PlacedError

Document: TypeAlias = dict[str, Any]
Scalar: TypeAlias = str | int | bool | None

#: Deeper than any case needs: 50 levels of an expression, at most four levels of data each.
MAX_DEPTH = 250
#: Values in one file, after aliases are opened.
MAX_VALUES = 1_000_000

_WHOLE_NUMBER = re.compile(r"-?[1-9][0-9]{0,29}|0")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}
_SURROGATE = re.compile("[\ud800-\udfff]")


def plain_scalar(text: str, *, place: str) -> Scalar:
    """Return what an unquoted scalar means; raises PlacedError for text that cannot be stored."""
    if text in _WORDS:
        return _WORDS[text]
    return whole_number(text) if _WHOLE_NUMBER.fullmatch(text) else checked_text(text, place=place)


def whole_number(text: str) -> int | str:
    """Return the number, or the text where it is not a plainly written one."""
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text


def checked_text(text: str, *, place: str) -> str:
    """Return the text; raises PlacedError where it holds a NUL or half a character."""
    if "\0" in text:
        raise PlacedError(place=place, message="expected text without NUL characters")
    if _SURROGATE.search(text):
        raise PlacedError(place=place, message="expected whole characters, got half a pair")
    return text


def check_limits(*, depth: int, values: int, place: str) -> None:
    """Raise PlacedError where a file is nested too deep or opens to too many values."""
    if depth > MAX_DEPTH:
        raise PlacedError(place=place, message=f"expected at most {MAX_DEPTH} levels of nesting")
    if values > MAX_VALUES:
        raise PlacedError(
            place=place, message=f"expected at most {MAX_VALUES} values, aliases opened"
        )
