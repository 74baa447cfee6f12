"""`load_case`: what it answers, with which exit status, and in which words."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from sanctions.models import Team
from scenarios.casefiles.write_case import to_yaml
from scenarios.models import Case
from tests.sanctions.factories import TeamFactory
from tests.scenarios.factories import CaseFactory
from tests.scenarios.services.small_case import Document, small_case

pytestmark = pytest.mark.django_db


def load_case(*argv: object) -> tuple[int, str, str]:
    """The exit status, standard output and standard error."""
    out, err = StringIO(), StringIO()
    try:
        call_command("load_case", *(str(arg) for arg in argv), stdout=out, stderr=err)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def answer(*argv: object) -> tuple[int, dict[str, Any]]:
    status, out, _ = load_case("--json", *argv)
    return status, json.loads(out)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "small.yaml", small_case())


def written(path: Path, *documents: Document) -> Path:
    path.write_text("---\n".join(to_yaml(one) for one in documents), encoding="utf-8")
    return path


def test_it_answers_what_was_added(file: Path) -> None:
    status, told = answer(file)
    (case,) = told["cases"]
    assert status == 0
    assert case["case"] == "small"
    assert case["created"] is True
    assert case["changes"]["conditions"] == {"added": 2, "amended": 0, "unchanged": 0}
    assert case["change_events"] == 0


def test_the_same_file_again_is_unchanged(file: Path) -> None:
    load_case(file)
    status, told = answer(file)
    assert status == 0
    assert told["cases"][0]["created"] is False
    assert told["cases"][0]["changes"]["assessments"] == {
        "added": 0,
        "amended": 0,
        "unchanged": 2,
    }
    assert load_case(file) == (0, f"small ({file}): unchanged\n", "")


def test_it_tells_people_what_it_did(file: Path, tmp_path: Path) -> None:
    load_case(file)
    document = small_case()
    document["conditions"][0]["assessments"].append({"date": "2022-05-20", "status": "MET"})
    document["packages"][0]["title"] = "Full relief"
    other = written(tmp_path / "other.yaml", document)
    told = f"small ({other}): loaded: 1 assessments added, 1 packages amended; 1 change events\n"
    assert load_case(other) == (0, told, "")


def test_what_only_the_database_has_stops_it_with_one(file: Path, tmp_path: Path) -> None:
    load_case(file)
    document = small_case()
    del document["acts"]
    shorter = written(tmp_path / "shorter.yaml", document)
    status, out, err = load_case(shorter)
    assert (status, out) == (1, f"small ({shorter}): not loaded: unchanged\n")
    assert err.splitlines() == [
        'small: only in the database: acts: {"date": "2022-05-01", "what": "A draft was seen"}',
        "Nothing was changed. To load the files all the same, add --keep.",
    ]
    status, told = answer(shorter)
    assert (status, told["cases"][0]["stored"]) == (1, False)
    assert told["cases"][0]["only_in_database"][0]["kind"] == "acts"


def test_what_only_the_database_has_may_be_kept(file: Path, tmp_path: Path) -> None:
    load_case(file)
    document = small_case()
    del document["acts"]
    status, _, _ = load_case(written(tmp_path / "shorter.yaml", document), "--keep")
    assert status == 0


def test_a_dry_run_stores_nothing(file: Path) -> None:
    status, out, _ = load_case(file, "--dry-run")
    assert status == 0
    assert out.startswith(f"small ({file}): would be loaded: 1 case added")
    assert not Case.objects.exists()
    assert not Team.objects.exists()


def test_a_file_that_cannot_be_used_stores_nothing_of_any(file: Path, tmp_path: Path) -> None:
    document = small_case() | {"id": "spoilt"}
    document["acts"][0]["date"] = "2022-02-30"
    document["gates"][0]["when"] = "truce"
    spoilt = written(tmp_path / "spoilt.yaml", document)
    status, out, err = load_case(file, spoilt)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 2
    assert all(line.startswith(f"{spoilt}: ") for line in err.splitlines())
    assert not Case.objects.exists()


def test_a_condition_that_is_nowhere_is_told_with_file_and_document(tmp_path: Path) -> None:
    document = small_case() | {"id": "citing"}
    document["gates"][0]["when"] = "elsewhere/peace"
    two = written(tmp_path / "two.yaml", small_case(), document)
    status, told = answer(two)
    assert status == 2
    assert told == {
        "cases": [],
        "faults": [
            f"{two}: document 2, gates[0].when: "
            'expected a condition of a case that is stored, got "elsewhere/peace"'
        ],
    }


def test_several_documents_are_several_cases(tmp_path: Path) -> None:
    two = written(tmp_path / "two.yaml", small_case(), small_case() | {"id": "other"})
    _, told = answer(two)
    assert [case["case"] for case in told["cases"]] == ["small", "other"]


def test_a_case_belongs_to_the_default_team_or_to_the_one_named(file: Path, tmp_path: Path) -> None:
    load_case(file)
    assert Case.objects.get().team == Team.objects.get(slug="default")
    team = TeamFactory()
    load_case(written(tmp_path / "a.yaml", small_case() | {"id": "other"}), "--team", team.slug)
    assert Case.objects.get(slug="other").team == team


def test_a_case_of_another_team_cannot_be_used(file: Path) -> None:
    CaseFactory(private=True, slug="small")
    fault = f'{file}: id: "small" is a case of another team\n'
    assert load_case(file) == (2, "", fault)


def test_a_team_that_is_not_there_is_told(file: Path) -> None:
    assert load_case(file, "--team", "nobody") == (
        2,
        "",
        '--team: expected the slug of a team, got "nobody"\n',
    )
