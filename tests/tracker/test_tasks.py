"""The tasks of the tracker app carry no facts, and have the names that beat and hints call."""

from __future__ import annotations

import inspect

import pytest

from config.celery import app
from config.schedule import BEAT_SCHEDULE
from sanctions.tasks import WATCH_LISTS
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


def test_the_look_at_the_lists_is_called_by_the_name_it_has() -> None:
    assert tasks.watch_lists.name == BEAT_SCHEDULE["watch-lists"]["task"] == WATCH_LISTS
    assert not inspect.signature(tasks.watch_lists.run).parameters


def test_a_look_at_the_lists_ends_before_it_is_delivered_again() -> None:
    again = app.conf.broker_transport_options["visibility_timeout"]
    soft, hard = tasks.watch_lists.soft_time_limit, tasks.watch_lists.time_limit
    assert soft is not None
    assert hard is not None
    assert soft < hard < again


def test_the_look_at_the_lists_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    monkeypatch.setattr("tracker.services.watch_lists.watch_lists", lambda: looked.append(True))
    tasks.watch_lists()
    assert looked == [True]


def test_what_comes_up_is_told_by_the_name_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr("tracker.services.tell_renewals.tell_renewals", lambda: told.append(True))
    tasks.tell_renewals()
    assert told == [True]
    assert tasks.tell_renewals.name == BEAT_SCHEDULE["tell-renewals"]["task"]
    assert not inspect.signature(tasks.tell_renewals.run).parameters
