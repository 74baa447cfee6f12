"""The tables for staff: programs are amended with a reason, renewals are added, none removed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from sanctions.models import FormerTerms, Instrument, Program, Renewal, RenewalRule
from tests.sanctions.factories import ProgramFactory, UserFactory
from tests.sanctions.program_factories import (
    InstrumentFactory,
    LegalBasisFactory,
    RenewalRuleFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    """A client of somebody who may everything."""
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def change(staff: Client, row: Any, **changes: Any) -> Any:
    """Open the form of a row, change some fields, and send it."""
    name = row._meta.model_name
    address = f"/admin/sanctions/{name}/{row.pk}/change/"
    form = staff.get(address).context["adminform"].form
    given = {key: form[key].value() for key in form.fields}
    given = {
        key: ",".join(value) if isinstance(value, list) else value for key, value in given.items()
    }
    sent = {key: value for key, value in {**given, **changes}.items() if value not in (None, False)}
    return staff.post(address, sent)


def refused(answer: Any) -> dict[str, list[str]]:
    """Return what a form that came back says, by field."""
    assert answer.status_code == 200
    errors: dict[str, list[str]] = answer.context["adminform"].form.errors
    return dict(errors)


def test_a_program_is_amended_with_its_bases_and_the_former_terms_stay(staff: Client) -> None:
    program = ProgramFactory(title="Before")
    LegalBasisFactory(program=program, instrument=InstrumentFactory(identifier="A"))
    InstrumentFactory(identifier="B, c")
    answer = change(
        staff, program, title="After", began_on="2021-04-15", bases="A;B, c", reason="Looked up."
    )
    assert answer.status_code == 302, refused(answer)
    program.refresh_from_db()
    assert (program.title, str(program.began_on)) == ("After", "2021-04-15")
    assert [basis.instrument.identifier for basis in program.bases.all()] == ["A", "B, c"]
    former = FormerTerms.objects.get()
    assert former.terms == {"title": "Before", "began_on": None, "bases": ["A"]}
    assert former.reason == "Looked up."


def test_what_cannot_be_is_told_at_its_field_and_nothing_is_stored(staff: Client) -> None:
    program = ProgramFactory(title="Before")
    told = refused(change(staff, program, title="After", bases="Nothing", reason="Why."))
    assert list(told) == ["bases"]
    program.refresh_from_db()
    assert program.title == "Before"


def test_an_amendment_needs_a_reason(staff: Client) -> None:
    assert list(refused(change(staff, ProgramFactory(), title="After"))) == ["reason"]


def test_of_two_who_amend_at_once_the_second_is_told(staff: Client) -> None:
    program = ProgramFactory()
    answer = change(staff, program, title="After", reason="Why.", seen_version=7)
    assert "read it again" in str(refused(answer)["__all__"])


def test_an_instrument_is_put_on_another(staff: Client) -> None:
    act, order = InstrumentFactory(identifier="Act"), InstrumentFactory(identifier="Order")
    answer = change(staff, order, parent=act.pk, reason="It says so.")
    assert answer.status_code == 302, refused(answer)
    assert Instrument.objects.get(identifier="Order").parent == act


def test_a_rule_is_amended(staff: Client) -> None:
    rule = RenewalRuleFactory()
    answer = change(staff, rule, fixed_days="03-15,09-15", reason="Twice a year.")
    assert answer.status_code == 302, refused(answer)
    assert RenewalRule.objects.get().fixed_days == ["03-15", "09-15"]


def test_a_renewal_is_added_with_who_added_it(staff: Client) -> None:
    rule = RenewalRuleFactory()
    address = "/admin/sanctions/renewal/add/"
    terms = {"rule": rule.pk, "outcome": "renewed", "precision": "day", "extends_to": "2027-04-15"}
    answer = staff.post(address, {**terms, "decided_on": "2026-04-10"})
    assert answer.status_code == 302, refused(answer)
    assert Renewal.objects.get().author == UserFactory._meta.model.objects.get().get_username()
    assert list(refused(staff.post(address, terms))) == ["decided_on"]


def test_nothing_of_a_program_is_added_or_deleted_by_hand(staff: Client) -> None:
    program = ProgramFactory()
    assert staff.get("/admin/sanctions/program/add/").status_code == 403
    assert staff.post(f"/admin/sanctions/program/{program.pk}/delete/").status_code == 403
    assert Program.objects.exists()
