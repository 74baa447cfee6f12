"""A large XML file is looked at where it lies."""

from __future__ import annotations

import hashlib
import mmap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanctions.lists import contents

LARGE = b"<a>" + b"x" * contents.MAPPED_FROM + b"</a>"


@pytest.mark.parametrize(
    ("content", "mapped"),
    [(LARGE, True), (b"\n " + LARGE, True), (b"<a/>", False), (b"1," + LARGE, False)],
)
def test_only_large_files_that_look_like_xml_are_mapped(
    tmp_path: Path, content: bytes, mapped: bool
) -> None:
    path = tmp_path / "list"
    path.write_bytes(content)
    found = contents.content_of(path)
    assert isinstance(found, mmap.mmap) is mapped
    assert (len(found), found[:], contents.sha256_of(found)) == (
        len(content),
        content,
        hashlib.sha256(content).hexdigest(),
    )
    assert b"".join(contents.pieces(found)) == content


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.integers(0, 70_000), place=st.integers(0, 69_990), sought=st.sampled_from([b"y", b"yz"])
)
def test_what_is_sought_is_found_as_in_bytes(
    tmp_path: Path, at: int, place: int, sought: bytes
) -> None:
    content = bytearray(b"x" * 70_000)
    content[place : place + 2] = b"yz"
    path = tmp_path / "list"
    path.write_bytes(content)
    with path.open("rb") as stream:
        mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        assert contents.find(mapped, sought, at) == content.find(sought, at)
