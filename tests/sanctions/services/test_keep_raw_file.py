"""Every file that was handed over is kept under its hash."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctions.services.keep_raw_file import keep_raw_file
from tests.sanctions.ofac_files import copy_of

PACKAGE = copy_of({"sdn": b"1,HOUSE\r\n"})


def test_it_is_kept_below_the_data_folder(data_folder: Path) -> None:
    kept = keep_raw_file(key="us_ofac_sdn", package=PACKAGE)
    assert kept == f"lists/us_ofac_sdn/{PACKAGE.sha256}.zip"
    assert (data_folder / kept).read_bytes() == PACKAGE.packed()


def test_a_second_time_it_is_not_written_again(data_folder: Path) -> None:
    kept = data_folder / keep_raw_file(key="us_ofac_sdn", package=PACKAGE)
    before = kept.stat().st_mtime_ns
    keep_raw_file(key="us_ofac_sdn", package=PACKAGE)
    assert kept.stat().st_mtime_ns == before


def test_what_dies_while_it_writes_leaves_no_file_of_that_name(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", die)
    with pytest.raises(KeyboardInterrupt):
        keep_raw_file(key="us_ofac_sdn", package=PACKAGE)
    assert not (data_folder / f"lists/us_ofac_sdn/{PACKAGE.sha256}.zip").exists()
