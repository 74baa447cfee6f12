"""Reminders are noted once for each day and lead."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sanctions.models import RenewalReminder
from sanctions.services.remind_of_renewals import remind_of_renewals
from tests.clock import SetClock
from tests.sanctions.program_factories import RenewalFactory, RenewalRuleFactory

pytestmark = pytest.mark.django_db


def test_what_comes_up_is_noted_and_what_passed_is_not(database_clock: SetClock) -> None:
    database_clock(datetime(2027, 4, 8, tzinfo=UTC))
    ahead, over = RenewalRuleFactory(), RenewalRuleFactory(fixed_days=["12-20"])
    RenewalFactory(rule=over, decided_on=date(2025, 12, 1), extends_to=date(2026, 12, 20))
    (noted,) = remind_of_renewals()
    assert (noted.rule, noted.due_on, noted.lead_days) == (ahead, date(2027, 4, 15), 7)
    assert remind_of_renewals() == []
    assert RenewalReminder.objects.get() == noted
