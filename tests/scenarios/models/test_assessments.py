"""The database keeps facts as they were entered; only what tells of their file may change."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import ProgrammingError
from factory.django import DjangoModelFactory

from tests.scenarios.factories import AssessmentFactory, ConfirmationFactory, ReadingFactory

pytestmark = pytest.mark.django_db
EVERY_FACT = pytest.mark.parametrize(
    "factory", [AssessmentFactory, ReadingFactory, ConfirmationFactory]
)


@EVERY_FACT
@pytest.mark.parametrize("edit", [{"note": "x"}, {"date": "2020-01-01"}, {"origin": "person"}])
def test_a_fact_is_never_changed(factory: type[DjangoModelFactory], edit: dict[str, Any]) -> None:
    fact: Any = factory()
    with pytest.raises(ProgrammingError, match="Cannot update rows"):
        type(fact).objects.filter(pk=fact.pk).update(**edit)


@EVERY_FACT
def test_a_fact_is_never_removed(factory: type[DjangoModelFactory]) -> None:
    fact: Any = factory()
    with pytest.raises(ProgrammingError, match="Cannot delete rows"):
        type(fact).objects.filter(pk=fact.pk).delete()


@EVERY_FACT
def test_a_fact_may_move_in_its_file(factory: type[DjangoModelFactory]) -> None:
    fact: Any = factory()
    told = {"position": 7, "as_written": {"recorded": "2022-03-01"}}
    assert type(fact).objects.filter(pk=fact.pk).update(**told) == 1


def test_an_assessment_may_get_an_id_of_the_file() -> None:
    assessment = AssessmentFactory()
    assert type(assessment).objects.filter(pk=assessment.pk).update(slug="a1") == 1
