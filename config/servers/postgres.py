"""Makes and runs the PostgreSQL cluster of a data folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from config.servers import processes
from config.servers.accounts import Account
from config.servers.binaries import PostgresPrograms
from config.servers.cluster_folder import ROLE, ClusterFolder
from config.servers.errors import ServersUnavailable

DATABASE = "thaw"
_SOCKET_LIMIT = 107  # bytes in a Unix socket's address, with PostgreSQL's file name in it
_FAST = signal.SIGINT  # ends the backends, writes all out; the next start has nothing to mend
_READY_WITHIN = 120.0  # seconds; after a crash the log is replayed first


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """One cluster: its folder, the programs that run it, and the account they run as."""

    folder: Path
    key: str
    programs: PostgresPrograms
    account: Account | None
    log: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def socket(self) -> Path:
        """A short folder for the socket, the same for a data folder every time."""
        folder = Path(tempfile.gettempdir()) / f"thaw-{os.geteuid()}-{self.key}"
        if len(os.fsencode(folder / ".s.PGSQL.5432")) > _SOCKET_LIMIT:
            folder = Path("/tmp") / folder.name  # noqa: S108 - made private, and checked below
        return folder

    @property
    def url(self) -> str:
        """The database's address, as DATABASE_URL spells a socket."""
        return f"postgres://{ROLE}@/{self.socket}/{DATABASE}"

    def start(self) -> subprocess.Popen[bytes]:
        """Make the cluster if there is none, start it, and wait until it answers."""
        ClusterFolder(
            path=self.folder,
            programs=self.programs,
            account=self.account,
            log=self.log,
            durable=self.settings.get("fsync") != "off",
        ).ensure()
        self._settle_earlier_postmaster()
        self._make_socket_folder()
        child = processes.start(
            processes.Program(
                name="postgres",
                argv=[self.programs.folder / "postgres", "-D", self.folder, *self._options()],
                log=self.log,
                death_signal=_FAST,
                account=self.account,
                environment=self.programs.environment,
                folder=self.folder,
            )
        )
        try:
            self._wait_until_ready(child)
        except BaseException:
            self.stop(child)
            raise
        return child

    def stop(self, child: subprocess.Popen[bytes]) -> None:
        """Stop the server and remove its socket."""
        processes.stop(child, _FAST, patience=30)
        shutil.rmtree(self.socket, ignore_errors=True)

    def _settle_earlier_postmaster(self) -> None:
        """Wait for the server of a killed run; forget a pid that is now somebody else's."""
        pid_file = self.folder / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return
        deadline = time.monotonic() + 30
        while _runs_in(pid, self.folder):
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGQUIT)
                deadline += 30
            time.sleep(0.1)
        pid_file.unlink(missing_ok=True)

    def _make_socket_folder(self) -> None:
        shutil.rmtree(self.socket, ignore_errors=True)
        try:
            self.socket.mkdir(mode=0o700)
        except FileExistsError as error:
            raise ServersUnavailable(
                f"{self.socket} belongs to somebody else: remove it, or set TMPDIR."
            ) from error
        if self.account:
            os.chown(self.socket, self.account.uid, self.account.gid)

    def _options(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket),
            "timezone": "UTC",
            "log_timezone": "UTC",
            **self.settings,
        }
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _wait_until_ready(self, child: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _READY_WITHIN
        while time.monotonic() < deadline and child.poll() is None:
            with contextlib.suppress(psycopg.OperationalError):
                self._make_database()
                return
            time.sleep(0.05)
        raise ServersUnavailable(
            f"PostgreSQL did not start; see {self.log}:\n{processes.last_lines(self.log)}"
        )

    def _make_database(self) -> None:
        with psycopg.connect(
            host=str(self.socket), user=ROLE, dbname="postgres", autocommit=True
        ) as connection:
            known = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone()
            if not known:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')


def _runs_in(pid: int, folder: Path) -> bool:
    """Whether process `pid` is a server that works in `folder`."""
    if not processes.alive(pid):
        return False
    try:
        return Path(os.readlink(f"/proc/{pid}/cwd")) == folder.resolve()
    except OSError:  # gone by now, or no /proc here: then PostgreSQL judges by itself
        return False
