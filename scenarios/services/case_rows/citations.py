"""The conditions that gates name: of their own case, and of others as `case/condition`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from scenarios.casefiles.expression_limits import expression_nodes
from scenarios.casefiles.faults import member_of
from scenarios.models import Case, Condition
from scenarios.services.case_rows.flat import FlatRow
from scenarios.services.case_rows.kinds import FORMER_GATES, GATES

Address = tuple[str, str]


def named_conditions(row: FlatRow) -> Iterator[tuple[str, str]]:
    """Yield each condition that a gate, now or formerly, names; before it its place."""
    expression: Any = None
    if row.kind is GATES:
        expression = row.columns["when"]
    elif row.kind is FORMER_GATES:
        expression = row.columns["terms"].get("when")
    if expression is not None:
        for place, node in expression_nodes(expression, place=member_of(row.place, key="when")):
            if isinstance(node, str):
                yield place, node


def address_of(name: str, *, case: str) -> Address:
    """Return case and condition of a name that a gate of the case uses."""
    elsewhere, _, condition = name.rpartition("/")
    return elsewhere or case, condition


def conditions_at(addresses: Collection[Address]) -> dict[Address, Condition]:
    """Return the conditions there are at the addresses, with their cases."""
    rows = Condition.objects.filter(
        case__slug__in={case for case, _ in addresses},
        slug__in={condition for _, condition in addresses},
    )
    return {(row.case.slug, row.slug): row for row in rows.select_related("case")}


def citable_from(case: Case, *, names: Iterable[str]) -> dict[Address, Condition]:
    """Return the conditions there are by names that a gate of the case may use.

    Those of another case are there where that is everybody's, or of the same team.
    """
    found = conditions_at({address_of(name, case=case.slug) for name in names})
    return {at: one for at, one in found.items() if may_cite(case, one)}


def may_cite(case: Case, condition: Condition) -> bool:
    """Tell whether whoever sees the case sees the condition too."""
    return condition.case.team_id in (None, case.team_id)
