"""In and out: a person without staff status logs in, a guesser waits, and errors are pages."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.sanctions.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    made: User = UserFactory(username="ana")
    return made


def try_to_log_in(client: Client, password: str) -> int:
    """Send the form of the login page, and return the status of the answer."""
    form = {"username": "ana", "password": password, "next": "/cases/"}
    return client.post("/login/", form).status_code


def test_an_analyst_needs_no_staff_status_to_log_in(client: Client, person: User) -> None:
    assert not person.is_staff
    assert try_to_log_in(client, PASSWORD) == 302
    assert client.get("/cases/").status_code == 200


def test_a_wrong_password_is_told_on_the_page(client: Client, person: User) -> None:
    answer = client.post("/login/", {"username": "ana", "password": "wrong"})
    assert "Please enter a correct username and password" in answer.content.decode()


def test_a_guesser_waits_on_a_page_that_says_so(client: Client, person: User) -> None:
    for _ in range(5):
        try_to_log_in(client, "wrong")
    answer = client.post("/login/", {"username": "ana", "password": PASSWORD})
    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()


def test_logging_out_is_a_form_and_says_that_it_is_done(client: Client, person: User) -> None:
    client.force_login(person)
    assert client.get("/logout/").status_code == 405
    assert "Nothing of yours is open" in client.post("/logout/").content.decode()
    assert client.get("/").status_code == 302


def test_a_page_that_is_not_there_is_told_by_a_page(client: Client, person: User) -> None:
    client.force_login(person)
    answer = client.get("/cases/no-such-case/")
    assert answer.status_code == 404
    assert "or you may not see it" in answer.content.decode()


def test_a_form_without_its_token_is_told_to_be_sent_again(person: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    answer = client.post("/alerts/acknowledge/", {})
    assert answer.status_code == 403
    assert "Send it again" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/login/", "/cases/no-such-case/", "/admin/"])
def test_every_answer_carries_the_strict_policy(client: Client, person: User, address: str) -> None:
    client.force_login(person)
    policy = client.get(address).headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
