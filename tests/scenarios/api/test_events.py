"""The feed of change events: in order, each one once, and none before its time."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection, transaction
from rest_framework.test import APIClient

from scenarios.models import ChangeEvent
from tests.rest_clients import API, client_of, ids
from tests.sanctions.factories import UserFactory, member
from tests.scenarios.factories import CaseFactory, ConditionFactory, ScenarioFactory
from tests.tracker.factories import ChangeEventFactory, FlaggedScenarioFactory

EVENTS = f"{API}/events/"
_SETTLED = """
    SELECT coalesce(max(xid::text::numeric), 0)
        < pg_snapshot_xmin(pg_current_snapshot())::text::numeric
    FROM scenarios_changeevent
"""


def feed(client: APIClient, address: str = EVENTS) -> Any:
    """Read the feed once it may tell all: the server's other tests have transactions too."""
    with connection.cursor() as cursor:
        for _ in range(600):
            cursor.execute(_SETTLED)
            if cursor.fetchone()[0]:
                break
            cursor.execute("SELECT pg_sleep(0.1)")
    return client.get(address)


@pytest.mark.django_db(transaction=True)
def test_the_feed_goes_on_after_the_last_event() -> None:
    made = [ChangeEventFactory().pk for _ in range(5)]
    client = client_of(UserFactory())
    first = feed(client, f"{EVENTS}?limit=3")
    rest = client.get(first.json()["next"])
    end = client.get(rest.json()["next"])
    assert ids(first) + ids(rest) == made
    assert (ids(end), end.json()["after"]) == ([], made[-1])
    late = ChangeEventFactory().pk
    assert ids(feed(client, end.json()["next"])) == [late]


@pytest.mark.django_db(transaction=True)
def test_an_event_with_a_lower_number_that_commits_last_is_not_skipped() -> None:
    client = client_of(UserFactory())
    condition = ConditionFactory()
    written, may_commit = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            ChangeEventFactory(condition=condition, key="slow")
            written.set()
            may_commit.wait(timeout=10)
        connection.close()

    slow = threading.Thread(target=write_slowly)
    slow.start()
    written.wait(timeout=10)
    ChangeEventFactory(condition=condition, key="fast")
    before = client.get(EVENTS)
    may_commit.set()
    slow.join(timeout=10)
    after = feed(client, before.json()["next"])
    keys = ChangeEvent.objects.in_bulk(ids(before) + ids(after))
    assert [keys[pk].key for pk in ids(before) + ids(after)] == ["slow", "fast"]


@pytest.mark.django_db(transaction=True)
def test_an_event_tells_what_changed_and_the_scenarios_it_touched() -> None:
    flagged = FlaggedScenarioFactory()
    shown = feed(client_of(UserFactory())).json()["results"][0]
    assert (shown["old_status"], shown["new_status"]) == ("NOT_MET", "MET")
    assert shown["node"]["address"] == flagged.event.condition.address
    assert shown["scenarios"][0]["address"] == flagged.scenario.address
    assert shown["scenarios"][0]["new_state"] == "GATE_OPEN"


@pytest.mark.django_db(transaction=True)
def test_events_of_another_team_are_not_in_the_feed() -> None:
    condition = ConditionFactory(case=CaseFactory(private=True))
    event = ChangeEventFactory(condition=condition)
    public = ChangeEventFactory()
    assert ids(feed(client_of(member()))) == [public.pk]
    assert ids(feed(client_of(member(team=condition.case.team)))) == [event.pk, public.pk]
    response = client_of(member()).get(f"{EVENTS}?after={event.pk}")
    assert (response.status_code, response.json()["field"]) == (400, "after")


@pytest.mark.django_db(transaction=True)
def test_a_private_scenario_that_a_public_change_flags_is_told_to_its_team_alone() -> None:
    secret = ScenarioFactory(case=CaseFactory(private=True))
    event = FlaggedScenarioFactory().event
    FlaggedScenarioFactory(event=event, scenario=secret)
    told = [
        [one["id"] for one in feed(client_of(user)).json()["results"][0]["scenarios"]]
        for user in (member(team=secret.case.team), member())
    ]
    assert [secret.pk in each for each in told] == [True, False]
    assert [len(each) for each in told] == [2, 1]


@pytest.mark.django_db(transaction=True)
def test_nobody_learns_which_changes_flag_a_scenario_that_they_may_not_see() -> None:
    secret = ScenarioFactory(case=CaseFactory(private=True))
    event = FlaggedScenarioFactory(event=ChangeEventFactory(), scenario=secret).event
    asked = f"{EVENTS}?scenario={secret.pk}"
    assert ids(feed(client_of(member(team=secret.case.team)), asked)) == [event.pk]
    assert ids(feed(client_of(member()), asked)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("after", ["", "0", "x" * 900, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "%00"])
def test_a_place_that_the_feed_does_not_have_is_refused(after: str) -> None:
    response = client_of(UserFactory()).get(f"{EVENTS}?after={after}")
    assert (response.status_code, response.json()["field"]) == (400, "after")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("query", "found"), [("level=2", 1), ("level=3", 0), ("cause=CLOCK", 0), ("node_kind=gate", 0)]
)
def test_the_feed_is_narrowed(query: str, found: int) -> None:
    ChangeEventFactory()
    assert len(ids(feed(client_of(UserFactory()), f"{EVENTS}?{query}"))) == found
