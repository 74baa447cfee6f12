"""A data folder that PostgreSQL's account can reach, and a launcher on it."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.servers.data_folder import DataFolder
from tests.config.launcher import Launcher


@pytest.fixture
def data_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[DataFolder]:
    """Make an empty data folder; no server is named by the environment."""
    root = Path(tempfile.mkdtemp(prefix="thaw-test-")).resolve()
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("THAW_DATA", str(root))
    yield DataFolder(root)
    for leftover in (root, *root.parent.glob(f"thaw-*-{DataFolder(root).key}")):
        shutil.rmtree(leftover, ignore_errors=True)


@pytest.fixture
def launcher(data_folder: DataFolder) -> Iterator[Launcher]:
    """Make a launcher; whatever a failed test leaves running is ended."""
    one = Launcher(data_folder)
    yield one
    for pid in one.processes():
        os.kill(pid, signal.SIGKILL)
