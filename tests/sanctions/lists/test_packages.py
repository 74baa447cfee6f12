"""Files, folders and zips as they are handed over."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanctions.domain.errors import SnapshotRefused
from sanctions.lists import ofac_sdn, packages
from sanctions.lists.packages import Package, read_package
from tests.sanctions.ofac_files import alias, copy_of, file_of, parties

SDN, ALT = file_of(parties(3)), file_of([alias(1, "NORD")])


def _read(path: Path) -> Package:
    return read_package(module=ofac_sdn, path=path)


def _folder(path: Path, **files: bytes) -> Path:
    path.mkdir()
    for name, content in files.items():
        (path / name).write_bytes(content)
    return path


def test_one_file_is_the_main_part_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "download").write_bytes(SDN)
    package = _read(tmp_path / "download")
    assert package == copy_of({"sdn": SDN})
    assert package.sha256 == hashlib.sha256(SDN).hexdigest()
    assert package.size == len(SDN)


def test_parts_of_a_folder_are_known_by_their_content(tmp_path: Path) -> None:
    package = _read(_folder(tmp_path / "copy", a=ALT, b=SDN, README=b"notes"))
    assert package == copy_of({"sdn": SDN, "alt": ALT})


def test_several_files_have_the_hash_of_their_hashes() -> None:
    lines = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {part}\n"
        for part, content in (("alt", ALT), ("sdn", SDN))
    )
    expected = hashlib.sha256(lines.encode()).hexdigest()
    assert copy_of({"sdn": SDN, "alt": ALT}).sha256 == expected


def test_a_package_survives_being_packed(tmp_path: Path) -> None:
    package = copy_of({"sdn": SDN, "alt": ALT})
    (tmp_path / "kept.zip").write_bytes(package.packed())
    assert _read(tmp_path / "kept.zip") == package


def test_packing_twice_gives_the_same_bytes() -> None:
    assert copy_of({"sdn": SDN}).packed() == copy_of({"sdn": SDN}).packed()


def test_a_folder_of_empty_files_is_an_empty_list(tmp_path: Path) -> None:
    assert _read(_folder(tmp_path / "copy", a=b"", b=b"")) == copy_of({"sdn": b""})


@pytest.mark.parametrize("content", [b"", b"<html>"])
def test_a_part_that_is_not_what_its_name_says_refuses_the_copy(
    tmp_path: Path, content: bytes
) -> None:
    folder = _folder(tmp_path / "copy", **{"sdn.csv": SDN, "ALT.CSV": content})
    assert _read(folder).refused == "ALT.CSV: does not look like what its name says"


def test_a_folder_without_the_main_part_is_refused(tmp_path: Path) -> None:
    refused = _read(_folder(tmp_path / "copy", a=ALT, notes=b"x")).refused
    assert refused == "none of ['a', 'notes'] looks like enhanced or advanced or xml or sdn"


def test_a_refused_copy_keeps_its_files_as_they_came(tmp_path: Path) -> None:
    damaged = copy_of({"sdn": SDN}).packed()[:60]
    (tmp_path / "list.zip").write_bytes(damaged)
    package = _read(tmp_path / "list.zip")
    assert package.refused.startswith("the zip is damaged")
    assert package.parts == {"list.zip": damaged}
    assert package.sha256 == hashlib.sha256(damaged).hexdigest()


def test_an_empty_folder_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SnapshotRefused, match="the folder holds no file"):
        _read(_folder(tmp_path / "copy"))


def test_a_file_above_the_cap_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MAX_BYTES", 10)
    (tmp_path / "sdn.csv").write_bytes(SDN)
    with pytest.raises(SnapshotRefused, match="where at most 10 may be"):
        _read(tmp_path / "sdn.csv")


def test_an_empty_zip_is_an_empty_list(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    (tmp_path / "list.zip").write_bytes(buffer.getvalue())
    assert _read(tmp_path / "list.zip") == copy_of({"sdn": b""})


def test_a_member_packed_in_another_way_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.zip", "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("sdn.csv", SDN)
    assert _read(tmp_path / "list.zip").refused == "sdn.csv: packed by method 12"


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    content = bytearray(copy_of({"sdn": SDN}).packed())
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + offset] |= 1
    (tmp_path / "list.zip").write_bytes(content)
    assert _read(tmp_path / "list.zip").refused == "sdn: encrypted"


def test_a_member_whose_size_is_a_lie_is_refused(tmp_path: Path) -> None:
    content = bytearray(copy_of({"sdn": SDN}).packed())
    content[content.index(b"PK\x01\x02") + 24] ^= 1
    (tmp_path / "list.zip").write_bytes(content)
    assert _read(tmp_path / "list.zip").refused


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_zip_never_gives_other_content_and_never_crashes(
    tmp_path: Path, damage: list[tuple[int, int]]
) -> None:
    content = bytearray(copy_of({"sdn": SDN, "alt": ALT}).packed())
    for place, byte in damage:
        content[4 + place % (len(content) - 4)] = byte
    (tmp_path / "list.zip").write_bytes(content)
    package = _read(tmp_path / "list.zip")
    assert package.refused or {*package.parts.values()} <= {SDN, ALT, b""}
