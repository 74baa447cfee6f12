"""Analysts who amend one definition at once: one wins, and the others see what was amended."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from scenarios.domain.errors import DefinitionChanged
from scenarios.models import Condition, FormerDefinition
from scenarios.services.amend_condition import amend_condition
from scenarios.services.load_case import load_case
from tests.sanctions.factories import member
from tests.scenarios.services.small_case import small_case

if TYPE_CHECKING:
    from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_wins_and_the_others_are_told_what_changed() -> None:
    load_case(document=small_case())
    condition = Condition.objects.get(slug="peace")

    def amend(writer: tuple[int, User]) -> DefinitionChanged | None:
        number, actor = writer
        try:
            amend_condition(
                condition=condition,
                changes={"text": f"Wording {number}"},
                reason=f"Reason {number}.",
                actor=actor,
                seen_version=1,
            )
        except DefinitionChanged as overtaken:
            return overtaken
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(max_workers=4) as pool:
        refused = [one for one in pool.map(amend, enumerate(member() for _ in range(4))) if one]
    held, former = Condition.objects.get(pk=condition.pk), FormerDefinition.objects.get()
    assert held.definition_version == 2
    assert former.reason == held.text.replace("Wording", "Reason") + "."
    assert [one.since for one in refused] == [(former,)] * 3
    assert {one.version for one in refused} == {2}
