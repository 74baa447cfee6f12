"""Gives a command its servers: named by the environment, already running, or started for it."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from config.servers import binaries, state
from config.servers.accounts import server_account
from config.servers.data_folder import DataFolder, location
from config.servers.errors import ServersUnavailable
from config.servers.postgres import Cluster
from config.servers.valkey import Valkey

_PATIENCE = 60.0  # seconds a command waits for another that is starting or stopping the servers


@dataclass(frozen=True, kw_only=True)
class Servers:
    """Where the servers answer, and the processes of those started here."""

    database_url: str
    redis_url: str
    pids: Mapping[str, int] = field(default_factory=dict)

    def export(self) -> None:
        """Tell this process and its children; what the environment names already stays."""
        os.environ.setdefault("DATABASE_URL", self.database_url)
        os.environ.setdefault("REDIS_URL", self.redis_url)


@contextlib.contextmanager
def for_command(command: str) -> Iterator[Servers]:
    """Lend a command its servers for as long as it runs."""
    folder = DataFolder(location())
    folder.create(server_account())
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with state.borrowed(folder):
            running = state.read(folder)
            if running:
                yield Servers(database_url=running.database_url, redis_url=running.redis_url)
                return
        with state.owned(folder) as mine:
            if mine:
                with _started_for(command, folder) as servers:
                    yield servers
                return
        time.sleep(0.1)
    raise ServersUnavailable(
        f"Another Thaw is starting on {folder.root}, and its servers do not answer yet: try again "
        f"later, or see {folder.logs}."
    )


@contextlib.contextmanager
def _started_for(command: str, folder: DataFolder) -> Iterator[Servers]:
    """Start servers which other commands may borrow meanwhile."""
    with started(folder) as servers:
        state.write(
            folder,
            state.State(
                command=command,
                database_url=servers.database_url,
                redis_url=servers.redis_url,
                pids=dict(servers.pids),
            ),
        )
        try:
            yield servers
        finally:
            state.wait_for_borrowers(folder)


@contextlib.contextmanager
def started(folder: DataFolder, *, settings: Mapping[str, str] | None = None) -> Iterator[Servers]:
    """Start what the environment does not name, and stop it at the end."""
    account = server_account()
    folder.create(account)
    with contextlib.ExitStack() as stack:
        pids: dict[str, int] = {}
        database_url = os.environ.get("DATABASE_URL", "")
        if not database_url:
            cluster = _cluster(folder, settings or {})
            postgres = cluster.start()
            stack.callback(cluster.stop, postgres)
            database_url, pids["postgres"] = cluster.url, postgres.pid
        redis_url = os.environ.get("REDIS_URL", "")
        if not redis_url:
            valkey = Valkey(
                folder=folder.valkey,
                program=binaries.valkey_program(),
                log=folder.logs / "valkey.log",
            )
            process = valkey.start()
            stack.callback(valkey.stop, process)
            redis_url, pids["valkey"] = valkey.url, process.pid
        yield Servers(database_url=database_url, redis_url=redis_url, pids=pids)


def _cluster(folder: DataFolder, settings: Mapping[str, str]) -> Cluster:
    account = server_account()
    programs = binaries.postgres_programs()
    if account:
        copies = folder.cluster(account).parent / "programs"
        programs = binaries.within_reach(programs, account=account, copies=copies)
    return Cluster(
        folder=folder.cluster(account),
        key=folder.key,
        programs=programs,
        account=account,
        log=folder.logs / "postgres.log",
        settings=settings,
    )
