"""Note that people are to be reminded of what comes up for renewal, 30, 7 and 1 days ahead.

Each day of a rule is noted once for each lead. A tick that comes late, or twice, does no harm: it
notes the shortest lead that has begun, if that is not noted yet.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from sanctions.domain.program_kinds import ClockState
from sanctions.domain.renewals import LEADS
from sanctions.models import RenewalReminder
from sanctions.models.clock import database_today
from sanctions.selectors.renewals import Clocks


@transaction.atomic
def remind_of_renewals() -> list[RenewalReminder]:
    """Note the reminders that are due today, and return those that were not noted yet."""
    today = database_today()
    events = Clocks().events(on=today, until=today + timedelta(days=max(LEADS)))
    due = [
        RenewalReminder(rule=event.rule, due_on=event.on, lead_days=event.lead)
        for event in events
        if event.day.state is ClockState.AHEAD and event.lead is not None
    ]
    noted = set(
        RenewalReminder.objects.filter(due_on__gte=today).values_list(
            "rule_id", "due_on", "lead_days"
        )
    )
    new = [one for one in due if (one.rule_id, one.due_on, one.lead_days) not in noted]
    RenewalReminder.objects.bulk_create(new, ignore_conflicts=True)
    return new
