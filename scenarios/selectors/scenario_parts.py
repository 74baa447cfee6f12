"""What scenarios consist of, as the domain tells of them, for any number of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from scenarios.domain.circular import circular_terms
from scenarios.domain.expression_forms import parse_expression
from scenarios.domain.records import Condition as ConditionRecord
from scenarios.domain.records import ConditionTerms, GateTerms, Logic
from scenarios.domain.records import Gate as GateRecord
from scenarios.domain.scenario_tellings import ScenarioParts
from scenarios.domain.statuses import ConditionKind
from scenarios.models import Condition, Gate, GateCondition, Scenario, ScenarioGate
from scenarios.selectors.package_facts import acts_of, packages_of

_TERMS = ("when", "opens__slug", "reverses__slug", "yields__slug", "view")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRow:
    """A scenario's row, its case, and its parts."""

    id: str
    case_id: str
    parts: ScenarioParts


def scenarios_resting_on(nodes: Collection[str], *, cases: Collection[str]) -> set[str]:
    """Return the ids of the scenarios of the cases that rest on these conditions and gates."""
    rows = Scenario.objects.filter(pk__in=resting_on(nodes), case__in=cases)
    return set(rows.values_list("pk", flat=True))


def resting_on(nodes: Collection[str]) -> QuerySet[Any, Any]:
    """Query the ids of the scenarios that rest on these conditions and gates.

    A scenario rests on its gates and what they name; the implied one on all conditions of its case.
    """
    naming = GateCondition.objects.filter(condition__in=nodes).values("gate")
    by_gate = ScenarioGate.objects.filter(Q(gate__in=nodes) | Q(gate__in=naming))
    cases = Condition.objects.filter(pk__in=nodes).values("case")
    implied = Scenario.objects.filter(implied=True, case__in=cases)
    return by_gate.order_by().values("scenario").union(implied.order_by().values("pk"))


def parts_of(scenarios: Collection[str], *, known_at: datetime | None = None) -> list[ScenarioRow]:
    """Return the scenarios with these ids and what they consist of, in the order of their ids.

    Acts, and states of packages that have a day, are those known at the instant.
    """
    rows = Scenario.objects.filter(pk__in=scenarios).order_by("pk")
    columns = list(rows.values("id", "case_id", "case__slug", "horizon", "implied"))
    packages = packages_of(scenarios, known_at=known_at)
    gates = _gates_of(scenarios)
    named = _conditions_of({gate for terms in gates.values() for gate in terms})
    whole = _conditions_of_cases({row["case_id"] for row in columns if row["implied"]})
    named_packages = {package for found in packages.values() for package in found}
    acts = acts_of(named_packages, known_at=known_at)
    stuck = stuck_in({row["case_id"] for row in columns})
    found = []
    for row in columns:
        conditions = [one for gate in gates[row["id"]] for one in named[gate]]
        conditions += whole[row["case_id"]] if row["implied"] else []
        parts = ScenarioParts(
            packages=tuple(packages[row["id"]].values()),
            gates=gates[row["id"]],
            kinds={one.id: one.kind for one in conditions},
            names={name: one.id for one in conditions for name in one.names(row["case__slug"])},
            acts=tuple(act for package in packages[row["id"]] for act in acts[package]),
            stuck=stuck.get(row["case_id"], frozenset()),
            horizon=row["horizon"],
        )
        found.append(ScenarioRow(id=row["id"], case_id=row["case_id"], parts=parts))
    return found


def stuck_in(cases: Collection[str]) -> dict[str, frozenset[str]]:
    """Return what waits for itself in the cases; only those in which something could."""
    waiting = Condition.objects.filter(case__in=cases, fulfilled_by__isnull=False)
    yielding = Gate.objects.filter(case__in=cases, yields__isnull=False)
    looping = set(
        waiting.order_by()
        .values_list("case_id", flat=True)
        .union(yielding.order_by().values_list("case_id", flat=True))
    )
    if not looping:
        return {}
    conditions: defaultdict[str, dict[str, ConditionRecord]] = defaultdict(dict)
    rows = Condition.objects.filter(case__in=looping)
    for case, slug, package in rows.values_list("case_id", "slug", "fulfilled_by__slug"):
        terms = ConditionTerms(fulfilled_by=package)
        conditions[case][slug] = ConditionRecord(id=slug, terms=terms)
    gates: defaultdict[str, dict[str, GateRecord]] = defaultdict(dict)
    for gate in Gate.objects.filter(case__in=looping).values("case_id", "slug", *_TERMS):
        gates[gate["case_id"]][gate["slug"]] = GateRecord(id=gate["slug"], terms=_terms(gate))
    return {
        case: circular_terms(
            Logic(
                start=date.min,
                last_date=date.max,
                conditions=conditions[case],
                gates=gates[case],
            )
        ).stuck
        for case in looping
    }


@dataclass(frozen=True, slots=True)
class _Named:
    """A condition, and where it is found."""

    id: str
    kind: ConditionKind
    case: str
    slug: str

    def names(self, case: str) -> tuple[str, ...]:
        """The names under which gates of a case may call it."""
        address = f"{self.case}/{self.slug}"
        return (self.slug, address) if self.case == case else (address,)


def _gates_of(scenarios: Collection[str]) -> defaultdict[str, dict[str, GateTerms]]:
    found: defaultdict[str, dict[str, GateTerms]] = defaultdict(dict)
    rows = ScenarioGate.objects.filter(scenario__in=scenarios).order_by("scenario", "gate")
    of_gate = {name: F(f"gate__{name}") for name in _TERMS}
    parsed: dict[str, GateTerms] = {}
    for row in rows.values("scenario_id", "gate_id", **of_gate):
        gate = row["gate_id"]
        parsed[gate] = parsed.get(gate) or _terms(row)
        found[row["scenario_id"]][gate] = parsed[gate]
    return found


def _terms(row: Mapping[str, Any]) -> GateTerms:
    return GateTerms(
        when=parse_expression(row["when"]),
        opens=row["opens__slug"],
        reverses=row["reverses__slug"],
        yields=row["yields__slug"],
        view=row["view"],
    )


def _conditions_of(gates: Collection[str]) -> defaultdict[str, list[_Named]]:
    found: defaultdict[str, list[_Named]] = defaultdict(list)
    rows = GateCondition.objects.filter(gate__in=gates).order_by("gate", "condition")
    columns = ("gate_id", "condition_id", "condition__kind")
    address = ("condition__case__slug", "condition__slug")
    for gate, condition, kind, case, slug in rows.values_list(*columns, *address):
        found[gate].append(_Named(condition, ConditionKind(kind), case, slug))
    return found


def _conditions_of_cases(cases: Collection[str]) -> defaultdict[str, list[_Named]]:
    found: defaultdict[str, list[_Named]] = defaultdict(list)
    rows = Condition.objects.filter(case__in=cases).order_by("case", "position", "id")
    for condition, kind, case, address, slug in rows.values_list(
        "pk", "kind", "case_id", "case__slug", "slug"
    ):
        found[case].append(_Named(condition, ConditionKind(kind), address, slug))
    return found
