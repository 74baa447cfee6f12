"""Wake what is due: nodes whose status the clock changes, scenarios that reach one of their dates.

What is due is found by an index over `wake_on`, so a tick that comes late finds all that it missed,
and two ticks at once share the cases between them. A case that somebody holds is passed over: who
holds it brings it up to today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import structlog
from django.db import transaction

from sanctions.models.clock import database_today
from scenarios.domain.errors import ScenarioRuleError
from scenarios.models import Case
from scenarios.selectors.held import cases_due_on
from scenarios.services.catch_up_clock import catch_up_clock

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Woken:
    """How many cases were woken, how many events came of it, and which cases could not be."""

    cases: int
    events: int
    failed: tuple[str, ...]


def wake_due_nodes() -> Woken:
    """Tell what the clock changed up to today in every case that nobody holds.

    One transaction for each case: a case whose logic cannot be evaluated keeps no other one back.
    """
    today = database_today()
    woken, events, failed = 0, 0, []
    for case in cases_due_on(today):
        try:
            written = _wake(case, today=today)
        except ScenarioRuleError as error:
            log.error("case_not_woken", case=case, reason=str(error))
            failed.append(case)
            continue
        woken += written is not None
        events += written or 0
    return Woken(cases=woken, events=events, failed=tuple(failed))


@transaction.atomic
def _wake(case: str, *, today: date) -> int | None:
    """Return how many events came of it, or None where somebody else holds the case."""
    free = Case.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=case)
    if not list(free.values_list("pk")):
        return None
    return len(catch_up_clock(cases=[case], today=today))
