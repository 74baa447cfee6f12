"""The reason goes with every row of history that is written meanwhile."""

from __future__ import annotations

import pghistory
import pytest
from pghistory.models import Context

from sanctions.services.record_reason import record_reason
from tests.scenarios.factories import ConditionFactory

pytestmark = pytest.mark.django_db


def test_a_reason_is_kept_with_the_change() -> None:
    condition = ConditionFactory()
    with record_reason("the committee met"):
        condition.text = "a peace agreement is signed"
        condition.save()
    assert Context.objects.get().metadata == {"reason": "the committee met"}


def test_a_reason_joins_actor_and_request() -> None:
    condition = ConditionFactory()
    with pghistory.context(actor="anna", request_id="7"), record_reason("the committee met"):
        condition.text = "a peace agreement is signed"
        condition.save()
    assert Context.objects.get().metadata == {
        "actor": "anna",
        "request_id": "7",
        "reason": "the committee met",
    }
