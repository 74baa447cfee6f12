"""`make run`: keeps the data, ends without a trace, and says in a sentence what it lacks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from config.servers import state
from tests.config.launcher import PATIENCE, Launcher, query

pytestmark = pytest.mark.xdist_group("launcher")


def test_a_killed_run_leaves_no_process_and_loses_no_data(launcher: Launcher) -> None:
    first = launcher.start()
    published = launcher.wait_until_ready(first)
    assert launcher.answers()
    assert set(published.pids) == {"postgres", "valkey", "web", "worker", "beat"}
    query(published.database_url, "CREATE TABLE kept (word text)")
    query(published.database_url, "INSERT INTO kept VALUES ('Роснефть')")

    first.kill()
    first.wait()
    launcher.assert_nothing_left()
    assert state.read(launcher.folder) is None

    second = launcher.start()
    published = launcher.wait_until_ready(second)
    assert query(published.database_url, "SELECT word FROM kept") == [("Роснефть",)]

    assert_a_second_run_is_refused(launcher, second.pid)
    assert_a_command_uses_the_running_servers(launcher, published)
    assert_a_killed_worker_is_replaced(launcher, published.pids["worker"])

    second.send_signal(signal.SIGINT)
    said = second.communicate(timeout=PATIENCE)[0]
    assert second.returncode == 0
    assert f"Thaw is ready at http://127.0.0.1:{launcher.port}/" in said
    assert "the data is kept" in said
    assert "Traceback" not in said
    launcher.assert_nothing_left(within=1)
    assert not launcher.folder.state_file.exists()


def assert_a_second_run_is_refused(launcher: Launcher, pid: int) -> None:
    refused = launcher.start()
    said = refused.communicate(timeout=PATIENCE)[0]
    assert refused.returncode == 1
    assert said.splitlines() == [
        f"Thaw already runs on {launcher.folder.root}, at http://127.0.0.1:{launcher.port}/ "
        f"(process {pid}): wait for it, stop it, or choose another data folder with "
        "THAW_DATA=/path."
    ]


def assert_a_command_uses_the_running_servers(launcher: Launcher, published: state.State) -> None:
    done = launcher.command("showmigrations", "--plan")
    assert done.returncode == 0, done.stderr
    assert "[ ]" not in done.stdout
    assert state.read(launcher.folder) == published


def assert_a_killed_worker_is_replaced(launcher: Launcher, pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        workers = [one for one, line in launcher.processes().items() if "config worker" in line]
        if workers and pid not in workers:
            return
        time.sleep(0.2)
    raise AssertionError("the worker was not started again")


def test_a_taken_port_is_said_before_anything_is_started(launcher: Launcher) -> None:
    with socket.create_server(("127.0.0.1", launcher.port)):
        refused = launcher.start()
        said = refused.communicate(timeout=PATIENCE)[0]
    assert refused.returncode == 1
    assert said == (
        f"Port {launcher.port} on 127.0.0.1 is in use: choose another with "
        f"`make run PORT={launcher.port + 1}`.\n"
    )
    assert not (launcher.folder.root / "postgres").exists()


def test_a_wrong_port_is_named(launcher: Launcher) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "config.run"],
        env={**launcher.environment(), "PORT": "eighty"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "PORT: expected a whole number\n")
