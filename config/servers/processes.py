"""Child processes that end with their parent, however it ends."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from config.servers.accounts import Account

_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>
_HELD_BACK = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
_LOG_KEPT_BYTES = 5_000_000
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True, kw_only=True)
class Program:
    """How to start one child: what it runs, where it writes, what ends it with its parent."""

    name: str
    argv: Sequence[str | Path]
    log: Path
    death_signal: signal.Signals = signal.SIGTERM
    account: Account | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None


def die_with_parent(death_signal: int = signal.SIGTERM) -> None:
    """Ask the kernel to signal this process when its parent dies; does nothing beside Linux."""
    if _libc is not None:
        _libc.prctl(_SET_PARENT_DEATH_SIGNAL, int(death_signal), 0, 0, 0)


def start(program: Program, *, given: bytes | None = None) -> subprocess.Popen[bytes]:
    """Start `program` in a session of its own, bound to this process; `given` is its input."""
    account = program.account
    with _opened_log(program.log) as log, _undisturbed() as signals:
        child = subprocess.Popen(
            [str(part) for part in program.argv],
            stdin=subprocess.PIPE if given is not None else subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=program.folder,
            env={**os.environ, **program.environment},
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            start_new_session=True,
            preexec_fn=_bound_to(os.getpid(), program.death_signal, signals),  # noqa: PLW1509 - one thread here
        )
    if given is not None and child.stdin is not None:
        child.stdin.write(given)
        child.stdin.close()
    return child


@contextlib.contextmanager
def _undisturbed() -> Iterator[set[signal.Signals | int]]:
    """Hold signals back while a child is made: our handlers must not run in it; yields the mask."""
    before = set(signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK))
    try:
        yield before
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _bound_to(
    parent: int, death_signal: signal.Signals, signals: set[signal.Signals | int]
) -> Callable[[], None]:
    """Run between fork and exec, after the change of user, which would undo the binding."""

    def bind() -> None:
        die_with_parent(death_signal)
        if os.getppid() != parent:
            os._exit(1)
        signal.pthread_sigmask(signal.SIG_SETMASK, signals)

    return bind


def _opened_log(path: Path) -> IO[bytes]:
    """Append to `path`; what an earlier run wrote moves aside once it is long."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _LOG_KEPT_BYTES:
        path.replace(path.with_suffix(".1.log"))
    return path.open("ab")


def stop(child: subprocess.Popen[bytes], stop_signal: signal.Signals, *, patience: float) -> None:
    """Ask `child` to end; after `patience` seconds end it and all it started."""
    if child.poll() is None:
        child.send_signal(stop_signal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(patience)
    kill_session(child)


def kill_session(child: subprocess.Popen[bytes]) -> None:
    """End whatever is left of the session that `child` leads."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def alive(pid: int) -> bool:
    """Whether a process with this id exists, ours or not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def free_port() -> int:
    """Return a TCP port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def last_lines(log: Path, count: int = 5) -> str:
    """Return the end of a log, for an error message."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return ""
