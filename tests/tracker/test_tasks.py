"""The task of the tracker app carries no facts, and has the name that beat and hints call."""

from __future__ import annotations

import inspect

import pytest

from config.schedule import BEAT_SCHEDULE
from scenarios.tasks import SWEEP
from tracker import tasks


def test_the_sweep_is_called_by_the_name_it_has() -> None:
    assert tasks.sweep.name == BEAT_SCHEDULE["sweep"]["task"] == SWEEP


def test_the_sweep_takes_no_facts() -> None:
    assert not inspect.signature(tasks.sweep.run).parameters


def test_the_sweep_sweeps(monkeypatch: pytest.MonkeyPatch) -> None:
    swept = []
    monkeypatch.setattr("tracker.services.sweep.sweep", lambda: swept.append(True))
    tasks.sweep()
    assert swept == [True]
