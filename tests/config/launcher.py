"""A launcher run as a person runs it: as a process of its own, on a data folder of its own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg

from config.servers import processes, state
from config.servers.data_folder import DataFolder

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 90.0


@dataclass
class Launcher:
    """`make run` on one data folder; `say` is what it told the person at the shell."""

    folder: DataFolder
    port: int = field(default_factory=processes.free_port)

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "config.run"],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def command(self, *argv: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *argv],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def environment(self) -> dict[str, str]:
        """Name no server: the launcher has to bring its own."""
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "MAKELEVEL"}
        }
        own = {"THAW_DATA": str(self.folder.root), "PORT": str(self.port), "THAW_FETCH": "off"}
        return {**inherited, **own}

    def wait_until_ready(self, process: subprocess.Popen[str]) -> state.State:
        """Return the published state once it has an address."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and process.poll() is None:
            published = state.read(self.folder)
            if published and published.address:
                return published
            time.sleep(0.1)
        process.kill()
        raise AssertionError(f"not ready: {process.communicate()[0]}")

    def answers(self) -> bool:
        return httpx.get(f"http://127.0.0.1:{self.port}/healthz").text == "ok"

    def processes(self) -> Mapping[int, str]:
        """Return every living process of this data folder: by its environment or its folder."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError, PermissionError):
                if self._owns(entry):
                    found[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
        return found

    def _owns(self, entry: Path) -> bool:
        # The servers write their titles over their environment, but stay in their folders.
        mark = f"THAW_DATA={self.folder.root}".encode()
        return (entry / "cwd").readlink().is_relative_to(self.folder.root) or mark in (
            entry / "environ"
        ).read_bytes().split(b"\0")

    def assert_nothing_left(self, within: float = 15.0) -> None:
        deadline = time.monotonic() + within
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert self.processes() == {}


def query(database_url: str, sql: str) -> list[tuple[object, ...]]:
    """Run one statement on a database that listens on a socket."""
    login, _, rest = database_url.removeprefix("postgres://").partition("@/")
    host, _, name = rest.rpartition("/")
    with psycopg.connect(host=host, user=login, dbname=name, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []
