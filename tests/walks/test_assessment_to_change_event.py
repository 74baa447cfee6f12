"""The middle of the walk: a case file, a judgement, the clock and a list become change events."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from sanctions.lists import ofac_sdn
from sanctions.services.import_list import import_list
from scenarios.casefiles.read_cases import read_case_file
from scenarios.models import ChangeEvent, Condition, FlaggedScenario, Scenario, ScenarioEvaluation
from scenarios.services.apply_list_deltas import apply_list_deltas
from scenarios.services.assess_condition import assess_condition
from scenarios.services.load_cases import load_cases
from scenarios.services.wake_due_nodes import wake_due_nodes
from tests.clock import SetClock
from tests.sanctions.factories import member
from tests.sanctions.ofac_files import parties, party, sdn
from tests.scenarios.small_world import noon

CASE = """
format: thaw-case/1
id: harbour-2026
title: The harbour accord
sources:
  h1: {url: "https://news.example/accord", publisher: The Example Gazette}
parties:
  - {id: bank, kind: organization, name: HARBOUR BANK, listed_as: {list: us_ofac_sdn, id: "900"}}
designations:
  - {id: us1, party: bank, authority: US, program: RUSSIA-EO14024, from: 2022-02-24}
conditions:
  - id: ceasefire
    kind: upkeep
    bears_on: target
    text: the guns are silent
    review_days: 30
    assessments: [{date: 2026-01-01, status: NOT_MET, source: h1}]
  - id: bank-free
    kind: event
    bears_on: sender
    text: the bank is taken off the list
    fulfilled_by: P1
    assessments: [{date: 2026-01-01, status: NOT_MET, source: h1}]
packages:
  - id: P1
    title: the bank
    steps: [{id: s1, instrument: US.DELIST, removes: {designations: [us1]}}]
  - {id: P2, title: the port}
gates:
  - {id: first, opens: P1, when: ceasefire}
  - {id: second, opens: P2, when: {all: [ceasefire, bank-free]}}
scenarios:
  - {id: bank, title: The bank goes free, packages: [P1]}
  - {id: port, title: The port opens, packages: [P2]}
"""

OTHERS = parties(30, start=1)
BANK = party(900, "HARBOUR BANK")


def copy_of_the_list(*rows: str, published: date) -> None:
    """Import a copy of the list."""
    import_list(key="us_ofac_sdn", package=sdn(*rows), published=published)


def states() -> dict[str, str]:
    """Return the state of every scenario."""
    rows = ScenarioEvaluation.objects.filter(is_current=True).select_related("scenario")
    return {row.scenario.slug: row.state for row in rows}


def news(since: int) -> list[tuple[str, str, str, str, str]]:
    """Return what was told after an event, with the scenarios that each event flags."""
    events = ChangeEvent.objects.filter(sequence__gt=since).order_by("sequence")
    return [
        (
            event.node.slug,
            event.new_status,
            event.cause,
            event.level,
            ", ".join(sorted(one.scenario.slug for one in event.flagged.all())),
        )
        for event in events
    ]


def last() -> int:
    """Return the place of the last event."""
    event = ChangeEvent.objects.last()
    return event.sequence if event else 0


@pytest.fixture(autouse=True)
def _small_list(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep raw files in a folder of the test's own, and let a few parties be a list."""
    settings.THAW_DATA = tmp_path
    few = dataclasses.replace(ofac_sdn.SOURCE, minimum_parties=1)
    monkeypatch.setattr(ofac_sdn, "SOURCE", few)


@pytest.mark.django_db
def test_from_a_judgement_the_clock_and_a_list_to_flagged_scenarios(
    database_clock: SetClock, tmp_path: Path
) -> None:
    # A list and a case come in: what they say was so before, and nobody is told.
    database_clock(noon(date(2026, 5, 1)))
    copy_of_the_list(BANK, *OTHERS, published=date(2026, 5, 1))
    file = tmp_path / "harbour.yaml"
    file.write_text(CASE, encoding="utf-8")
    load_cases(documents=read_case_file(str(file)))
    assert apply_list_deltas().assessments == 0
    assert ChangeEvent.objects.count() == 0
    assert states() == {"bank": "TRACKING", "port": "TRACKING"}

    # An analyst assesses: the first gate opens, and both scenarios are flagged.
    assess_condition(
        condition=Condition.objects.get(slug="ceasefire"),
        status="MET",
        date=date(2026, 5, 1),
        reason="The monitors report silence.",
        sources=["h1"],
        actor=member(),
    )
    assert news(0) == [
        ("ceasefire", "MET", "EVIDENCE", "3", "bank, port"),
        ("first", "MET", "EVIDENCE", "3", "bank"),
    ]
    assert states() == {"bank": "GATE_OPEN", "port": "TRACKING"}
    told = last()

    # The list takes the bank off: the two walks join, and the second gate opens.
    database_clock(noon(date(2026, 5, 20)))
    copy_of_the_list(*OTHERS, published=date(2026, 5, 19))
    assert apply_list_deltas().assessments == 1
    assert news(told) == [
        ("bank-free", "MET", "EVIDENCE", "3", "port"),
        ("second", "MET", "EVIDENCE", "3", "port"),
    ]
    assert states() == {"bank": "GATE_OPEN", "port": "GATE_OPEN"}
    told = last()

    # Nobody looks again for thirty days: silence is an event.
    database_clock(noon(date(2026, 6, 10)))
    assert wake_due_nodes().events == 3
    assert news(told) == [
        ("ceasefire", "UNVERIFIED", "CLOCK", "3", "bank, port"),
        ("first", "UNVERIFIED", "CLOCK", "3", "bank"),
        ("second", "UNVERIFIED", "CLOCK", "3", "port"),
    ]
    assert {one.valid_from for one in ChangeEvent.objects.filter(cause="CLOCK")} == {
        date(2026, 6, 1)
    }
    assert states() == {"bank": "TRACKING", "port": "TRACKING"}

    # Everything once more: nothing is told twice.
    told = last()
    assert apply_list_deltas().deltas == 0
    assert wake_due_nodes().events == 0
    assert last() == told
    assert FlaggedScenario.objects.filter(scenario=Scenario.objects.get(slug="port")).count() == 5
