"""What a machine says counts once it has stood; a blip is nothing; what goes to and fro is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from pytest_django import Settings

from scenarios.domain.errors import UnknownNode
from scenarios.domain.statuses import NodeKind
from scenarios.models import Assessment, ChangeEvent, FlaggedScenario
from scenarios.selectors.states_at import states_at
from scenarios.services import settle_assessments as settling
from scenarios.services.assess_condition import assess_condition
from scenarios.services.export_case import export_case
from scenarios.services.load_case import load_case
from scenarios.services.settle_assessments import Settled
from scenarios.services.wake_due_nodes import wake_due_nodes
from tests.scenarios.moving_bank import BEGIN, BOTH, NOTHING, ONE, MovingBank, told
from tests.scenarios.small_world import row_counts

pytestmark = pytest.mark.django_db

OPENED = [
    ("free", "change", "NOT_MET", "MET", "EVIDENCE", "3"),
    ("port", "change", "NOT_MET", "MET", "EVIDENCE", "3"),
]
CONTESTED = ("free", "contested", "NOT_MET", "NOT_MET", "EVIDENCE", "2")


def assess(bank: MovingBank, hours: float, status: str, **more: object) -> None:
    """Assess the condition as an analyst, of that day."""
    day = bank.at(hours).date()
    assess_condition(
        condition=bank.condition,
        status=status,
        date=day,
        reason="The ministry said so.",
        actor=bank.analyst,
        **more,  # type: ignore[arg-type]
    )


def test_what_a_machine_says_waits_and_tells_nothing(bank: MovingBank) -> None:
    bank.says(0, b900=ONE)
    waiting = Assessment.objects.get(delta__isnull=False)
    assert (waiting.status, waiting.is_waiting) == ("MET", True)
    assert waiting.waits_until == BEGIN + timedelta(hours=24)
    assert told() == []
    assert bank.current(bank.condition).status == "NOT_MET"
    assert bank.scenario() == "TRACKING"


def test_it_counts_once_it_has_stood_for_a_day(bank: MovingBank) -> None:
    bank.says(0, b900=ONE)
    assert bank.settles(23.9) == NOTHING
    assert told() == []
    assert bank.settles(24) == Settled(settled=1, counting=1, events=2)
    assert told() == OPENED
    assert bank.scenario() == "GATE_OPEN"


def test_its_events_tell_what_they_rest_on_and_since_when_it_was_so(bank: MovingBank) -> None:
    bank.says(0, b900=ONE)
    bank.settles(24)
    made = Assessment.objects.get(delta__isnull=False)
    events = list(ChangeEvent.objects.all())
    assert {event.assessment for event in events} == {made}
    assert {event.delta for event in events} == {made.delta}
    assert {event.valid_from for event in events} == {BEGIN.date()}
    assert {event.reason for event in events} == {made.reason}
    assert {event.actor for event in events} == {None}


def test_a_second_tick_settles_nothing_again(bank: MovingBank) -> None:
    bank.says(0, b900=ONE)
    bank.settles(24)
    before = row_counts()
    assert bank.settles(25) == NOTHING
    assert row_counts() == before


def test_a_tick_that_comes_days_late_tells_it_all_the_same(bank: MovingBank) -> None:
    bank.says(0, b900=ONE)
    assert bank.settles(24 * 9) == Settled(settled=1, counting=1, events=2)
    assert told() == OPENED


def test_a_blip_tells_nothing(bank: MovingBank) -> None:
    bank.leaves_and_returns(0, 10)
    assert bank.settles(24) == Settled(settled=1, counting=0, events=0)
    assert bank.settles(34) == Settled(settled=1, counting=1, events=0)
    assert told() == []


def test_flips_within_the_dwell_time_are_one_change(bank: MovingBank) -> None:
    bank.frees_both()
    bank.says(0, b901=BOTH)
    bank.says(1, b900=ONE)
    bank.says(10, b901=ONE)
    statuses = Assessment.objects.filter(delta__isnull=False).order_by("recorded")
    assert [one.status for one in statuses] == ["PARTIAL", "MET"]
    bank.settles(25)
    assert told() == []
    bank.settles(34)
    assert told() == OPENED


def test_a_persons_judgement_against_it_counts_at_once_and_settles_it(bank: MovingBank) -> None:
    bank.says(0, b900=ONE)
    assess(bank, 5, "NOT_MET")
    assert bank.settles(24) == Settled(settled=1, counting=0, events=0)
    assert told() == []


def test_a_persons_judgement_for_it_does_not_wait(bank: MovingBank) -> None:
    bank.says(0, b900=ONE)
    assess(bank, 5, "MET")
    assert told() == OPENED
    assert bank.settles(24) == Settled(settled=1, counting=1, events=0)


def test_what_a_person_takes_back_while_it_waits_never_counts(bank: MovingBank) -> None:
    bank.says(0, b900=ONE)
    waiting = Assessment.objects.get(delta__isnull=False)
    assess(bank, 5, "NOT_MET", retracts=waiting)
    assert bank.settles(24).counting == 0
    assert told() == []


def test_a_delisting_is_an_official_act_and_does_not_wait(bank: MovingBank) -> None:
    bank.says(0, b900="")
    assert told() == OPENED
    assert Assessment.objects.get(delta__isnull=False).waits_until is None


def test_four_flips_in_thirty_hours_are_told_once_as_contested(bank: MovingBank) -> None:
    bank.leaves_and_returns(0, 10, 20, 30)
    for hours in (34, 44, 54, 60):
        bank.settles(hours)
    assert told() == [CONTESTED]
    (event,) = ChangeEvent.objects.all()
    assert event.valid_from == date(2026, 6, 2)
    assert bank.current(bank.condition).contested == ["flapping"]
    assert bank.scenario() == "TRACKING, CONTESTED"
    flagged = FlaggedScenario.objects.get(event=event)
    assert (flagged.old_flags, flagged.new_flags) == ([], ["CONTESTED"])


def test_the_flag_is_lowered_when_machines_have_calmed_down_and_nobody_is_told(
    bank: MovingBank,
) -> None:
    bank.leaves_and_returns(0, 10, 20, 30)
    bank.settles(60)
    bank.at(24 * 7)
    assert wake_due_nodes().cases == 0
    bank.at(24 * 8)
    assert wake_due_nodes().cases == 1
    assert bank.current(bank.condition).contested == []
    assert bank.scenario() == "TRACKING"
    assert told() == [CONTESTED]


def test_they_are_contested_anew_after_a_rest(bank: MovingBank) -> None:
    bank.leaves_and_returns(0, 10, 20, 30)
    bank.settles(60)
    bank.leaves_and_returns(500, 510, 520, 530)
    assert told() == [CONTESTED, CONTESTED]


def test_what_stands_after_the_flapping_is_told_too(bank: MovingBank) -> None:
    bank.leaves_and_returns(0, 10, 20)
    bank.settles(44)
    assert told() == [CONTESTED, *OPENED]
    assert bank.scenario() == "GATE_OPEN, CONTESTED"


def test_it_was_not_known_before_it_counted(bank: MovingBank) -> None:
    bank.says(0, b900=ONE)
    bank.settles(24)

    def status(known_at: datetime) -> str:
        ids = [bank.condition.pk]
        found = states_at(kind=NodeKind.CONDITION, ids=ids, as_of=BEGIN.date(), known_at=known_at)
        return found[bank.condition.pk].status

    assert status(BEGIN + timedelta(hours=23)) == "NOT_MET"
    assert status(BEGIN + timedelta(hours=24)) == "MET"


def test_a_case_is_exported_without_what_waits_and_loads_again_unchanged(
    bank: MovingBank,
) -> None:
    bank.says(0, b900=ONE)
    document = export_case(case=bank.case)
    (condition,) = document["conditions"]
    assert [row["status"] for row in condition["assessments"]] == ["NOT_MET"]
    loaded = load_case(document=document, team=bank.case.team)
    assert all(not counts.added and not counts.amended for counts in loaded.changes.values())
    bank.settles(24)
    (condition,) = export_case(case=bank.case)["conditions"]
    assert [row["status"] for row in condition["assessments"]] == ["NOT_MET", "MET"]


def test_how_long_it_must_stand_is_a_setting(bank: MovingBank, settings: Settings) -> None:
    settings.DWELL_HOURS = 2
    bank.says(0, b900=ONE)
    assert bank.settles(2).counting == 1


def test_who_saw_the_condition_before_it_counted_is_told_that_it_changed(
    bank: MovingBank,
) -> None:
    bank.says(0, b900=ONE)
    bank.condition.refresh_from_db()
    seen = bank.condition.version
    bank.settles(24)
    bank.condition.refresh_from_db()
    assert bank.condition.version == seen + 1


def test_one_that_cannot_be_evaluated_is_named_and_tried_again(
    bank: MovingBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank.says(0, b900=ONE)

    def fail(**_: object) -> None:
        raise UnknownNode(kind=NodeKind.GATE, node_id="port")

    with monkeypatch.context() as broken:
        broken.setattr(settling, "evaluate_nodes", fail)
        assert bank.settles(24).failed == (bank.condition.pk,)
    assert told() == []
    assert bank.settles(25).counting == 1


def test_what_is_settled_is_never_settled_otherwise(bank: MovingBank) -> None:
    bank.says(0, b900=ONE)
    bank.settles(24)
    said = Assessment.objects.filter(delta__isnull=False)
    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        said.update(has_stood=False)


def test_what_was_taken_back_while_it_waited_is_exported_with_who_took_it_back(
    bank: MovingBank,
) -> None:
    bank.says(0, b900=ONE)
    assess(bank, 5, "NOT_MET", retracts=Assessment.objects.get(delta__isnull=False))
    document = export_case(case=bank.case)
    (condition,) = document["conditions"]
    named = [row.get("id") for row in condition["assessments"]]
    assert condition["assessments"][-1]["retracts"] in named
    load_case(document=document, team=bank.case.team)


def test_nothing_is_settled_before_its_time(bank: MovingBank) -> None:
    bank.says(0, b900=ONE)
    waiting = Assessment.objects.filter(delta__isnull=False)
    early = datetime(2026, 6, 1, 13, tzinfo=UTC)
    with pytest.raises(IntegrityError, match="settled_when_due"), transaction.atomic():
        waiting.update(settled_at=early, has_stood=True)
