"""Assessments that are refused: by right, by version, by what was given. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from sanctions.models.teams import Role
from scenarios.domain.errors import ConditionChanged, NotAllowed, WrongFact
from scenarios.models import Assessment, ChangeEvent, Source
from scenarios.services.assess_condition import assess_condition
from tests.clock import SetClock
from tests.sanctions.factories import TeamFactory, UserFactory, member
from tests.scenarios.factories import AssessmentFactory, ConditionFactory
from tests.scenarios.small_world import World, evaluate_whole, make_world, noon, row_counts

MONDAY = date(2026, 6, 1)


@pytest.fixture
def world(database_clock: SetClock) -> World:
    database_clock(noon(MONDAY))
    world = make_world()
    evaluate_whole(world.case)
    return world


@pytest.fixture
def unchanged(world: World) -> Iterator[None]:
    """Check that what is refused stores nothing."""
    before = (row_counts(), Assessment.objects.count(), Source.objects.count())
    yield
    assert (row_counts(), Assessment.objects.count(), Source.objects.count()) == before
    world.conditions["peace"].refresh_from_db()
    assert world.conditions["peace"].version == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("unchanged")
class TestRefused:
    """Each of these stores nothing."""

    def test_a_viewer_may_not_assess(self, world: World) -> None:
        team = TeamFactory()
        world.case.team = team
        world.case.save()
        with pytest.raises(NotAllowed):
            world.assess("peace", "MET", MONDAY, actor=member(team=team, role=Role.VIEWER))

    def test_a_stranger_may_not_assess(self, world: World) -> None:
        with pytest.raises(NotAllowed):
            world.assess("peace", "MET", MONDAY, actor=UserFactory())

    def test_an_analyst_of_another_team_may_not_assess(self, world: World) -> None:
        world.case.team = TeamFactory()
        world.case.save()
        with pytest.raises(NotAllowed):
            world.assess("peace", "MET", MONDAY)

    def test_a_reason_is_required(self, world: World) -> None:
        with pytest.raises(WrongFact) as refused:
            world.assess("peace", "MET", MONDAY, reason="  ")
        assert refused.value.field == "reason"

    def test_a_day_to_come_cannot_be_assessed(self, world: World) -> None:
        with pytest.raises(WrongFact) as refused:
            world.assess("peace", "MET", date(2026, 6, 2))
        assert refused.value.field == "date"

    @pytest.mark.parametrize("status", ["RESTORED", "UNVERIFIED", "MET_WITH_DELAY", "fine"])
    def test_a_status_that_is_computed_cannot_be_assessed(self, world: World, status: str) -> None:
        with pytest.raises(WrongFact) as refused:
            world.assess("peace", status, MONDAY)
        assert refused.value.field == "status"

    @pytest.mark.parametrize("degree", [-1, 4])
    def test_a_degree_goes_from_none_to_three(self, world: World, degree: int) -> None:
        with pytest.raises(WrongFact) as refused:
            world.assess("peace", "MET", MONDAY, degree=degree)
        assert refused.value.field == "degree"

    @pytest.mark.parametrize(
        ("source", "field"),
        [
            ("nowhere", "sources[0]"),
            ({}, "sources[0]"),
            ({"note": "heard it"}, "sources[0]"),
            ({"url": "javascript:alert(1)"}, "sources[0].url"),
            ({"publisher": "P", "grade": "Z9"}, "sources[0].grade"),
            ({"publisher": "P", "published": "soon"}, "sources[0].published"),
            ({"publisher": "P", "key": "s9"}, "sources[0].key"),
        ],
    )
    def test_a_source_that_says_too_little_is_refused(
        self, world: World, source: Any, field: str
    ) -> None:
        with pytest.raises(WrongFact) as refused:
            world.assess("peace", "MET", MONDAY, sources=[source])
        assert refused.value.field == field


@pytest.mark.django_db
def test_an_assessment_of_another_condition_cannot_be_taken_back(world: World) -> None:
    elsewhere = AssessmentFactory(condition=ConditionFactory(case=world.case))
    with pytest.raises(WrongFact) as refused:
        world.assess("peace", "NOT_MET", MONDAY, retracts=elsewhere)
    assert refused.value.field == "retracts"


@pytest.mark.django_db
def test_an_assessment_is_taken_back_once(world: World) -> None:
    first = world.assess("peace", "MET", MONDAY).assessment
    world.assess("peace", "NOT_MET", MONDAY, retracts=first)
    with pytest.raises(WrongFact) as refused:
        world.assess("peace", "NOT_MET", MONDAY, retracts=first)
    assert refused.value.field == "retracts"


@pytest.mark.django_db
def test_who_saw_an_older_version_is_told_what_was_entered_since(world: World) -> None:
    other = world.assess("peace", "PARTIAL", MONDAY, seen_version=1, reason="Half of it.")
    with pytest.raises(ConditionChanged) as refused:
        world.assess("peace", "MET", MONDAY, seen_version=1)
    assert refused.value.version == 2
    assert refused.value.since == (other.assessment,)
    assert Assessment.objects.filter(status="MET").count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_saw_the_same_version_one_wins() -> None:
    world = make_world()
    evaluate_whole(world.case)
    people = [world.actor, member()]
    together = Barrier(len(people))

    def assess(person: Any) -> str:
        try:
            together.wait(timeout=30)
            assess_condition(
                condition=world.conditions["peace"],
                status="MET",
                date=MONDAY,
                reason="Signed.",
                actor=person,
                seen_version=1,
            )
        except ConditionChanged as changed:
            return f"lost to {changed.since[0].entered_by}"
        else:
            return "won"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        outcomes = sorted(pool.map(assess, people))
    winner = Assessment.objects.get(status="MET").entered_by
    assert outcomes == [f"lost to {winner}", "won"]
    assert ChangeEvent.objects.count() == 2
