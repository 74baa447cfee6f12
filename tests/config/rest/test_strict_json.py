"""JSON bodies: what is taken, and what is refused with its place."""

from __future__ import annotations

import contextlib
import io
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import APIException, UnsupportedMediaType

from config.rest.strict_json import MOST_BYTES, MOST_DEPTH, MalformedBody, StrictJSONParser

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc"), inner),
    max_leaves=20,
)


def parse(body: bytes, media_type: str = "application/json") -> Any:
    return StrictJSONParser().parse(io.BytesIO(body), media_type)


@given(JSON)
def test_whatever_is_json_is_read_as_python_reads_it(value: Any) -> None:
    assert parse(json.dumps(value).encode()) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_and_nothing_else_happens(body: bytes) -> None:
    with contextlib.suppress(MalformedBody):
        parse(body)


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        (b"", "malformed-json", None),
        (b"{", "malformed-json", None),
        (b"{'a': 1}", "malformed-json", None),
        (b"\xef\xbb\xbf{}", "malformed-json", None),
        (b'{"a": "\xff"}', "malformed-json", None),
        ('{"a": "я"}'.encode("cp1251"), "malformed-json", None),
        ('{"a": 1}'.encode("utf-16"), "malformed-json", None),
        (b'{"a": 1, "b": 2, "a": 3}', "duplicate-key", "a"),
        (b'{"a": {"b": 1, "b": 1}}', "duplicate-key", "b"),
        (b'{"a": NaN}', "malformed-json", None),
        (b'{"a": Infinity}', "malformed-json", None),
        (b'{"a": -Infinity}', "malformed-json", None),
        (b'{"a": 1e400}', "number-too-large", None),
        (b'{"a": -1e400}', "number-too-large", None),
        (b'{"a": 9223372036854775808}', "number-too-large", None),
        (b'{"a": 1' + b"0" * 5000 + b"}", "number-too-large", None),
        (b'{"a": 0.' + b"1" * 5000 + b"}", "number-too-large", None),
        (b'{"a": "\\u0000"}', "bad-character", "a"),
        (b'{"a\\u0000": 1}', "bad-character", "a\\x00"),
        (b'{"a": {"b": [1, "\\ud800"]}}', "bad-character", "a.b[1]"),
        (b'{"\\udfff": 1}', "bad-character", "\\udfff"),
        (b"[" * 100_000 + b"]" * 100_000, "too-deep", None),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "too-deep", None),
        (b"[" * (MOST_DEPTH + 1) + b"]" * (MOST_DEPTH + 1), "too-deep", None),
    ],
)
def test_what_is_doubtful_is_refused_with_its_place(
    body: bytes, code: str, field: str | None
) -> None:
    with pytest.raises(MalformedBody) as caught:
        parse(body)
    assert (caught.value.get_codes(), caught.value.field) == (code, field)
    assert caught.value.status_code == 400


def test_a_fault_of_the_syntax_says_line_and_column() -> None:
    with pytest.raises(MalformedBody, match="line 2, column 3"):
        parse(b"{\n  a: 1}")


def test_bytes_that_are_not_utf8_are_counted() -> None:
    with pytest.raises(MalformedBody, match="byte 7"):
        parse(b'{"a": "\xff"}')


def test_the_deepest_that_is_taken_is_taken() -> None:
    assert parse(b"[" * MOST_DEPTH + b"]" * MOST_DEPTH)


def test_the_largest_number_that_is_taken_is_taken() -> None:
    assert parse(b"[9223372036854775807, -9223372036854775807]") == [2**63 - 1, 1 - 2**63]


def test_a_body_over_the_limit_is_refused_and_not_read_to_its_end() -> None:
    stream = io.BytesIO(b" " * (MOST_BYTES + 1000))
    with pytest.raises(APIException) as caught:
        StrictJSONParser().parse(stream, "application/json")
    assert caught.value.status_code == 413
    assert stream.tell() == MOST_BYTES + 1


@pytest.mark.parametrize(
    "body",
    [
        b'"' + b'\\"' * (MOST_BYTES // 2 - 1),
        b"[" + b"1," * (MOST_BYTES // 2 - 2) + b"1]",
        b"[" + b"[]," * (MOST_BYTES // 3 - 2) + b"1]",
        b"1" * MOST_BYTES,
    ],
    ids=["an open string", "many numbers", "many lists", "one number"],
)
def test_a_body_of_the_largest_size_takes_no_time(body: bytes) -> None:
    began = time.process_time()
    with contextlib.suppress(MalformedBody):
        parse(body)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8"])
def test_the_charset_may_be_named(charset: str) -> None:
    assert parse(b"{}", f"application/json; charset={charset}") == {}


@pytest.mark.parametrize("charset", ["latin-1", "utf-16", "bogus", "utf-7"])
def test_another_charset_is_refused(charset: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        parse(b"{}", f"application/json; charset={charset}")
