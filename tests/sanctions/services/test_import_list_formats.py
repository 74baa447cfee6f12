"""A list in another form: what only the form does is no news; what the publisher does is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sanctions.domain.kinds import DeltaCause, Measure, NameType, SnapshotOutcome
from sanctions.domain.records import NameRecord
from sanctions.lists.base import Fault, Stated
from sanctions.models import Delta, Designation, ListEntry, Party, Snapshot
from sanctions.services import compare_snapshot
from tests.sanctions.conftest import Import
from tests.sanctions.plain_records import designated, party_record, plain_copy
from tests.sanctions.unchanged import assert_nothing_changed

FIRST, SECOND, THIRD, FOURTH = (date(2022, 2, day) for day in (1, 2, 3, 4))


def _kinds(snapshot: str | None) -> dict[str, str]:
    rows = Delta.objects.filter(snapshot_id=snapshot).select_related("entry")
    return {row.entry.external_id: row.kind for row in rows}


def test_the_format_of_a_copy_is_kept(take: Import) -> None:
    take(plain_copy(party_record("1")), FIRST)
    assert Snapshot.objects.get().format == "first"
    assert Snapshot.objects.get().told == ["kind", "name", "programs"]


def test_another_form_of_the_same_records_changes_nothing_that_is_told(take: Import) -> None:
    take(plain_copy(party_record("1", remarks="x"), party_record("2")), FIRST)
    other = plain_copy(party_record("1"), party_record("2"), form="second")
    result = take(other, SECOND)
    assert (result.outcome, result.counts["deltas"]) == (SnapshotOutcome.APPLIED, 0)
    assert ListEntry.objects.get(external_id="1").record["remarks"] == "x"


def test_the_same_bytes_in_the_same_form_are_not_read_again(take: Import) -> None:
    take(plain_copy(party_record("1"), party_record("2")), FIRST)
    take(plain_copy(party_record("1"), party_record("2"), form="second"), SECOND)
    result = take(plain_copy(party_record("1"), form="second"), THIRD)
    assert result.counts["unchanged"] == 1


def test_fields_that_differ_by_form_are_our_parsers_doing(take: Import) -> None:
    take(plain_copy(party_record("1", details={"title": ["Minister"]})), FIRST)
    other = plain_copy(party_record("1", details={"title": ["MINISTER"]}), form="second")
    take(other, SECOND)
    delta = Delta.objects.get(snapshot__published=SECOND)
    assert (delta.cause, delta.is_news) == (DeltaCause.PARSER, False)
    assert delta.after == {"title": ["MINISTER"]}


def test_a_field_that_the_form_tells_of_others_was_taken_away(take: Import) -> None:
    one, two = ({"title": [title]} for title in ("Minister", "Deputy"))
    take(plain_copy(party_record("1", details=one), party_record("2", details=two)), FIRST)
    other = plain_copy(party_record("1"), party_record("2", details=two), form="second")
    take(other, SECOND)
    assert "title" not in ListEntry.objects.get(external_id="1").record
    assert Delta.objects.get(snapshot__published=SECOND).before == {"title": ["Minister"]}


def test_what_was_carried_over_stays_while_the_form_cannot_tell_it(take: Import) -> None:
    take(plain_copy(party_record("1", remarks="x"), party_record("2")), FIRST)
    take(plain_copy(party_record("1"), party_record("2"), form="second"), SECOND)
    renamed = plain_copy(party_record("1", "TRADE HOUSE 1"), party_record("2"), form="second")
    take(renamed, THIRD)
    delta = Delta.objects.news().get()
    assert (delta.before, delta.after) == ({"name": "TRADING HOUSE 1"}, {"name": "TRADE HOUSE 1"})
    assert ListEntry.objects.get(external_id="1").record["remarks"] == "x"


def test_who_is_listed_and_delisted_in_another_form_is_news(take: Import) -> None:
    take(plain_copy(party_record("1"), party_record("2")), FIRST)
    result = take(plain_copy(party_record("2"), party_record("3"), form="second"), SECOND)
    assert _kinds(result.snapshot_id) == {"1": "delisted", "3": "listed"}
    assert Delta.objects.news().count() == 2


def test_a_program_that_is_lost_in_another_form_is_news(take: Import) -> None:
    take(plain_copy(party_record("1", "", "SYRIA", "SDGT"), party_record("2")), FIRST)
    take(plain_copy(party_record("1", "", "SDGT"), party_record("2"), form="second"), SECOND)
    assert Delta.objects.news().get().designations == [
        {
            "what": "ended",
            "program": "SYRIA",
            "measure": "asset_freeze",
            "from_date": None,
            "basis": "",
        }
    ]


def test_a_measure_that_only_a_richer_form_tells_is_put_right_in_place(take: Import) -> None:
    take(plain_copy(party_record("1", "", "UKRAINE-EO13662")), FIRST)
    before = Designation.objects.get()
    richer = party_record(
        "1",
        "",
        "UKRAINE-EO13662",
        designations=(designated("UKRAINE-EO13662", Measure.SECTORAL_FINANCE, date(2014, 9, 12)),),
    )
    take(plain_copy(richer, form="second"), SECOND)
    after = Designation.objects.get()
    assert (after.pk, after.to_date) == (before.pk, None)
    assert (after.measure, after.from_date) == ("sectoral_finance", date(2014, 9, 12))
    assert not Delta.objects.news().exists()
    take(plain_copy(party_record("1", "", "UKRAINE-EO13662")), THIRD)
    assert Designation.objects.get().measure == "sectoral_finance"


def test_aliases_of_a_form_without_them_are_unknown_and_stay(take: Import) -> None:
    alias = (NameRecord("TH ONE", NameType.AKA),)
    take(plain_copy(party_record("1", aliases=alias)), FIRST)
    result = take(plain_copy(party_record("1"), form="second"), SECOND)
    assert result.counts["deltas"] == 0
    assert Party.objects.get().names.filter(name="TH ONE").exists()


def test_a_narrowed_copy_is_held_and_cannot_be_approved(take: Import) -> None:
    take(plain_copy(party_record("1"), party_record("2")), FIRST)
    narrowed = plain_copy(party_record("1"), stated=Stated(narrowed="program SDGT"))
    with assert_nothing_changed():
        held = take(narrowed, SECOND)
        again = take(narrowed, SECOND, approve=narrowed.sha256)
    assert held.reason == again.reason == "not the whole list: narrowed by program SDGT"
    assert again.outcome is SnapshotOutcome.HELD


@pytest.mark.parametrize("stated", [1, 3])
def test_a_copy_that_states_another_count_is_held(take: Import, stated: int) -> None:
    take(plain_copy(party_record("1"), party_record("2")), FIRST)
    copy = plain_copy(party_record("1"), party_record("3"), stated=Stated(parties=stated))
    with assert_nothing_changed():
        held = take(copy, SECOND)
    assert held.reason == f"2 parties, where the copy itself says {stated}"
    assert take(copy, SECOND, approve=copy.sha256).outcome is SnapshotOutcome.APPLIED


def test_a_row_that_cannot_be_used_may_be_among_those_counted(take: Import) -> None:
    rows = [party_record(str(number)) for number in range(1, 10)]
    take(plain_copy(*rows), FIRST)
    fault = Fault("records", 10, "10", "strange")
    for day, stated in ((SECOND, 9), (THIRD, 10)):
        copy = plain_copy(*rows, fault, stated=Stated(parties=stated))
        assert take(copy, day).outcome is SnapshotOutcome.APPLIED


def test_the_day_that_a_copy_states_counts_where_nobody_gives_one(take: Import) -> None:
    copy = plain_copy(party_record("1"), stated=Stated(published=FIRST))
    assert take(copy).published == FIRST
    later = plain_copy(party_record("2"), party_record("1"), stated=Stated(published=FIRST))
    assert take(later, SECOND).published == SECOND


def test_a_copy_is_whole_for_its_scope_alone(take: Import) -> None:
    one = Stated(scope="269/")
    other = Stated(scope="833/")
    take(plain_copy(party_record("269/1"), party_record("269/2"), stated=one), SECOND)
    first = take(plain_copy(party_record("833/1"), stated=other), FIRST)
    assert (first.outcome, first.counts["delisted"]) == (SnapshotOutcome.APPLIED, 0)
    assert not Delta.objects.news().exists()
    third = take(plain_copy(party_record("269/1"), stated=one), THIRD)
    assert _kinds(third.snapshot_id) == {"269/2": "delisted"}
    with assert_nothing_changed():
        empty = take(plain_copy(stated=other), FOURTH)
    assert empty.reason == "no parties: 0 of 1 in the copy before"


def test_unknown_fields_hold_the_copy_and_are_kept_when_approved(take: Import) -> None:
    take(plain_copy(party_record("1"), party_record("2")), FIRST)
    strange = plain_copy(
        party_record("1"), party_record("2", unread=("entity/mood: sombre",)), party_record("3")
    )
    with assert_nothing_changed():
        held = take(strange, SECOND)
    assert held.reason == "1 unknown fields: entity/mood in 1 records (2)"
    applied = take(strange, SECOND, approve=strange.sha256)
    assert applied.counts["unread"] == {"entity/mood": 1}
    assert ListEntry.objects.get(external_id="2").record["unread"] == ["entity/mood: sombre"]


def test_a_field_that_a_person_has_seen_holds_no_later_copy(take: Import) -> None:
    take(plain_copy(party_record("1")), FIRST)
    unread = ("entity/mood: sombre",)
    strange = plain_copy(party_record("1", unread=unread))
    take(strange, SECOND)
    take(strange, SECOND, approve=strange.sha256)
    again = plain_copy(party_record("1", unread=unread), party_record("2", unread=unread))
    assert take(again, THIRD).outcome is SnapshotOutcome.APPLIED
    more = plain_copy(
        party_record("1", unread=unread), party_record("2", unread=("entity/hue: 1",))
    )
    assert take(more, FOURTH).reason == "1 unknown fields: entity/hue in 1 records (2)"


def test_a_text_longer_than_any_real_one_sets_its_party_aside(take: Import) -> None:
    rows = [party_record(str(number)) for number in range(1, 5)]
    take(plain_copy(*rows), FIRST)
    result = take(plain_copy(*rows, party_record("5", "", "P" * 101)), SECOND)
    assert result.counts["set_aside"] == [
        "row line 5 (id 5): an id or a program of more than 100 characters"
    ]


def test_of_many_strange_records_a_few_are_read(
    take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare_snapshot, "BLOCK", 20)
    monkeypatch.setattr(compare_snapshot, "_PROBED", 10)
    rows = [party_record(f"{number:03}") for number in range(100)]
    take(plain_copy(*rows), FIRST)
    strange = plain_copy(*(replace(row, unread=("e/hue: 1",)) for row in rows))
    with assert_nothing_changed():
        held = take(strange, SECOND)
    assert held.reason == "1 unknown fields: e/hue in 10 records (000; 001; 002; 003; 004; …)"
    again = take(strange, SECOND, approve=strange.sha256)
    assert "e/hue in 100 records" in again.reason
    assert take(strange, SECOND, approve=strange.sha256).outcome is SnapshotOutcome.APPLIED
