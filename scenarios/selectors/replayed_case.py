"""A case as a replay needs it: its logic, its scenarios, its acts, and how nodes are called."""

from __future__ import annotations

from scenarios.domain.replay import ReplayedCase
from scenarios.domain.replayed_changes import ReplayedAct
from scenarios.domain.statuses import NodeKind
from scenarios.domain.tellings import NodeKey
from scenarios.models import Act, Case, Scenario
from scenarios.selectors.logic import CaseLogic, logic_of
from scenarios.selectors.scenario_parts import ScenarioRow, parts_of


def replayed_case(case: Case) -> ReplayedCase:
    """Return all of the case that a replay needs."""
    found = logic_of(case)
    slugs = dict(Scenario.objects.filter(case=case).values_list("pk", "slug"))
    scenarios = parts_of(slugs)
    acts = Act.objects.counting().filter(case=case).order_by("date", "position", "id")
    own = {(node.kind, node.name): node.id for node in found.nodes}
    return ReplayedCase(
        logic=found.logic,
        ids=_cited(found, scenarios) | own,
        own=frozenset(own),
        acts=tuple(
            ReplayedAct(date=day, what=what, package=package)
            for day, what, package in acts.values_list("date", "what", "package__slug")
        ),
        scenarios={slugs[row.id]: row.parts for row in scenarios},
    )


def _cited(found: CaseLogic, scenarios: list[ScenarioRow]) -> dict[NodeKey, str]:
    """Return the ids of the conditions of other cases, by the names by which gates cite them."""
    names = {name: node for row in scenarios for name, node in row.parts.names.items()}
    return {(NodeKind.CONDITION, name): names.get(name, name) for name in found.logic.conditions}
