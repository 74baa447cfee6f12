"""Every factory makes a row that the database accepts, and rows that belong together."""

from __future__ import annotations

import pytest
from factory.django import DjangoModelFactory

from tests.sanctions import factories

EVERY_FACTORY = [
    made
    for made in vars(factories).values()
    if isinstance(made, type) and issubclass(made, DjangoModelFactory)
    if made is not DjangoModelFactory
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", EVERY_FACTORY, ids=lambda made: made.__name__)
def test_a_factory_makes_a_row_twice(factory: type[DjangoModelFactory]) -> None:
    first = factory()
    factory()
    assert type(first).objects.filter(pk=first.pk).exists()


def test_a_designation_belongs_to_the_list_of_its_copy() -> None:
    designation = factories.DesignationFactory()
    assert designation.program.authority == designation.sanctions_list.authority
    assert designation.first_snapshot.sanctions_list == designation.sanctions_list


def test_a_person_logs_in_with_the_password() -> None:
    assert factories.UserFactory().check_password(factories.PASSWORD)
