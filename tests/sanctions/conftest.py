"""A list of a few parties, as an import takes it in a test."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pytest
from pytest_django import Settings

from sanctions.lists import ofac_sdn
from sanctions.lists.packages import Package
from sanctions.services.import_list import ImportResult, import_list

KEY = "us_ofac_sdn"


class Import(Protocol):
    """Imports one copy of the list."""

    def __call__(
        self, package: Package, published: date | None = None, **options: Any
    ) -> ImportResult: ...


@pytest.fixture
def data_folder(settings: Settings, tmp_path: Path) -> Path:
    """Return a data folder of the test's own."""
    settings.THAW_DATA = tmp_path
    return tmp_path


@pytest.fixture
def small_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a list of one party be large enough."""
    monkeypatch.setattr(ofac_sdn, "SOURCE", dataclasses.replace(ofac_sdn.SOURCE, minimum_parties=1))


@pytest.fixture
def take(small_list: None, data_folder: Path, db: None) -> Import:
    """Return a function that imports one copy of OFAC's list, however small."""

    def take(package: Package, published: date | None = None, **options: Any) -> ImportResult:
        return import_list(key=KEY, package=package, published=published, **options)

    return take
