"""Copies of lists over REST: reading them, what a held one would change, and deciding about it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sanctions.models import Snapshot
from sanctions.models.teams import Role
from tests.rest_clients import API, client_of, ids
from tests.sanctions.conftest import Import
from tests.sanctions.factories import SnapshotFactory, member
from tests.sanctions.ofac_files import parties, sdn
from tracker.domain.kinds import Scope

pytestmark = pytest.mark.django_db
SNAPSHOTS = f"{API}/snapshots/"


@pytest.fixture
def held(take: Import) -> Snapshot:
    """A copy with half of the parties."""
    take(sdn(*parties(120)), date(2022, 2, 17))
    take(sdn(*parties(60)), date(2022, 2, 28))
    held: Snapshot = Snapshot.objects.held().get()
    return held


def decide(copy: Snapshot, role: Role, **given: Any) -> Any:
    """Send a decision; what is not given is an approval of the very file."""
    body = {
        "verdict": "apply",
        "sha256": copy.sha256,
        "doubt": copy.reason,
        "reason": "So.",
        **given,
    }
    client = client_of(member(role=role))
    return client.post(f"{SNAPSHOTS}{copy.pk}/decision/", body, format="json")


def test_copies_are_narrowed_to_those_that_wait(held: Snapshot) -> None:
    client = client_of(member())
    assert ids(client.get(f"{SNAPSHOTS}?waiting=true")) == [held.pk]
    assert ids(client.get(f"{SNAPSHOTS}?outcome=held&list=us_ofac_sdn")) == [held.pk]
    assert held.pk not in ids(client.get(f"{SNAPSHOTS}?waiting=false"))
    assert ids(client.get(f"{SNAPSHOTS}?list=eu_fsf")) == []


def test_what_a_held_copy_would_change_is_worked_out(held: Snapshot) -> None:
    shown = client_of(member()).get(f"{SNAPSHOTS}{held.pk}/changes/").json()
    assert shown["counts"] == {"listed": 0, "amended": 0, "delisted": 60, "relisted": 0}
    assert (len(shown["changes"]), shown["changes"][0]["before"]["name"]) == (
        20,
        "TRADING HOUSE 61",
    )


def test_a_copy_that_waits_for_nobody_has_no_changes_to_show(db: None) -> None:
    copy = SnapshotFactory()
    answer = client_of(member()).get(f"{SNAPSHOTS}{copy.pk}/changes/")
    assert (answer.status_code, answer.json()["code"]) == (409, "decision-overtaken")


def test_a_reviewer_applies_a_copy_with_a_reason(held: Snapshot) -> None:
    answer = decide(held, Role.REVIEWER)
    assert answer.status_code == 200, answer.content
    shown = answer.json()
    assert (shown["outcome"], shown["counts"]["delisted"]) == ("applied", 60)
    (made,) = shown["decisions"]
    assert (made["verdict"], made["sha256"], made["outcome"]) == ("apply", held.sha256, "applied")


def test_a_reviewer_turns_a_copy_away(held: Snapshot) -> None:
    assert decide(held, Role.REVIEWER, verdict="turn_away").json()["outcome"] == "refused"


def test_an_analyst_may_not_decide(held: Snapshot) -> None:
    assert decide(held, Role.ANALYST).status_code == 403


def test_a_token_without_the_scope_may_not_decide_for_a_reviewer(held: Snapshot) -> None:
    client = client_of(member(role=Role.REVIEWER), Scope.READ, Scope.WRITE)
    body = {"verdict": "apply", "sha256": held.sha256, "reason": "So."}
    assert client.post(f"{SNAPSHOTS}{held.pk}/decision/", body, format="json").status_code == 403


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"sha256": "0" * 64}, 409, "decision-overtaken"),
        ({"doubt": "no parties"}, 409, "decision-overtaken"),
        ({"reason": "   "}, 400, "invalid"),
        ({"verdict": "perhaps"}, 400, "invalid"),
        ({"force": True}, 400, "unknown-field"),
    ],
)
def test_a_decision_that_cannot_be_taken_says_why(
    held: Snapshot, given: dict[str, Any], status: int, code: str
) -> None:
    answer = decide(held, Role.REVIEWER, **given)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    held.refresh_from_db()
    assert held.outcome == "held"


def test_a_decision_about_an_overtaken_copy_is_refused(take: Import, held: Snapshot) -> None:
    take(sdn(*parties(121)), date(2022, 3, 3))
    answer = decide(held, Role.REVIEWER)
    assert (answer.status_code, answer.json()["code"]) == (409, "decision-overtaken")
    assert "another copy of the list was applied since" in answer.json()["detail"]
