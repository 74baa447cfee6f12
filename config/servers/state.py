"""Who runs the servers of a data folder: a lock that dies with its holder, and a file of facts."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from config.servers.data_folder import DataFolder, write_private
from config.servers.processes import alive


@dataclass(frozen=True, kw_only=True)
class State:
    """What a running launcher tells the commands that come after it."""

    command: str
    database_url: str
    redis_url: str
    address: str = ""
    pid: int = field(default_factory=os.getpid)
    pids: dict[str, int] = field(default_factory=dict)


def write(folder: DataFolder, state: State) -> None:
    write_private(folder.state_file, json.dumps(asdict(state), indent=1) + "\n")


def read(folder: DataFolder) -> State | None:
    """Return what the launcher wrote, unless it is gone or was never there."""
    try:
        state = State(**json.loads(folder.state_file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return state if alive(state.pid) and _held(folder.lock_file) else None


@contextlib.contextmanager
def owned(folder: DataFolder) -> Iterator[bool]:
    """Hold the folder's lock; yields False when somebody else holds it."""
    with _opened(folder.lock_file) as file:
        mine = _locked(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if mine:  # what a killed holder left tells of servers that are no more
            folder.state_file.unlink(missing_ok=True)
        yield mine
        if mine:
            folder.state_file.unlink(missing_ok=True)


@contextlib.contextmanager
def borrowed(folder: DataFolder) -> Iterator[None]:
    """Mark the servers as in use, so that a command which owns them waits before it stops them."""
    with _opened(folder.borrowers_file) as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def wait_for_borrowers(folder: DataFolder) -> None:
    """Return once no other command uses the servers, and let no new one begin."""
    with _opened(folder.borrowers_file) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        folder.state_file.unlink(missing_ok=True)


def _opened(path: Path) -> IO[str]:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")


def _locked(file: IO[str], operation: int) -> bool:
    try:
        fcntl.flock(file, operation)
    except BlockingIOError:
        return False
    return True


def _held(lock_file: Path) -> bool:
    """Whether a living process holds the lock."""
    with _opened(lock_file) as file:
        return not _locked(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
