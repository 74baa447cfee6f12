"""The command: a stored case through time, as lines and as JSON."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime

import pytest

from scenarios.models import ChangeEvent
from scenarios.services.load_case import load_case
from tests.clock import SetClock
from tests.scenarios.management.replay_runs import LIVED, run_replay

pytestmark = pytest.mark.django_db


def loaded() -> None:
    document = copy.deepcopy(LIVED)
    document["conditions"][2]["assessments"] = [{"date": "2030-03-01", "status": "MET"}]
    load_case(document=document)


def test_the_lines_read_as_sentences() -> None:
    loaded()
    status, out, err = run_replay("lived", "--from", "2030-03-01", "--to", "2030-04-02")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "lived, 2030-03-01 to 2030-04-02: 6 changes",
        "2030-03-01  condition  vote: NOT_MET to MET  [critical by EVIDENCE]",
        "2030-03-01  gate       stage: NOT_MET to MET  [critical by EVIDENCE]",
        "2030-04-02  act        P1: licence issued  [info by EVIDENCE]",
        "2030-04-02  package    P1: AHEAD to IN_FORCE  [critical by EVIDENCE]",
        "2030-04-02  scenario   all: TRACKING to TRIGGERED  [critical by EVIDENCE]",
        "2030-04-02  flag       all: RELIEF_WITHOUT_GATE raised  [critical by EVIDENCE]",
    ]


def test_a_lag_is_told() -> None:
    document = copy.deepcopy(LIVED)
    late = {"date": "2030-03-01", "status": "MET", "recorded": "2030-03-11T10:00:00Z"}
    document["conditions"][2]["assessments"] = [late]
    load_case(document=document)
    _, out, _ = run_replay("lived", "--from", "2030-03-11", "--to", "2030-03-11")
    assert out.splitlines()[1].endswith("[critical by CORRECTION, 10 days late]")


def test_nothing_between_the_days_is_said_in_one_line() -> None:
    loaded()
    status, out, _ = run_replay("lived", "--from", "2030-03-02", "--to", "2030-03-03")
    assert (status, out) == (0, "lived, 2030-03-02 to 2030-03-03: no changes\n")


def test_without_a_last_day_it_runs_up_to_today(database_clock: SetClock) -> None:
    loaded()
    database_clock(datetime(2030, 3, 1, 12, tzinfo=UTC))
    _, out, _ = run_replay("lived", "--from", "2030-02-01")
    assert out.splitlines()[0] == "lived, 2030-02-01 to 2030-03-01: 2 changes"


def test_the_answer_as_json_is_the_contracts() -> None:
    loaded()
    status, out, err = run_replay("lived", "--from", "2030-03-01", "--to", "2030-03-01", "--json")
    assert (status, err) == (0, "")
    assert json.loads(out) == {
        "case": "lived",
        "changes": [
            {
                "at": "2030-03-01",
                "kind": kind,
                "node": node,
                "from": "NOT_MET",
                "to": "MET",
                "cause": "EVIDENCE",
                "level": "3",
                "lag_days": 0,
            }
            for kind, node in (("condition", "vote"), ("gate", "stage"))
        ],
    }


def test_a_replay_changes_nothing() -> None:
    loaded()
    run_replay("lived", "--from", "2030-03-01", "--to", "2030-04-02")
    assert not ChangeEvent.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (
            ["nowhere", "--from", "2030-01-01", "--to", "2030-02-01"],
            "CASE nowhere: expected the id of a case in the database",
        ),
        (
            ["lived", "--from", "soon", "--to", "2030-02-01"],
            "--from soon: expected a day as YYYY-MM-DD",
        ),
        (
            ["lived", "--from", "2030-01-01", "--to", "2030-02-30"],
            "--to 2030-02-30: expected a day as YYYY-MM-DD",
        ),
        (
            ["lived", "--from", "2030-02-01", "--to", "2030-01-31"],
            "--to 2030-01-31: expected a day not before --from 2030-02-01",
        ),
    ],
)
def test_what_cannot_be_used_is_named(arguments: list[str], fault: str) -> None:
    loaded()
    assert run_replay(*arguments) == (2, "", f"{fault}\n")
