"""A public change may flag a scenario of a private case, which cites its condition: nobody else's.

The scenario is named to its team, and to no stranger on any page that tells the change.
"""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from scenarios.models import ChangeEvent, Scenario
from tests.sanctions.factories import MembershipFactory
from tests.scenarios.factories import CaseFactory, ScenarioFactory
from tests.tracker.factories import (
    AlertEventFactory,
    AlertFactory,
    ChangeEventFactory,
    FlaggedScenarioFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "What the desk plans"
THEIR_CONDITION = "What their source says"


@pytest.fixture
def secret() -> Scenario:
    made: Scenario = ScenarioFactory(case=CaseFactory(private=True), title=SECRET)
    return made


@pytest.fixture
def insider(secret: Scenario) -> User:
    user: User = MembershipFactory(team=secret.case.team).user
    return user


def pages_of(event: ChangeEvent, reader: User) -> list[str]:
    """Tell the change to the reader, and return the addresses of the pages that show it."""
    alert = AlertFactory(subscriber=reader)
    AlertEventFactory(alert=alert, event=event)
    node = event.node
    return [
        "/",
        f"/cases/{node.case.slug}/",
        f"/conditions/{node.address}/",
        f"/alerts/{alert.pk}/",
    ]


def shown(client: Client, address: str, reader: User) -> str:
    client.force_login(reader)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_it_is_named_on_the_pages_of_its_team(
    client: Client, secret: Scenario, insider: User
) -> None:
    event = FlaggedScenarioFactory(event=ChangeEventFactory(), scenario=secret).event
    for address in pages_of(event, insider):
        text = shown(client, address, insider)
        assert SECRET in text, address
        assert f"/scenarios/{secret.address}/" in text, address


def test_it_is_named_on_no_page_of_a_stranger(
    client: Client, secret: Scenario, analyst: User
) -> None:
    event = FlaggedScenarioFactory(event=ChangeEventFactory(), scenario=secret).event
    for address in [*pages_of(event, analyst), "/scenarios/", "/alerts/", "/?q=desk"]:
        text = shown(client, address, analyst)
        assert SECRET not in text, address
        assert secret.case.slug not in text, address


def test_it_is_not_counted_for_a_stranger(
    client: Client, secret: Scenario, insider: User, analyst: User
) -> None:
    FlaggedScenarioFactory(event=ChangeEventFactory(), scenario=secret)
    counted = "1 scenario was flagged"
    assert counted in shown(client, "/", insider)
    assert counted not in shown(client, "/", analyst)


def test_a_scenario_names_no_change_of_a_case_that_its_reader_may_not_see(
    client: Client, secret: Scenario, insider: User
) -> None:
    theirs = ChangeEventFactory(
        condition__case=CaseFactory(private=True), condition__text=THEIR_CONDITION
    )
    FlaggedScenarioFactory(event=theirs, scenario=secret)
    for address in ["/", "/scenarios/", f"/scenarios/{secret.address}/"]:
        text = shown(client, address, insider)
        assert SECRET in text, address
        assert THEIR_CONDITION not in text, address
