"""What if: facts up to the eve stay, from the day on it is as supposed, in everybody's eyes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.domain.casefile import logic_from_document
from scenarios.domain.evaluator import Evaluator
from scenarios.domain.expression_forms import parse_expression
from scenarios.domain.records import (
    Assessment,
    Condition,
    ConditionTerms,
    Confirmation,
    Gate,
    GateTerms,
    Logic,
    Quantity,
    Reading,
)
from scenarios.domain.statuses import ASSESSABLE_STATUSES, Comparison, NodeKind, Status
from scenarios.domain.suppositions import Supposed, supposing
from scenarios.domain.truth import of_status
from tests.scenarios.domain.drawn_cases import FIRST, NAMES, cases

DAY = date(2030, 3, 1)
BEFORE, AFTER = DAY - timedelta(days=10), DAY + timedelta(days=10)


def known(day: date) -> datetime:
    """Return the instant at which a fact of the day is known."""
    return datetime.combine(day, time.min, tzinfo=UTC)


def judged(day: date, status: Status, **more: Any) -> Assessment:
    """Return a judgement, known at once."""
    return Assessment(date=day, status=status, recorded=known(day), **more)


def logic_of(condition: Condition, *, when: Any = "peace") -> Logic:
    """Return the logic of one condition and one gate."""
    gate = Gate(id="main", terms=GateTerms(when=parse_expression(when)))
    return Logic(
        start=BEFORE, last_date=AFTER, conditions={"peace": condition}, gates={"main": gate}
    )


def status(logic: Logic, *, on: date, kind: NodeKind = NodeKind.CONDITION) -> Status:
    """Return the status of the condition or the gate on the day."""
    name = "peace" if kind is NodeKind.CONDITION else "main"
    return Evaluator(logic).state(kind, name, as_of=on).status


def if_met(logic: Logic) -> Logic:
    """Suppose that the condition is met from the day on."""
    return supposing(logic, {"peace": Supposed(status=Status.MET, since=DAY)})


def test_it_is_so_from_the_day_on_and_was_as_it_was_before() -> None:
    logic = if_met(logic_of(Condition(id="peace", assessments=(judged(BEFORE, Status.NOT_MET),))))
    assert status(logic, on=DAY - timedelta(days=1)) is Status.NOT_MET
    assert status(logic, on=DAY) is Status.MET


def test_what_was_found_later_is_passed_over() -> None:
    later = judged(AFTER, Status.FAILED)
    logic = if_met(logic_of(Condition(id="peace", assessments=(later,))))
    assert status(logic, on=AFTER) is Status.MET


def test_what_was_taken_back_later_stays_taken_back() -> None:
    first = judged(BEFORE, Status.MET, id="a1")
    later = judged(AFTER, Status.NOT_MET, id="a2", retracts="a1")
    condition = Condition(id="peace", assessments=(first, later))
    logic = supposing(logic_of(condition), {"peace": Supposed(status=Status.NOT_MET, since=DAY)})
    assert status(logic, on=DAY) is Status.NOT_MET


def test_every_assessor_whose_eyes_a_gate_looks_through_sees_it_so() -> None:
    doubtful = judged(BEFORE, Status.NOT_MET, assessor="Moscow")
    when = {"view": {"of": "peace", "assessor": "Moscow"}}
    logic = if_met(logic_of(Condition(id="peace", assessments=(doubtful,)), when=when))
    assert status(logic, on=DAY, kind=NodeKind.GATE) is Status.MET


def test_a_reading_of_the_day_does_not_contradict() -> None:
    terms = ConditionTerms(quantity=Quantity(op=Comparison.LESS, threshold=Decimal(50)))
    high = Reading(date=DAY, low=Decimal(60), high=Decimal(60), recorded=known(DAY))
    logic = if_met(logic_of(Condition(id="peace", terms=terms, readings=(high,))))
    assert status(logic, on=AFTER) is Status.MET


def test_a_review_period_runs_from_the_day() -> None:
    terms = ConditionTerms(review_days=5)
    confirmed = Confirmation(date=AFTER, recorded=known(AFTER))
    logic = if_met(logic_of(Condition(id="peace", terms=terms, confirmations=(confirmed,))))
    assert status(logic, on=DAY + timedelta(days=5)) is Status.MET
    assert status(logic, on=DAY + timedelta(days=6)) is Status.UNVERIFIED


def test_what_is_supposed_of_nothing_there_is_passed_over() -> None:
    logic = logic_of(Condition(id="peace"))
    assert supposing(logic, {"war": Supposed(status=Status.MET, since=DAY)}) is logic


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    document=cases(),
    name=st.sampled_from(NAMES),
    supposed=st.sampled_from(ASSESSABLE_STATUSES),
    offset=st.integers(0, 60),
    ahead=st.integers(0, 40),
)
def test_the_past_stays_and_the_day_itself_is_as_supposed(
    document: dict[str, Any], name: str, supposed: Status, offset: int, ahead: int
) -> None:
    logic, since = logic_from_document(document), FIRST + timedelta(days=offset)
    changed = supposing(logic, {name: Supposed(status=supposed, since=since)})
    before, after = Evaluator(logic), Evaluator(changed)
    eve, later = since - timedelta(days=1), (since + timedelta(days=ahead)).toordinal()
    for gate in logic.gates:
        old, new = (one.values(NodeKind.GATE, gate) for one in (before, after))
        assert old.at(eve.toordinal()) is new.at(eve.toordinal())
    values = after.values(NodeKind.CONDITION, name)
    assert values.at(since.toordinal()) is of_status(supposed)
    assert {one.at(later) for one in (values,)} <= {of_status(supposed), of_status(Status.UNKNOWN)}
