"""The logic of cases from their rows: whole, or only around what was touched.

A case has its own first day of history, so every case has its own logic. A condition of another
case stands in it under the name by which a gate cites it, `case/condition`. Assessments are told
apart by the ids of their rows, since one that a person entered has no id of a file. The number of
queries is the same for one gate and for ten thousand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from scenarios.domain import records
from scenarios.domain.expressions import conditions_of
from scenarios.domain.records import Logic
from scenarios.domain.statuses import NodeKind
from scenarios.models import Case, Condition, Gate, GateCondition, Scenario, ScenarioGate
from scenarios.selectors.records import (
    Row,
    condition_record,
    facts_of,
    former_definitions_of,
    gate_record,
    spans_of,
)

_OF_CASE = ("id", "slug", "case_id", "case__slug", "case__start", "definition_version")
_CONDITION = (
    *_OF_CASE,
    *("kind", "bears_on", "by", "text", "initial", "review_days", "fulfilled_by__slug"),
    *("quantity_unit", "quantity_op", "quantity_threshold"),
)
_GATE = (*_OF_CASE, "when", "view", "opens__slug", "reverses__slug", "yields__slug")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A condition or gate of a case: its name in the logic, and its row."""

    kind: NodeKind
    name: str
    id: str
    definition_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLogic:
    """The logic of one case, and which rows its own nodes are."""

    case_id: str
    slug: str
    logic: Logic
    nodes: tuple[Node, ...]


@dataclass(slots=True)
class _CaseRows:
    """The rows of one case that its logic is made of."""

    slug: str
    start: date | None
    conditions: list[Row] = field(default_factory=list)
    gates: list[Row] = field(default_factory=list)


def logic_of(case: Case) -> CaseLogic:
    """Return the whole logic of a case."""
    return logics_of(Case.objects.filter(pk=case.pk))[case.pk]


def logics_of(cases: QuerySet[Case]) -> dict[str, CaseLogic]:
    """Return the whole logic of each of the cases, by the id of the case."""
    found = {case.pk: _CaseRows(case.slug, case.start) for case in cases}
    gates = list(Gate.objects.filter(case__in=found).values(*_GATE))
    cited = GateCondition.objects.filter(gate__case__in=found).values("condition")
    needed = Condition.objects.filter(Q(case__in=found) | Q(pk__in=cited))
    conditions = list(needed.values(*_CONDITION))
    own = {row["id"] for row in conditions if row["case_id"] in found}
    by_case = _by_case(found, conditions, gates, own=own)
    return _logics(by_case, conditions=conditions, spans=spans_of(found))


def logics_around(
    *, conditions: Collection[str] = (), gates: Collection[str] = (), dependents: bool = True
) -> dict[str, CaseLogic]:
    """Return the logics of the nodes with these ids and of all gates that rest on them.

    They hold these nodes only, and what the gates rest on; by the id of the case. Without
    `dependents` no gate comes in that was not named. The last date is looked for only together
    with the first one, where the case does not say when it starts.
    """
    wanted = Q(pk__in=gates)
    if dependents:
        resting = GateCondition.objects.filter(condition__in=conditions)
        wanted |= Q(pk__in=resting.values("gate"))
    touched = Gate.objects.filter(wanted)
    gate_rows = list(touched.values(*_GATE))
    named = GateCondition.objects.filter(gate__in=[row["id"] for row in gate_rows])
    needed = Condition.objects.filter(Q(pk__in=conditions) | Q(pk__in=named.values("condition")))
    rows = list(needed.values(*_CONDITION))
    by_case = _by_case({}, rows, gate_rows, own=set(conditions))
    unsaid = [case_id for case_id, case in by_case.items() if case.start is None]
    return _logics(by_case, conditions=rows, spans=spans_of(unsaid) if unsaid else {})


def logics_under(
    scenarios: Collection[str], *, gates: Collection[str] = ()
) -> dict[str, CaseLogic]:
    """Return the logics of all that the scenarios with these ids rest on, and of these gates.

    Those are their gates; for the scenario that a case implies also all conditions of the case.
    """
    resting = ScenarioGate.objects.filter(scenario__in=scenarios)
    whole = Scenario.objects.filter(pk__in=scenarios, implied=True)
    conditions = Condition.objects.filter(case__in=whole.values("case"))
    return logics_around(
        conditions=list(conditions.values_list("pk", flat=True)),
        gates=sorted({*gates, *resting.values_list("gate_id", flat=True)}),
        dependents=False,
    )


def _by_case(
    cases: dict[str, _CaseRows], conditions: Iterable[Row], gates: Iterable[Row], *, own: set[str]
) -> dict[str, _CaseRows]:
    """Return the cases with their rows; conditions only where they are nodes themselves."""

    def of_case(row: Row) -> _CaseRows:
        empty = _CaseRows(row["case__slug"], row["case__start"])
        return cases.setdefault(row["case_id"], empty)

    for row in conditions:
        if row["id"] in own:
            of_case(row).conditions.append(row)
    for row in gates:
        of_case(row).gates.append(row)
    return cases


def _logics(
    cases: Mapping[str, _CaseRows],
    *,
    conditions: Collection[Row],
    spans: Mapping[str, tuple[date, date]],
) -> dict[str, CaseLogic]:
    facts = facts_of([row["id"] for row in conditions])
    former = former_definitions_of(
        conditions=[row["id"] for row in conditions],
        gates=[row["id"] for case in cases.values() for row in case.gates],
    )
    addresses = {(row["case__slug"], row["slug"]): row for row in conditions}
    logics = {}
    for case_id, case in cases.items():
        gates = [gate_record(row, former=former[row["id"]]) for row in case.gates]
        named = {row["slug"]: row for row in case.conditions} | _cited(gates, case.slug, addresses)
        first, last = spans.get(case_id, (date.min, case.start or date.max))
        logic = Logic(
            start=case.start or first,
            last_date=last,
            conditions={
                name: condition_record(
                    row, name=name, former=former[row["id"]], facts=facts[row["id"]]
                )
                for name, row in named.items()
            },
            gates={gate.id: gate for gate in gates},
        )
        logics[case_id] = CaseLogic(
            case_id=case_id, slug=case.slug, logic=logic, nodes=tuple(_nodes(case))
        )
    return logics


def _cited(
    gates: Iterable[records.Gate], case: str, addresses: Mapping[tuple[str, str], Row]
) -> dict[str, Row]:
    """Return the rows of the conditions that the gates name, of this case and of others."""
    terms = [one for gate in gates for one in (gate.terms, *(row.terms for row in gate.former))]
    cited = {}
    for name in sorted({name for one in terms for name in conditions_of(one.when)}):
        elsewhere, _, slug = name.rpartition("/")
        if row := addresses.get((elsewhere or case, slug)):
            cited[name] = row
    return cited


def _nodes(case: _CaseRows) -> list[Node]:
    return [
        Node(
            kind=kind, name=row["slug"], id=row["id"], definition_version=row["definition_version"]
        )
        for kind, rows in ((NodeKind.CONDITION, case.conditions), (NodeKind.GATE, case.gates))
        for row in rows
    ]
