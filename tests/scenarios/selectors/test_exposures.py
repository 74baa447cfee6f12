"""A stored case is exposed as its file is."""

from __future__ import annotations

from datetime import date

import pytest

from scenarios.casefiles.case_library import library_files
from scenarios.casefiles.plain_values import Document
from scenarios.casefiles.read_cases import read_case_file, read_cases
from scenarios.domain.exposure import exposure_from_document
from scenarios.domain.package_effects import effect_of
from scenarios.models import Case
from scenarios.selectors.exposures import exposure_of, party_names
from scenarios.services.load_case import load_case
from tests.scenarios.domain.test_expected_exposure import CASE

pytestmark = pytest.mark.django_db
DAYS = [date(2025, 2, 1), date(2025, 7, 1), date(2030, 1, 1)]


def _documents() -> list[Document]:
    (small,) = read_cases(CASE, file="small.yaml")
    shipped = [path for path in library_files() if "rusal" in str(path) or "oil" in str(path)]
    return [small, *(case for path in shipped for case in read_case_file(str(path)))]


@pytest.mark.parametrize("document", _documents(), ids=lambda document: document["id"])
def test_a_stored_case_has_the_effects_of_its_file(document: Document) -> None:
    load_case(document=document)
    stored = exposure_of(Case.objects.get(slug=document["id"]).pk)
    filed = exposure_from_document(document)
    assert stored.packages.keys() == filed.packages.keys()
    assert stored.licences == filed.licences
    for package in filed.packages:
        for day in DAYS:
            assert effect_of(stored, package, day=day) == effect_of(filed, package, day=day)


def test_the_number_of_statements_does_not_grow_with_the_case(
    django_assert_num_queries: object,
) -> None:
    (document,) = read_cases(CASE, file="small.yaml")
    load_case(document=document)
    case = Case.objects.get().pk
    with django_assert_num_queries(9):  # type: ignore[operator]
        exposure_of(case)


def test_parties_are_named_in_the_order_of_the_file() -> None:
    (document,) = read_cases(CASE, file="small.yaml")
    load_case(document=document)
    assert list(party_names(Case.objects.get().pk)) == ["bank", "holding", "kraft", "tanker"]
