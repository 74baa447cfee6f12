"""Fetching a list from its pages: a wish that answers at once, and the tries of the past."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from sanctions.domain.kinds import FetchOutcome
from sanctions.models import Fetch
from sanctions.models.clock import database_now
from sanctions.models.teams import Role
from tests.sanctions.factories import FetchFactory, SanctionsListFactory, member
from tests.tracker.factories import AlertFactory
from tracker.views import lists

pytestmark = pytest.mark.django_db

KEY = "us_ofac_sdn"


@pytest.fixture
def hints(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what was asked of the broker; nothing waits for the commit."""
    asked: list[str] = []
    monkeypatch.setattr(lists, "hint_lists", lambda: asked.append("lists"))
    monkeypatch.setattr(transaction, "on_commit", lambda hint, robust: hint())
    return asked


def test_the_button_stores_a_wish_and_answers_at_once(
    as_analyst: Client, analyst: User, hints: list[str]
) -> None:
    answer = as_analyst.post(f"/lists/{KEY}/fetch/", follow=True)
    fetch = Fetch.objects.get()
    assert answer.redirect_chain == [(f"/lists/{KEY}/", 302)]
    assert "Asked for; it is fetched within a minute or so." in answer.content.decode()
    assert (fetch.outcome, fetch.asked_by, hints) == (FetchOutcome.ASKED, analyst, ["lists"])


def test_pressed_twice_it_is_one_wish(as_analyst: Client, hints: list[str]) -> None:
    for _ in range(2):
        as_analyst.post(f"/lists/{KEY}/fetch/")
    assert Fetch.objects.count() == 1


def test_a_viewer_has_no_button_and_no_right(client: Client) -> None:
    FetchFactory()
    client.force_login(member(role=Role.VIEWER))
    assert client.post(f"/lists/{KEY}/fetch/").status_code == 403
    for address in ("/lists/", f"/lists/{KEY}/"):
        assert "Fetch now" not in client.get(address).content.decode()
    assert Fetch.objects.count() == 1


@pytest.mark.parametrize("key", ["nowhere", "gb_hmt_conlist"])
def test_a_list_that_cannot_be_fetched_has_no_such_address(as_analyst: Client, key: str) -> None:
    assert as_analyst.post(f"/lists/{key}/fetch/").status_code == 404


def test_the_wish_is_a_form_and_no_link(as_analyst: Client) -> None:
    assert as_analyst.get(f"/lists/{KEY}/fetch/").status_code == 405


def test_a_list_that_was_never_read_can_be_fetched_from_the_overview(as_analyst: Client) -> None:
    shown = as_analyst.get("/lists/").content.decode()
    assert f'action="/lists/{KEY}/fetch/"' in shown
    assert "/lists/gb_hmt_conlist/fetch/" not in shown


def test_the_page_shows_the_last_tries_and_what_came_of_them(as_analyst: Client) -> None:
    now = database_now()
    FetchFactory(asked_at=now - timedelta(hours=2))
    FetchFactory(failed=True, asked_at=now - timedelta(hours=1))
    shown = as_analyst.get(f"/lists/{KEY}/").content.decode()
    assert "Checked, nothing new" in shown
    assert "lists.example answered 503" in shown
    assert "by the clock" in shown
    assert "THAW_FETCH is off" in shown


def test_while_a_wish_waits_the_button_gives_way(as_analyst: Client) -> None:
    FetchFactory(asked=True)
    shown = as_analyst.get(f"/lists/{KEY}/").content.decode()
    assert "Asked for" in shown
    assert "Fetch now" not in shown


def test_a_silent_publisher_shows(as_analyst: Client, settings: Settings) -> None:
    settings.THAW_FETCH = True
    FetchFactory(asked_at=database_now() - timedelta(hours=19))
    assert "The publisher owes an answer since" in as_analyst.get(f"/lists/{KEY}/").content.decode()
    assert "owes an answer" in as_analyst.get("/lists/").content.decode()


def test_a_list_that_comes_by_hand_says_so(as_analyst: Client) -> None:
    SanctionsListFactory(key="gb_hmt_conlist")
    shown = as_analyst.get("/lists/gb_hmt_conlist/").content.decode()
    assert "Its copies come by hand" in shown


def test_an_alert_of_silence_leads_to_the_list(as_analyst: Client, analyst: User) -> None:
    FetchFactory()
    alert = AlertFactory(subscriber=analyst, group_key=f"list:{KEY}:silent")
    shown = as_analyst.get(f"/alerts/{alert.pk}/").content.decode()
    assert f'href="/lists/{KEY}/"' in shown
    assert "The alert closes when the publisher answers." in shown
