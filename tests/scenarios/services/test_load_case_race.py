"""Two loads of one new case at once make it once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from scenarios.models import Assessment, Case
from scenarios.services.load_case import load_case
from tests.scenarios.services.small_case import small_case

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_second_load_finds_the_case_of_the_first() -> None:
    def load(_: int) -> bool:
        try:
            return load_case(document=small_case()).created
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=4) as pool:
        created = list(pool.map(load, range(4)))
    assert sorted(created) == [False, False, False, True]
    assert Case.objects.count() == 1
    assert Assessment.objects.count() == 2
