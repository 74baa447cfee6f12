"""Preview an amendment of a gate: what would change today, worked out and not kept.

The amendment is made as `amend_gate` makes it, and undone at once: so a preview says what amending
says, to the letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from scenarios.domain.scenario_tellings import ScenarioTold
from scenarios.models import ChangeEvent, Gate, Scenario
from scenarios.selectors.held import scenarios_held
from scenarios.services.amend_gate import amend_gate

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedScenario:
    """A scenario that would have another state or other flags."""

    scenario: Scenario
    before: ScenarioTold
    after: ScenarioTold


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewedGate:
    """The changes of status that would be told, and the scenarios that would move."""

    events: tuple[ChangeEvent, ...]
    scenarios: tuple[MovedScenario, ...]


def preview_gate(
    *, gate: Gate, changes: Mapping[str, Any], actor: User, seen_version: int | None = None
) -> PreviewedGate:
    """Return what would follow if `actor` amended the gate like that; nothing is stored.

    Raises what `amend_gate` raises, but for the reason, which nobody has to give yet.
    """
    with transaction.atomic():
        rows = Scenario.objects.filter(case=gate.case_id).select_related("case")
        scenarios = {row.pk: row for row in rows.order_by("position", "id")}
        before = scenarios_held(scenarios)
        done = amend_gate(
            gate=gate, changes=changes, reason="preview", actor=actor, seen_version=seen_version
        )
        after = scenarios_held(scenarios)
        transaction.set_rollback(True)
    moved = (
        MovedScenario(scenario=row, before=before[pk], after=after[pk])
        for pk, row in scenarios.items()
        if pk in before and pk in after and _state(before[pk]) != _state(after[pk])
    )
    return PreviewedGate(events=done.events, scenarios=tuple(moved))


def _state(told: ScenarioTold) -> tuple[object, ...]:
    return told.state, told.flags
