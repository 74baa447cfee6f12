"""Changes by occasion: one assessment, tick or file moves many nodes and is told once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max, Prefetch, QuerySet

from scenarios.models import ChangeEvent, FlaggedScenario

if TYPE_CHECKING:
    from sanctions.models.teams import Person
    from scenarios.selectors.moments import Moment

#: A loaded file may move hundreds of nodes; more than so many are not read for one page.
_MOST_EVENTS = 400


@dataclass(frozen=True, slots=True)
class Occasion:
    """What happened at once: the change that led, those that followed, the scenarios flagged."""

    lead: ChangeEvent
    followers: list[ChangeEvent]
    flagged: list[FlaggedScenario]

    @property
    def level(self) -> str:
        """The highest level of its changes; a deadline is its own."""
        levels = [event.level for event in (self.lead, *self.followers)]
        return max((level for level in levels if level.isdigit()), default=levels[0])


def last_occasions(events: QuerySet[ChangeEvent], *, user: Person, most: int) -> list[Occasion]:
    """Gather the last occasions of `events`, newest first, in a fixed number of queries.

    Of the scenarios that they flag, those that `user` sees.
    """
    newest = (
        events.order_by().values("occasion").annotate(last=Max("sequence")).order_by("-last")[:most]
    )
    order = [row["occasion"] for row in newest]
    rows = (
        events.filter(occasion__in=order)
        .select_related("case", "condition", "gate", "package", "act", "actor")
        .select_related("delta__party", "assessment")
        .prefetch_related(Prefetch("flagged", flags_seen_by(user)))
        .order_by("sequence")[:_MOST_EVENTS]
    )
    found: dict[str, list[ChangeEvent]] = {occasion: [] for occasion in order}
    for event in rows:
        found[event.occasion].append(event)
    return [_occasion(together) for together in found.values() if together]


def changes_seen_by(user: Person) -> QuerySet[ChangeEvent]:
    """Keep the change events that `user` may see."""
    events: QuerySet[ChangeEvent] = ChangeEvent.objects.visible_to(user)
    return events


def known_changes(events: QuerySet[ChangeEvent], *, at: Moment) -> QuerySet[ChangeEvent]:
    """Keep the changes up to the day of a moment that were recorded by its instant."""
    return events.filter(valid_from__lte=at.as_of, recorded_at__lte=at.known_at)


def flags_seen_by(user: Person) -> QuerySet[FlaggedScenario]:
    """Keep the flags of scenarios that `user` may see, whoever may see the change."""
    flags: QuerySet[FlaggedScenario] = FlaggedScenario.objects.visible_to(user)
    return flags.select_related("scenario__case")


def _occasion(events: list[ChangeEvent]) -> Occasion:
    lead = next((event for event in events if _is_judged(event) or event.act_id), None)
    lead = lead or next((event for event in events if event.condition_id), events[0])
    flagged: dict[str, FlaggedScenario] = {}
    for event in events:
        for flag in event.flagged.all():
            flagged.setdefault(flag.scenario_id, flag)
    followers = [event for event in events if event is not lead]
    return Occasion(lead=lead, followers=followers, flagged=list(flagged.values()))


def _is_judged(event: ChangeEvent) -> bool:
    """Tell whether the event is of the very condition that was assessed."""
    judged = event.assessment
    return judged is not None and judged.condition_id == event.condition_id
