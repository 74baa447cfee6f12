"""The scenario that a case implies rests on all conditions of the case, whether gates name them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scenarios.domain.statuses import ScenarioFlag, ScenarioState, Status
from scenarios.domain.suppositions import Supposed
from scenarios.models import (
    Case,
    ChangeEvent,
    Condition,
    FlaggedScenario,
    Scenario,
    ScenarioEvaluation,
)
from scenarios.selectors.evaluated_cases import evaluated_cases
from scenarios.selectors.explanations import explain_condition, explain_scenario
from scenarios.selectors.moments import Moment
from scenarios.selectors.scenario_parts import parts_of, scenarios_resting_on
from scenarios.selectors.states_at import scenarios_at
from scenarios.selectors.what_if import what_if
from scenarios.services.amend_condition import amend_condition
from scenarios.services.assess_condition import assess_condition
from scenarios.services.load_case import load_case
from scenarios.services.wake_due_nodes import wake_due_nodes
from tests.clock import SetClock
from tests.sanctions.factories import TeamFactory, member
from tests.scenarios.factories import AssessmentFactory, ConditionFactory
from tests.scenarios.management.replay_runs import run_replay
from tests.scenarios.small_world import noon

if TYPE_CHECKING:
    from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db

#: Relief for a deal; what is to be kept up afterwards stands in no gate.
KEPT: dict[str, Any] = {
    "format": "thaw-case/1",
    "id": "kept",
    "title": "Kept up",
    "demo": True,
    "start": "2030-01-01",
    "conditions": [
        {
            "id": "deal",
            "kind": "event",
            "bears_on": "target",
            "text": "A deal is signed",
            "initial": "NOT_MET",
        },
        {
            "id": "limits",
            "kind": "upkeep",
            "bears_on": "target",
            "text": "The limits are kept",
            "review_days": 30,
        },
    ],
    "gates": [{"id": "main", "opens": "P1", "when": "deal"}],
    "packages": [{"id": "P1", "title": "Relief"}],
    "acts": [{"date": "2030-02-01", "what": "Licence issued", "package": "P1"}],
}

#: What is found on a day; None is a tick of the clock.
ENTERED = [
    (date(2030, 1, 20), ("deal", "MET")),
    (date(2030, 2, 1), None),
    (date(2030, 2, 10), ("limits", "MET")),
    (date(2030, 3, 13), None),
    (date(2030, 3, 20), ("limits", "BREACHED")),
    (date(2030, 4, 1), ("limits", "MET")),
]
STANDINGS = [
    ("2030-01-20", "GATE_OPEN", []),
    ("2030-02-01", "TRIGGERED", []),
    ("2030-02-10", "MAINTAINED", []),
    ("2030-03-13", "MAINTAINED", ["AT_RISK"]),
    ("2030-04-01", "MAINTAINED", []),
]
LAST = date(2030, 4, 1)


def load(document: dict[str, Any], database_clock: SetClock) -> User:
    """Load the case on its first day, and return an analyst of its team."""
    database_clock(noon(date(2030, 1, 1)))
    team = TeamFactory()
    load_case(document=document, team=team)
    return member(team=team)


@pytest.fixture
def lived(database_clock: SetClock) -> User:
    """Live through the case up to its last day, and return the analyst who did."""
    analyst = load(KEPT, database_clock)
    for day, found in ENTERED:
        database_clock(noon(day))
        if found is None:
            wake_due_nodes()
        else:
            name, status = found
            assess_condition(
                condition=Condition.objects.get(slug=name),
                status=status,
                date=day,
                reason="As lived.",
                actor=analyst,
            )
    return analyst


def at(day: date, **more: Any) -> Moment:
    """Return a day, seen with all that is known on the last day."""
    return Moment(as_of=day, known_at=noon(LAST), **more)


def test_upkeep_outside_the_gates_maintains_the_relief_and_puts_it_at_risk(lived: User) -> None:
    rows = ScenarioEvaluation.objects.order_by("pk").values_list("as_of", "state", "flags")
    told = [(day.isoformat(), state, flags) for day, state, flags in rows]
    assert told[0][1:] == ("TRACKING", [])
    assert told[1:] == STANDINGS


@pytest.mark.parametrize(("day", "state", "flags"), STANDINGS)
def test_on_any_day_it_stands_as_it_was_told_that_day(
    lived: User, day: str, state: str, flags: list[str]
) -> None:
    scenario, as_of = Scenario.objects.get().pk, date.fromisoformat(day)
    for known_at in (noon(as_of), noon(LAST)):
        told = scenarios_at(ids=[scenario], as_of=as_of, known_at=known_at)[scenario]
        assert (told.state, sorted(told.flags)) == (state, flags)
    (case,) = evaluated_cases(Case.objects.all(), as_of=as_of)
    assert (case.scenarios["all"].state, sorted(case.scenarios["all"].flags)) == (state, flags)


def test_what_was_not_known_yet_does_not_count(lived: User) -> None:
    scenario = Scenario.objects.get().pk
    before = scenarios_at(ids=[scenario], as_of=LAST, known_at=noon(date(2030, 2, 9)))
    assert before[scenario].state == "TRIGGERED"


def test_a_replay_tells_the_same(lived: User) -> None:
    _, out, _ = run_replay("kept", "--from", "2030-01-01", "--to", "2030-04-01")
    told = [row for row in out.splitlines() if row[12:].startswith(("scenario", "flag"))]
    assert told == [
        "2030-01-20  scenario   all: TRACKING to GATE_OPEN  [critical by EVIDENCE]",
        "2030-02-01  scenario   all: GATE_OPEN to TRIGGERED  [critical by EVIDENCE]",
        "2030-02-10  scenario   all: TRIGGERED to MAINTAINED  [notice by EVIDENCE]",
        "2030-03-13  flag       all: AT_RISK raised  [important by CLOCK]",
        "2030-04-01  flag       all: AT_RISK lowered  [notice by EVIDENCE]",
    ]


def test_the_change_of_such_a_condition_flags_the_scenario(lived: User) -> None:
    event = ChangeEvent.objects.get(condition__slug="limits", new_status="UNVERIFIED")
    flagged = FlaggedScenario.objects.get(event=event)
    assert (flagged.scenario, flagged.new_state) == (Scenario.objects.get(), "MAINTAINED")
    assert (flagged.old_flags, flagged.new_flags) == ([], ["AT_RISK"])


def test_it_is_explained_by_these_conditions_too(lived: User) -> None:
    shown = explain_scenario(user=lived, scenario=Scenario.objects.get(), moment=at(LAST))
    assert [(one.name, one.status) for one in shown.conditions] == [
        ("deal", "MET"),
        ("limits", "RESTORED"),
    ]
    limits = shown.conditions[1]
    assert limits.row == Condition.objects.get(slug="limits")
    assert limits.assessment is not None
    assert limits.assessment.date == LAST


def test_a_condition_without_gates_is_explained_by_the_scenario_on_it(lived: User) -> None:
    limits = Condition.objects.get(slug="limits")
    shown = explain_condition(user=lived, condition=limits, moment=at(date(2030, 3, 20)))
    assert shown.gates == ()
    (scenario,) = shown.scenarios
    assert scenario.told.state is ScenarioState.MAINTAINED
    assert scenario.told.flags == {ScenarioFlag.AT_RISK}
    assert [one.name for one in shown.conditions] == ["limits"]


@pytest.mark.parametrize("of_condition", [True, False])
def test_what_if_it_were_breached(lived: User, of_condition: bool) -> None:
    explain: Callable[..., Any] = partial(explain_scenario, scenario=Scenario.objects.get())
    if of_condition:
        limits = Condition.objects.get(slug="limits")
        explain = partial(explain_condition, condition=limits)
    breached = Supposed(status=Status.BREACHED, since=LAST)
    supposing = at(LAST, supposed={("kept", "limits"): breached})
    found = what_if(lambda moment: explain(user=lived, moment=moment), supposing)
    (changed,) = found.scenarios
    assert changed.before.told.flags == frozenset()
    assert changed.after.told.flags == {ScenarioFlag.AT_RISK}


def test_a_condition_that_becomes_upkeep_counts_at_once(database_clock: SetClock) -> None:
    document = copy.deepcopy(KEPT)
    document["conditions"][0]["initial"] = "MET"
    document["conditions"][1] |= {"kind": "event", "initial": "MET"}
    del document["conditions"][1]["review_days"]
    analyst = load(document, database_clock)
    database_clock(noon(date(2030, 2, 2)))
    wake_due_nodes()
    current = ScenarioEvaluation.objects.filter(is_current=True)
    assert current.get().state == "TRIGGERED"
    amend_condition(
        condition=Condition.objects.get(slug="limits"),
        changes={"kind": "upkeep"},
        reason="It has to be kept up.",
        actor=analyst,
    )
    assert current.get().state == "MAINTAINED"


def test_a_scenario_that_the_file_names_rests_on_its_gates_only(database_clock: SetClock) -> None:
    load(KEPT | {"scenarios": [{"id": "named", "title": "Named"}]}, database_clock)
    (row,) = parts_of([Scenario.objects.get().pk])
    deal, limits = (Condition.objects.get(slug=slug) for slug in ("deal", "limits"))
    assert set(row.parts.kinds) == {deal.pk}
    assert scenarios_resting_on([limits.pk], cases=[limits.case_id]) == set()
    assert scenarios_resting_on([deal.pk], cases=[deal.case_id]) == {row.id}
    assert scenarios_resting_on([deal.pk], cases=[]) == set()


def test_more_conditions_ask_no_more_queries(lived: User) -> None:
    scenario, limits = Scenario.objects.get(), Condition.objects.get(slug="limits")
    asks: list[Callable[[], Any]] = [
        lambda: parts_of([scenario.pk]),
        lambda: scenarios_resting_on([limits.pk], cases=[scenario.case_id]),
        lambda: scenarios_at(ids=[scenario.pk], as_of=LAST, known_at=noon(LAST)),
        lambda: explain_scenario(user=lived, scenario=scenario, moment=at(LAST)),
        lambda: explain_condition(user=lived, condition=limits, moment=at(LAST)),
    ]

    def counted(ask: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as queries:
            ask()
        return len(queries)

    few = [counted(ask) for ask in asks]
    for _ in range(4):
        AssessmentFactory(condition=ConditionFactory(case=scenario.case, kind="upkeep"))
    assert [counted(ask) for ask in asks] == few
