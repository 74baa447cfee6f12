"""Without a broker, every step is taken, whatever becomes of the others."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tracker.management.commands import run_sweeper
from tracker.services import sweep_everything as module
from tracker.services.sweep_everything import sweep_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put steps that only say their name in the place of the real ones."""
    names: list[str] = []
    for name in (
        "apply_list_deltas",
        "wake_due_nodes",
        "settle_assessments",
        "tell_renewals",
        "sweep",
    ):
        monkeypatch.setattr(module, name, lambda name=name, **_: names.append(name))
    return names


def test_the_steps_come_in_the_order_of_the_walk(taken: list[str]) -> None:
    assert sweep_everything() == []
    assert taken == [
        *("apply_list_deltas", "wake_due_nodes", "settle_assessments", "tell_renewals", "sweep")
    ]


def test_a_step_that_fails_is_named_and_holds_up_no_other(
    taken: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("out of ink")

    monkeypatch.setattr(module, "wake_due_nodes", fail)
    assert sweep_everything() == ["wake_due_nodes"]
    assert taken == ["apply_list_deltas", "settle_assessments", "tell_renewals", "sweep"]
    assert "out of ink" in caplog.text


def test_no_step_is_begun_after_a_request_to_stop(taken: list[str]) -> None:
    assert sweep_everything(stopping=lambda: True) == []
    assert taken == []


def test_one_turn_that_failed_ends_the_command_with_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_sweeper, "watch_lists", lambda: None)
    monkeypatch.setattr(run_sweeper, "sweep_everything", lambda: ["sweep"])
    with pytest.raises(CommandError, match="failed, see the log: sweep"):
        call_command("run_sweeper", "--once", stderr=StringIO())
