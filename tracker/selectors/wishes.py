"""Which subscriptions an occasion concerns: candidates by SQL, then the one matcher.

The right to see is asked of `visible_to`, for each owner, and given to the matcher as teams. What a
subscription asked for by name and did not get leaves a reason; one for everything means everything
that its owner may see, so what others keep to themselves is no news to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from scenarios.domain.levels import Level
from scenarios.models import Case, ChangeEvent
from tracker.domain.subscriptions import (
    EventFacts,
    Match,
    Mismatch,
    Reason,
    Watch,
    matches,
)
from tracker.models import Subscription
from tracker.selectors.listed_parties import listed_parties

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_UNSEEN = Reason.NOT_PERMITTED


@dataclass(frozen=True, slots=True)
class Wish:
    """A subscription that matches an event; `against` is why it is not told all the same."""

    event: ChangeEvent
    subscription: Subscription
    against: Reason | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person may see of the cases that an occasion touches."""

    case_ids: frozenset[str]
    team_ids: frozenset[str]


class Listeners:
    """Who is to hear of the events of one occasion."""

    def __init__(self, events: Sequence[ChangeEvent], *, now: datetime) -> None:
        self._events = events
        self._now = now
        self._sights: dict[int, Sight] = {}

    def wishes(self) -> Iterator[Wish]:
        """Yield what is to be told, and what is held back with its reason."""
        facts = [(event, self._facts_of(event)) for event in self._events]
        for subscription in self._candidates:
            watch = self._watch_of(subscription)
            for event, touched in facts:
                outcome = matches(watch, touched, now=self._now)
                if isinstance(outcome, Match):
                    against = None if self._sees_what_it_names(subscription) else _UNSEEN
                    yield Wish(event, subscription, against)
                elif _is_told_why(outcome, subscription):
                    yield Wish(event, subscription, outcome.reason)

    def sight_of(self, owner: User) -> Sight:
        """Return what `owner` may see, scenarios of other cases included."""
        if owner.pk not in self._sights:
            seen = Case.objects.visible_to(owner).filter(pk__in=self._case_ids)
            cases = list(seen.values_list("pk", "team_id"))
            self._sights[owner.pk] = Sight(
                case_ids=frozenset(case for case, _ in cases),
                team_ids=frozenset(team for _, team in cases if team is not None),
            )
        return self._sights[owner.pk]

    @cached_property
    def _case_ids(self) -> set[str]:
        flagged = {row.scenario.case_id for event in self._events for row in event.flagged.all()}
        return flagged | {event.case_id for event in self._events}

    @cached_property
    def _party_ids(self) -> Mapping[str, frozenset[str]]:
        """The list parties of each case; empty where nobody asks for parties."""
        if not Subscription.objects.live().filter(party__isnull=False).exists():
            return {}
        return listed_parties(case_ids={event.case_id for event in self._events})

    @cached_property
    def _candidates(self) -> list[Subscription]:
        """The subscriptions that something here could answer, those by name first."""
        events, facts = self._events, [self._facts_of(event) for event in self._events]
        named = (
            Q(everything=True)
            | Q(case__in={event.case_id for event in events})
            | Q(condition__in={event.condition_id for event in events if event.condition_id})
            | Q(gate__in={event.gate_id for event in events if event.gate_id})
            | Q(scenario__in=set().union(*(each.scenario_ids for each in facts)))
            | Q(party__in=set().union(*(each.party_ids for each in facts)))
        )
        live = Subscription.objects.live().filter(named, owner__is_active=True)
        return list(
            live.select_related("owner", "scenario")
            .prefetch_related("endpoints")
            .order_by("everything", "id")
        )

    def _facts_of(self, event: ChangeEvent) -> EventFacts:
        parties = self._party_ids.get(event.case_id, frozenset())
        return EventFacts(
            level=Level(event.level),
            public=event.case.team_id is None,
            team_id=event.case.team_id,
            case_id=event.case_id,
            scenario_ids=frozenset(row.scenario_id for row in event.flagged.all()),
            condition_id=event.condition_id,
            gate_id=event.gate_id,
            party_ids=parties | {event.delta.party_id} if event.delta else parties,
            kind=event.kind,
            actor_id=event.actor_id,
        )

    def _watch_of(self, subscription: Subscription) -> Watch:
        return Watch(
            owner_id=subscription.owner_id,
            team_ids=self.sight_of(subscription.owner).team_ids,
            everything=subscription.everything,
            case_id=subscription.case_id,
            scenario_id=subscription.scenario_id,
            condition_id=subscription.condition_id,
            gate_id=subscription.gate_id,
            party_id=subscription.party_id,
            kinds=frozenset(subscription.kinds) or None,
            least_level=Level(subscription.least_level),
            include_own=subscription.include_own,
            active=subscription.is_active,
            expires_at=subscription.expires_at,
        )

    def _sees_what_it_names(self, subscription: Subscription) -> bool:
        """A scenario may be of another case than the event that flags it."""
        scenario = subscription.scenario
        sight = self.sight_of(subscription.owner)
        return scenario is None or scenario.case_id in sight.case_ids


def _is_told_why(mismatch: Mismatch, subscription: Subscription) -> bool:
    if mismatch.reason is Reason.NOT_PERMITTED:
        return not subscription.everything
    return mismatch.reason is Reason.OWN_CHANGE
