"""Deciding about a held copy: only about the very file that was seen, and with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from sanctions.domain.errors import (
    DecisionOvertaken,
    KeptFileLost,
    NotAllowedToDecide,
    WrongDecision,
)
from sanctions.domain.kinds import CopyVerdict, SnapshotOutcome
from sanctions.models import CopyDecision, Designation, Snapshot
from sanctions.models.teams import Role
from sanctions.services.decide_held_copy import decide_held_copy
from tests.sanctions.conftest import Import
from tests.sanctions.factories import UserFactory, member
from tests.sanctions.ofac_files import parties, party, sdn
from tests.sanctions.unchanged import assert_nothing_changed

FIRST, SECOND, THIRD = date(2022, 2, 17), date(2022, 2, 28), date(2022, 3, 3)
APPLY, TURN_AWAY = CopyVerdict.APPLY, CopyVerdict.TURN_AWAY
DOUBT = "60 of 120 designations would end, where at most 50 may"


@pytest.fixture
def reviewer(db: None) -> User:
    return member(role=Role.REVIEWER)


@pytest.fixture
def held(take: Import) -> Snapshot:
    """A copy with half of the parties."""
    take(sdn(*parties(120)), FIRST)
    take(sdn(*parties(60)), SECOND)
    held: Snapshot = Snapshot.objects.held().get()
    return held


def test_a_copy_is_applied_from_its_kept_file(held: Snapshot, reviewer: User) -> None:
    made = decide_held_copy(
        snapshot=held,
        verdict=APPLY,
        sha256=held.sha256,
        doubt=held.reason,
        reason=" They are gone. ",
        actor=reviewer,
    )
    held.refresh_from_db()
    assert (held.outcome, held.approved_by, held.published) == ("applied", reviewer, SECOND)
    assert held.counts["delisted"] == 60
    assert (made.doubt, made.reason, made.outcome) == (DOUBT, "They are gone.", "applied")


def test_a_copy_that_is_turned_away_changes_nobody_and_says_why(
    held: Snapshot, reviewer: User
) -> None:
    decide_held_copy(
        snapshot=held,
        verdict=TURN_AWAY,
        sha256=held.sha256,
        doubt=held.reason,
        reason="It is cut.",
        actor=reviewer,
    )
    held.refresh_from_db()
    assert held.outcome == SnapshotOutcome.REFUSED
    assert held.reason == (f"turned away by {reviewer.username}: It is cut. (it was held: {DOUBT})")
    assert Designation.objects.current().count() == 120
    assert not Snapshot.objects.waiting().exists()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST])
def test_nobody_below_a_reviewer_decides(held: Snapshot, role: Role) -> None:
    actor = member(role=role)
    with assert_nothing_changed(), pytest.raises(NotAllowedToDecide):
        decide_held_copy(
            snapshot=held,
            verdict=APPLY,
            sha256=held.sha256,
            doubt=held.reason,
            reason="So.",
            actor=actor,
        )


def test_an_administrator_and_a_superuser_decide_too(held: Snapshot) -> None:
    for actor in (member(role=Role.ADMIN), UserFactory(is_superuser=True)):
        with pytest.raises(WrongDecision):
            decide_held_copy(
                snapshot=held,
                verdict=APPLY,
                sha256=held.sha256,
                doubt=held.reason,
                reason="  ",
                actor=actor,
            )


@pytest.mark.parametrize("verdict", CopyVerdict)
def test_another_hash_is_refused(held: Snapshot, reviewer: User, verdict: CopyVerdict) -> None:
    with assert_nothing_changed(), pytest.raises(DecisionOvertaken, match=held.sha256):
        decide_held_copy(
            snapshot=held,
            verdict=verdict,
            sha256="0" * 64,
            doubt=held.reason,
            reason="So.",
            actor=reviewer,
        )


@pytest.mark.parametrize("verdict", CopyVerdict)
def test_what_was_decided_is_not_decided_again(
    held: Snapshot, reviewer: User, verdict: CopyVerdict
) -> None:
    given: dict[str, Any] = {
        "snapshot": held,
        "sha256": held.sha256,
        "doubt": held.reason,
        "reason": "So.",
        "actor": reviewer,
    }
    decide_held_copy(verdict=verdict, **given)
    with pytest.raises(DecisionOvertaken, match="decided already"):
        decide_held_copy(verdict=APPLY, **given)
    assert CopyDecision.objects.count() == 1


@pytest.mark.parametrize("verdict", CopyVerdict)
def test_a_copy_that_a_later_one_has_overtaken_is_not_decided_about(
    take: Import, held: Snapshot, reviewer: User, verdict: CopyVerdict
) -> None:
    take(sdn(*parties(121)), THIRD)
    with assert_nothing_changed(), pytest.raises(DecisionOvertaken, match="another copy"):
        decide_held_copy(
            snapshot=held,
            verdict=verdict,
            sha256=held.sha256,
            doubt=held.reason,
            reason="So.",
            actor=reviewer,
        )


def test_another_doubt_holds_it_again_and_the_decision_says_so(
    take: Import, reviewer: User
) -> None:
    take(sdn(*parties(120)), FIRST)
    take(sdn(*parties(60), *(party(uid, kind="spaceship") for uid in range(500, 510))), SECOND)
    held = Snapshot.objects.held().get()
    given: dict[str, Any] = {
        "snapshot": held,
        "sha256": held.sha256,
        "doubt": held.reason,
        "reason": "So.",
        "actor": reviewer,
    }
    assert decide_held_copy(verdict=APPLY, **given).outcome == SnapshotOutcome.HELD
    held.refresh_from_db()
    assert "10 rows cannot be used" in held.reason
    with pytest.raises(DecisionOvertaken, match="another reason than was shown"):
        decide_held_copy(verdict=APPLY, **given)
    given["doubt"] = held.reason
    assert decide_held_copy(verdict=APPLY, **given).outcome == SnapshotOutcome.APPLIED


def test_a_kept_file_that_is_gone_or_another_is_never_applied(
    held: Snapshot, reviewer: User, settings: Settings, take: Import
) -> None:
    given: dict[str, Any] = {
        "snapshot": held,
        "sha256": held.sha256,
        "doubt": held.reason,
        "reason": "So.",
        "actor": reviewer,
    }
    kept = settings.THAW_DATA / held.raw_path
    other = Snapshot.objects.applied().get()
    kept.write_bytes((settings.THAW_DATA / other.raw_path).read_bytes())
    with pytest.raises(KeptFileLost, match=other.sha256):
        decide_held_copy(verdict=APPLY, **given)
    kept.unlink()
    with pytest.raises(KeptFileLost, match="No such file"):
        decide_held_copy(verdict=APPLY, **given)
