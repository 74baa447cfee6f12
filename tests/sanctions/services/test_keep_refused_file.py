"""Files that are no list are kept, and never fill the disk."""

from __future__ import annotations

import os
from pathlib import Path

from sanctions.services.keep_refused_file import MOST_KEPT, keep_refused_file


def keep(folder: Path, number: int) -> str:
    path = folder / "came.part"
    path.write_bytes(b"%d" % number)
    os.utime(path, (number, number))
    return keep_refused_file(key="eu_fsf", sha256=f"{number:064x}", path=path)


def test_a_file_is_kept_under_its_hash(data_folder: Path) -> None:
    kept = keep(data_folder, 1)
    assert kept == f"lists/eu_fsf/quarantine/{1:064x}"
    assert (data_folder / kept).read_bytes() == b"1"


def test_only_the_newest_are_kept(data_folder: Path) -> None:
    for number in range(MOST_KEPT + 3):
        keep(data_folder, number)
    kept = sorted(file.name for file in (data_folder / "lists/eu_fsf/quarantine").iterdir())
    assert kept == [f"{number:064x}" for number in range(3, MOST_KEPT + 3)]
