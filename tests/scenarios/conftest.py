"""What tests of cases may ask for beside the rest: a list that goes to and fro."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from pytest_django import Settings

from sanctions.lists import ofac_sdn
from tests.clock import SetClock
from tests.scenarios.moving_bank import MovingBank


@pytest.fixture
def bank(
    database_clock: SetClock,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> MovingBank:
    """Return the bank; raw files lie in a folder of the test's own, and few parties are a list."""
    settings.THAW_DATA = tmp_path
    few = dataclasses.replace(ofac_sdn.SOURCE, minimum_parties=1)
    monkeypatch.setattr(ofac_sdn, "SOURCE", few)
    return MovingBank(database_clock)
