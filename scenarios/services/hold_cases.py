"""Hold cases still, and bring them up to today by the clock, before something else changes them.

One lock per case, in the order of ids, keeps all that rests on each other together: conditions, the
gates of any case that name them, and scenarios. So two changes never evaluate past each other, and
never wait for each other in a circle. Rows that only point to a case are not held up.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from sanctions.models.clock import database_today
from scenarios.models import Case, Condition, Gate, GateCondition
from scenarios.selectors.logic import CaseLogic, logics_around
from scenarios.services.catch_up_clock import catch_up_clock


def hold_nodes(
    *, conditions: Collection[str] = (), gates: Collection[str] = ()
) -> dict[str, CaseLogic]:
    """Hold the cases of these nodes, and of all gates that rest on them, to the transaction's end.

    Returns what is known of the nodes and of these gates, for `evaluate_nodes(before=…)`. Whoever
    lets a gate cite a condition of another case names that condition here too.
    """
    resting = GateCondition.objects.filter(condition__in=conditions).values("gate__case")
    hold_cases(
        Case.objects.filter(
            Q(pk__in=Condition.objects.filter(pk__in=conditions).values("case"))
            | Q(pk__in=Gate.objects.filter(pk__in=gates).values("case"))
            | Q(pk__in=resting)
        ).values_list("pk", flat=True)
    )
    return logics_around(conditions=conditions, gates=gates)


def hold_cases(cases: Collection[str]) -> None:
    """Hold the cases with these ids to the end of the caller's transaction.

    Changes by the clock that nobody has told yet are told first, so that what follows is told as
    a change of today.
    """
    with transaction.atomic(savepoint=False):
        locked = Case.objects.select_for_update(no_key=True).filter(pk__in=cases).order_by("pk")
        held = list(locked.values_list("pk", flat=True))
        catch_up_clock(cases=held, today=database_today())
