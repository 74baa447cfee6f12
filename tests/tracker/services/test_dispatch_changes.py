"""Who is told of what: one alert for each person and occasion, and a reason for each silence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import transaction

from sanctions.models.ids import new_ulid
from scenarios.models import ChangeEvent
from tests.sanctions.factories import PartyFactory, SanctionsListFactory, UserFactory, member
from tests.scenarios.factories import (
    CaseFactory,
    CasePartyFactory,
    ConditionFactory,
    ScenarioFactory,
)
from tests.tracker.factories import (
    ChangeEventFactory,
    EndpointFactory,
    FlaggedScenarioFactory,
    SubscriptionFactory,
)
from tracker.domain.kinds import DeliveryState
from tracker.models import Alert, AlertEvent, Delivery, Suppression
from tracker.services.dispatch_changes import dispatch_changes
from tracker.services.dispatch_occasion import dispatch_occasion

pytestmark = pytest.mark.django_db


def peace_agreement(**terms: Any) -> ChangeEvent:
    """A condition is met; its gate opens; three scenarios may go ahead. Returns the first event."""
    condition = ConditionFactory(text="Formal peace agreement")
    first: ChangeEvent = ChangeEventFactory(condition=condition, **terms)
    gate = ChangeEventFactory(
        of_gate=True, gate__case=condition.case, occasion=first.occasion, level="3", **terms
    )
    for _ in range(3):
        FlaggedScenarioFactory(event=gate, scenario__case=condition.case)
    return first


def test_one_decision_is_told_once() -> None:
    subscription = SubscriptionFactory()
    first = peace_agreement()
    assert dispatch_changes() == 2
    alert = Alert.objects.get()
    assert alert.subscriber == subscription.owner
    assert alert.level == "3"
    assert alert.headline == (
        "Formal peace agreement: NOT_MET → MET and 1 more change; 3 scenarios now GATE_OPEN"
    )
    assert alert.events.count() == 2
    assert set(AlertEvent.objects.values_list("subscription", flat=True)) == {subscription.pk}
    first.refresh_from_db()
    assert first.dispatched_at is not None


def test_a_second_dispatch_tells_nothing_again() -> None:
    SubscriptionFactory(endpoints=[EndpointFactory()])
    peace_agreement()
    dispatch_changes()
    assert dispatch_changes() == 0
    assert (Alert.objects.count(), Delivery.objects.count()) == (1, 1)


def test_two_decisions_are_told_apart() -> None:
    SubscriptionFactory()
    peace_agreement()
    peace_agreement()
    assert dispatch_changes() == 4
    assert Alert.objects.count() == 2


def test_what_an_occasion_adds_after_it_was_told_is_told_too() -> None:
    SubscriptionFactory()
    first = peace_agreement()
    dispatch_changes()
    ChangeEventFactory(occasion=first.occasion, condition=first.condition)
    assert dispatch_changes() == 1
    assert Alert.objects.count() == 2


def test_nobody_wants_it_and_it_is_done() -> None:
    peace_agreement()
    assert dispatch_changes() == 2
    assert not Alert.objects.exists()
    assert dispatch_changes() == 0


def test_each_wish_matches_what_it_names() -> None:
    first = peace_agreement()
    gate = ChangeEvent.objects.get(gate__isnull=False)
    scenario = gate.scenarios.first()
    names: list[dict[str, Any]] = [
        {"case": first.case},
        {"condition": first.condition},
        {"gate": gate.gate},
        {"scenario": scenario},
        {"case": first.case, "condition": first.condition},
    ]
    wishes = [SubscriptionFactory(everything=False, **each) for each in names]
    SubscriptionFactory(everything=False, case=CaseFactory())
    SubscriptionFactory(everything=False, scenario=scenario, condition=first.condition)
    dispatch_changes()
    told = {alert.subscriber_id: alert.events.count() for alert in Alert.objects.all()}
    assert told == dict(zip([wish.owner_id for wish in wishes], [2, 1, 1, 1, 1], strict=True))


def test_a_wish_by_party_hears_of_the_cases_about_it() -> None:
    first = peace_agreement()
    party = PartyFactory()
    CasePartyFactory(case=first.case, listed_as_list="us_ofac_sdn", listed_as_id=party.external_id)
    SanctionsListFactory()
    asked = SubscriptionFactory(everything=False, party=party)
    SubscriptionFactory(everything=False, party=PartyFactory())
    dispatch_changes()
    assert Alert.objects.get().subscriber == asked.owner


def test_less_than_the_least_level_is_not_told() -> None:
    high = SubscriptionFactory(least_level="3")
    SubscriptionFactory(least_level="C")
    peace_agreement()
    dispatch_changes()
    alert = Alert.objects.get()
    assert alert.subscriber == high.owner
    assert list(alert.events.values_list("level", flat=True)) == ["3"]
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("include_own", [True, False])
def test_ones_own_change_is_told_to_who_wants_it(include_own: bool) -> None:
    analyst = UserFactory()
    SubscriptionFactory(owner=analyst, include_own=include_own)
    peace_agreement(actor=analyst)
    dispatch_changes()
    assert Alert.objects.exists() is include_own
    reasons = list(Suppression.objects.values_list("reason", flat=True))
    assert reasons == ([] if include_own else ["the owner's own change"] * 2)


def test_nobody_hears_of_what_they_may_not_see() -> None:
    case = CaseFactory(private=True)
    colleague = member(team=case.team)
    SubscriptionFactory(owner=colleague)
    SubscriptionFactory()
    lost_sight = SubscriptionFactory(everything=False, case=case)
    ChangeEventFactory(condition__case=case)
    dispatch_changes()
    assert Alert.objects.get().subscriber == colleague
    suppression = Suppression.objects.get()
    assert suppression.subscription == lost_sight
    assert suppression.reason == "its owner may not see the event"


def test_a_private_scenario_of_another_case_is_not_told_to_strangers() -> None:
    event = ChangeEventFactory()
    private = ScenarioFactory(case=CaseFactory(private=True), title="What we plan")
    FlaggedScenarioFactory(event=event, scenario=private)
    insider = member(team=private.case.team)
    SubscriptionFactory(owner=insider, endpoints=[EndpointFactory(owner=insider)])
    SubscriptionFactory(endpoints=[EndpointFactory()])
    SubscriptionFactory(everything=False, scenario=private)
    dispatch_changes()
    bodies = {
        delivery.endpoint.owner_id: bytes(delivery.body).decode()
        for delivery in Delivery.objects.select_related("endpoint")
    }
    told = [owner for owner, body in bodies.items() if "What we plan" in body]
    assert (told, len(bodies)) == ([insider.pk], 2)
    headlines = Alert.objects.filter(headline__contains="scenario now")
    assert [alert.subscriber_id for alert in headlines] == [insider.pk]
    assert Suppression.objects.get().reason == "its owner may not see the event"


@pytest.mark.parametrize(
    "terms",
    [{"is_active": False}, {"expires_at": "2020-01-01T00:00:00Z"}, {"owner__is_active": False}],
)
def test_a_wish_that_is_over_is_silent(terms: dict[str, Any]) -> None:
    SubscriptionFactory(**terms)
    peace_agreement()
    dispatch_changes()
    assert not Alert.objects.exists()


def test_an_endpoint_is_told_what_its_subscription_asked_for_and_no_more() -> None:
    endpoint = EndpointFactory()
    first = peace_agreement()
    SubscriptionFactory(owner=endpoint.owner)
    narrow = SubscriptionFactory(
        owner=endpoint.owner, everything=False, condition=first.condition, endpoints=[endpoint]
    )
    dispatch_changes()
    assert Alert.objects.get().events.count() == 2
    body = json.loads(bytes(Delivery.objects.get().body))
    assert [event["object"]["id"] for event in body["events"]] == [first.condition_id]
    assert body["subscriptions"] == [{"id": narrow.pk, "name": narrow.name}]
    assert body["headline"] == "Formal peace agreement: NOT_MET → MET"


def test_two_subscriptions_of_one_endpoint_make_one_delivery() -> None:
    endpoint = EndpointFactory()
    SubscriptionFactory.create_batch(2, owner=endpoint.owner, endpoints=[endpoint])
    peace_agreement()
    dispatch_changes()
    assert Delivery.objects.count() == 1


def test_a_disabled_endpoint_keeps_the_message_for_a_replay() -> None:
    endpoint = EndpointFactory(state="disabled", state_reason="gone")
    SubscriptionFactory(owner=endpoint.owner, endpoints=[endpoint])
    peace_agreement()
    dispatch_changes()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason) == (
        DeliveryState.SUPPRESSED,
        "the endpoint is disabled",
    )
    assert len(delivery.body) > 1000


def test_a_wish_for_webhooks_alone_stays_out_of_the_inbox() -> None:
    SubscriptionFactory(to_inbox=False, endpoints=[EndpointFactory()])
    peace_agreement()
    dispatch_changes()
    assert not Alert.objects.in_inbox().exists()
    assert Delivery.objects.count() == 1


def test_an_occasion_that_cannot_be_told_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    SubscriptionFactory()
    broken = peace_agreement()
    sound = peace_agreement()

    def dispatch_or_break(*, occasion: str) -> int | None:
        if occasion == broken.occasion:
            raise ValueError("out of ink")
        return dispatch_occasion(occasion=occasion)

    name = "tracker.services.dispatch_changes.dispatch_occasion"
    monkeypatch.setattr(name, dispatch_or_break)
    assert dispatch_changes() == 2
    assert "out of ink" in caplog.text
    waiting = ChangeEvent.objects.filter(dispatched_at__isnull=True)
    assert set(waiting.values_list("occasion", flat=True)) == {broken.occasion}
    sound.refresh_from_db()
    assert sound.dispatched_at is not None


def test_a_limit_never_splits_an_occasion() -> None:
    SubscriptionFactory()
    occasion = new_ulid()
    ChangeEventFactory.create_batch(5, occasion=occasion)
    ChangeEventFactory()
    assert dispatch_changes(limit=2) == 5
    assert dispatch_changes(limit=2) == 1


def test_a_quiet_look_costs_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert dispatch_changes() == 0


def test_a_case_that_another_dispatcher_is_busy_with_is_left_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = ChangeEventFactory()
    ChangeEventFactory(condition=first.condition)
    ChangeEventFactory()
    asked: list[str] = []

    def busy_with_the_first(*, occasion: str) -> int | None:
        asked.append(occasion)
        return None if occasion == first.occasion else dispatch_occasion(occasion=occasion)

    name = "tracker.services.dispatch_changes.dispatch_occasion"
    monkeypatch.setattr(name, busy_with_the_first)
    assert dispatch_changes() == 1
    assert len(asked) == 2


def test_a_decision_that_was_taken_back_leaves_no_trace() -> None:
    SubscriptionFactory(endpoints=[EndpointFactory()])
    with transaction.atomic():
        peace_agreement()
        transaction.set_rollback(True)
    assert dispatch_changes() == 0
    assert not Delivery.objects.exists()
