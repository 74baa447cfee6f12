"""Tell, in the inbox, what comes up for renewal: 30, 7 and 1 days ahead, each once.

An instrument is of no case, so there is no event of a condition or gate to dispatch. It is told to
who subscribes to everything in the inbox; a deadline reaches every least level. The reminder is
noted in the same transaction, so that what was noted was told.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanctions.domain.program_kinds import RenewalKind
from sanctions.models import RenewalReminder
from sanctions.services.remind_of_renewals import remind_of_renewals
from scenarios.domain.levels import Level
from tracker.models import Alert, Subscription
from tracker.selectors.deadlines import RENEWAL_KINDS, SILENCE

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def tell_renewals() -> int:
    """Note what is due, make an alert of it for each person, and return how many days were due."""
    due = remind_of_renewals()
    people = _people() if due else []
    Alert.objects.bulk_create(
        [_alert(reminder, person=person) for reminder in due for person in people],
        ignore_conflicts=True,
    )
    return len(due)


def _alert(reminder: RenewalReminder, *, person: User) -> Alert:
    return Alert(
        subscriber=person,
        group_key=f"renewal:{reminder.rule_id}:{reminder.lead_days}",
        window_start=datetime.combine(reminder.due_on, time(), tzinfo=UTC),
        level=Level.DEADLINE,
        headline=_headline(reminder),
    )


def _headline(reminder: RenewalReminder) -> str:
    rule, lead = reminder.rule, reminder.lead_days
    within = ngettext("Within %d day", "Within %d days", lead) % lead
    kind = RENEWAL_KINDS[RenewalKind(rule.kind)]
    then = rule.then or SILENCE[rule.if_nobody_acts]
    what = f"{rule.instrument.authority}: {rule.title or rule.instrument} {kind}"
    day = f"{reminder.due_on:%-d %B %Y}"
    return f"{within}, {day}: {what}. {_('If nobody acts:')} {then}"


def _people() -> list[User]:
    """Everybody who asked for everything in the inbox, and not for some kinds of event alone."""
    wishes = Subscription.objects.live().filter(everything=True, to_inbox=True, kinds=[])
    return [*get_user_model().objects.filter(is_active=True, pk__in=wishes.values("owner"))]
