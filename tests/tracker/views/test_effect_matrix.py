"""The page of a package shows who would be free, and who stays blocked by whom."""

from __future__ import annotations

import pytest
from django.test import Client

from scenarios.casefiles.read_cases import read_cases
from scenarios.services.load_case import load_case
from tests.scenarios.domain.test_expected_exposure import CASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, admin_user: object) -> str:
    (document,) = read_cases(CASE, file="case.yaml")
    load_case(document=document)
    client.force_login(admin_user)  # type: ignore[arg-type]
    answer = client.get("/packages/bank-and-holding/P1/?as_of=2025-03-01")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_it_says_how_many_are_named_really_free_and_freed_unnamed(page: str) -> None:
    assert "Its steps name 2 parties." in page
    assert "Really free under the step's own authority: 2." in page or "own authority: 2." in page
    assert "Freed without being named: 1." in page


def test_it_names_the_owner_by_whom_a_party_stays_blocked(page: str) -> None:
    assert "50 % held by Example Holding" in page


def test_it_says_which_restriction_stays(page: str) -> None:
    assert "stays: messaging ban" in page


def test_it_says_on_what_it_rests(page: str) -> None:
    assert "not from the lists. Not legal advice." in page
