"""Make the alerts of an occasion: one for each subscriber, one delivery for each endpoint of it.

An endpoint is told of what its own subscriptions asked for, and of nothing else that its owner also
watches. Scenarios that the owner may not see are left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from scenarios.models import ChangeEvent
from tracker.domain.envelopes import Row, Told, alert_body
from tracker.domain.headlines import headline, highest_level
from tracker.domain.kinds import DeliveryState, EndpointState
from tracker.models import Alert, AlertEvent, Delivery, Endpoint
from tracker.selectors.occasions import (
    moves_of,
    told_event,
    told_instant,
    told_object,
    told_scenarios,
)
from tracker.selectors.wishes import Listeners, Wish

ENDPOINT_DISABLED = "the endpoint is disabled"


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one person is told: all of it in the inbox, a part of it at an endpoint."""

    wishes: Sequence[Wish]
    case_ids: frozenset[str]

    @property
    def events(self) -> list[ChangeEvent]:
        """Each event once, in order."""
        events = {wish.event.pk: wish.event for wish in self.wishes}
        return sorted(events.values(), key=lambda event: event.sequence)

    @property
    def scenarios(self) -> list[Row]:
        return told_scenarios(self.events, case_ids=self.case_ids)

    @property
    def headline(self) -> str:
        moved = [row["to"] for row in self.scenarios if row["from"] != row["to"]]
        return headline(moves=moves_of(self.events), new_states=moved)

    def at(self, endpoint: Endpoint) -> _Telling:
        """Keep what was asked for at this endpoint."""
        asked = [wish for wish in self.wishes if endpoint in wish.subscription.endpoints.all()]
        return _Telling(asked, self.case_ids)

    def endpoints(self) -> list[Endpoint]:
        """The endpoints of the subscriptions that matched, each once."""
        found = {
            endpoint.pk: endpoint
            for wish in self.wishes
            for endpoint in wish.subscription.endpoints.all()
        }
        return list(found.values())


def make_alerts(
    *, events: Sequence[ChangeEvent], wishes: Sequence[Wish], listeners: Listeners
) -> None:
    """Store alerts, their events and their deliveries; what is there already stays as it is."""
    tellings = {}
    ordered = sorted(wishes, key=lambda wish: wish.subscription.owner_id)
    for owner, mine in groupby(ordered, key=lambda wish: wish.subscription.owner):
        tellings[owner.pk] = _Telling(list(mine), listeners.sight_of(owner).case_ids)
    alerts = _store_alerts(events[0], tellings)
    AlertEvent.objects.bulk_create(
        [row for alert in alerts for row in _rows_of(alert, tellings[alert.subscriber_id])],
        ignore_conflicts=True,
    )
    Delivery.objects.bulk_create(
        [
            _delivery(alert, endpoint, tellings[alert.subscriber_id].at(endpoint))
            for alert in alerts
            for endpoint in tellings[alert.subscriber_id].endpoints()
        ],
        ignore_conflicts=True,
    )


def _store_alerts(first: ChangeEvent, tellings: dict[int, _Telling]) -> list[Alert]:
    """Store the alerts, and return those that are stored.

    The key names the first event: what an occasion adds after it was told is another alert.
    """
    key = {
        "group_key": f"occasion:{first.occasion}:{first.sequence}",
        "window_start": first.recorded_at,
    }
    Alert.objects.bulk_create(
        [
            Alert(
                **key,
                subscriber_id=owner_id,
                level=highest_level(event.level for event in telling.events),
                headline=telling.headline,
                to_inbox=any(wish.subscription.to_inbox for wish in telling.wishes),
            )
            for owner_id, telling in tellings.items()
        ],
        ignore_conflicts=True,
    )
    return list(Alert.objects.filter(**key))


def _rows_of(alert: Alert, telling: _Telling) -> list[AlertEvent]:
    """Name, for each event, the first subscription that asked for it."""
    asked: dict[str, Wish] = {}
    for wish in telling.wishes:
        asked.setdefault(wish.event.pk, wish)
    return [
        AlertEvent(alert=alert, event=wish.event, subscription=wish.subscription)
        for wish in asked.values()
    ]


def _delivery(alert: Alert, endpoint: Endpoint, telling: _Telling) -> Delivery:
    body = alert_body(_told(alert, telling))
    disabled = endpoint.state == EndpointState.DISABLED
    return Delivery(
        alert=alert,
        endpoint=endpoint,
        body=body,
        body_sha256=hashlib.sha256(body).hexdigest(),
        state=DeliveryState.SUPPRESSED if disabled else DeliveryState.PENDING,
        reason=ENDPOINT_DISABLED if disabled else "",
    )


def _told(alert: Alert, telling: _Telling) -> Told:
    events = telling.events
    subscriptions = {wish.subscription.pk: wish.subscription.name for wish in telling.wishes}
    return Told(
        alert_id=alert.pk,
        occurred_at=told_instant(events[0].recorded_at),
        headline=telling.headline,
        case=told_object("case", events[0].case),
        events=[told_event(event) for event in events],
        scenario_impact=telling.scenarios,
        subscriptions=[{"id": key, "name": name} for key, name in subscriptions.items()],
        demo=any(event.case.demo for event in events),
    )
