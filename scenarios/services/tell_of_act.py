"""Tell what an act, or taking one back, changes: the middle of what both have in common.

The caller holds the case. What an act changes are the phase of its package and the scenarios that
the package is in; conditions and gates move only where the act is the first day of the history.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sanctions.models.clock import database_today
from sanctions.models.ids import new_ulid
from scenarios.domain.acts import ActChange, PackageView, change_by_act
from scenarios.domain.changes import EventKind, EventNode
from scenarios.domain.scenario_tellings import ScenarioTold
from scenarios.models import Act, Case, ChangeEvent, FlaggedScenario, Package, ScenarioPackage
from scenarios.selectors.held import scenarios_held
from scenarios.selectors.logic import CaseLogic, logic_of
from scenarios.selectors.package_facts import acts_of, package_facts
from scenarios.services.evaluate_nodes import evaluate_nodes
from scenarios.services.node_tellings import Occasion

Held = Mapping[str, ScenarioTold]


def tell_of_act(
    store: Callable[[], Act],
    *,
    case: Case,
    package: Package | None,
    kind: EventKind,
    occasion: Occasion,
) -> tuple[Act, list[ChangeEvent]]:
    """Store what `store` stores, evaluate what depends on it, and return the act and the events.

    An act for no package moves nothing and is told to nobody: it stands on the pages of the case.
    """
    today = database_today()
    logic = logic_of(case) if case.start is None else None
    scenarios = _scenarios_of(package)
    view, held = _view(package), scenarios_held(scenarios)
    act = store()
    events = _evaluated(case, logic, scenarios=scenarios, occasion=occasion)
    if package is None or view is None:
        return act, events
    after = scenarios_held(scenarios)
    flags = {flag for pk, told in after.items() for flag in told.flags - _flags(held.get(pk))}
    change = change_by_act(
        view,
        _view(package) or view,
        new_flags=flags,
        today=today,
        taken_back=kind is EventKind.ACT_TAKEN_BACK,
    )
    event = _event(act, package, change, kind=kind, occasion=occasion)
    event.save(force_insert=True)
    _flag(event, held, after)
    event.refresh_from_db()
    return act, [*events, event]


def _scenarios_of(package: Package | None) -> list[str]:
    rows = ScenarioPackage.objects.filter(package=package) if package else None
    return [] if rows is None else list(rows.order_by().values_list("scenario_id", flat=True))


def _view(package: Package | None) -> PackageView | None:
    if package is None:
        return None
    facts, acts = package_facts([package.pk]), acts_of([package.pk])
    return PackageView(package=facts[package.pk], acts=acts[package.pk])


def _evaluated(
    case: Case, before: CaseLogic | None, *, scenarios: list[str], occasion: Occasion
) -> list[ChangeEvent]:
    """Tell the scenarios again, and every node where the first day of the history moved."""
    after = logic_of(case) if before else None
    if before is None or after is None or before.logic.start == after.logic.start:
        return evaluate_nodes(scenarios=scenarios, before={}, occasion=occasion)
    return evaluate_nodes(
        scenarios=scenarios, before={case.pk: before}, after={case.pk: after}, occasion=occasion
    )


def _event(
    act: Act, package: Package, change: ActChange, *, kind: EventKind, occasion: Occasion
) -> ChangeEvent:
    return ChangeEvent(
        id=new_ulid(),
        key=f"{kind}:{act.pk}",
        occasion=occasion.id,
        case_id=act.case_id,
        node_kind=EventNode.PACKAGE,
        package=package,
        act=act,
        kind=kind,
        definition_version=package.version,
        old_status=change.old_state,
        new_status=change.new_state,
        cause=change.cause,
        level=change.level,
        valid_from=act.date,
        reason=occasion.reason,
        actor=occasion.actor,
    )


def _flag(event: ChangeEvent, before: Held, after: Held) -> None:
    """Note what the scenarios of the package were before, and are now."""
    FlaggedScenario.objects.bulk_create(
        FlaggedScenario(
            event=event,
            scenario_id=pk,
            old_state=old.state if (old := before.get(pk)) else None,
            new_state=told.state,
            old_flags=sorted(_flags(old)),
            new_flags=sorted(told.flags),
        )
        for pk, told in sorted(after.items())
    )


def _flags(told: ScenarioTold | None) -> frozenset[str]:
    return told.flags if told else frozenset()
