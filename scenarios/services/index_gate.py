"""Keep the reverse indexes of one gate that was amended."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from scenarios.models import Condition, Gate, GateCondition, Scenario, ScenarioGate, ScenarioPackage


def index_gate(*, gate: Gate, conditions: Iterable[Condition]) -> None:
    """Let the gate rest on these conditions too, and the scenarios of its packages on the gate.

    What its former expressions named it rests on still: the past is read under them.
    """
    GateCondition.objects.bulk_create(
        (GateCondition(gate=gate, condition=condition) for condition in conditions),
        ignore_conflicts=True,
    )
    packages = [one for one in (gate.opens_id, gate.reverses_id) if one]
    moved = ScenarioPackage.objects.filter(package__in=packages).values("scenario")
    wanted = Scenario.objects.filter(Q(implied=True) | Q(pk__in=moved), case=gate.case_id)
    ids = set(wanted.values_list("pk", flat=True))
    ScenarioGate.objects.filter(gate=gate).exclude(scenario__in=ids).delete()
    ScenarioGate.objects.bulk_create(
        (ScenarioGate(gate=gate, scenario_id=scenario) for scenario in sorted(ids)),
        ignore_conflicts=True,
    )
