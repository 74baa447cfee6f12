"""Readings and confirmations: recorded like assessments, and evaluated at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from scenarios.domain.errors import ConditionChanged, WrongFact
from scenarios.models import ChangeEvent, Condition, Confirmation, Reading
from scenarios.services.assess_condition import assess_condition
from scenarios.services.confirm_condition import confirm_condition
from scenarios.services.record_reading import record_reading
from scenarios.services.wake_due_nodes import wake_due_nodes
from tests.clock import SetClock
from tests.sanctions.factories import member
from tests.scenarios.factories import (
    AssessmentFactory,
    CaseFactory,
    ConditionFactory,
    GateFactory,
    ReadingFactory,
)
from tests.scenarios.small_world import (
    BEGINNING,
    World,
    current,
    evaluate_whole,
    make_world,
    noon,
    told,
)

MONDAY = date(2026, 6, 1)
SHARE = {"quantity_unit": "percent", "quantity_op": "<", "quantity_threshold": "50"}


@pytest.fixture
def share(database_clock: SetClock) -> World:
    """Make a case whose gate asks for a share below half."""
    database_clock(noon(MONDAY))
    world = make_world(["share"], initial=None, terms=SHARE)
    ReadingFactory(condition=world.conditions["share"], low="60", date=BEGINNING)
    evaluate_whole(world.case)
    return world


@pytest.mark.django_db
def test_a_reading_below_the_threshold_meets_the_condition(share: World) -> None:
    recorded = record_reading(
        condition=share.conditions["share"],
        low="44.95",
        date=MONDAY,
        reason="The register says so.",
        sources=[{"publisher": "The register"}],
        actor=share.actor,
    )
    assert told(recorded.events) == [
        ("share", "NOT_MET", "MET", "EVIDENCE", "3"),
        ("main", "NOT_MET", "MET", "EVIDENCE", "3"),
    ]
    fact = Reading.objects.get(pk=recorded.fact.pk)
    assert (fact.low, fact.high, fact.sources, fact.origin) == ("44.95", "44.95", ["s1"], "person")
    assert recorded.condition.version == 2
    assert {event.assessment for event in recorded.events} == {None}


@pytest.mark.django_db
def test_an_interval_that_straddles_leaves_it_unknown(share: World) -> None:
    record_reading(
        condition=share.conditions["share"],
        low="45",
        high="55",
        date=MONDAY,
        reason="An estimate.",
        actor=share.actor,
    )
    assert current(share.conditions["share"]).status == "UNKNOWN"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("low", "high", "field"),
    [("much", None, "low"), ("45", "1e3", "high"), ("55", "45", "high"), ("4.", None, "low")],
)
def test_a_value_that_is_no_decimal_is_refused(
    share: World, low: str, high: str | None, field: str
) -> None:
    with pytest.raises(WrongFact) as refused:
        record_reading(
            condition=share.conditions["share"],
            low=low,
            high=high,
            date=MONDAY,
            reason="Heard of it.",
            actor=share.actor,
        )
    assert refused.value.field == field
    assert Reading.objects.count() == 1


@pytest.mark.django_db
def test_what_is_no_quantity_has_no_reading(database_clock: SetClock) -> None:
    database_clock(noon(MONDAY))
    world = make_world()
    with pytest.raises(WrongFact):
        record_reading(
            condition=world.conditions["peace"],
            low="1",
            date=MONDAY,
            reason="Heard of it.",
            actor=world.actor,
        )


@pytest.mark.django_db
def test_a_confirmation_puts_the_review_off(database_clock: SetClock) -> None:
    database_clock(noon(MONDAY))
    world = make_world(initial=None, terms={"review_days": 30})
    AssessmentFactory(condition=world.conditions["peace"], status="MET", date=MONDAY)
    evaluate_whole(world.case)
    database_clock(noon(date(2026, 6, 20)))
    recorded = confirm_condition(
        condition=world.conditions["peace"],
        date=date(2026, 6, 20),
        reason="Still silent.",
        actor=world.actor,
        seen_version=1,
    )
    assert recorded.events == ()
    assert current(world.gate).wake_on == date(2026, 7, 21)
    database_clock(noon(date(2026, 7, 10)))
    assert wake_due_nodes().events == 0
    with pytest.raises(ConditionChanged):
        confirm_condition(
            condition=world.conditions["peace"],
            date=date(2026, 7, 1),
            reason="Still silent.",
            actor=world.actor,
            seen_version=1,
        )
    assert Confirmation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_people_who_assess_across_each_others_cases_never_wait_in_a_circle() -> None:
    actor = member()
    conditions = []
    for slug in ("east", "west"):
        case = CaseFactory(slug=slug)
        conditions.append(ConditionFactory(case=case, slug="c"))
        AssessmentFactory(condition=conditions[-1], status="NOT_MET", date=BEGINNING)
    for condition in conditions:
        GateFactory(case=condition.case, slug="both", when={"all": ["east/c", "west/c"]})
    for condition in conditions:
        evaluate_whole(condition.case)
    together = Barrier(2)

    def assess(condition: Condition) -> None:
        try:
            for status in ("MET", "NOT_MET", "MET"):
                together.wait(timeout=60)
                assess_condition(
                    condition=condition,
                    status=status,
                    date=MONDAY,
                    reason="Heard of it.",
                    actor=actor,
                )
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(assess, conditions))
    gates = ChangeEvent.objects.filter(gate__isnull=False).order_by("sequence")
    assert {current(gate).status for gate in {event.gate for event in gates if event.gate}} == {
        "MET"
    }
    last = {event.gate_id: event.new_status for event in gates}
    assert set(last.values()) == {"MET"}
