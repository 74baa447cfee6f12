"""The first start makes a login and loads what is shipped; later ones do what is left to do."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanctions.models import Membership, Snapshot, Team
from sanctions.models.teams import Role
from scenarios.casefiles.case_library import library_files
from scenarios.models import Case, ChangeEvent, Evaluation
from scenarios.services import load_library
from tests.sanctions.factories import UserFactory
from tests.scenarios.factories import CaseFactory
from tracker.models import Subscription

pytestmark = pytest.mark.django_db


def first_start() -> str:
    out = StringIO()
    call_command("first_start", stdout=out)
    return out.getvalue()


def test_the_first_start_prints_a_login_that_works() -> None:
    told = first_start().removesuffix("\n")
    assert told.startswith("Log in as analyst with password ")
    password = told.rpartition(" ")[2]
    analyst = get_user_model().objects.get()
    assert analyst.check_password(password)
    assert len(password) == 20
    assert analyst.is_superuser
    assert Membership.objects.get().role == Role.ADMIN
    assert Membership.objects.get().team == Team.objects.get(slug="default")


def test_the_first_start_loads_the_library_for_everybody_and_tells_no_change() -> None:
    first_start()
    public = Case.objects.filter(team=None, from_library=True)
    assert {case.slug for case in public} == {path.stem for path in library_files()}
    assert Evaluation.objects.exists()
    assert not ChangeEvent.objects.exists()


def test_the_first_start_shows_an_excerpt_of_a_list() -> None:
    first_start()
    assert Snapshot.objects.applied().get().is_excerpt


def test_the_analyst_hears_of_everything_important() -> None:
    first_start()
    subscription = Subscription.objects.get()
    assert subscription.owner.get_username() == "analyst"
    assert subscription.everything
    assert subscription.least_level == "2"
    assert subscription.include_own
    assert subscription.to_inbox


def test_a_second_start_says_and_does_nothing() -> None:
    first_start()
    with CaptureQueriesContext(connection) as queries:
        assert first_start() == ""
    writes = [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert writes == []
    assert get_user_model().objects.count() == 1


def test_where_people_can_log_in_no_login_is_made() -> None:
    UserFactory(username="ada")
    assert first_start() == ""
    assert not Subscription.objects.exists()


def test_a_shipped_case_that_gives_way_is_told() -> None:
    first_start()
    Case.objects.filter(slug="sudan-2016-2017").update(slug="was-sudan", library_digest="")
    CaseFactory(private=True, slug="sudan-2016-2017")
    assert first_start() == (
        "A shipped case is not loaded. "
        'sudan-2016-2017.yaml: "sudan-2016-2017" is a case of another team\n'
    )


def test_a_damaged_library_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    damaged = tmp_path_factory.mktemp("library") / "damaged.yaml"
    damaged.write_text("format: thaw-case/1\n", encoding="utf-8")
    monkeypatch.setattr(load_library, "library_files", lambda: [damaged])
    with pytest.raises(CommandError, match=r"what Thaw ships with is damaged: damaged\.yaml: id:"):
        first_start()
    assert not get_user_model().objects.exists()
