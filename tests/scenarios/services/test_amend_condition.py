"""Amending a condition: a new version, what the old one leaves behind, and what follows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pghistory.models
import pytest

from sanctions.models.teams import Role
from scenarios.domain.errors import DefinitionChanged, NotAllowed, WrongDefinition, WrongFact
from scenarios.domain.statuses import NodeKind
from scenarios.models import Condition, FormerDefinition
from scenarios.selectors.states_at import states_at
from scenarios.services.amend_condition import amend_condition
from scenarios.services.amend_definition import Amended
from scenarios.services.assess_condition import assess_condition
from scenarios.services.export_case import export_case
from scenarios.services.load_case import load_case
from scenarios.services.record_reading import record_reading
from tests.clock import SetClock
from tests.sanctions.factories import member
from tests.scenarios.services.small_case import changed, loaded_small_case
from tests.scenarios.small_world import (
    World,
    current,
    evaluate_whole,
    make_world,
    noon,
    row_counts,
    told,
)

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 6, 1)
TUESDAY = date(2026, 6, 2)
FRIDAY = date(2026, 6, 5)


@pytest.fixture
def world(database_clock: SetClock) -> World:
    database_clock(noon(MONDAY))
    world = make_world()
    evaluate_whole(world.case)
    return world


def amend(world: World, name: str = "peace", **changes: Any) -> Amended[Condition]:
    """Amend a condition as the analyst."""
    return amend_condition(
        condition=world.conditions[name],
        changes=changes,
        reason="The annex was published.",
        actor=world.actor,
    )


def test_the_former_definition_is_kept_with_author_moment_and_reason(world: World) -> None:
    before = world.conditions["peace"].text
    done = amend(world, text="A peace is signed and ratified", review_days=90)
    former = FormerDefinition.objects.get()
    assert former == done.former
    assert former.condition == world.conditions["peace"]
    assert former.terms == {"text": before, "review_days": None}
    assert (former.author, former.reason) == (world.actor.username, "The annex was published.")
    assert former.until == noon(MONDAY)
    held = Condition.objects.get(pk=done.node.pk)
    assert (held.text, held.review_days) == ("A peace is signed and ratified", 90)
    assert (held.definition_version, held.version) == (2, 2)


def test_a_new_wording_that_changes_no_status_makes_no_event(world: World) -> None:
    _, _, events = row_counts()
    assert amend(world, text="A peace is signed and ratified").events == ()
    assert row_counts()[2] == events
    assert current(world.conditions["peace"]).definition_version == 2


def test_dependents_are_evaluated_at_once_by_the_cause_definition(
    world: World, database_clock: SetClock
) -> None:
    world.assess("peace", "MET", MONDAY)
    database_clock(noon(FRIDAY))
    done = amend(world, review_days=2)
    assert told(done.events) == [
        ("peace", "MET", "UNVERIFIED", "DEFINITION", "3"),
        ("main", "MET", "UNVERIFIED", "DEFINITION", "3"),
    ]
    assert {(one.actor, one.reason) for one in done.events} == {
        (world.actor, "The annex was published.")
    }
    assert world.state() == "TRACKING"


def test_what_was_met_under_the_old_text_is_not_forgotten_under_the_new(
    world: World, database_clock: SetClock
) -> None:
    measure = {"unit": "km", "op": "<", "threshold": "10"}
    amend(world, kind="quantity", quantity=measure)
    database_clock(noon(TUESDAY))
    record_reading(
        condition=world.conditions["peace"],
        date=TUESDAY,
        low="8",
        high="8",
        reason="Measured.",
        actor=world.actor,
    )
    assert current(world.conditions["peace"]).status == "MET"
    database_clock(noon(FRIDAY))
    done = amend(world, quantity={**measure, "threshold": "7"})
    assert told(done.events) == [
        ("peace", "MET", "BREACHED", "DEFINITION", "3"),
        ("main", "MET", "BREACHED", "DEFINITION", "3"),
    ]


def test_a_fact_judges_the_definition_that_was_in_force(
    world: World, database_clock: SetClock
) -> None:
    first = world.assess("peace", "PARTIAL", MONDAY).assessment
    amend(world, text="A peace is signed and ratified")
    database_clock(noon(TUESDAY))
    second = world.assess("peace", "MET", TUESDAY)
    assert (first.definition_version, second.assessment.definition_version) == (1, 2)
    assert {event.definition_version for event in second.events} == {1, 2}


def test_what_was_known_before_the_amendment_is_read_under_the_old_text(
    world: World, database_clock: SetClock
) -> None:
    world.assess("peace", "MET", MONDAY)
    database_clock(noon(FRIDAY))
    amend(world, review_days=2)
    peace = world.conditions["peace"].pk
    states = {
        known_at: states_at(
            kind=NodeKind.CONDITION,
            ids=[peace],
            as_of=FRIDAY,
            known_at=known_at,
        )[peace].status
        for known_at in (noon(FRIDAY) - timedelta(seconds=1), noon(FRIDAY))
    }
    assert list(states.values()) == ["MET", "UNVERIFIED"]


def test_an_amended_case_is_exported_with_its_former_text_and_loads_again() -> None:
    _, case = loaded_small_case()
    condition = Condition.objects.get(slug="peace")
    amend_condition(
        condition=condition,
        changes={"text": "A lasting peace is signed"},
        reason="Too vague.",
        actor=member(),
    )
    written = export_case(case=case)
    (former,) = written["conditions"][0]["former"]
    assert (former["text"], former["reason"]) == ("A peace is signed", "Too vague.")
    assert changed(load_case(document=written)) == {}


def test_history_says_who_and_why(world: World) -> None:
    amend(world, text="A peace is signed and ratified")
    of_row: Any = pghistory.models.Events.objects
    row = of_row.tracks(world.conditions["peace"]).last()
    assert row.pgh_context["reason"] == "The annex was published."


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"text": ""}, "text", "expected text"),
        ({"text": None}, "text", "it is missing"),
        ({"kind": "hope"}, "kind", "expected one of"),
        ({"review_days": 0}, "review_days", "a number of days from 1"),
        ({"review_days": True}, "review_days", "a number of days from 1"),
        ({"quantity": {"unit": "USD"}}, "quantity.op", "it is missing"),
        (
            {"quantity": {"unit": "USD", "op": "<", "threshold": "5"}},
            "quantity",
            "expected only where the kind is quantity",
        ),
        ({"fulfilled_by": "P9"}, "fulfilled_by", 'expected the id of a package, got "P9"'),
        ({"fulfilled_by": {"a": 1}}, "fulfilled_by", "got a mapping"),
        ({"assessments": []}, "assessments", "unknown key"),
        ({"initial": "RESTORED"}, "initial", "expected one of"),
    ],
)
def test_a_wrong_definition_is_refused_with_its_place_and_nothing_is_stored(
    world: World, changes: dict[str, Any], place: str, words: str
) -> None:
    with pytest.raises(WrongDefinition) as refused:
        amend(world, **changes)
    assert refused.value.field == place
    assert words in str(refused.value)
    assert not FormerDefinition.objects.exists()
    assert Condition.objects.get().definition_version == 1


def test_what_it_says_already_is_no_amendment(world: World) -> None:
    with pytest.raises(WrongDefinition, match="it says that now"):
        amend(world, text=world.conditions["peace"].text)


def test_a_reason_is_needed(world: World) -> None:
    with pytest.raises(WrongFact) as refused:
        amend_condition(
            condition=world.conditions["peace"],
            changes={"text": "Another"},
            reason="  ",
            actor=world.actor,
        )
    assert refused.value.field == "reason"


@pytest.mark.parametrize("who", ["viewer", "stranger"])
def test_only_analysts_of_its_team_amend_it(world: World, who: str) -> None:
    team = world.actor.memberships.get().team
    world.case.team = team
    world.case.save()
    person = member(role=Role.VIEWER, team=team) if who == "viewer" else member()
    with pytest.raises(NotAllowed):
        amend_condition(
            condition=world.conditions["peace"],
            changes={"text": "Another"},
            reason="Because.",
            actor=person,
        )


def test_the_shipped_library_is_amended_by_administrators_alone(world: World) -> None:
    world.case.from_library = True
    world.case.save()
    with pytest.raises(NotAllowed, match="an administrator may edit it"):
        amend(world, text="Another")
    done = amend_condition(
        condition=world.conditions["peace"],
        changes={"text": "Another"},
        reason="Because.",
        actor=member(role=Role.ADMIN),
    )
    assert done.node.text == "Another"


def test_who_saw_an_older_definition_is_told_what_was_amended_since(
    world: World, database_clock: SetClock
) -> None:
    amend(world, review_days=30)
    database_clock(datetime(2026, 6, 1, 13, tzinfo=UTC))
    amend(world, review_days=60)
    with pytest.raises(DefinitionChanged) as overtaken:
        amend_condition(
            condition=world.conditions["peace"],
            changes={"text": "Another"},
            reason="Because.",
            actor=world.actor,
            seen_version=1,
        )
    assert overtaken.value.version == 3
    assert [one.terms for one in overtaken.value.since] == [
        {"review_days": None},
        {"review_days": 30},
    ]


def test_an_assessment_since_does_not_stand_in_the_way(world: World) -> None:
    world.assess("peace", "PARTIAL", MONDAY)
    done = amend_condition(
        condition=world.conditions["peace"],
        changes={"text": "Another"},
        reason="Because.",
        actor=world.actor,
        seen_version=1,
    )
    assert (done.node.definition_version, done.node.version) == (2, 3)


def test_who_assesses_the_old_text_is_told_that_it_was_amended(world: World) -> None:
    seen = world.conditions["peace"].version
    amend(world, text="Another")
    with pytest.raises(Exception, match="was changed since you saw it"):
        assess_condition(
            condition=world.conditions["peace"],
            status="MET",
            date=MONDAY,
            reason="Signed.",
            actor=world.actor,
            seen_version=seen,
        )
