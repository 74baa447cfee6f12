"""A corpus of files that are no copy of the list. None changes anything; each says why."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanctions.domain.kinds import SnapshotOutcome
from sanctions.lists import ofac_sdn
from sanctions.lists.packages import read_package
from sanctions.models import Snapshot
from tests.sanctions.conftest import Import
from tests.sanctions.ofac_files import address, alias, copy_of, file_of, parties, party, sdn
from tests.sanctions.unchanged import assert_nothing_changed

FIRST, SECOND = date(2022, 2, 17), date(2022, 2, 28)
TURNED_AWAY = (SnapshotOutcome.HELD, SnapshotOutcome.REFUSED)
ROWS = parties(200)
WHOLE = file_of(ROWS)

# What came, how it is met, and what its reason says.
CORPUS: dict[str, tuple[bytes, SnapshotOutcome, str]] = {
    "no bytes": (b"", SnapshotOutcome.HELD, "no parties: 0 of 200"),
    "the end mark alone": (b"\x1a", SnapshotOutcome.HELD, "no parties: 0 of 200"),
    "line ends alone": (b"\r\n\r\n", SnapshotOutcome.HELD, "no parties: 0 of 200"),
    "a header alone": (
        b"ent_num,name,type,program,title,call_sign,vess_type,tonnage,grt,flag,owner,remarks\r\n",
        SnapshotOutcome.REFUSED,
        "no row of 12 columns that begins with an id",
    ),
    "a header and all rows": (
        b"ent_num,name,type,program,title,a,b,c,d,e,f,g\r\n" + WHOLE,
        SnapshotOutcome.HELD,
        "'ent_num' is no id",
    ),
    "an error page": (
        b"<!DOCTYPE html><html><body>503</body></html>\n",
        SnapshotOutcome.REFUSED,
        "sdn: this is a page of HTML or XML, not a table",
    ),
    "a login page after blank lines": (
        b"\n\n  <html>Sign in</html>\n",
        SnapshotOutcome.REFUSED,
        "a page of HTML or XML",
    ),
    "the list as XML": (
        b"<?xml version='1.0'?><sdnList/>",
        SnapshotOutcome.REFUSED,
        "a page of HTML or XML",
    ),
    "JSON": (b'{"error": "gone"}', SnapshotOutcome.REFUSED, "this is JSON"),
    "a PDF": (b"%PDF-1.7\n", SnapshotOutcome.REFUSED, "this is a PDF"),
    "UTF-16": (
        WHOLE.decode().encode("utf-16"),
        SnapshotOutcome.REFUSED,
        "sdn line 1: not UTF-8 (byte 0)",
    ),
    "cp1251": (
        file_of([*ROWS, party(201, "ТОРГОВЫЙ ДОМ")]).decode().encode("cp1251"),
        SnapshotOutcome.REFUSED,
        "sdn line 201: not UTF-8",
    ),
    "a lone surrogate": (
        WHOLE.replace(b"TRADING HOUSE 7\x22", b"\xed\xa0\x80\x22"),
        SnapshotOutcome.REFUSED,
        "sdn line 7: not UTF-8",
    ),
    "another separator": (
        WHOLE.replace(b",", b"|"),
        SnapshotOutcome.REFUSED,
        "no row of 12 columns",
    ),
    "aliases in its place": (
        file_of(alias(uid, "NAME") for uid in range(200)),
        SnapshotOutcome.REFUSED,
        "no row of 12 columns",
    ),
    "2,000 columns": (
        file_of(["1" + ",x" * 1_999]),
        SnapshotOutcome.REFUSED,
        "no row of 12 columns",
    ),
    "a field of 10 MB": (
        file_of([party(1, "X" * 10_000_000)]),
        SnapshotOutcome.REFUSED,
        "field larger than field limit",
    ),
    "a quote that is never closed": (
        WHOLE.replace(b'"TRADING HOUSE 100"', b'"TRADING HOUSE 100'),
        SnapshotOutcome.REFUSED,
        "sdn line",
    ),
    "a change file of 8 rows": (file_of(ROWS[:8]), SnapshotOutcome.HELD, "192 of 200 designations"),
    "names all gone": (
        file_of(party(uid, " ") for uid in range(1, 201)),
        SnapshotOutcome.HELD,
        "200 rows cannot be used",
    ),
    "NUL in every name": (
        WHOLE.replace(b"TRADING", b"TRA\0ING"),
        SnapshotOutcome.REFUSED,
        "no row of 12 columns",
    ),
    "types renamed": (
        file_of(party(uid, kind="entity") for uid in range(1, 201)),
        SnapshotOutcome.HELD,
        "type 'entity'",
    ),
    "every id twice": (file_of([*ROWS, *ROWS]), SnapshotOutcome.HELD, "200 ids occur twice"),
}


@pytest.mark.parametrize("name", CORPUS)
def test_a_bad_file_changes_nothing_and_says_why(take: Import, name: str) -> None:
    content, outcome, reason = CORPUS[name]
    take(copy_of({"sdn": WHOLE}), FIRST)
    with assert_nothing_changed():
        result = take(copy_of({"sdn": content}), SECOND)
    assert result.outcome is outcome
    assert reason in result.reason
    kept = Snapshot.objects.get(pk=result.snapshot_id)
    assert (kept.outcome, kept.reason, kept.size) == (outcome, result.reason, len(content))


def test_a_file_cut_at_any_hundredth_is_turned_away(take: Import) -> None:
    take(copy_of({"sdn": WHOLE}), FIRST)
    with assert_nothing_changed():
        for percent in range(100):
            cut = copy_of({"sdn": WHOLE[: len(WHOLE) * percent // 100]})
            assert take(cut, SECOND).outcome in TURNED_AWAY, percent


def test_a_file_cut_after_any_of_its_last_rows_is_turned_away(take: Import) -> None:
    take(copy_of({"sdn": WHOLE}), FIRST)
    with assert_nothing_changed():
        for missing in range(6):
            cut = copy_of({"sdn": file_of(ROWS[: len(ROWS) - missing], end=b"")})
            assert take(cut, SECOND).outcome is SnapshotOutcome.HELD, missing


def test_addresses_cut_after_a_row_are_no_amendment(take: Import) -> None:
    rows = [address(uid, country="Russia") for uid in range(1, 201)]
    take(copy_of({"sdn": WHOLE, "add": file_of(rows)}), FIRST)
    with assert_nothing_changed():
        cut = copy_of({"sdn": file_of([*ROWS, party(201)]), "add": file_of(rows[:150], end=b"")})
        assert take(cut, SECOND).outcome is SnapshotOutcome.HELD


def test_a_nul_in_one_row_sets_that_party_aside(take: Import) -> None:
    take(sdn(*parties(3)), FIRST)
    result = take(sdn(party(1), party(2, "HO\0USE"), party(3), party(4)), SECOND)
    assert result.reason == "1 rows set aside: sdn line 2 (id 2): holds a NUL character"
    assert (result.counts["listed"], result.counts["delisted"]) == (1, 0)


@pytest.mark.full
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300))
def test_any_bytes_are_turned_away_with_a_reason(take: Import, content: bytes) -> None:
    result = take(copy_of({"sdn": content}), FIRST)
    assert result.outcome in TURNED_AWAY
    assert result.reason


def _zip(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def _with_a_wrong_sum(content: bytes) -> bytes:
    """The directory's CRC of the first member, one bit off."""
    place = content.index(b"PK\x01\x02") + 16
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


ZIPS: dict[str, tuple[bytes, str]] = {
    "a bomb": (_zip(("sdn.csv", bytes(9_000_000))), "more than 200 to 1"),
    "too many members": (_zip(*((f"{one}.csv", b"") for one in range(21))), "21 members"),
    "a path that climbs": (_zip(("../sdn.csv", WHOLE)), "leaves the zip"),
    "an absolute path": (_zip(("/etc/sdn.csv", WHOLE)), "leaves the zip"),
    "a zip in a zip": (_zip(("sdn.zip", _zip(("sdn.csv", WHOLE)))), "line 1: this is a zip"),
    "cut": (_zip(("sdn.csv", WHOLE))[:500], "the zip is damaged"),
    "a wrong checksum": (_with_a_wrong_sum(_zip(("sdn.csv", WHOLE))), "the zip is damaged"),
    "two of one name": (
        _zip(("sdn.csv", WHOLE), ("sdn.csX", WHOLE)).replace(b"sdn.csX", b"sdn.csv"),
        "two members of one name",
    ),
    "two sdn": (_zip(("a.csv", WHOLE), ("b.csv", WHOLE)), "a second file that looks like sdn"),
    "an error page for aliases": (
        _zip(("sdn.csv", WHOLE), ("alt.csv", b"<html>")),
        "alt.csv: does not look like what its name says",
    ),
}


@pytest.mark.parametrize("name", ZIPS)
def test_a_bad_zip_is_refused_and_kept(take: Import, tmp_path: Path, name: str) -> None:
    content, reason = ZIPS[name]
    take(copy_of({"sdn": WHOLE}), FIRST)
    handed_over = tmp_path / "list.zip"
    handed_over.write_bytes(content)
    with assert_nothing_changed():
        result = take(read_package(module=ofac_sdn, path=handed_over), SECOND)
    assert result.outcome is SnapshotOutcome.REFUSED
    assert reason in result.reason
    kept = tmp_path / Snapshot.objects.get(pk=result.snapshot_id).raw_path
    assert kept.exists()
