"""Rows become the logic that their case file says, in as many queries however many there are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from scenarios.domain.casefile import logic_from_document
from scenarios.domain.records import Condition as ConditionRecord
from scenarios.domain.records import Logic
from scenarios.models import Assessment, Case, Condition, Gate
from scenarios.selectors.logic import logic_of, logics_around, logics_of
from scenarios.services.load_cases import load_cases
from tests.scenarios.domain.drawn_cases import cases
from tests.scenarios.factories import (
    ActFactory,
    AssessmentFactory,
    CaseFactory,
    ConditionFactory,
    ConfirmationFactory,
    GateFactory,
    ReadingFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(document=cases())
def test_a_loaded_case_is_the_logic_of_its_file(document: dict[str, Any], db: None) -> None:
    with transaction.atomic():
        load_cases(documents=[document])
        read = logic_of(Case.objects.get()).logic
        assert named_as_in_file(read) == logic_from_document(document)
        transaction.set_rollback(True)


def named_as_in_file(logic: Logic) -> Logic:
    """Return the logic with the file's ids of assessments for those of their rows."""
    slugs: dict[str | None, str | None] = {None: None}
    slugs.update(Assessment.objects.values_list("pk", "slug"))

    def renamed(condition: ConditionRecord) -> ConditionRecord:
        assessments = tuple(
            replace(row, id=slugs[row.id], retracts=slugs[row.retracts])
            for row in condition.assessments
        )
        return replace(condition, assessments=assessments)

    conditions = {name: renamed(condition) for name, condition in logic.conditions.items()}
    return replace(logic, conditions=conditions)


def test_history_begins_with_the_earliest_fact_and_ends_with_the_latest() -> None:
    condition = ConditionFactory()
    case = condition.case
    empty = logic_of(case).logic
    assert (empty.start, empty.last_date) == (date.min, date.max)
    AssessmentFactory(condition=condition, date=date(2025, 3, 1))
    ReadingFactory(condition=condition, date=date(2025, 2, 1))
    ConfirmationFactory(condition=condition, date=date(2025, 4, 1))
    logic = logic_of(case).logic
    assert (logic.start, logic.last_date) == (date(2025, 2, 1), date(2025, 4, 1))
    ActFactory(case=case, date=date(2025, 1, 5))
    StepFactory(package__case=case, effective=date(2025, 6, 1))
    StepFactory(package__case=case, effective=None)
    logic = logic_of(case).logic
    assert (logic.start, logic.last_date) == (date(2025, 1, 5), date(2025, 6, 1))
    case.start = date(2025, 1, 1)
    case.save()
    assert logic_of(case).logic.start == date(2025, 1, 1)


def test_a_condition_of_another_case_stands_under_its_address() -> None:
    far = ConditionFactory(case__slug="far", slug="truce")
    gate = GateFactory(case__slug="near", when={"any": ["far/truce"]})
    around = logics_around(conditions=[far.pk])
    assert set(around) == {far.case_id, gate.case_id}
    near = around[gate.case_id]
    assert set(near.logic.conditions) == {"far/truce"}
    assert [node.name for node in near.nodes] == [gate.slug]
    assert set(around[far.case_id].logic.conditions) == {"truce"}


def test_around_a_condition_is_only_what_its_gates_rest_on() -> None:
    case = CaseFactory()
    for slug in ("a", "b", "c"):
        ConditionFactory(case=case, slug=slug)
    a = Condition.objects.get(slug="a")
    GateFactory(case=case, slug="ab", when={"all": ["a", "b"]})
    GateFactory(case=case, slug="bc", when={"all": ["b", "c"]})
    around = logics_around(conditions=[a.pk])[case.pk]
    assert set(around.logic.gates) == {"ab"}
    assert set(around.logic.conditions) == {"a", "b"}
    assert {node.name for node in around.nodes} == {"a", "ab"}


def test_the_number_of_queries_is_the_same_for_one_gate_and_for_many() -> None:
    def queries() -> tuple[int, int]:
        ids = list(Condition.objects.values_list("pk", flat=True))
        gates = list(Gate.objects.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as whole:
            logics_of(Case.objects.all())
        with CaptureQueriesContext(connection) as part:
            logics_around(conditions=ids, gates=gates)
        return len(whole), len(part)

    GateFactory()
    few = queries()
    for _ in range(5):
        AssessmentFactory(condition=GateFactory().conditions.get())
    assert queries() == few
