"""The first page: one sentence on what changed, and what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from scenarios.models import Condition, FlaggedScenario, Scenario
from tracker.models import Alert
from tracker.selectors.deadlines import Deadline, deadlines
from tracker.selectors.journal import Occasion, changes_seen_by, last_occasions
from tracker.selectors.scenario_lists import scenario_rows
from tracker.selectors.shell import stale_conditions

if TYPE_CHECKING:
    from sanctions.models.teams import Person

#: "What changed" speaks of so long.
LATELY = timedelta(days=7)
_SCENARIOS, _OCCASIONS, _STALE = 8, 20, 6
_DAYS_AHEAD = 90


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """The figures of the sentence on top."""

    conditions_moved: int
    gates_moved: int
    scenarios_flagged: int
    scenarios_unlocked: int
    deadlines_within_30_days: int
    unread_alerts: int

    @property
    def is_quiet(self) -> bool:
        """Whether nothing moved."""
        return not (self.conditions_moved or self.gates_moved or self.scenarios_flagged)


@dataclass(frozen=True, slots=True)
class Home:
    """All that the first page shows."""

    changed: WhatChanged
    scenarios: list[Scenario]
    scenario_count: int
    deadlines: list[Deadline]
    stale: list[Condition]
    occasions: list[Occasion]


def home(*, user: Person, now: datetime) -> Home:
    """Gather the first page of one person."""
    due = deadlines(user=user, today=now.date(), days=_DAYS_AHEAD)
    rows = scenario_rows(user=user)
    return Home(
        changed=_what_changed(user=user, since=now - LATELY, due=due),
        scenarios=[*rows[:_SCENARIOS]],
        scenario_count=Scenario.objects.visible_to(user).count(),
        deadlines=due,
        stale=[*stale_conditions(user=user, today=now.date())[:_STALE]],
        occasions=last_occasions(changes_seen_by(user), user=user, most=_OCCASIONS),
    )


def _what_changed(*, user: Person, since: datetime, due: list[Deadline]) -> WhatChanged:
    events = changes_seen_by(user).filter(recorded_at__gte=since)
    moved = events.aggregate(
        conditions=Count("condition", distinct=True), gates=Count("gate", distinct=True)
    )
    flags = (
        FlaggedScenario.objects.visible_to(user)
        .filter(event__in=events)
        .aggregate(
            flagged=Count("scenario", distinct=True),
            unlocked=Count(
                "scenario",
                distinct=True,
                filter=Q(new_state="GATE_OPEN") & ~Q(old_state="GATE_OPEN"),
            ),
        )
    )
    return WhatChanged(
        conditions_moved=moved["conditions"],
        gates_moved=moved["gates"],
        scenarios_flagged=flags["flagged"],
        scenarios_unlocked=flags["unlocked"],
        deadlines_within_30_days=sum(one.days <= 30 for one in due),
        unread_alerts=Alert.objects.visible_to(user).unread().count(),
    )
