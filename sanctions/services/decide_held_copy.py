"""Decide about a held copy: apply it, or turn it away. The decision names the hash of the file.

What counts is what the person saw: another file, a copy decided already, one that a later copy has
overtaken or that is held for another reason by now is not decided about. An approval answers the
doubts that were shown, and no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sanctions.domain.errors import DecisionOvertaken, NotAllowedToDecide, WrongDecision
from sanctions.domain.kinds import CopyVerdict, SnapshotOutcome
from sanctions.models import CopyDecision, Snapshot
from sanctions.models.clock import database_now
from sanctions.models.locks import wait_for_list
from sanctions.models.teams import Role, teams_of
from sanctions.services.import_list import import_list
from sanctions.services.read_kept_copy import read_kept_copy

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from sanctions.models.teams import Person

ROLES_THAT_DECIDE = (Role.REVIEWER, Role.ADMIN)


def may_decide(user: Person) -> bool:
    """Whether a person may decide: lists are everybody's, so a reviewer of any team may."""
    return bool(getattr(user, "is_superuser", False)) or teams_of(user, ROLES_THAT_DECIDE).exists()


def decide_held_copy(
    *,
    snapshot: Snapshot,
    verdict: CopyVerdict,
    sha256: str,
    doubt: str,
    reason: str,
    actor: User,
) -> CopyDecision:
    """Apply the copy or turn it away, and keep who said so and why.

    `sha256` and `doubt` are the file and the reason of holding it that the person saw. Where
    applying finds another doubt, the copy stays held with it, and the decision says so. Raises
    NotAllowedToDecide, WrongDecision, DecisionOvertaken, KeptFileLost, UnknownList.
    """
    if not may_decide(actor):
        raise NotAllowedToDecide("a reviewer or an administrator decides about held copies")
    if not reason.strip():
        raise WrongDecision("say why: the reason is kept with the decision", field="reason")
    key = snapshot.sanctions_list.key
    with transaction.atomic():
        wait_for_list(key)
        copy = Snapshot.objects.select_related("sanctions_list").get(pk=snapshot.pk)
        _check_it_is_what_was_seen(copy, sha256=sha256, doubt=doubt)
        held_for = copy.reason
        if verdict is CopyVerdict.APPLY:
            outcome = _apply(copy, actor=actor)
        else:
            outcome = _turn_away(copy, reason=reason.strip(), actor=actor)
        return CopyDecision.objects.create(
            snapshot=copy,
            verdict=verdict,
            sha256=copy.sha256,
            doubt=held_for,
            reason=reason.strip(),
            decided_by=actor,
            decided_at=database_now(),
            outcome=outcome,
        )


def _check_it_is_what_was_seen(copy: Snapshot, *, sha256: str, doubt: str) -> None:
    if copy.sha256 != sha256.strip().lower():
        raise DecisionOvertaken(
            f"the decision is about the file {sha256[:64] or 'of no hash'}, but the copy that is "
            f"held is {copy.sha256}: look at it again"
        )
    if copy.outcome != SnapshotOutcome.HELD:
        raise DecisionOvertaken(f"it was decided already: the copy is {copy.outcome} now")
    if not Snapshot.objects.waiting().filter(pk=copy.pk).exists():
        raise DecisionOvertaken(
            "another copy of the list was applied since this one was held: what it would change "
            "is not what was shown; fetch or import the list anew"
        )
    if copy.reason.split() != doubt.split():  # a form may break lines otherwise
        raise DecisionOvertaken(f"it is held for another reason than was shown: {copy.reason}")


def _apply(copy: Snapshot, *, actor: User) -> SnapshotOutcome:
    result = import_list(
        key=copy.sanctions_list.key,
        package=read_kept_copy(snapshot=copy),
        approve=copy.sha256,
        approved_by=actor,
        is_excerpt=copy.is_excerpt,
    )
    return result.outcome


def _turn_away(copy: Snapshot, *, reason: str, actor: User) -> SnapshotOutcome:
    copy.outcome = SnapshotOutcome.REFUSED
    copy.reason = f"turned away by {actor.get_username()}: {reason} (it was held: {copy.reason})"
    copy.save(update_fields=["outcome", "reason"])
    return SnapshotOutcome.REFUSED
