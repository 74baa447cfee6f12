"""Assessors whose views of one condition differ: an event that opens, and one that closes."""

from __future__ import annotations

from datetime import date

import pytest

from scenarios.models import ChangeEvent, Evaluation, FlaggedScenario
from scenarios.services.amend_condition import amend_condition
from scenarios.services.wake_due_nodes import wake_due_nodes
from tests.clock import SetClock
from tests.scenarios.small_world import (
    World,
    current,
    evaluate_whole,
    make_world,
    noon,
    row_counts,
)

pytestmark = pytest.mark.django_db


def day(number: int) -> date:
    """Return the day of February."""
    return date(2026, 2, number)


class Talks:
    """A condition of which several assessors speak, day by day."""

    def __init__(self, database_clock: SetClock, **terms: object) -> None:
        self._clock = database_clock
        database_clock(noon(date(2026, 1, 15)))
        self.world: World = make_world(terms=terms)
        evaluate_whole(self.world.case)

    def says(self, number: int, assessor: str, status: str, **more: object) -> None:
        """Let the assessor speak on the day, of the day unless said otherwise."""
        self._clock(noon(day(number)))
        on = more.pop("on", day(number))
        self.world.assess("peace", status, on, assessor=assessor, **more)  # type: ignore[arg-type]

    def contested(self) -> list[str]:
        """Return by what the condition is contested."""
        return current(self.world.conditions["peace"]).contested


@pytest.fixture
def talks(database_clock: SetClock) -> Talks:
    return Talks(database_clock)


def told() -> list[tuple[str, date, str, str]]:
    """Return each remark: its kind, since when, cause and level."""
    events = ChangeEvent.objects.exclude(kind="change").order_by("sequence")
    return [(event.kind, event.valid_from, event.cause, event.level) for event in events]


def test_three_who_disagree_for_four_days_are_one_event_that_opens_and_one_that_closes(
    talks: Talks,
) -> None:
    for assessor in ("RU", "NATO", "UN"):
        talks.says(1, assessor, "NOT_MET")
    talks.says(23, "RU", "MET")
    talks.says(26, "NATO", "MET")
    talks.says(27, "UN", "MET")
    assert told() == [
        ("views_diverge", day(23), "EVIDENCE", "2"),
        ("views_agree", day(27), "EVIDENCE", "2"),
    ]


def test_who_joins_a_dispute_opens_no_other(talks: Talks) -> None:
    talks.says(1, "UN", "NOT_MET")
    talks.says(2, "RU", "MET")
    talks.says(3, "NATO", "NOT_MET")
    talks.says(4, "US", "NOT_MET")
    assert [kind for kind, *_ in told()] == ["views_diverge"]


def test_the_condition_and_its_scenario_are_contested_meanwhile(talks: Talks) -> None:
    talks.says(1, "UN", "NOT_MET")
    talks.says(2, "RU", "MET")
    assert talks.contested() == ["views"]
    assert talks.world.state() == "GATE_OPEN, CONTESTED"
    talks.says(3, "UN", "MET")
    assert talks.contested() == []
    assert talks.world.state() == "GATE_OPEN"


def test_the_event_names_the_judgement_that_opened_it_and_flags_the_scenario(
    talks: Talks,
) -> None:
    talks.says(1, "UN", "MET")
    talks.says(2, "RU", "NOT_MET", on=day(1))
    event = ChangeEvent.objects.get(kind="views_diverge")
    assert event.assessment is not None
    assert (event.assessment.assessor, event.actor) == ("RU", talks.world.actor)
    assert event.old_status == event.new_status == "NOT_MET"
    flagged = FlaggedScenario.objects.get(event=event)
    assert (flagged.old_flags, flagged.new_flags) == ([], ["CONTESTED"])


def test_a_dispute_that_leaves_the_status_as_it_is_is_told_all_the_same(talks: Talks) -> None:
    talks.says(20, "RU", "MET")
    before = ChangeEvent.objects.count()
    talks.says(21, "UN", "NOT_MET", on=day(10))
    (event,) = ChangeEvent.objects.order_by("sequence")[before:]
    assert (event.kind, event.old_status, event.new_status) == ("views_diverge", "MET", "MET")
    assert event.valid_from == day(20)


def test_a_late_report_corrects_what_was_said_of_the_views(talks: Talks) -> None:
    talks.says(1, "UN", "NOT_MET")
    talks.says(20, "RU", "MET", on=day(5))
    assert told() == [("views_diverge", day(5), "CORRECTION", "2")]


def test_a_finding_that_is_taken_back_ends_the_dispute_by_correction(talks: Talks) -> None:
    talks.says(1, "UN", "NOT_MET")
    talks.says(2, "RU", "MET")
    early = talks.world.conditions["peace"].assessments.get(assessor="RU")
    talks.says(3, "RU", "NOT_MET", retracts=early)
    assert [(kind, cause) for kind, _, cause, _ in told()] == [
        ("views_diverge", "EVIDENCE"),
        ("views_agree", "CORRECTION"),
    ]


def test_a_view_that_goes_stale_ends_the_dispute_by_the_clock(database_clock: SetClock) -> None:
    talks = Talks(database_clock, review_days=10)
    talks.says(1, "RU", "MET")
    talks.says(2, "UN", "NOT_MET")
    database_clock(noon(day(28)))
    wake_due_nodes()
    assert told() == [
        ("views_diverge", day(2), "EVIDENCE", "2"),
        ("views_agree", day(12), "CLOCK", "2"),
    ]
    assert talks.contested() == []


def test_a_review_period_that_is_amended_ends_the_dispute_by_definition(
    database_clock: SetClock,
) -> None:
    talks = Talks(database_clock)
    talks.says(1, "RU", "MET")
    talks.says(2, "UN", "NOT_MET")
    database_clock(noon(day(20)))
    amend_condition(
        condition=talks.world.conditions["peace"],
        changes={"review_days": 10},
        reason="Findings age.",
        actor=talks.world.actor,
    )
    assert told()[1:] == [("views_agree", day(12), "DEFINITION", "2")]


def test_evaluated_again_it_tells_nothing_again(talks: Talks) -> None:
    talks.says(1, "UN", "NOT_MET")
    talks.says(2, "RU", "MET")
    before = row_counts()
    evaluate_whole(talks.world.case)
    wake_due_nodes()
    assert row_counts() == before


def test_gates_are_not_contested_themselves(talks: Talks) -> None:
    talks.says(1, "UN", "NOT_MET")
    talks.says(2, "RU", "MET")
    assert not Evaluation.objects.filter(gate__isnull=False).exclude(contested=[]).exists()
    assert not ChangeEvent.objects.exclude(kind="change").filter(gate__isnull=False).exists()


def test_views_that_differ_again_are_told_again(talks: Talks) -> None:
    talks.says(1, "UN", "NOT_MET")
    for start in (2, 6):
        talks.says(start, "RU", "MET")
        talks.says(start + 2, "RU", "NOT_MET")
    assert [kind for kind, *_ in told()] == ["views_diverge", "views_agree"] * 2
