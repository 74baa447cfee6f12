"""Refuse to load over a case that is not one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanctions.models import Team
from sanctions.models.teams import ROLES_THAT_ASSESS, Role, teams_of
from scenarios.models import Case
from scenarios.services.case_rows.errors import CaseOfAnotherTeam, LibraryCaseProtected

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def check_case_rights(*, case: Case, team: Team | None, actor: User | None) -> None:
    """Return if a case may be changed for the team by the person; else raise CaseProtected.

    Without an actor it is the operator at the shell, who may edit public cases too; those of a
    team only in its name.
    """
    if actor is not None and actor.is_superuser:
        return
    if case.team_id is not None and case.team_id != (team.pk if team else None):
        raise CaseOfAnotherTeam(case=case.slug, reason="is a case of another team")
    if actor is None:
        return
    if case.from_library and not teams_of(actor, (Role.ADMIN,)).exists():
        reason = "is of the shipped library: an administrator may edit it"
        raise LibraryCaseProtected(case=case.slug, reason=reason)
    if not _may_edit(actor, case=case):
        raise CaseOfAnotherTeam(case=case.slug, reason="may not be edited in your role")


def _may_edit(actor: User, *, case: Case) -> bool:
    """Tell whether the actor has a role that edits: in its team, or for a public case in any."""
    teams = teams_of(actor, ROLES_THAT_ASSESS)
    return teams.exists() if case.team_id is None else teams.filter(team=case.team_id).exists()
