"""The shipped cases are loaded once, and again where their files changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.casefiles.write_case import to_yaml
from scenarios.models import Act, Assessment, Case, ChangeEvent, Condition
from scenarios.services import load_library as service
from scenarios.services.load_library import load_library
from tests.scenarios.factories import AssessmentFactory, CaseFactory
from tests.scenarios.services.small_case import changed, small_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one file of a small library."""
    file = tmp_path / "small.yaml"
    file.write_text(to_yaml(small_case()), encoding="utf-8")
    monkeypatch.setattr(service, "library_files", lambda: [file])
    return file


def test_a_shipped_case_is_everybodys(shipped: Path) -> None:
    (loaded,) = load_library().loaded
    case = Case.objects.get()
    assert loaded.created
    assert (case.team, case.from_library) == (None, True)
    assert not ChangeEvent.objects.exists()


def test_a_file_that_was_loaded_is_not_read_again(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_library()
    monkeypatch.setattr(service, "read_cases", None)
    assert load_library().loaded == ()


def test_a_changed_file_leaves_alone_what_analysts_added(shipped: Path) -> None:
    load_library()
    AssessmentFactory(condition=Condition.objects.get(slug="peace"), entered=True)
    document = small_case()
    document["acts"].append({"date": "2022-05-20", "what": "A summit was held"})
    shipped.write_text(to_yaml(document), encoding="utf-8")
    (loaded,) = load_library().loaded
    assert changed(loaded) == {"acts": (1, 0)}
    assert Act.objects.count() == 2
    assert Assessment.objects.filter(origin="person").count() == 1
    assert load_library().loaded == ()


def test_somebodys_case_with_the_id_of_a_shipped_one_is_left_alone(shipped: Path) -> None:
    case = CaseFactory(private=True, slug="small", title="Our own")
    (refused,) = load_library().refused
    assert refused == 'small.yaml: "small" is a case of another team'
    case.refresh_from_db()
    assert case.title == "Our own"


def test_a_changed_file_that_tells_a_fact_otherwise_is_left_alone(shipped: Path) -> None:
    load_library()
    document = small_case()
    document["conditions"][0]["assessments"][0]["status"] = "MET"
    shipped.write_text(to_yaml(document), encoding="utf-8")
    (refused,) = load_library().refused
    assert refused.startswith('small.yaml: conditions[0].assessments[0]: expected "a1" as it is')
    assert Assessment.objects.get(slug="a1").status == "NOT_MET"
