"""Renewals are appended by who may assess, and never changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from sanctions.domain.errors import NotAllowedToAmend, WrongTerms
from sanctions.models import Renewal
from sanctions.models.teams import Role
from sanctions.selectors.renewals import Clocks
from sanctions.services.record_renewal import record_renewal
from tests.sanctions.factories import member
from tests.sanctions.program_factories import RenewalFactory, RenewalRuleFactory

pytestmark = pytest.mark.django_db
TERMS = {"decided_on": "2026-04-10", "extends_to": "2027-04-15"}


def test_an_analyst_records_what_was_decided() -> None:
    actor = member()
    made = record_renewal(rule=RenewalRuleFactory(), terms=TERMS, actor=actor)
    assert (made.outcome, made.extends_to, made.author) == (
        "renewed",
        date(2027, 4, 15),
        actor.get_username(),
    )


def test_a_viewer_does_not() -> None:
    with pytest.raises(NotAllowedToAmend):
        record_renewal(rule=RenewalRuleFactory(), terms=TERMS, actor=member(role=Role.VIEWER))


def test_an_act_that_says_nothing_of_its_day_is_refused() -> None:
    with pytest.raises(WrongTerms, match="decided_on"):
        record_renewal(rule=RenewalRuleFactory(), terms={"extends_to": "2027-04-15"})


def test_a_correction_is_another_row_and_counts() -> None:
    rule = RenewalRuleFactory()
    record_renewal(rule=rule, terms={**TERMS, "extends_to": "2027-04-14"})
    record_renewal(rule=rule, terms=TERMS)
    (event,) = Clocks().events(on=date(2026, 5, 1), until=date(2027, 5, 1))
    assert event.on == date(2027, 4, 15)
    assert event.last_act is not None
    assert event.last_act.extends_to == event.on
    assert Renewal.objects.count() == 2


@pytest.mark.parametrize("how", ["change", "remove"])
def test_a_renewal_is_neither_changed_nor_removed(how: str) -> None:
    row = RenewalFactory()
    ways = {"change": lambda: row.save(update_fields=["note"]), "remove": row.delete}
    row.note = "otherwise"
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        ways[how]()
