"""What if: a logic in which some conditions have another status from a day on.

Method: of a condition that is supposed to have a status, the facts up to the eve of the day stay,
later ones are left out, and one assessment of the day is added for everybody and once more for
each assessor whose eyes a gate looks through. So it is so in every view, whatever was really
found later. Source: the project's notes on the product, screen S3 (the what-if bench). Limits:
review periods run from the day like those of any fact; the start of the history stays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from scenarios.domain.condition_timelines import standing
from scenarios.domain.expressions import View, walk
from scenarios.domain.records import Assessment, Condition, Logic
from scenarios.domain.statuses import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """A status that a condition is supposed to have from a day on."""

    status: Status
    since: date


def supposing(logic: Logic, supposed: Mapping[str, Supposed]) -> Logic:
    """Return the logic with what is supposed of its conditions, by name; others are passed over."""
    viewers = sorted(set(_viewers(logic)))
    changed = {
        name: _supposing(logic.conditions[name], one, viewers=viewers)
        for name, one in supposed.items()
        if name in logic.conditions
    }
    return replace(logic, conditions={**logic.conditions, **changed}) if changed else logic


def _supposing(condition: Condition, supposed: Supposed, *, viewers: list[str]) -> Condition:
    since = supposed.since
    known = datetime.combine(since, time.min, tzinfo=UTC)
    fresh = [
        Assessment(date=since, status=supposed.status, recorded=known, assessor=assessor)
        for assessor in (*viewers, None)
    ]
    # What was taken back stays so, though the row that took it back may be a later one.
    kept = [row for row in standing(condition.assessments) if row.date < since]
    return replace(
        condition,
        assessments=(*kept, *fresh),
        readings=tuple(row for row in condition.readings if row.date < since),
        confirmations=tuple(row for row in condition.confirmations if row.date < since),
    )


def _viewers(logic: Logic) -> Iterator[str]:
    for gate in logic.gates.values():
        for terms in (gate.terms, *(former.terms for former in gate.former)):
            for node in walk(terms.when):
                if isinstance(node, View):
                    yield node.assessor
