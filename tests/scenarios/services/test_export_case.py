"""What goes in comes out: loading a document and exporting the case gives equal data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.casefiles.case_library import library_files
from scenarios.casefiles.read_cases import read_case_file, read_cases
from scenarios.casefiles.schema import normalised, published_schema
from scenarios.casefiles.write_case import to_json, to_yaml
from scenarios.models import Case, CaseStake
from scenarios.services.export_case import export_case
from scenarios.services.load_case import load_case
from scenarios.services.load_cases import load_cases
from tests.scenarios.casefiles.whole_case import whole_case
from tests.scenarios.factories import AssessmentFactory, CaseFactory, ConditionFactory
from tests.scenarios.services.small_case import small_case
from tests.scenarios.services.storable_documents import made_up_document

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "cases"
pytestmark = pytest.mark.django_db


def exported(slug: str) -> dict[str, Any]:
    return export_case(case=Case.objects.get(slug=slug))


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_any_case_comes_out_as_it_went_in(seed: int) -> None:
    document = made_up_document(Random(seed))
    assert read_cases(to_yaml(document), file="made-up.yaml") == [document]
    with transaction.atomic():
        load_case(document=document)
        assert exported(document["id"]) == document
        transaction.set_rollback(True)


def test_the_whole_format_comes_out_as_it_went_in() -> None:
    ConditionFactory(case=CaseFactory(slug="other-case"), slug="det")
    document = normalised(whole_case())
    load_case(document=document)
    assert exported("whole") == document


@pytest.mark.parametrize("path", library_files(), ids=lambda path: path.stem)
def test_a_shipped_case_comes_out_as_it_went_in(path: Path) -> None:
    _goes_through(path)


@pytest.mark.parametrize("path", sorted(SHARED.glob("*/*.yaml")), ids=lambda path: path.stem)
def test_a_shared_case_comes_out_as_it_went_in(path: Path) -> None:
    _goes_through(path)


def _goes_through(path: Path) -> None:
    documents = read_case_file(str(path))
    load_cases(documents=documents)
    for document in documents:
        written = exported(document["id"])
        assert written == document
        assert read_cases(to_yaml(written), file="case.yaml") == [document]
        assert read_cases(to_json(written), file="case.json") == [document]


def test_an_exported_case_has_its_keys_in_the_order_of_the_format() -> None:
    ConditionFactory(case=CaseFactory(slug="other-case"), slug="det")
    load_case(document=normalised(whole_case()))
    known = list(published_schema()["properties"])
    assert [key for key in known if key in exported("whole")] == list(exported("whole"))


def test_what_persons_found_comes_out_with_their_reason_as_a_note() -> None:
    entered = AssessmentFactory(entered=True, reason="The ministry confirmed it.")
    (condition,) = exported(entered.case.slug)["conditions"]
    (row,) = condition["assessments"]
    assert row == {"date": "2022-03-01", "status": "MET", "note": "The ministry confirmed it."}


def test_an_assessment_without_an_id_is_given_one_where_another_retracts_it() -> None:
    first = AssessmentFactory(entered=True)
    AssessmentFactory(
        entered=True, condition=first.condition, retracts=first, status="NOT_MET", note="A mistake."
    )
    (condition,) = exported(first.case.slug)["conditions"]
    assert condition["assessments"][0]["id"] == first.pk
    assert condition["assessments"][1]["retracts"] == first.pk
    assert condition["assessments"][1]["note"] == "A mistake."


def test_words_of_a_file_that_say_something_else_by_now_do_not_come_out() -> None:
    document = small_case()
    document["stakes"][0] |= {"to": None, "percent": {"low": "5", "high": "5"}}
    load_case(document=document)
    stake = CaseStake.objects.get()
    stake.percent_low, stake.to_date = "4", date(2026, 1, 1)
    stake.save()
    (row,) = exported("small")["stakes"]
    assert (row["percent"], row["to"]) == ({"low": "4", "high": "5"}, "2026-01-01")
