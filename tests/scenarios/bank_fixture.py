"""What tests may ask for: a case, and a list that goes to and fro."""

from __future__ import annotations

import dataclasses
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

from tests.clock import SetClock

if TYPE_CHECKING:
    from tests.scenarios.moving_bank import MovingBank


@pytest.fixture
def bank(
    database_clock: SetClock,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> MovingBank:
    """Return the bank; raw files lie in a folder of the test's own, and few parties are a list."""
    # Lists are read in only for who asks for the bank; other tests of cases need none.
    ofac_sdn = import_module("sanctions.lists.ofac_sdn")
    settings.THAW_DATA = tmp_path
    few = dataclasses.replace(ofac_sdn.SOURCE, minimum_parties=1)
    monkeypatch.setattr(ofac_sdn, "SOURCE", few)
    made: MovingBank = import_module("tests.scenarios.moving_bank").MovingBank(database_clock)
    return made
