"""Runs Valkey for a data folder: the broker, whose content may be lost without harm."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import redis

from config.servers import processes
from config.servers.errors import ServersUnavailable

_READY_WITHIN = 30.0


@dataclass(frozen=True, kw_only=True)
class Valkey:
    """One server on a free port of loopback, behind a password made for this run."""

    folder: Path
    program: Path
    log: Path
    port: int = field(default_factory=processes.free_port)
    password: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server and wait until it answers; content it cannot read is dropped."""
        try:
            return self._start()
        except ServersUnavailable:
            shutil.rmtree(self.folder / "appendonlydir", ignore_errors=True)
            return self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        child = processes.start(
            processes.Program(
                name="valkey",
                argv=[self.program, "-"],
                log=self.log,
                folder=self.folder,
            ),
            given=self._configuration().encode(),
        )
        try:
            self._wait_until_ready(child)
        except BaseException:
            self.stop(child)
            raise
        return child

    def stop(self, child: subprocess.Popen[bytes]) -> None:
        processes.stop(child, signal.SIGTERM, patience=10)

    def _configuration(self) -> str:
        """Given on standard input, so that the password shows in no process list."""
        return "\n".join(
            [
                "bind 127.0.0.1",
                f"port {self.port}",
                f"requirepass {self.password}",
                f'dir "{self.folder}"',
                "databases 64",
                "maxmemory-policy noeviction",
                "appendonly yes",
                "appendfsync everysec",
                'save ""',
                "daemonize no",
                "",
            ]
        )

    def _wait_until_ready(self, child: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _READY_WITHIN
        with redis.Redis.from_url(self.url) as client:
            while time.monotonic() < deadline and child.poll() is None:
                with contextlib.suppress(redis.ConnectionError):
                    client.ping()
                    return
                time.sleep(0.02)
        raise ServersUnavailable(
            f"Valkey did not start; see {self.log}:\n{processes.last_lines(self.log)}"
        )
