"""What a held copy would change, worked out without storing anything."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.domain.errors import KeptFileLost
from sanctions.domain.kinds import DeltaKind
from sanctions.models import Party, Snapshot
from sanctions.services.preview_snapshot import preview_snapshot
from tests.sanctions.conftest import Import
from tests.sanctions.ofac_files import parties, party, sdn
from tests.sanctions.unchanged import assert_nothing_changed

FIRST, SECOND = date(2022, 2, 17), date(2022, 2, 28)


def held_of(take: Import, *rows: str) -> Snapshot:
    """Hold a copy with these rows after one of 120 parties."""
    take(sdn(*parties(120)), FIRST)
    take(sdn(*rows), SECOND)
    held: Snapshot = Snapshot.objects.held().get()
    return held


def test_the_counts_are_those_that_applying_it_would_give(take: Import) -> None:
    rows = [
        party(1, "ANOTHER NAME", programs="SDGT"),
        *parties(58, start=2),
        *parties(3, start=500),
    ]
    held = held_of(take, *rows)
    with assert_nothing_changed():
        preview = preview_snapshot(snapshot=held)
    applied = take(sdn(*rows), approve=held.sha256)
    assert {kind.value: n for kind, n in preview.counts.items()} == {
        kind.value: applied.counts[kind.value] for kind in DeltaKind
    }
    assert (preview.parties, preview.unchanged) == (62, 58)


def test_each_change_is_told_field_by_field(take: Import) -> None:
    held = held_of(take, party(1, "ANOTHER HOUSE 1"), *parties(58, start=2), party(500))
    changes = {(one.kind, one.external_id): one for one in preview_snapshot(snapshot=held).shown}
    amended = changes[DeltaKind.AMENDED, "1"]
    assert (amended.before, amended.after) == (
        {"name": "TRADING HOUSE 1"},
        {"name": "ANOTHER HOUSE 1"},
    )
    assert amended.party_id == Party.objects.get(external_id="1").pk
    listed = changes[DeltaKind.LISTED, "500"]
    assert (listed.party_id, listed.before, listed.after["name"]) == (None, {}, "TRADING HOUSE 500")
    assert [one["what"] for one in listed.designations] == ["began"]
    gone = changes[DeltaKind.DELISTED, "60"]
    assert (gone.before["name"], gone.after) == ("TRADING HOUSE 60", {})
    assert [one["what"] for one in gone.designations] == ["ended"]


def test_only_the_first_of_each_kind_are_shown_and_all_are_counted(take: Import) -> None:
    preview = preview_snapshot(snapshot=held_of(take, *parties(60)), shown=5)
    assert preview.counts[DeltaKind.DELISTED] == 60
    assert [one.external_id for one in preview.shown] == ["61", "62", "63", "64", "65"]


def test_rows_that_cannot_be_read_are_named(take: Import) -> None:
    held = held_of(take, *parties(60), party("two"))
    assert preview_snapshot(snapshot=held).faults == ["sdn line 61: 'two' is no id"]


def test_a_first_copy_would_list_all_and_delist_nobody(
    take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    take(sdn(*parties(8)), FIRST)
    held = Snapshot.objects.held().get()
    preview = preview_snapshot(snapshot=held)
    assert (preview.counts[DeltaKind.LISTED], preview.counts[DeltaKind.DELISTED]) == (8, 0)


def test_without_its_kept_file_nothing_is_guessed(take: Import) -> None:
    held = held_of(take, *parties(60))
    held.raw_path = "lists/us_ofac_sdn/none.zip"
    with pytest.raises(KeptFileLost):
        preview_snapshot(snapshot=held)
