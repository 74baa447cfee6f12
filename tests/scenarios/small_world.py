"""A small case for the tests of changes: conditions, a gate on them, a package and its scenario."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from scenarios.models import (
    Case,
    ChangeEvent,
    Condition,
    Evaluation,
    Gate,
    Package,
    Scenario,
    ScenarioEvaluation,
)
from scenarios.services.assess_condition import Assessed, assess_condition
from scenarios.services.evaluate_nodes import Occasion, evaluate_nodes
from tests.sanctions.factories import member
from tests.scenarios.factories import (
    AssessmentFactory,
    CaseFactory,
    ConditionFactory,
    GateFactory,
    PackageFactory,
    ScenarioFactory,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: The day on which the case begins, before any test's clock.
BEGINNING = date(2026, 1, 1)


def noon(day: date) -> datetime:
    """Return 12:00 UTC of the day, for the database's clock."""
    return datetime.combine(day, time(12), tzinfo=UTC)


@dataclass(frozen=True)
class World:
    """The rows, and an analyst who may change them."""

    case: Case
    conditions: dict[str, Condition]
    gate: Gate
    package: Package
    scenario: Scenario
    actor: User

    def assess(self, name: str, status: str, on: date, **more: Any) -> Assessed:
        """Assess a condition as the analyst."""
        given = {"reason": "The ministry said so.", "actor": self.actor, **more}
        return assess_condition(condition=self.conditions[name], status=status, date=on, **given)

    def state(self) -> str:
        """Return the state of the scenario, and its flags."""
        row = ScenarioEvaluation.objects.get(scenario=self.scenario, is_current=True)
        return ", ".join([row.state, *row.flags])


def make_world(
    names: Iterable[str] = ("peace",),
    *,
    when: Any = None,
    initial: str | None = "NOT_MET",
    terms: dict[str, Any] | None = None,
) -> World:
    """Make a case whose gate needs all the conditions, each found not met on the first day."""
    case = CaseFactory(slug="episode")
    conditions: dict[str, Condition] = {}
    for name in names:
        conditions[name] = ConditionFactory(case=case, slug=name, **(terms or {}))
        if initial:
            AssessmentFactory(condition=conditions[name], status=initial, date=BEGINNING)
    package = PackageFactory(case=case, slug="P1", state=None)
    gate = GateFactory(
        case=case, slug="main", when=when or {"all": sorted(conditions)}, opens=package
    )
    scenario = ScenarioFactory(case=case, slug="relief", packages=[package])
    return World(case, conditions, gate, package, scenario, member())


def evaluate_whole(case: Case, **more: Any) -> list[ChangeEvent]:
    """Evaluate everything that the case has, as when it was loaded."""
    return evaluate_nodes(
        conditions=list(Condition.objects.filter(case=case).values_list("pk", flat=True)),
        gates=list(Gate.objects.filter(case=case).values_list("pk", flat=True)),
        scenarios=list(Scenario.objects.filter(case=case).values_list("pk", flat=True)),
        before={},
        occasion=Occasion(),
        **more,
    )


def told(events: Iterable[ChangeEvent]) -> list[tuple[str, str, str, str, str]]:
    """Return of each event its node, statuses, cause and level."""
    return [
        (event.node.slug, str(event.old_status), str(event.new_status), event.cause, event.level)
        for event in events
    ]


def current(node: Condition | Gate) -> Evaluation:
    """Return the node's current evaluation."""
    field = "gate" if isinstance(node, Gate) else "condition"
    return Evaluation.objects.get(is_current=True, **{field: node})


def row_counts() -> tuple[int, int, int]:
    """Return how many evaluations, scenario evaluations and events there are."""
    return (
        Evaluation.objects.count(),
        ScenarioEvaluation.objects.count(),
        ChangeEvent.objects.count(),
    )
