"""One gate at a moment: its tree, what rests on it, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.models import FormerDefinition, Gate, Scenario, ScenarioGate, Source
from tracker.domain.neighbours import Neighbours
from tracker.selectors.amend_page import may_amend
from tracker.selectors.case_reading import CaseReading, GateReading, NamedCondition, nodes_of
from tracker.selectors.journal import Occasion, changes_seen_by, known_changes, last_occasions

if TYPE_CHECKING:
    from sanctions.models.teams import Person
    from scenarios.selectors.moments import Moment

_OCCASIONS = 20


@dataclass(frozen=True, slots=True)
class GatePage:
    """All that the page of a gate shows."""

    reading: GateReading
    scenarios: list[Scenario]
    former: list[FormerDefinition]
    defined_as: FormerDefinition | None  # where a former definition was in force
    occasions: list[Occasion]
    sources: dict[str, Source]
    known: dict[str, NamedCondition]
    may_amend: bool
    steps: Neighbours


def find_gate(*, user: Person, case: str, slug: str) -> Gate:
    """Return a gate that `user` sees. Raises Gate.DoesNotExist."""
    rows = Gate.objects.visible_to(user).select_related("case", "opens", "reverses", "yields")
    found: Gate = rows.get(case__slug=case, slug=slug)
    return found


def gate_page(*, user: Person, case: str, slug: str, at: Moment) -> GatePage:
    """Gather the page of a gate at a moment. Raises Gate.DoesNotExist."""
    gate = find_gate(user=user, case=case, slug=slug)
    reading = CaseReading(gate.case, at=at, user=user)
    read = reading.read_gate(gate)
    former = [*gate.former.order_by("until")]
    resting = ScenarioGate.objects.filter(gate=gate).values("scenario")
    changes = known_changes(changes_seen_by(user).filter(gate=gate), at=at)
    return GatePage(
        reading=read,
        scenarios=[*Scenario.objects.visible_to(user).filter(pk__in=resting).order_by("position")],
        former=[one for one in reversed(former) if one.until <= at.known_at],
        defined_as=next((one for one in former if one.until > at.known_at), None),
        occasions=last_occasions(changes, user=user, most=_OCCASIONS),
        sources=reading.sources,
        known=reading.conditions,
        may_amend=may_amend(user, gate),
        steps=reading.steps(nodes_of([read])),
    )
