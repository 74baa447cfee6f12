"""A case read at a moment: its logic, and the rows under the names by which gates cite them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from scenarios.domain.evaluator import NodeState
from scenarios.domain.gate_trees import GateTree, leaves
from scenarios.domain.knowledge import touched_by_news
from scenarios.domain.scenario_tellings import ScenarioTold
from scenarios.domain.statuses import NodeKind, Status
from scenarios.domain.tellings import NodeKey
from scenarios.models import Act, Case, Condition, Gate, Source
from scenarios.selectors.logic import logic_of
from scenarios.selectors.moments import CaseMoment, Moment, tell_scenarios_at
from scenarios.selectors.scenario_parts import parts_of
from tracker.domain.lanes import Axis
from tracker.domain.neighbours import Neighbours, neighbours
from tracker.selectors.act_gaps import date_against_gates

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
    """A gate at a moment: its tree, its state, and what blocks it, with rows for names."""

    gate: Gate
    tree: GateTree
    state: NodeState
    since: date
    blocking: list[list[NamedCondition]] | None


class CaseReading:
    """One case at a moment, for one reader; what was worked out is kept."""

    def __init__(self, case: Case, *, at: Moment, user: Person) -> None:
        self.case, self.at, self.on, self._user = case, at, at.as_of, user
        self._logic = logic_of(case)
        self.moment = CaseMoment(self._logic, at)
        self.logic = self.moment.logic

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources of the case, by key."""
        return {source.key: source for source in self.case.sources.all()}

    @cached_property
    def acts(self) -> list[Act]:
        """What was done up to the moment, the last first: no act is known before its day."""
        known = Act.objects.counting(known_at=self.at.known_at)
        rows = known.filter(case=self.case, date__lte=self.on)
        shown = rows.select_related("package", "gave_state", "entered_by")
        acts = [*shown.prefetch_related("steps").order_by("-date", "position")]
        date_against_gates(acts, logic=self.logic, on=self.on)
        return acts

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
    def conditions(self) -> dict[str, NamedCondition]:
        """Every condition of the logic with its status at the moment."""
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
        """Return the gate at the moment."""
        told = self.moment.told(NodeKind.GATE, gate.slug)
        return GateReading(
            gate=gate,
            tree=self.moment.tree(gate.slug, deciding=told.state.deciding),
            state=told.state,
            since=told.since,
            blocking=self.named_sets(told.state.blocking),
        )

    def states(self) -> dict[str, NodeState]:
        """Return the states of the case's own conditions and gates, by the ids of their rows."""
        return {pk: self.moment.told(*key).state for key, pk in self.moment.ids.items()}

    def scenarios(self, ids: Iterable[str]) -> dict[str, ScenarioTold]:
        """Return what is told of scenarios of the case, by the ids of their rows."""
        rows = parts_of([*ids], known_at=self.at.known_at)
        return tell_scenarios_at(rows, {self.case.pk: self.moment}, moment=self.at)

    def history(self, kind: NodeKind, name: str) -> list[tuple[date, Status]]:
        """Return the statuses of a node from the start of the case to the day."""
        return self.moment.statuses(kind, name)

    def steps(self, nodes: Iterable[NodeKey], *, dated: Iterable[date] = ()) -> Neighbours:
        """Return the days next to the moment's on which one of the nodes changes its status.

        They are those of all that is known today, and where the day is seen as it was known then,
        those on which more became known. `dated` are other days on which something happens.
        """
        about = {*nodes}
        days = {day for node in about for day in self._of_today.days_of_change(*node)}
        if self.at.known_at.date() <= self.on:
            news = touched_by_news(self._of_today.logic)
            days |= {instant.date() for instant, touched in news.items() if touched & about}
        return neighbours({*days, *dated}, of=self.on)

    @cached_property
    def days_of_acts(self) -> list[date]:
        """The days on which something was done, those after the moment too."""
        return [*Act.objects.counting().filter(case=self.case).values_list("date", flat=True)]

    def days_of_facts(self, condition: str) -> Iterator[date]:
        """Yield the days of the facts of a condition, those after the moment too."""
        known = self._of_today.logic.conditions[condition]
        yield from (row.date for row in known.assessments)
        yield from (row.date for row in known.readings)
        yield from (row.date for row in known.confirmations)

    @cached_property
    def _of_today(self) -> CaseMoment:
        """The case from all that is known; the moment itself, where no less was known."""
        news = touched_by_news(self._logic.logic)
        if all(instant <= self.at.known_at for instant in news):
            return self.moment
        return CaseMoment(self._logic, Moment(as_of=self.on, known_at=max(news)))

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
        return self.history(NodeKind.CONDITION, name)[-1][1]


def nodes_of(gates: Iterable[GateReading]) -> Iterator[NodeKey]:
    """Yield the gates, and the conditions in them."""
    for one in gates:
        yield NodeKind.GATE, one.gate.slug
        yield from ((NodeKind.CONDITION, name) for name in leaves(one.tree))
