"""The export over REST: lines of JSON, for a list and a day, and strict about its parameters."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.rest_clients import API, client_of
from tests.sanctions.factories import DesignationFactory, ListEntryFactory, member

pytestmark = pytest.mark.django_db
ENTITIES = f"{API}/exports/entities.ftm.json"


def _answer(**parameters: str) -> Any:
    return client_of(member()).get(ENTITIES, parameters)


def _lines(**parameters: str) -> list[dict[str, Any]]:
    answer = _answer(**parameters)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode()
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(autouse=True)
def listed() -> None:
    """Make one party that is designated from 17 February 2022 on."""
    designation = DesignationFactory()
    ListEntryFactory(party=designation.party, first_snapshot=designation.first_snapshot)


def test_each_line_is_an_entity() -> None:
    assert [line["schema"] for line in _lines()] == ["Organization", "Sanction"]
    assert _answer()["Content-Type"] == "application/x-ndjson"


def test_a_list_and_a_day_narrow_it() -> None:
    assert len(_lines(list="us_ofac_sdn", as_of="2022-02-17")) == 2
    assert _lines(list="us_ofac_sdn", as_of="2022-02-16") == []
    assert _lines(list="un_sc_consolidated") == []


def test_the_day_is_echoed() -> None:
    assert _answer(as_of="2022-02-17")["X-As-Of"] == "2022-02-17"


@pytest.mark.parametrize(
    "parameters", [{"list": "xx"}, {"as_of": "soon"}, {"lists": "us_ofac_sdn"}, {"limit": "1"}]
)
def test_a_parameter_that_is_wrong_is_refused(parameters: dict[str, str]) -> None:
    assert _answer(**parameters).status_code == 400
