"""What holds on every page: who may open it, what it says of the lists, and that texts are text."""

from __future__ import annotations

import pytest
from django.contrib.admin import site
from django.test import Client
from django.urls import URLPattern, resolve

from tests.sanctions.factories import UserFactory
from tests.tracker.world import CANARY, World, addresses, make_world
from tracker.views.urls import urlpatterns

pytestmark = pytest.mark.django_db

#: Addresses that take a form and have no page of their own.
FORMS_ONLY = {
    *("appearance", "condition_state", "alerts_acknowledge", "alert_acknowledge"),
    *("act_take_back", "subscription_switch", "webhook_new", "webhook_rotate", "webhook_switch"),
    *("webhook_ping", "delivery_replay", "list_fetch", "copy_decide"),
    *("token_new", "token_revoke"),
}


@pytest.fixture
def world() -> World:
    return make_world()


def test_the_addresses_tried_here_are_all_that_there_are(world: World) -> None:
    tried = {resolve(address.partition("?")[0]).url_name for address in addresses(world)}
    known = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}
    assert tried | FORMS_ONLY == known


def test_every_page_opens_for_an_analyst_and_escapes_every_text(
    client: Client, world: World
) -> None:
    client.force_login(world.analyst)
    for address in addresses(world):
        answer = client.get(address)
        assert answer.status_code == 200, address
        shown = answer.content.decode()
        assert CANARY not in shown, address
        assert "javascript:" not in shown, address
        assert "style=" not in shown, address


def test_every_page_says_that_it_is_no_advice_and_on_which_copy_it_rests(
    client: Client, world: World
) -> None:
    client.force_login(world.analyst)
    for address in addresses(world):
        shown = client.get(address).content.decode()
        assert "Not legal advice" in shown, address
        assert "us_ofac_sdn" in shown, address
        assert "Lists" in shown, address
        assert "checked" in shown, address


def test_no_page_opens_for_somebody_who_is_not_signed_in(client: Client, world: World) -> None:
    for address in addresses(world):
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith("/login/"), address


def test_no_form_is_taken_from_somebody_who_is_not_signed_in(client: Client, world: World) -> None:
    answer = client.post(f"/conditions/{world.case.slug}/truce/assess/", {"status": "MET"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login/")


def test_somebody_switched_off_is_let_in_nowhere(client: Client) -> None:
    person = UserFactory(is_active=False)
    client.force_login(person)
    assert client.get("/").status_code == 302


def test_the_tables_are_for_staff_alone(client: Client, world: World) -> None:
    client.force_login(world.analyst)
    assert client.get("/admin/").status_code == 403
    assert client.get("/admin/sanctions/team/").status_code == 403
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    for model in site._registry:
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert client.get(address).status_code == 200, address


def test_no_table_hides_its_actions_for_that_would_be_styled_inline() -> None:
    hidden = [
        model
        for model, table in site._registry.items()
        if not table.actions_on_top and not table.actions_on_bottom
    ]
    assert hidden == []


def test_a_page_of_a_private_case_is_not_found_by_a_stranger(client: Client, world: World) -> None:
    world.case.team = world.analyst.memberships.get().team
    world.case.save()
    client.force_login(UserFactory())
    for address in addresses(world):
        if world.case.slug in address and "?case=" not in address:
            assert client.get(address).status_code == 404, address


@pytest.mark.parametrize(
    "address",
    ["/scenarios/?state=NONSENSE", "/scenarios/?page=0", "/scenarios/?page=x", "/gates/?status=x"],
)
def test_a_filter_that_means_nothing_is_not_found_rather_than_passed_over(
    client: Client, world: World, address: str
) -> None:
    client.force_login(world.analyst)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_said_on_the_page(client: Client, world: World, day: str) -> None:
    client.force_login(world.analyst)
    assert client.get(f"/scenarios/canary-2026/deal/?as_of={day}").status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/cases/%00/",
        "/scenarios/?case=%00",
        "/search/?q=a%00b",
        "/parties/?listed=%00",
        "/login/?next=%00",
    ],
)
def test_a_nul_in_the_address_is_refused_and_never_reaches_the_database(
    client: Client, world: World, address: str
) -> None:
    client.force_login(world.analyst)
    assert client.get(address).status_code in {302, 400}


def test_a_nul_in_a_form_is_refused(client: Client, world: World) -> None:
    client.force_login(world.analyst)
    answer = client.post("/alerts/acknowledge/", {"alert": ["a\x00"]})
    assert answer.status_code == 400
