"""Held copies: the queue, what one would change, and deciding about it on its page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from sanctions.models import CopyDecision, Party, Snapshot
from sanctions.models.teams import Role
from sanctions.services.import_list import import_list
from tests.sanctions.factories import member
from tests.sanctions.ofac_files import parties, sdn

DOUBT = "8 parties, where at least 5000 are expected"


@pytest.fixture
def held(db: None, settings: Settings, tmp_path: Path) -> Snapshot:
    """A first copy of too few parties."""
    settings.THAW_DATA = tmp_path
    import_list(key="us_ofac_sdn", package=sdn(*parties(8)), published=date(2022, 2, 17))
    held: Snapshot = Snapshot.objects.held().get()
    return held


@pytest.fixture
def reviewer(client: Client, db: None) -> User:
    """A reviewer who is signed in with the client."""
    person = member(role=Role.REVIEWER)
    client.force_login(person)
    return person


def decision(copy: Snapshot, **given: str) -> dict[str, str]:
    """What the form sends; what is not given applies the very file."""
    return {
        "verdict": "apply",
        "sha256": copy.sha256,
        "doubt": copy.reason,
        "reason": "It is right.",
        **given,
    }


def test_the_queue_says_why_each_copy_is_held(as_analyst: Client, held: Snapshot) -> None:
    shown = as_analyst.get("/copies/").content.decode()
    assert DOUBT in shown
    assert f"/copies/{held.pk}/" in shown


def test_an_analyst_sees_what_it_would_change_and_no_button(
    as_analyst: Client, held: Snapshot
) -> None:
    shown = as_analyst.get(f"/copies/{held.pk}/").content.decode()
    assert "TRADING HOUSE 8" in shown
    assert "A reviewer or an administrator decides." in shown
    assert "decision-form" not in shown
    assert as_analyst.post(f"/copies/{held.pk}/decide/", decision(held)).status_code == 403
    assert not Party.objects.exists()


def test_a_reviewer_applies_it_by_a_plain_form(
    client: Client, reviewer: User, held: Snapshot
) -> None:
    assert held.sha256 in client.get(f"/copies/{held.pk}/").content.decode()
    answer = client.post(f"/copies/{held.pk}/decide/", decision(held), follow=True)
    held.refresh_from_db()
    assert (held.outcome, held.approved_by, Party.objects.count()) == ("applied", reviewer, 8)
    shown = answer.content.decode()
    assert "It is right." in shown
    assert DOUBT in shown


def test_a_reviewer_turns_it_away(client: Client, reviewer: User, held: Snapshot) -> None:
    client.post(f"/copies/{held.pk}/decide/", decision(held, verdict="turn_away"))
    held.refresh_from_db()
    assert (held.outcome, Party.objects.count()) == ("refused", 0)
    assert "No copy waits" in client.get("/copies/").content.decode()


@pytest.mark.parametrize("given", [{"reason": " "}, {"verdict": "perhaps"}, {"sha256": ""}])
def test_a_form_that_is_not_complete_is_shown_again(
    client: Client, reviewer: User, held: Snapshot, given: dict[str, str]
) -> None:
    answer = client.post(f"/copies/{held.pk}/decide/", decision(held, **given))
    assert answer.status_code == 422
    assert not CopyDecision.objects.exists()


def test_another_hash_is_refused_clearly_and_the_reason_is_kept(
    client: Client, reviewer: User, held: Snapshot
) -> None:
    answer = client.post(f"/copies/{held.pk}/decide/", decision(held, sha256="0" * 64))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "look at it again" in shown
    assert "It is right." in shown


def test_a_copy_that_a_later_one_has_overtaken_is_refused_clearly(
    client: Client, reviewer: User, held: Snapshot
) -> None:
    later = sdn(*parties(9))
    import_list(key="us_ofac_sdn", package=later, published=date(2022, 2, 18))
    import_list(key="us_ofac_sdn", package=later, approve=later.sha256)
    answer = client.post(f"/copies/{held.pk}/decide/", decision(held))
    assert answer.status_code == 409
    assert "another copy of the list was applied since" in answer.content.decode()
    assert "Settled" in client.get(f"/copies/{held.pk}/").content.decode()


def test_a_copy_whose_file_is_gone_says_so(
    client: Client, reviewer: User, held: Snapshot, settings: Settings
) -> None:
    (settings.THAW_DATA / held.raw_path).unlink()
    assert "cannot be read" in client.get(f"/copies/{held.pk}/").content.decode()
    assert client.post(f"/copies/{held.pk}/decide/", decision(held)).status_code == 409


def test_there_is_no_such_copy(as_analyst: Client) -> None:
    assert as_analyst.get("/copies/01ARZ3NDEKTSV4RRFFQ69G5FAV/").status_code == 404
