"""What an import stores, and what it tells."""

from __future__ import annotations

import dataclasses
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sanctions.domain.errors import UnknownList
from sanctions.domain.kinds import DeltaCause, DeltaKind, SnapshotOutcome
from sanctions.lists import ofac_labels, ofac_sdn
from sanctions.models import (
    Delta,
    Designation,
    ListEntry,
    Party,
    PartyDate,
    PartyIdentifier,
    Program,
    Snapshot,
)
from sanctions.services.import_list import import_list
from tests.clock import SetClock
from tests.sanctions.conftest import Import
from tests.sanctions.ofac_files import address, alias, copy_of, file_of, parties, party, sdn
from tests.sanctions.unchanged import assert_nothing_changed

FIRST, SECOND, THIRD = date(2022, 2, 17), date(2022, 2, 28), date(2022, 3, 3)


def _kinds(result_id: str | None) -> dict[str, str]:
    rows = Delta.objects.filter(snapshot_id=result_id)
    return {row.entry.external_id: row.kind for row in rows.select_related("entry")}


def test_a_first_import_is_the_baseline_and_tells_no_news(take: Import) -> None:
    result = take(sdn(*parties(3)), FIRST)
    assert result.as_json() == {
        "list": "us_ofac_sdn",
        "outcome": "applied",
        "reason": "",
        "sha256": result.sha256,
        "published": "2022-02-17",
        "parties": 3,
        "listed": 3,
        "amended": 0,
        "delisted": 0,
        "relisted": 0,
        "unchanged": 0,
        "deltas": 3,
        "seconds": round(result.seconds, 3),
    }
    assert Snapshot.objects.get().is_baseline
    assert Delta.objects.count() == 3
    assert not Delta.objects.news().exists()


def test_the_starts_of_a_baseline_are_unknown(take: Import) -> None:
    take(sdn(party(1)), FIRST)
    designation = Designation.objects.get()
    assert (designation.from_date, designation.first_seen_on) == (None, FIRST)
    assert Designation.objects.in_force(on=FIRST).exists()
    assert not Designation.objects.in_force(on=date(2022, 2, 16)).exists()


def test_the_four_kinds_of_delta(take: Import) -> None:
    take(sdn(party(1), party(2, "OLD NAME HOUSE"), party(3)), FIRST)
    second = take(sdn(party(1), party(2, "NEW NAME HOUSE"), party(4)), SECOND)
    assert _kinds(second.snapshot_id) == {"2": "amended", "3": "delisted", "4": "listed"}
    third = take(sdn(party(1), party(2, "NEW NAME HOUSE"), party(3), party(4)), THIRD)
    assert _kinds(third.snapshot_id) == {"3": "relisted"}
    assert third.counts["unchanged"] == 3


def test_news_keeps_the_fields_before_and_after(take: Import) -> None:
    take(sdn(party(1, "OLD NAME HOUSE", remarks="Gender Male.")), FIRST)
    take(sdn(party(1, "NEW NAME HOUSE", remarks="Gender Male.")), SECOND)
    delta = Delta.objects.news().get()
    assert (delta.before, delta.after) == ({"name": "OLD NAME HOUSE"}, {"name": "NEW NAME HOUSE"})
    assert delta.cause == DeltaCause.PUBLISHER
    assert Party.objects.get().name == "NEW NAME HOUSE"


def test_a_delisted_party_stays_with_all_that_is_known(take: Import) -> None:
    take(sdn(party(1), party(2)), FIRST)
    take(sdn(party(2)), SECOND)
    entry = ListEntry.objects.get(external_id="1")
    assert not entry.present
    assert entry.party.names.exists()
    designation = Designation.objects.get(party=entry.party)
    assert designation.to_date == SECOND
    assert designation.delisted_known_at is not None
    assert designation.last_snapshot is not None
    assert designation.last_snapshot.published == SECOND
    assert Delta.objects.news().get().before["name"] == entry.record["name"]


def test_a_relisted_party_is_the_same_party_with_a_new_designation(take: Import) -> None:
    take(sdn(party(1), party(2)), FIRST)
    take(sdn(party(2)), SECOND)
    take(sdn(party(1), party(2), party(3)), THIRD)
    known = Party.objects.get(external_id="1")
    days = known.designations.order_by("first_seen_on").values_list("from_date", "to_date")
    assert [*days] == [(None, SECOND), (THIRD, None)]
    assert ListEntry.objects.get(external_id="1").present


def test_a_party_that_loses_one_program_keeps_the_others(take: Import) -> None:
    take(sdn(party(1, programs="SYRIA] [SDGT] [NPWMD")), FIRST)
    result = take(sdn(party(1, programs="SDGT] [NPWMD")), SECOND)
    assert (result.counts["amended"], result.counts["delisted"]) == (1, 0)
    ended = Designation.objects.get(to_date__isnull=False)
    assert (ended.program.key, ended.to_date) == ("SYRIA", SECOND)
    current = Designation.objects.current().values_list("program__key", flat=True)
    assert sorted(current) == ["NPWMD", "SDGT"]


def test_a_program_that_is_added_starts_on_the_published_day(take: Import) -> None:
    take(sdn(party(1, programs="UKRAINE-EO13662")), FIRST)
    take(sdn(party(1, programs="UKRAINE-EO13662] [RUSSIA-EO14024")), SECOND)
    added = Designation.objects.get(program__key="RUSSIA-EO14024")
    assert added.from_date == SECOND


def test_a_renamed_tag_is_the_same_designation_and_no_news(take: Import) -> None:
    take(sdn(party(1, programs="PEESA-EO")), FIRST)
    result = take(sdn(party(1, programs="PEESA-EO14039")), SECOND)
    assert result.counts["amended"] == 1
    assert Designation.objects.get().to_date is None
    assert not Delta.objects.news().exists()


def test_an_unknown_program_is_kept_as_unmapped(take: Import) -> None:
    result = take(sdn(party(1, programs="NEPTUNE-EO20000")), FIRST)
    assert result.counts["unmapped_programs"] == {"NEPTUNE-EO20000": 1}
    assert not Program.objects.get(key="NEPTUNE-EO20000").mapped


def test_the_same_file_twice_is_unchanged(take: Import) -> None:
    package = sdn(*parties(3))
    first = take(package, FIRST)
    with assert_nothing_changed():
        again = take(package, SECOND)
    assert again.outcome is SnapshotOutcome.UNCHANGED
    assert (again.sha256, again.counts) == (first.sha256, {"parties": 3, "unchanged": 3})


def test_other_quotes_and_line_ends_are_no_amendment(take: Import) -> None:
    take(sdn(party(1, "HOUSE"), party(2, "YARD")), FIRST)
    bare = party(1, "HOUSE").replace('"HOUSE"', "HOUSE")
    result = take(sdn(bare, party(2, "YARD")), SECOND)
    assert (result.outcome, result.counts["deltas"]) == (SnapshotOutcome.APPLIED, 0)


def test_aliases_that_a_copy_lacks_are_carried_over(take: Import) -> None:
    full = {"sdn": file_of([party(1)]), "alt": file_of([alias(1, "NORD HOUSE")])}
    take(copy_of(full), FIRST)
    result = take(sdn(party(1)), SECOND)
    assert result.counts["deltas"] == 0
    assert sorted(Party.objects.get().names.values_list("name", flat=True)) == [
        "NORD HOUSE",
        "TRADING HOUSE 1",
    ]


def test_what_is_searched_by_itself_has_rows_of_its_own(take: Import) -> None:
    remarks = "DOB circa 1960; Tax ID No. 7707083893 (Russia); Passport 123 (Cyprus)."
    rows = {
        "sdn": file_of([party(1, "DOE, Ivan", kind="individual", remarks=remarks)]),
        "add": file_of([address(1, "1 Harbour Street", "Limassol", "Cyprus")]),
    }
    result = take(copy_of(rows), FIRST)
    assert [*PartyIdentifier.objects.order_by("type").values_list("type", "value", "valid")] == [
        ("inn", "7707083893", True),
        ("passport", "123", None),
    ]
    born = PartyDate.objects.get()
    assert (born.raw, born.approximate) == ("circa 1960", True)
    assert (born.from_earliest, born.to_latest) == (date(1960, 1, 1), date(1960, 12, 31))
    assert str(Party.objects.get().addresses.get()) == "1 Harbour Street, Limassol, Cyprus"
    assert result.counts["invalid_identifiers"] == 0


def test_text_is_kept_exactly_whatever_it_holds(take: Import) -> None:
    name = '=HYPERLINK("x")\t\\N \u202eevil\u200b Ж é e\u0301 😀 <script>'
    take(sdn(party(1, name)), FIRST)
    assert Party.objects.get().name == name.strip()
    assert ListEntry.objects.get().record["name"] == name.strip()


def test_a_newer_parser_is_the_cause_of_its_own_differences(
    take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = sdn(party(1, remarks="Height 185 cm."))
    take(package, FIRST)
    newer = dataclasses.replace(ofac_sdn.SOURCE, parser_version=ofac_sdn.SOURCE.parser_version + 1)
    monkeypatch.setattr(ofac_sdn, "SOURCE", newer)
    monkeypatch.setitem(ofac_labels.DETAILS, "Height", "height")
    result = take(package, SECOND)
    delta = Delta.objects.get(snapshot_id=result.snapshot_id)
    assert (delta.kind, delta.cause) == (DeltaKind.AMENDED, DeltaCause.PARSER)
    assert not Delta.objects.news().exists()


def test_the_raw_file_is_kept_under_its_hash(take: Import, data_folder: Path) -> None:
    package = sdn(*parties(2))
    result = take(package, FIRST)
    snapshot = Snapshot.objects.get()
    assert snapshot.sha256 == result.sha256 == package.sha256
    with zipfile.ZipFile(data_folder / snapshot.raw_path) as kept:
        assert kept.read("sdn") == package.parts["sdn"]


def test_without_a_day_it_is_published_today(take: Import, database_clock: SetClock) -> None:
    database_clock(datetime(2022, 2, 17, 23, 30, tzinfo=UTC))
    assert take(sdn(party(1))).published == FIRST


def test_an_unknown_list_is_named(data_folder: Path, db: None) -> None:
    with pytest.raises(UnknownList, match="known: us_ofac_sdn"):
        import_list(key="us_ofac", package=sdn(party(1)))


def test_progress_counts_up_to_the_number_of_those_who_arrive(take: Import) -> None:
    seen: list[tuple[int, int]] = []
    take(sdn(*parties(3)), FIRST, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(3, 3)]
