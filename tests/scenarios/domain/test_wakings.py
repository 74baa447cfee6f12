"""The first later day on which anything said of a node may differ."""

from __future__ import annotations

from datetime import date

from scenarios.domain.evaluator import Evaluator
from scenarios.domain.expressions import AllOf, AnyOf, Before, ConditionRef, Expression, FromDate
from scenarios.domain.records import Condition
from scenarios.domain.statuses import NodeKind
from scenarios.domain.wakings import Wakings
from tests.scenarios.domain.attributed import START, C, condition, confirmed, day, judged, logic


def wake_on(of: Condition, *, after: str, when: Expression | None = None) -> date | None:
    """Return the day on which to wake the gate, or the condition where there is no gate."""
    of_gate = logic(of, when=when)
    wakings = Wakings(of_gate, evaluator=Evaluator(of_gate))
    if when is None:
        return wakings.wake_on(NodeKind.CONDITION, "c", after=day(after))
    return wakings.wake_on(NodeKind.GATE, "g", after=day(after))


def test_what_nothing_can_change_is_never_woken() -> None:
    assert wake_on(condition(judged("01-01", "NOT_MET")), after="03-01") is None


def test_a_review_date_wakes() -> None:
    met = condition(judged("03-01", "MET"), review_days=30)
    assert wake_on(met, after="03-05") == day("04-01")
    assert wake_on(met, after="04-01") is None


def test_a_fact_dated_ahead_wakes_on_its_day_though_the_status_stays() -> None:
    met = condition(judged("03-01", "MET"), confirmed("03-20"), review_days=30)
    assert wake_on(met, after="03-05") == day("03-20")
    assert wake_on(met, after="03-20") == day("04-20")


def test_a_deadline_wakes_the_gate() -> None:
    when = Before(of=C, deadline=day("04-01"), start=START)
    assert wake_on(condition(judged("01-01", "NOT_MET")), after="03-01", when=when) == day("04-02")


def test_another_deciding_condition_wakes_a_gate_that_stays_as_it_is() -> None:
    stale = condition(judged("03-01", "MET"), review_days=30)
    # The gate is F before and after: its other part never holds.
    when = AllOf((C, Before(of=C, deadline=day("01-01"), start=START)))
    assert wake_on(stale, after="03-05", when=when) == day("04-01")


def test_a_change_that_is_far_away_wakes_once_it_is_near_enough_to_be_told() -> None:
    far = date(2035, 1, 1)
    when = AnyOf((ConditionRef("c"), FromDate(far)))
    woken = wake_on(condition(judged("01-01", "NOT_MET")), after="03-01", when=when)
    assert woken is not None
    assert (far - woken).days == 400


def test_days_beyond_the_calendar_are_none() -> None:
    met = condition(judged("03-01", "MET"), review_days=100_000)
    near_the_end = Wakings(logic(met), evaluator=Evaluator(logic(met)))
    assert near_the_end.wake_on(NodeKind.CONDITION, "c", after=date(9999, 12, 31)) is None
