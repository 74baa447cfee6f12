"""`make run`: servers, database, first data, then web, worker and beat until Ctrl-C."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn

from config.env import SettingInvalid, number
from config.prepare import prepare
from config.servers import processes, session, state
from config.servers.accounts import server_account
from config.servers.data_folder import DataFolder, location
from config.servers.errors import ServersUnavailable
from config.stopping import Stopped, StopRequests
from config.supervisor import Kept, running

_LOOK_EVERY = 0.5


def main() -> int:
    """Run until stopped; returns the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    stop = StopRequests()
    stop.listen()
    if "MAKELEVEL" in os.environ:  # make may be killed; nobody would be left to press Ctrl-C
        processes.die_with_parent()
    try:
        _run(stop)
    except Stopped:
        say("Thaw has stopped; the data is kept.")
        return 0
    except (ServersUnavailable, SettingInvalid) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    return 0


def _run(stop: StopRequests) -> None:
    host, port = os.environ.get("THAW_HOST", "127.0.0.1"), number("PORT", 8000)
    folder = DataFolder(location())
    folder.create(server_account())
    with _owned(folder):
        _refuse_taken_port(host, port)
        os.environ.setdefault("SECRET_KEY", folder.secret_key())
        os.environ.setdefault("PUBLIC_URL", f"http://127.0.0.1:{port}")
        os.environ.setdefault("THAW_FETCH", "on")
        os.environ.update({"THAW_DATA": str(folder.root), "THAW_HOST": host, "PORT": str(port)})
        say(f"Starting Thaw on {folder.root}")
        with session.started(folder) as servers:
            servers.export()
            _publish(folder, servers)
            told = prepare()
            with running(folder, (_reachable(host), port)) as kept, _forgotten_first(folder):
                _publish(folder, servers, kept, address=f"http://127.0.0.1:{port}/")
                if told:
                    say(told)
                say(f"Thaw is ready at http://{_reachable(host)}:{port}/ (Ctrl-C stops it)")
                _watch(kept, servers.pids, stop)


def say(text: str) -> None:
    """Tell the person at the shell, who may have redirected us to a file."""
    print(text, flush=True)


@contextlib.contextmanager
def _owned(folder: DataFolder) -> Iterator[None]:
    with state.owned(folder) as mine:
        if not mine:
            raise ServersUnavailable(_already_running(folder))
        yield


def _already_running(folder: DataFolder) -> str:
    other = state.read(folder)
    if other and other.address:
        what = f"Thaw already runs on {folder.root}, at {other.address} (process {other.pid})"
    elif other:
        what = f"`{other.command}` (process {other.pid}) uses {folder.root}"
    else:
        what = f"Another Thaw is starting or stopping on {folder.root}"
    return f"{what}: wait for it, stop it, or choose another data folder with THAW_DATA=/path."


def _refuse_taken_port(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        reason = "is in use" if error.errno == errno.EADDRINUSE else f"({error.strerror})"
        raise ServersUnavailable(
            f"Port {port} on {host} {reason}: choose another with `make run PORT={port + 1}`."
        ) from error


def _publish(
    folder: DataFolder, servers: session.Servers, kept: Sequence[Kept] = (), *, address: str = ""
) -> None:
    """Let commands find the servers."""
    own = {one.program.name: one.child.pid for one in kept}
    state.write(
        folder,
        state.State(
            command="make run",
            database_url=servers.database_url,
            redis_url=servers.redis_url,
            address=address,
            pids={**servers.pids, **own},
        ),
    )


@contextlib.contextmanager
def _forgotten_first(folder: DataFolder) -> Iterator[None]:
    """No command finds servers that are about to stop."""
    try:
        yield
    finally:
        folder.state_file.unlink(missing_ok=True)


def _watch(kept: Sequence[Kept], servers: Mapping[str, int], stop: StopRequests) -> NoReturn:
    """Keep all running; without its servers the product cannot."""
    while True:
        stop.check()
        time.sleep(_LOOK_EVERY)
        for name, pid in servers.items():
            if _ended(pid):
                raise ServersUnavailable(
                    f"{name} ended by itself; see its log in the data folder's `logs`. "
                    "Start again with `make run`: the data is kept."
                )
        for one in kept:
            one.look(say)


def _ended(pid: int) -> bool:
    """Whether a child has ended; it is left for its owner to collect."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104 - compared only


if __name__ == "__main__":
    sys.exit(main())
