"""Circular terms over REST: what is stuck, round which loop, and which waivers would free it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scenarios.models import Gate
from scenarios.services.amend_gate import amend_gate
from tests.clock import SetClock
from tests.rest_clients import API, client_of
from tests.sanctions.factories import UserFactory, member
from tests.scenarios.factories import CaseFactory, ConditionFactory, GateFactory, PackageFactory

pytestmark = pytest.mark.django_db

URL = f"{API}/cases/standoff/circular/"


@pytest.fixture
def case(database_clock: SetClock) -> None:
    """Relief waits for peace, peace for a truce, and the truce for relief."""
    database_clock(datetime(2026, 3, 1, tzinfo=UTC))
    case = CaseFactory(slug="standoff")
    relief = PackageFactory(case=case, slug="P1")
    peace = ConditionFactory(case=case, slug="peace")
    truce = ConditionFactory(case=case, slug="truce")
    ConditionFactory(case=case, slug="eased", fulfilled_by=relief)
    GateFactory(case=case, slug="west", when="peace", opens=relief)
    GateFactory(case=case, slug="road", when={"all": ["truce"]}, yields=peace)
    GateFactory(case=case, slug="east", when="eased", yields=truce)


def test_the_loop_and_every_single_link_that_would_open_it(case: None) -> None:
    shown = client_of(UserFactory()).get(URL).json()
    assert [(one["kind"], one["address"]) for one in shown["stuck"]] == [
        ("package", "standoff/P1"),
        ("condition", "standoff/peace"),
        ("condition", "standoff/truce"),
        ("condition", "standoff/eased"),
    ]
    assert shown["loops"] == [["P1", "peace", "truce", "eased"]]
    links = [["P1", "peace"], ["eased", "P1"], ["peace", "truce"], ["truce", "eased"]]
    assert shown["links"] == links
    assert shown["stuck"][0]["breaks"] == links
    assert shown["breaks_searched"]


def test_terms_count_from_when_they_were_known(case: None, database_clock: SetClock) -> None:
    database_clock(datetime(2026, 3, 2, tzinfo=UTC))
    gate = Gate.objects.select_related("case").get(slug="east")
    amend_gate(
        gate=gate,
        changes={"when": {"from_date": "2026-04-01"}},
        reason="It gave in.",
        actor=member(),
    )
    client = client_of(UserFactory())
    assert client.get(URL).json()["stuck"] == []
    before = client.get(f"{URL}?known_at=2026-03-01T12:00:00Z").json()
    assert (len(before["stuck"]), before["known_at"]) == (4, "2026-03-01T12:00:00+00:00")


def test_terms_without_a_circle_have_nothing_stuck() -> None:
    GateFactory(case=CaseFactory(slug="standoff"))
    shown = client_of(UserFactory()).get(URL).json()
    assert (shown["stuck"], shown["loops"], shown["links"]) == ([], [], [])
