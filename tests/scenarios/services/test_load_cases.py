"""Several cases are loaded together: all of them, or none."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.domain.errors import DocumentFault
from scenarios.models import Case, ChangeEvent, GateCondition
from scenarios.services.case_rows.errors import CasesInvalid
from scenarios.services.load_cases import load_cases
from tests.scenarios.factories import CaseFactory, ConditionFactory
from tests.scenarios.services.small_case import loaded_small_case, small_case

pytestmark = pytest.mark.django_db


def citing(name: str = "small/peace") -> dict[str, Any]:
    """A case whose gate rests on a condition of another."""
    gate = {"id": "main", "opens": "P1", "when": {"all": [name]}}
    packages = [{"id": "P1", "title": "Relief"}]
    return {
        "format": "thaw-case/1",
        "id": "citing",
        "title": "A case that cites",
        "start": "2022-01-01",
        "gates": [gate],
        "packages": packages,
    }


def test_cases_may_cite_each_other_whichever_comes_first() -> None:
    load_cases(documents=[citing(), small_case()])
    (row,) = GateCondition.objects.filter(gate__case__slug="citing")
    assert (row.condition.case.slug, row.condition.slug) == ("small", "peace")


def test_a_case_may_cite_one_that_was_stored_before() -> None:
    loaded_small_case()
    load_cases(documents=[citing()])
    assert GateCondition.objects.filter(gate__case__slug="citing").count() == 1


def test_a_cited_condition_that_is_nowhere_is_a_fault_with_its_place() -> None:
    with pytest.raises(CasesInvalid) as refused:
        load_cases(documents=[small_case(), citing("small/truce")])
    message = 'expected a condition of a case that is stored, got "small/truce"'
    assert refused.value.faults == ((1, DocumentFault("gates[0].when.all[0]", message)),)
    assert not Case.objects.exists()


def test_a_public_case_does_not_rest_on_a_private_one() -> None:
    ConditionFactory(case=CaseFactory(private=True, slug="secret"), slug="peace")
    with pytest.raises(CasesInvalid, match="secret/peace"):
        load_cases(documents=[citing("secret/peace")])


def test_a_case_of_a_team_may_rest_on_another_of_that_team() -> None:
    condition = ConditionFactory(case=CaseFactory(private=True, slug="secret"), slug="peace")
    (loaded,) = load_cases(documents=[citing("secret/peace")], team=condition.case.team)
    assert loaded.stored


def test_a_case_given_twice_is_a_fault() -> None:
    with pytest.raises(CasesInvalid) as refused:
        load_cases(documents=[small_case(), small_case()])
    message = 'expected an id of its own for each case, got "small" again'
    assert refused.value.faults == ((1, DocumentFault("id", message)),)


def test_one_case_that_is_not_loaded_keeps_the_others_out() -> None:
    document, _ = loaded_small_case()
    del document["acts"]
    first, second = load_cases(documents=[citing(), document])
    assert (first.stored, second.stored) == (False, False)
    assert not Case.objects.filter(slug="citing").exists()


def test_news_of_one_case_is_told_of_the_gates_that_cite_it() -> None:
    load_cases(documents=[small_case(), citing()])
    document = small_case()
    document["conditions"][0]["assessments"].append({"date": "2022-05-20", "status": "MET"})
    (loaded,) = load_cases(documents=[document])
    assert ChangeEvent.objects.filter(gate__case__slug="citing", new_status="MET").exists()
    assert loaded.change_events == ChangeEvent.objects.count()
