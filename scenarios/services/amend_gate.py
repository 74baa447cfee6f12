"""Amend what a gate asks for, or what it is for: a new version, and at once what follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from scenarios.casefiles.definitions import named_in
from scenarios.models import Gate, Scenario
from scenarios.selectors.logic import logics_around
from scenarios.services.amend_definition import Amended, Amendment, amend_definition
from scenarios.services.case_rows.citations import citable_from
from scenarios.services.case_rows.kinds import GATES
from scenarios.services.evaluate_nodes import evaluate_nodes
from scenarios.services.hold_cases import hold_cases
from scenarios.services.index_gate import index_gate
from scenarios.services.node_tellings import Occasion

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def amend_gate(
    *,
    gate: Gate,
    changes: Mapping[str, Any],
    reason: str,
    actor: User,
    seen_version: int | None = None,
) -> Amended[Gate]:
    """Give the gate another definition, and evaluate it and all that depends on it.

    `changes` are keys as a case file writes them (when, opens, reverses, yields, view); None takes
    one away. `seen_version` is the version of the definition that `actor` saw. Raises NotAllowed,
    DefinitionChanged, WrongFact without a reason, and WrongDefinition.
    """
    amendment = Amendment(changes=changes, reason=reason, actor=actor, seen_version=seen_version)
    cited = citable_from(gate.case, names=named_in(changes.get("when")))
    with transaction.atomic():
        hold_cases({gate.case_id, *(condition.case_id for condition in cited.values())})
        before = logics_around(gates=[gate.pk])
        rows = Gate.objects.select_related("case__team", "opens", "reverses", "yields")
        held = rows.get(pk=gate.pk)
        former = amend_definition(GATES, node=held, amendment=amendment)
        named = citable_from(held.case, names=named_in(held.when))
        index_gate(gate=held, conditions=named.values())
        scenarios = Scenario.objects.filter(case=held.case_id).values_list("pk", flat=True)
        events = evaluate_nodes(
            gates=[held.pk],
            scenarios=list(scenarios),
            before=before,
            occasion=Occasion(actor=actor, reason=reason),
        )
        return Amended(node=held, former=former, events=tuple(events))
