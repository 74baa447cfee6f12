"""Keeps the product's own processes running: web, worker and beat."""

from __future__ import annotations

import contextlib
import http.client
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.servers import processes
from config.servers.data_folder import DataFolder
from config.servers.errors import ServersUnavailable

_ROOT = Path(__file__).resolve().parent.parent
_READY_WITHIN = 90.0
_FALLS = 5  # so many ends within the span below are no accident
_SPAN = 60.0


@dataclass
class Kept:
    """A program that is started again when it ends by itself."""

    program: processes.Program
    patience: float
    child: subprocess.Popen[bytes]
    ends: deque[float] = field(default_factory=lambda: deque(maxlen=_FALLS))

    def look(self, say: Callable[[str], None]) -> None:
        """Start the program again if it has ended; give up when that does not help."""
        status = self.child.poll()
        if status is None:
            return
        processes.kill_session(self.child)
        self.ends.append(time.monotonic())
        name, log = self.program.name, self.program.log
        if len(self.ends) == _FALLS and self.ends[-1] - self.ends[0] < _SPAN:
            raise ServersUnavailable(
                f"The {name} process keeps ending (status {status}); see {log}:\n"
                f"{processes.last_lines(log)}"
            )
        say(f"The {name} process ended (status {status}) and is started again; see {log}")
        self.child = processes.start(self.program)

    def stop(self) -> None:
        processes.stop(self.child, signal.SIGTERM, patience=self.patience)


def programs(folder: DataFolder) -> list[tuple[processes.Program, float]]:
    """Return web, worker and beat, each with the seconds it is given to end."""
    web = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"]
    celery = [sys.executable, "-m", "celery", "-A", "config"]
    worker = [*celery, "worker", "--concurrency=2", "--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", f"--schedule={folder.beat_schedule}", "--pidfile="]
    return [
        (_program("web", web, folder), 12),
        (_program("worker", worker, folder, death_signal=signal.SIGKILL), 15),
        (_program("beat", beat, folder), 5),
    ]


def _program(
    name: str,
    argv: Sequence[str],
    folder: DataFolder,
    *,
    death_signal: signal.Signals = signal.SIGTERM,
) -> processes.Program:
    return processes.Program(
        name=name,
        argv=argv,
        log=folder.logs / f"{name}.log",
        folder=_ROOT,
        death_signal=death_signal,
    )


@contextlib.contextmanager
def running(folder: DataFolder, address: tuple[str, int]) -> Iterator[list[Kept]]:
    """Start web, and once it answers the others; stop them in the reverse order."""
    kept: list[Kept] = []
    with contextlib.ExitStack() as stack:
        for program, patience in programs(folder):
            one = Kept(program, patience, processes.start(program))
            stack.callback(one.stop)
            kept.append(one)
            if program.name == "web":
                _wait_until_answered(address, one)
        yield kept


def _wait_until_answered(address: tuple[str, int], web: Kept) -> None:
    """Return once the web process answers on /healthz."""
    deadline = time.monotonic() + _READY_WITHIN
    while time.monotonic() < deadline and web.child.poll() is None:
        if _answers(*address):
            return
        time.sleep(0.1)
    raise ServersUnavailable(
        f"The web process does not answer; see {web.program.log}:\n"
        f"{processes.last_lines(web.program.log)}"
    )


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "127.0.0.1"})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
