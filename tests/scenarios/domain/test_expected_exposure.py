"""Claims about who is blocked, effects, releases and licences: true ones hold, wrong ones show."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.casefiles.read_cases import read_cases
from scenarios.domain.expectations import check

CASE = """
format: thaw-case/1
id: bank-and-holding
title: A bank, its owner and its tanker
demo: true
start: 2025-01-01
parties:
- {id: bank, kind: organization, name: Example Bank}
- {id: holding, kind: organization, name: Example Holding}
- {id: kraft, kind: organization, name: Example Kraft}
- {id: tanker, kind: vessel, name: Example Tanker}
stakes:
- {owner: holding, owned: kraft, percent: "50"}
- {owner: bank, owned: tanker, percent: {low: "40", high: "60"}}
designations:
- {id: us1, party: bank, authority: US, program: RUS}
- {id: us2, party: holding, authority: US, program: RUS}
- {id: us3, party: bank, authority: US, program: RUS, measure: messaging_ban}
- {id: eu1, party: holding, authority: EU, program: EU269, to: 2025-06-01}
packages:
- id: P1
  title: both go
  steps:
  - {id: s1, instrument: US.DELIST, removes: {designations: [us1, us2]}}
- id: P2
  title: the program ends
  steps:
  - {id: s1, instrument: US.EO_REVOKE, removes: {program: RUS}}
licences:
- {id: "8", series: BANK, authority: US, from: 2025-01-01T00:00, expires: 2025-03-01T00:01,
   zone: America/New_York, covers: [bank], owned_entities: true}
"""


def checked(row: dict[str, Any]) -> Any:
    (document,) = read_cases(CASE, file="case.yaml")
    return check({**document, "expect": [row]})


US = {"authority": "US", "on": "2025-07-01"}
ROWS: list[tuple[dict[str, Any], str, Any]] = [
    ({"blocked": "kraft", **US, "state": "BLOCKED_DERIVED"}, "state", "FREE"),
    ({"blocked": "kraft", **US, "state": "BLOCKED_DERIVED", "sum": "50.0"}, "sum", "51"),
    (
        {"blocked": "kraft", **US, "state": "BLOCKED_DERIVED", "owners": ["holding"]},
        "owners",
        ["bank"],
    ),
    ({"blocked": "tanker", **US, "state": "UNKNOWN"}, "state", "FREE"),
    ({"blocked": "kraft", "authority": "EU", "on": "2025-05-31", "state": "BLOCKED_DERIVED"},
     "state", "FREE"),
    ({"blocked": "kraft", "authority": "EU", "on": "2025-06-01", "state": "FREE"},
     "state", "BLOCKED_DERIVED"),
    (
        {"impact": "P1", **US, "classes": {"bank": "FREED", "kraft": "COLLATERAL_FREED"}},
        "classes",
        {"bank": "FREED", "kraft": "FREED"},
    ),
    (
        {"effectively_free": "P1", "on": "2025-07-01", "parties": ["kraft", "holding", "tanker"]},
        "parties",
        ["bank", "holding", "kraft", "tanker"],
    ),
    (
        {"effectively_free": "P2", "on": "2025-07-01",
         "parties": ["bank", "kraft", "holding", "tanker"]},
        "parties",
        [],
    ),
    (
        {"restrictions": "bank", **US, "package": "P1", "before": ["messaging_ban"],
         "after": ["messaging_ban"]},
        "after",
        [],
    ),
    ({"restrictions": "bank", **US, "package": "P2", "before": ["messaging_ban"], "after": []},
     "before", []),
    ({"releases": "kraft", **US, "sets": [["us2"]]}, "sets", [["us1"]]),
    ({"releases": "kraft", **US, "after": "P1", "sets": [[]]}, "sets", []),
    (
        {"licence": "BANK", "at": "2025-03-01T00:00", "zone": "America/New_York", "answer": "8"},
        "answer",
        None,
    ),
    (
        {"licence": "BANK", "at": "2025-03-01T00:01", "zone": "America/New_York", "answer": None},
        "answer",
        "8",
    ),
    (
        {"licence_cover": "8", "on": "2025-02-01", "states": {"bank": "AUTHORISED"}},
        "states",
        {"bank": "BLOCKED_LISTED"},
    ),
]  # fmt: skip


@pytest.mark.parametrize("row", [row for row, _, _ in ROWS])
def test_a_claim_that_holds_gives_no_failure(row: dict[str, Any]) -> None:
    result = checked(row)
    assert (result.failures, result.unsupported) == ((), ())


@pytest.mark.parametrize(("row", "key", "wrong"), ROWS)
def test_the_same_claim_made_wrong_fails(row: dict[str, Any], key: str, wrong: Any) -> None:
    assert len(checked({**row, key: wrong}).failures) == 1
