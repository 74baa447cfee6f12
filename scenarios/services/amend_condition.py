"""Amend what a condition says: a new version of its definition, and at once what follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from scenarios.models import Condition, Scenario
from scenarios.services.amend_definition import Amended, Amendment, amend_definition
from scenarios.services.case_rows.kinds import CONDITIONS
from scenarios.services.evaluate_nodes import evaluate_nodes
from scenarios.services.hold_cases import hold_nodes
from scenarios.services.node_tellings import Occasion

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def amend_condition(
    *,
    condition: Condition,
    changes: Mapping[str, Any],
    reason: str,
    actor: User,
    seen_version: int | None = None,
) -> Amended[Condition]:
    """Give the condition another definition, and evaluate all that depends on it.

    `changes` are keys as a case file writes them (text, kind, by, review_days, quantity, …); None
    takes one away. `seen_version` is the version of the definition that `actor` saw. Raises
    NotAllowed, DefinitionChanged, WrongFact without a reason, and WrongDefinition.
    """
    amendment = Amendment(changes=changes, reason=reason, actor=actor, seen_version=seen_version)
    with transaction.atomic():
        before = hold_nodes(conditions=[condition.pk])
        held = Condition.objects.select_related("case__team", "fulfilled_by").get(pk=condition.pk)
        waited_for = held.fulfilled_by_id
        former = amend_definition(CONDITIONS, node=held, amendment=amendment)
        # Other terms wait for each other now, perhaps: that can flag any scenario of the case.
        circle = Scenario.objects.filter(case=held.case_id)
        moved = [] if held.fulfilled_by_id == waited_for else circle.values_list("pk", flat=True)
        events = evaluate_nodes(
            conditions=[held.pk],
            scenarios=list(moved),
            before=before,
            occasion=Occasion(actor=actor, reason=reason),
        )
        return Amended(node=held, former=former, events=tuple(events))
