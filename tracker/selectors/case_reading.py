"""A case read on one day: its logic, and the rows under the names by which gates cite them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from scenarios.domain.condition_timelines import Horizon
from scenarios.domain.evaluator import Evaluator, NodeState
from scenarios.domain.gate_trees import GateTree, gate_tree
from scenarios.domain.outcomes import Outcomes
from scenarios.domain.records import Logic
from scenarios.domain.scenario_tellings import ScenarioParts
from scenarios.domain.statuses import NodeKind, Status
from scenarios.models import Case, Condition, Gate, Package, Source
from scenarios.selectors.logic import logic_of
from tracker.domain.lanes import Axis

if TYPE_CHECKING:
    from sanctions.models.teams import Person

_MARGIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class NamedCondition:
    """A condition as a gate names it; without a row where the reader may not see its case."""

    name: str
    row: Condition | None
    status: Status


@dataclass(frozen=True, slots=True)
class GateReading:
    """A gate on a day: its tree, its state, and what blocks it, with rows for names."""

    gate: Gate
    tree: GateTree
    state: NodeState
    since: date
    blocking: list[list[NamedCondition]] | None


class CaseReading:
    """One case on one day, for one reader; what was worked out is kept."""

    def __init__(self, case: Case, *, on: date, user: Person) -> None:
        self.case, self.on, self._user = case, on, user
        self.logic: Logic = logic_of(case).logic
        self.evaluator = Evaluator(self.logic)
        self._outcomes = Outcomes(self.logic, horizon=Horizon())

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources of the case, by key."""
        return {source.key: source for source in self.case.sources.all()}

    @cached_property
    def rows(self) -> dict[str, Condition]:
        """The conditions of the logic that the reader sees, by the name that gates use."""
        cited = Q(case=self.case)
        for name in self.logic.conditions:
            elsewhere, slash, slug = name.rpartition("/")
            if slash:
                cited |= Q(case__slug=elsewhere, slug=slug)
        found = Condition.objects.visible_to(self._user).filter(cited).select_related("case")
        own = self.case.pk
        return {row.slug if row.case_id == own else row.address: row for row in found}

    @cached_property
    def titles(self) -> dict[str, str]:
        """What conditions and packages are called, by the names that terms use for them."""
        packages = dict(Package.objects.filter(case=self.case).values_list("slug", "title"))
        return {**packages, **{name: row.text for name, row in self.rows.items()}}

    @cached_property
    def conditions(self) -> dict[str, NamedCondition]:
        """Every condition of the logic with its status on the day."""
        return {
            name: NamedCondition(name=name, row=self.rows.get(name), status=self._status(name))
            for name in self.logic.conditions
        }

    @cached_property
    def axis(self) -> Axis:
        """The time axis of the case, up to the day or to its last fact where that is known."""
        last = self.logic.last_date
        start = self.logic.start if self._has_facts else self.on - timedelta(days=365)
        end = self.on if last == date.max else max(self.on, last)
        return Axis(min(start, self.on) - _MARGIN, end + _MARGIN)

    def read_gate(self, gate: Gate) -> GateReading:
        """Return the gate on the day."""
        state = self.evaluator.state(NodeKind.GATE, gate.slug, as_of=self.on)
        when = self.logic.gates[gate.slug].terms.when
        tree = gate_tree(when, outcomes=self._outcomes, on=self.on, deciding=state.deciding)
        return GateReading(
            gate=gate,
            tree=tree,
            state=state,
            since=self.history(NodeKind.GATE, gate.slug)[-1][0],
            blocking=self.named_sets(state.blocking),
        )

    def states(self, parts: ScenarioParts) -> dict[str, NodeState]:
        """Return the states of the nodes of a scenario on the day, by the ids of their rows."""
        gates = Gate.objects.filter(pk__in=parts.gates).values_list("pk", "slug")
        states = {
            pk: self.evaluator.state(NodeKind.GATE, slug, as_of=self.on) for pk, slug in gates
        }
        for name, pk in parts.names.items():
            if name in self.logic.conditions:
                states[pk] = self.evaluator.state(NodeKind.CONDITION, name, as_of=self.on)
        return states

    def history(self, kind: NodeKind, name: str) -> list[tuple[date, Status]]:
        """Return the statuses of a node from the start of the case to the day."""
        start = min(self.logic.start if self._has_facts else self.on, self.on)
        return self.evaluator.status_changes(kind, name, from_=start, to=self.on)

    def named_sets(
        self, sets: tuple[tuple[str, ...], ...] | list[list[str]] | None
    ) -> list[list[NamedCondition]] | None:
        """Return sets of names as sets of conditions, the smallest first."""
        if sets is None:
            return None
        known = self.conditions
        named = [[known[name] for name in one if name in known] for one in sets]
        return sorted(named, key=len)

    @property
    def _has_facts(self) -> bool:
        return self.logic.start != date.min

    def _status(self, name: str) -> Status:
        return self.evaluator.statuses(NodeKind.CONDITION, name).at(self.on.toordinal())
