"""Amending a condition on its page: what is stored, what is refused, and whose text is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sanctions.models.teams import Role
from scenarios.models import Condition, FormerDefinition
from scenarios.services.amend_condition import amend_condition
from tests.sanctions.factories import member
from tests.tracker.world import CANARY, load_canary_case

pytestmark = pytest.mark.django_db

PAGE = "/conditions/canary-2026/price/"


@pytest.fixture
def condition() -> Condition:
    load_canary_case()
    found: Condition = Condition.objects.get(slug="price")
    return found


def typed(condition: Condition, **changed: Any) -> dict[str, Any]:
    """Return a form as a browser sends it: as the definition is, but for what is changed."""
    return {
        "text": condition.text,
        "kind": condition.kind,
        "bears_on": condition.bears_on,
        "by": "",
        "initial_status": "",
        "review_days": "",
        "fulfilled_by": "",
        "quantity_op": "<",
        "quantity_threshold": "50",
        "quantity_unit": condition.quantity_unit,
        "reason": "The annex was published.",
        "seen_version": condition.definition_version,
        **changed,
    }


def test_an_amendment_is_stored_with_its_author_and_reason(
    as_analyst: Client, analyst: User, condition: Condition
) -> None:
    form = typed(condition, quantity_threshold="45", review_days="30")
    answer = as_analyst.post(f"{PAGE}amend/", form)
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    held = Condition.objects.get(pk=condition.pk)
    assert (held.quantity_threshold, held.review_days, held.definition_version) == ("45", 30, 2)
    former = FormerDefinition.objects.get()
    assert (former.author, former.reason) == (analyst.username, "The annex was published.")
    assert former.terms["review_days"] is None
    shown = as_analyst.get(PAGE).content.decode()
    assert "Earlier definitions" in shown
    assert "The annex was published." in shown
    assert analyst.username in shown


def test_the_form_holds_the_present_definition(as_analyst: Client, condition: Condition) -> None:
    form = as_analyst.get(f"{PAGE}amend/").context["form"]
    assert form["text"].value() == f"Price {CANARY}"
    assert (form["quantity_op"].value(), form["quantity_threshold"].value()) == ("<", "50")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": ""}, "This field is required."),
        ({"reason": " "}, "This field is required."),
        ({"review_days": "0"}, "expected a number of days from 1"),
        ({"kind": "event"}, "expected only where the kind is quantity"),
        ({"quantity_op": ""}, "expected this key, it is missing"),
        ({"quantity_threshold": "many"}, "got &quot;many&quot;"),
        ({"fulfilled_by": "P9"}, "Select a valid choice"),
        ({}, "it says that now"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(
    as_analyst: Client, condition: Condition, changed: dict[str, Any], words: str
) -> None:
    form = typed(condition, **{"by": "", **changed})
    answer = as_analyst.post(f"{PAGE}amend/", form)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not FormerDefinition.objects.exists()


def test_who_was_overtaken_sees_what_changed_and_keeps_the_text(
    as_analyst: Client, condition: Condition
) -> None:
    form = typed(condition, text="My long and careful wording")
    amend_condition(
        condition=condition,
        changes={"review_days": 90},
        reason="Somebody was faster.",
        actor=member(),
    )
    answer = as_analyst.post(f"{PAGE}amend/", form)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else amended it" in shown
    assert "Somebody was faster." in shown
    assert "My long and careful wording" in shown
    again = as_analyst.post(f"{PAGE}amend/", {**form, "review_days": "90", "seen_version": 2})
    assert again.status_code == 302


def test_a_viewer_amends_nothing_and_is_not_led_there(client: Client, condition: Condition) -> None:
    client.force_login(member(role=Role.VIEWER))
    assert f"{PAGE}amend/" not in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}amend/").status_code == 403
    assert client.post(f"{PAGE}amend/", typed(condition, text="x")).status_code == 403


@pytest.mark.parametrize(("role", "status"), [(Role.ANALYST, 403), (Role.ADMIN, 200)])
def test_the_shipped_library_is_for_administrators(
    client: Client, condition: Condition, role: Role, status: int
) -> None:
    condition.case.from_library = True
    condition.case.save()
    client.force_login(member(role=role))
    assert client.get(f"{PAGE}amend/").status_code == status
    leads_there = f"{PAGE}amend/" in client.get(PAGE).content.decode()
    assert leads_there is (status == 200)


def test_a_condition_of_another_team_is_not_found(as_analyst: Client, condition: Condition) -> None:
    condition.case.team = member().memberships.get().team
    condition.case.save()
    assert as_analyst.get(f"{PAGE}amend/").status_code == 404
