"""Why a scenario is deadlocked, in words: the way round, what stands behind it, what frees it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from scenarios.casefiles.read_cases import read_cases
from scenarios.models import Case, Package
from scenarios.selectors.moments import Moment
from scenarios.services.load_cases import load_cases
from tests.sanctions.factories import member
from tracker.selectors.case_reading import CaseReading
from tracker.selectors.deadlock import Deadlock, deadlock

_FILE = """
format: thaw-case/1
id: loop-2026
title: Each waits for the other
start: 2026-01-01
conditions:
  - {id: truce, kind: event, bears_on: target, text: a truce}
  - {id: relief, kind: event, bears_on: sender, text: relief in force, fulfilled_by: P1}
gates:
  - {id: west, opens: P1, when: truce}
  - {id: east, yields: truce, when: relief}
  - {id: later, opens: P2, when: truce}
packages:
  - {id: P1, title: First relief}
  - {id: P2, title: Second relief}
"""


def found(*packages: str) -> Deadlock:
    load_cases(documents=read_cases(_FILE, file="loop.yaml"))
    case = Case.objects.get(slug="loop-2026")
    at = Moment(as_of=date(2026, 6, 1), known_at=datetime(2026, 6, 1, tzinfo=UTC))
    reading = CaseReading(case, at=at, user=member())
    return deadlock(reading, Package.objects.filter(case=case, slug__in=packages))


@pytest.mark.django_db
def test_the_way_round_is_told_by_titles_with_what_stands_behind_it() -> None:
    told = found("P1")
    assert told.loops == [["First relief", "a truce", "relief in force"]]
    assert told.behind == ["Second relief"]


@pytest.mark.django_db
def test_a_break_frees_every_package_of_the_scenario() -> None:
    round_it = {
        ("First relief", "a truce"),
        ("a truce", "relief in force"),
        ("relief in force", "First relief"),
    }
    assert set(found("P1").breaks) == round_it
    assert set(found("P2").breaks) == round_it | {("Second relief", "a truce")}
    assert set(found("P1", "P2").breaks) == round_it


@pytest.mark.django_db
def test_without_a_package_nothing_is_freed() -> None:
    assert found().breaks == []
