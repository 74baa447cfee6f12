"""Rows of lists at another moment than now: what is told then takes the place of `current`.

Which rows a list shows, and in which order, stays as it is now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from scenarios.domain.scenario_tellings import ScenarioTold
from scenarios.domain.statuses import NodeKind
from scenarios.models import Assessment, Condition, Gate, Scenario
from scenarios.selectors.states_at import scenarios_at, states_at

if TYPE_CHECKING:
    from scenarios.selectors.moments import Moment


def conditions_at(rows: Sequence[Condition], *, at: Moment) -> None:
    """Show conditions as at the moment."""
    retell(rows, _states(NodeKind.CONDITION, rows, at))
    date_last_assessed(rows, at=at)


def gates_at(rows: Sequence[Gate], *, at: Moment) -> None:
    """Show gates as at the moment."""
    retell(rows, _states(NodeKind.GATE, rows, at))


def scenarios_then(rows: Sequence[Scenario], *, at: Moment) -> None:
    """Show scenarios as at the moment."""
    ids = [row.pk for row in rows]
    retell_scenarios(rows, scenarios_at(ids=ids, as_of=at.as_of, known_at=at.known_at))


def retell(rows: Sequence[Any], told: Mapping[str, Any]) -> None:
    """Put what is told in the place of the current evaluation, by the ids of the rows."""
    for row in rows:
        row.current = [told[row.pk]] if row.pk in told else []


def retell_scenarios(rows: Sequence[Any], told: Mapping[str, ScenarioTold]) -> None:
    """As `retell`; the change that flagged a scenario last is news of today, and left out."""
    retell(rows, told)
    for row in rows:
        row.last_flag = []


def date_last_assessed(rows: Sequence[Any], *, at: Moment) -> None:
    """Put the last assessment up to the moment in the place of the last one of all."""
    counting = Assessment.objects.counting_at(at.known_at)
    known = counting.filter(condition__in=rows, date__lte=at.as_of)
    dated = known.order_by().values("condition").annotate(last=Max("date"))
    last = dict(dated.values_list("condition", "last"))
    for row in rows:
        row.last_assessed = last.get(row.pk)


def _states(kind: NodeKind, rows: Sequence[Any], at: Moment) -> Mapping[str, Any]:
    ids = [row.pk for row in rows]
    return states_at(kind=kind, ids=ids, as_of=at.as_of, known_at=at.known_at)
