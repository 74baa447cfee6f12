"""The evaluation by change points says what walking from day to day says."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.domain.casefile import logic_from_document
from scenarios.domain.evaluator import Evaluator
from scenarios.domain.records import Logic
from scenarios.domain.statuses import NodeKind
from tests.scenarios.domain.day_by_day import DayByDay, instant_of
from tests.scenarios.domain.drawn_cases import FIRST, cases, day, flat_expressions

DAYS = range(FIRST.toordinal() - 4, FIRST.toordinal() + 110)
quick = settings(deadline=None, suppress_health_check=list(HealthCheck))


def nodes_of(document: Any) -> list[tuple[NodeKind, str]]:
    return [
        *((NodeKind.GATE, row["id"]) for row in document["gates"]),
        *((NodeKind.CONDITION, row["id"]) for row in document["conditions"]),
    ]


def evaluator_of(document: Any, known_at: str | None = None) -> Evaluator:
    logic: Logic = logic_from_document(document)
    return Evaluator(logic, known_at=instant_of(known_at) if known_at else None)


def assert_same_days(document: Any, known_at: str | None = None) -> None:
    evaluator, walked = evaluator_of(document, known_at), DayByDay(document, known_at=known_at)
    for kind, name in nodes_of(document):
        expression = walked.node(kind, name)
        values, statuses = evaluator.values(kind, name), evaluator.statuses(kind, name)
        finals = evaluator.final(kind, name)
        for each in DAYS:
            computed = (values.at(each), finals.at(each), statuses.at(each))
            expected = (
                walked.value(expression, each),
                walked.final(expression, each),
                walked.status(kind, name, each),
            )
            assert computed == expected, (kind, name, date.fromordinal(each))


@settings(quick, max_examples=100)
@given(cases())
def test_values_finality_and_statuses_are_those_of_each_day(document: Any) -> None:
    assert_same_days(document)


@settings(quick, max_examples=100)
@given(cases(when=flat_expressions(("c0", "c1")), names=("c0", "c1")))
def test_each_operator_of_time_alone_is_that_of_each_day(document: Any) -> None:
    assert_same_days(document)


@settings(quick, max_examples=100)
@given(
    cases(), st.integers(-3, 80).map(day), st.sampled_from(("", "T12:00:00Z", "T12:00:01+01:00"))
)
def test_what_was_known_at_an_instant_is_that_of_each_day(
    document: Any, known_on: str, time: str
) -> None:
    assert_same_days(document, known_at=known_on + time)


@settings(quick, max_examples=40)
@given(cases(), st.integers(-2, 75))
def test_the_next_change_by_the_clock_is_the_first_day_that_differs(
    document: Any, number: int
) -> None:
    evaluator, walked = evaluator_of(document), DayByDay(document)
    as_of = date.fromisoformat(day(number))
    for kind, name in nodes_of(document):
        computed = evaluator.next_clock_change(kind, name, as_of=as_of)
        found = (computed[0].toordinal(), computed[1]) if computed else None
        assert found == walked.next_clock_change(kind, name, as_of.toordinal()), (kind, name)


@settings(quick, max_examples=40)
@given(cases())
def test_the_first_day_met_is_the_first_that_is_true(document: Any) -> None:
    evaluator, walked = evaluator_of(document), DayByDay(document)
    for kind, name in nodes_of(document):
        computed = evaluator.first_met(kind, name)
        found = computed.toordinal() if computed else None
        assert found == walked.first_met(kind, name), (kind, name)
