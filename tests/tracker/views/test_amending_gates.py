"""Amending a gate on its page: a preview, what is stored, what is refused, whose text is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sanctions.models.teams import Role
from scenarios.models import ChangeEvent, FormerDefinition, Gate
from scenarios.services.amend_gate import amend_gate
from tests.sanctions.factories import member
from tests.tracker.world import load_canary_case

pytestmark = pytest.mark.django_db

PAGE = "/gates/canary-2026/back/"
PRESENT = "auto_unless: {at: 2027-01-01, stop: price, start: 2026-12-01}"


@pytest.fixture
def gate() -> Gate:
    load_canary_case()
    found: Gate = Gate.objects.get(slug="back")
    return found


def typed(gate: Gate, **changed: Any) -> dict[str, Any]:
    """Return a form as a browser sends it: as the definition is, but for what is changed."""
    return {
        "when": PRESENT,
        "opens": "",
        "reverses": "P1",
        "yields": "",
        "view": "",
        "reason": "The deadline was moved.",
        "seen_version": gate.definition_version,
        **changed,
    }


MOVED = PRESENT.replace("2027-01-01", "2027-06-01")


def test_an_amendment_is_stored_and_the_old_date_is_shown(
    as_analyst: Client, analyst: User, gate: Gate
) -> None:
    answer = as_analyst.post(f"{PAGE}amend/", typed(gate, when=MOVED))
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    held = Gate.objects.get(pk=gate.pk)
    assert held.when["auto_unless"]["at"] == "2027-06-01"
    assert held.definition_version == 2
    former = FormerDefinition.objects.get()
    assert (former.author, former.reason) == (analyst.username, "The deadline was moved.")
    shown = as_analyst.get(PAGE).content.decode()
    assert "The deadline was moved." in shown
    assert "2027-01-01" in shown


def test_the_form_holds_the_present_definition_as_a_file_writes_it(
    as_analyst: Client, gate: Gate
) -> None:
    form = as_analyst.get(f"{PAGE}amend/").context["form"]
    assert form["when"].value().strip() == "{" + PRESENT + "}"
    assert form["reverses"].value() == "P1"


def test_a_preview_tells_what_would_change_and_stores_nothing(
    as_analyst: Client, gate: Gate
) -> None:
    answer = as_analyst.post(
        f"{PAGE}amend/", typed(gate, when="{from_date: 2026-01-01}", reason="", preview="1")
    )
    assert answer.status_code == 200
    (event,) = answer.context["preview"].events
    assert (event.old_status, event.new_status) == ("NOT_MET", "MET")
    assert "What would change today" in answer.content.decode()
    held = Gate.objects.get(pk=gate.pk)
    assert (held.definition_version, held.when) == (1, gate.when)
    assert not FormerDefinition.objects.exists()
    assert not ChangeEvent.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"when": ""}, "This field is required."),
        ({"reason": ""}, "This field is required."),
        ({"when": "{all: ["}, "expected YAML or JSON"),
        ({"when": "{all: [nothing]}"}, "when.all[0]"),
        ({"when": "{some: [price]}"}, "when"),
        ({"when": "price\n---\nprice"}, "Expected one expression."),
        ({"yields": "nothing"}, "Select a valid choice"),
        ({}, "it says that now"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(
    as_analyst: Client, gate: Gate, changed: dict[str, Any], words: str
) -> None:
    answer = as_analyst.post(f"{PAGE}amend/", typed(gate, **changed))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not FormerDefinition.objects.exists()


def test_who_was_overtaken_sees_the_difference_and_keeps_the_text(
    as_analyst: Client, gate: Gate
) -> None:
    form = typed(gate, when="{any: [price, truce]}")
    amend_gate(
        gate=gate,
        changes={"when": {"from_date": "2028-01-01"}},
        reason="Somebody was faster.",
        actor=member(),
    )
    answer = as_analyst.post(f"{PAGE}amend/", form)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody was faster." in shown
    assert "from_date: 2028-01-01" in shown
    assert "{any: [price, truce]}" in shown
    again = as_analyst.post(f"{PAGE}amend/", {**form, "seen_version": 2})
    assert again.status_code == 302


def test_a_viewer_amends_nothing_and_is_not_led_there(client: Client, gate: Gate) -> None:
    client.force_login(member(role=Role.VIEWER))
    assert f"{PAGE}amend/" not in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}amend/").status_code == 403
    assert client.post(f"{PAGE}amend/", typed(gate, when=MOVED)).status_code == 403


@pytest.mark.parametrize(("role", "status"), [(Role.ANALYST, 403), (Role.ADMIN, 200)])
def test_the_shipped_library_is_for_administrators(
    client: Client, gate: Gate, role: Role, status: int
) -> None:
    gate.case.from_library = True
    gate.case.save()
    client.force_login(member(role=role))
    assert client.get(f"{PAGE}amend/").status_code == status


def test_a_gate_of_another_team_is_not_found(as_analyst: Client, gate: Gate) -> None:
    gate.case.team = member().memberships.get().team
    gate.case.save()
    assert as_analyst.get(f"{PAGE}amend/").status_code == 404
