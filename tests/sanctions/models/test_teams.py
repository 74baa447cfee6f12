"""Who sees what: an analyst, a colleague, a stranger."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from sanctions.models import Party
from sanctions.models.teams import ROLES_THAT_ASSESS, Role, teams_of
from tests.sanctions.factories import PartyFactory, TeamFactory, UserFactory, member

pytestmark = pytest.mark.django_db


def _teams(*found: dict[str, str]) -> set[str]:
    return {row["team_id"] for row in found}


def test_a_colleague_is_in_the_same_team_and_a_stranger_in_none() -> None:
    team = TeamFactory()
    analyst, colleague, stranger = member(team=team), member(team=team), UserFactory()
    assert _teams(*teams_of(analyst)) == _teams(*teams_of(colleague)) == {team.pk}
    assert _teams(*teams_of(stranger)) == _teams(*teams_of(AnonymousUser())) == set()


def test_a_viewer_may_not_assess() -> None:
    viewer, reviewer = member(role=Role.VIEWER), member(role=Role.REVIEWER)
    assert not teams_of(viewer, ROLES_THAT_ASSESS).exists()
    assert teams_of(reviewer, ROLES_THAT_ASSESS).exists()


def test_lists_are_open_to_whoever_is_signed_in_and_to_nobody_else() -> None:
    PartyFactory()
    assert Party.objects.visible_to(UserFactory()).exists()
    assert not Party.objects.visible_to(AnonymousUser()).exists()
