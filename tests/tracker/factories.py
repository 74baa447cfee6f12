"""Rows for tests of alerts: changes, who wants to hear of them, and where."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from sanctions.models.ids import new_ulid
from scenarios.domain.changes import ChangeCause, EventKind
from scenarios.domain.levels import Level
from scenarios.domain.statuses import NodeKind, ScenarioState, Status
from scenarios.models import ChangeEvent, FlaggedScenario
from tests.sanctions.factories import UserFactory
from tests.scenarios.factories import ConditionFactory, GateFactory, ScenarioFactory
from tracker.models import Alert, AlertEvent, Delivery, Endpoint, Subscription
from tracker.services.make_secret import make_secret

CHANGED_ON = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
A_MOMENT = timedelta(seconds=1)


class ChangeEventFactory(DjangoModelFactory):
    """A condition that is met now, an occasion of its own; `of_gate` tells it of a gate."""

    class Meta:
        model = ChangeEvent

    key = factory.Sequence(lambda number: f"change {number}")
    occasion = factory.LazyFunction(new_ulid)
    node_kind = NodeKind.CONDITION.value
    condition = factory.SubFactory(ConditionFactory)
    case = factory.SelfAttribute("condition.case")
    definition_version = 1
    old_status = Status.NOT_MET.value
    new_status = Status.MET.value
    cause = ChangeCause.EVIDENCE.value
    level = Level.IMPORTANT.value
    valid_from = CHANGED_ON
    reason = "The ministry confirmed it."

    class Params:
        contested = factory.Trait(
            kind=EventKind.CONTESTED.value, old_status=Status.MET.value, new_status=Status.MET.value
        )
        views_diverge = factory.Trait(
            kind=EventKind.VIEWS_DIVERGE.value,
            old_status=Status.MET.value,
            new_status=Status.MET.value,
        )
        views_agree = factory.Trait(
            kind=EventKind.VIEWS_AGREE.value,
            old_status=Status.MET.value,
            new_status=Status.MET.value,
        )
        of_gate = factory.Trait(
            node_kind=NodeKind.GATE.value,
            condition=None,
            gate=factory.SubFactory(GateFactory),
            case=factory.SelfAttribute("gate.case"),
        )


class FlaggedScenarioFactory(DjangoModelFactory):
    """A scenario whose gate opened by a change."""

    class Meta:
        model = FlaggedScenario

    event = factory.SubFactory(ChangeEventFactory)
    scenario = factory.SubFactory(ScenarioFactory, case=factory.SelfAttribute("..event.case"))
    old_state = ScenarioState.TRACKING.value
    new_state = ScenarioState.GATE_OPEN.value


class EndpointFactory(DjangoModelFactory):
    """A receiver that has never failed."""

    class Meta:
        model = Endpoint

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda number: f"receiver {number}")
    url = "https://hooks.example/thaw"
    secret = factory.LazyFunction(make_secret)


class SubscriptionFactory(DjangoModelFactory):
    """A wish to hear of everything, told in the inbox and at `endpoints`."""

    class Meta:
        model = Subscription
        skip_postgeneration_save = True

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda number: f"subscription {number}")
    everything = True
    least_level = Level.INFO.value

    @factory.post_generation
    def endpoints(self: Subscription, create: bool, given: list[Endpoint] | None, **_: str) -> None:
        """Link the endpoints given."""
        if create and given:
            self.endpoints.set(given)


class AlertFactory(DjangoModelFactory):
    """An alert of one change that its reader has not seen."""

    class Meta:
        model = Alert

    subscriber = factory.SubFactory(UserFactory)
    group_key = factory.LazyFunction(new_ulid)
    window_start = NOON
    level = Level.IMPORTANT.value
    headline = "Formal peace agreement: NOT_MET → MET"


class AlertEventFactory(DjangoModelFactory):
    """A change that an alert tells."""

    class Meta:
        model = AlertEvent

    alert = factory.SubFactory(AlertFactory)
    event = factory.SubFactory(ChangeEventFactory)


class DeliveryFactory(DjangoModelFactory):
    """A message that is due."""

    class Meta:
        model = Delivery

    endpoint = factory.SubFactory(EndpointFactory)
    alert = factory.SubFactory(AlertFactory, subscriber=factory.SelfAttribute("..endpoint.owner"))
    body = b'{"a":1}'
    body_sha256 = factory.LazyAttribute(lambda row: hashlib.sha256(row.body).hexdigest())
