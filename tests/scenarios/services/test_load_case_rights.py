"""A case is loaded over only by those whose it is."""

from __future__ import annotations

import pytest

from sanctions.models.teams import Role
from scenarios.models import Case
from scenarios.services.case_rows.errors import CaseOfAnotherTeam, LibraryCaseProtected
from scenarios.services.load_case import load_case
from tests.sanctions.factories import TeamFactory, UserFactory, member
from tests.scenarios.services.small_case import loaded_small_case, small_case

pytestmark = pytest.mark.django_db


def test_a_new_case_belongs_to_the_team() -> None:
    team = TeamFactory()
    load_case(document=small_case(), team=team)
    case = Case.objects.get()
    assert (case.team, case.from_library) == (team, False)


def test_a_library_case_belongs_to_everybody() -> None:
    load_case(document=small_case(), from_library=True)
    case = Case.objects.get()
    assert (case.team, case.from_library) == (None, True)


def test_a_member_edits_a_case_of_the_team() -> None:
    team = TeamFactory()
    document, case = loaded_small_case(team=team)
    document["title"] = "Edited"
    load_case(document=document, team=team, actor=member(team=team))
    case.refresh_from_db()
    assert (case.title, case.team) == ("Edited", team)


def test_a_viewer_edits_nothing() -> None:
    team = TeamFactory()
    document, _ = loaded_small_case(team=team)
    with pytest.raises(CaseOfAnotherTeam, match="may not be edited in your role"):
        load_case(document=document, team=team, actor=member(team=team, role=Role.VIEWER))


@pytest.mark.parametrize("with_actor", [True, False])
def test_a_case_of_another_team_is_not_loaded_over(with_actor: bool) -> None:
    document, case = loaded_small_case(team=TeamFactory())
    document["title"] = "Edited"
    stranger = TeamFactory()
    actor = member(team=stranger) if with_actor else None
    with pytest.raises(CaseOfAnotherTeam, match='"small" is a case of another team'):
        load_case(document=document, team=stranger, actor=actor)
    case.refresh_from_db()
    assert case.title == "A small case"


def test_a_library_case_is_edited_by_administrators_only() -> None:
    document, _ = loaded_small_case(from_library=True)
    with pytest.raises(LibraryCaseProtected, match="an administrator may edit it"):
        load_case(document=document, actor=member())
    assert load_case(document=document, actor=member(role=Role.ADMIN)).stored
    assert load_case(document=document, actor=UserFactory(is_superuser=True)).stored


def test_the_operator_at_the_shell_edits_a_library_case() -> None:
    document, _ = loaded_small_case(from_library=True)
    assert load_case(document=document, team=TeamFactory()).stored
    assert Case.objects.get().team is None
