"""The logic of cases from their rows: whole, or only around what was touched.

A case has its own first day of history, so every case has its own logic. A condition of another
case stands in it under the name by which a gate cites it, `case/condition`. Assessments are told
apart by the ids of their rows, since one that a person entered has no id of a file. All of it is
one statement, for one gate and for ten thousand (`logic_rows`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.db.models import QuerySet

from scenarios.domain import records
from scenarios.domain.expressions import conditions_of
from scenarios.domain.records import Logic
from scenarios.domain.statuses import NodeKind
from scenarios.domain.tellings import NodeKey, Told
from scenarios.models import Case, Condition, Scenario, ScenarioGate
from scenarios.selectors.held import as_day, told_of
from scenarios.selectors.logic_rows import LogicRows, Row, logic_rows
from scenarios.selectors.records import (
    condition_record,
    facts_of,
    former_definitions_of,
    gate_record,
    spans_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A condition or gate of a case: its name in the logic, and its row."""

    kind: NodeKind
    name: str
    id: str
    definition_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLogic:
    """The logic of one case, and which rows its own nodes are, as they were read at an instant.

    `held_rows` are the current evaluations of the nodes, and of what they rest on, by their id.
    """

    case_id: str
    slug: str
    logic: Logic
    nodes: tuple[Node, ...]
    read_at: datetime
    held_rows: Mapping[str, Row] = field(repr=False, compare=False)

    @property
    def today(self) -> date:
        """The day on which it was read, by the database's clock."""
        return self.read_at.astimezone(UTC).date()

    def held(self) -> dict[NodeKey, Told]:
        """Return what is told now of the nodes; nothing of those that were never evaluated."""
        return {
            (node.kind, node.name): told_of(self.held_rows[node.id])
            for node in self.nodes
            if node.id in self.held_rows
        }


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
    whole = list(cases.values_list("pk", flat=True))
    read = logic_rows(cases=whole)
    own = {row["id"] for row in read.conditions if row["case_id"] in set(whole)}
    return _logics(read, own=own, whole=whole)


def logics_around(
    *, conditions: Collection[str] = (), gates: Collection[str] = (), dependents: bool = True
) -> dict[str, CaseLogic]:
    """Return the logics of the nodes with these ids and of all gates that rest on them.

    They hold these nodes only, and what the gates rest on; by the id of the case. Without
    `dependents` no gate comes in that was not named. The last date is looked for only together
    with the first one, where the case does not say when it starts.
    """
    read = logic_rows(conditions=conditions, gates=gates, dependents=dependents)
    return _logics(read, own=set(conditions))


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


def _by_case(read: LogicRows, *, own: set[str], whole: Collection[str]) -> dict[str, _CaseRows]:
    """Return the cases with their rows; conditions only where they are nodes themselves."""
    about = {row["id"]: row for row in read.cases}

    def empty(case_id: str) -> _CaseRows:
        row = about[case_id]
        return _CaseRows(row["slug"], as_day(row["start"]))

    found = {case_id: empty(case_id) for case_id in whole}

    def of_case(row: Row) -> _CaseRows:
        case_id = row["case_id"]
        if case_id not in found:
            found[case_id] = empty(case_id)
        return found[case_id]

    for row in read.conditions:
        if row["id"] in own:
            of_case(row).conditions.append(row)
    for row in read.gates:
        of_case(row).gates.append(row)
    return found


def _logics(read: LogicRows, *, own: set[str], whole: Collection[str] = ()) -> dict[str, CaseLogic]:
    facts, former = facts_of(read.facts), former_definitions_of(read.former)
    spans = spans_of(read.spans)
    slugs = {row["id"]: row["slug"] for row in read.cases}
    addresses = {(slugs[row["case_id"]], row["slug"]): row for row in read.conditions}
    held = {row["condition_id"] or row["gate_id"]: row for row in read.held}
    logics = {}
    for case_id, case in _by_case(read, own=own, whole=whole).items():
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
            case_id=case_id,
            slug=case.slug,
            logic=logic,
            nodes=tuple(_nodes(case)),
            read_at=read.now,
            held_rows=held,
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
