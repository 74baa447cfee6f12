"""The embedded servers: made once, found again, and brought up after any kind of end."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.servers import processes, session, state
from config.servers.accounts import server_account
from config.servers.binaries import postgres_programs, valkey_program
from config.servers.data_folder import DataFolder
from config.servers.errors import ServersUnavailable
from tests.config.launcher import ROOT, Launcher, query

QUICK = {"fsync": "off"}


def test_a_second_start_keeps_the_data(data_folder: DataFolder) -> None:
    with session.started(data_folder, settings=QUICK) as servers:
        query(servers.database_url, "CREATE TABLE kept ()")
    with session.started(data_folder, settings=QUICK) as servers:
        assert query(servers.database_url, "SELECT to_regclass('kept') IS NOT NULL") == [(True,)]


def test_a_pid_file_that_names_a_stranger_does_no_harm(data_folder: DataFolder) -> None:
    with session.started(data_folder, settings=QUICK):
        pass
    pid_file = data_folder.cluster(server_account()) / "postmaster.pid"
    stranger = subprocess.Popen(["sleep", "60"], preexec_fn=_as_the_servers)  # noqa: PLW1509
    try:
        pid_file.write_text(f"{stranger.pid}\n{pid_file.parent}\n0\n5432\n\n\n\n")
        with session.started(data_folder, settings=QUICK) as servers:
            assert query(servers.database_url, "SELECT 1") == [(1,)]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def _as_the_servers() -> None:
    account = server_account()
    if account:
        os.setresgid(account.gid, account.gid, account.gid)
        os.setresuid(account.uid, account.uid, account.uid)


def test_an_interrupted_first_start_leaves_no_half(data_folder: DataFolder) -> None:
    half = data_folder.root / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("1")
    with session.started(data_folder, settings=QUICK) as servers:
        assert query(servers.database_url, "SELECT 1") == [(1,)]
    assert not half.exists()


def test_data_of_another_version_is_refused_in_a_sentence(data_folder: DataFolder) -> None:
    cluster = data_folder.root / "postgres"
    cluster.mkdir(mode=0o711)
    (cluster / "PG_VERSION").write_text("12\n")
    account = server_account()
    if account:
        os.chown(cluster, account.uid, account.gid)
    with pytest.raises(ServersUnavailable, match=r"made by PostgreSQL 12.*THAW_POSTGRES_BIN"):
        session.started(data_folder).__enter__()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make what belongs to another")
def test_data_of_another_account_is_refused_in_a_sentence(data_folder: DataFolder) -> None:
    cluster = data_folder.root / "postgres"
    cluster.mkdir()
    os.chown(cluster, 54321, 54321)
    with pytest.raises(ServersUnavailable, match="belongs to the account `54321`"):
        session.started(data_folder).__enter__()


def test_broker_content_that_cannot_be_read_is_dropped(data_folder: DataFolder) -> None:
    data_folder.create(server_account())
    spoilt = data_folder.valkey / "appendonlydir"
    spoilt.mkdir()
    (spoilt / "appendonly.aof.manifest").write_text("not a manifest\n")
    with session.started(data_folder, settings=QUICK):
        assert "not a manifest" not in (spoilt / "appendonly.aof.manifest").read_text()


def test_the_environment_wins(data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://me@db.example/thaw")
    monkeypatch.setenv("REDIS_URL", "redis://redis.example/0")
    with session.started(data_folder) as servers:
        assert servers.database_url == "postgres://me@db.example/thaw"
        assert servers.redis_url == "redis://redis.example/0"
        assert servers.pids == {}


def test_two_commands_at_once_share_servers(launcher: Launcher) -> None:
    argv = [sys.executable, "manage.py", "showmigrations"]
    both = [
        subprocess.Popen(argv, cwd=ROOT, env=launcher.environment(), stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [one.wait(90) for one in both] == [0, 0]
    launcher.assert_nothing_left(within=1)


def test_a_killed_command_takes_its_servers_along(launcher: Launcher) -> None:
    holds = "from config.servers.session import for_command as f\nimport time\n"
    holds += "with f('hold'): time.sleep(99)\n"
    child = subprocess.Popen(
        [sys.executable, "-c", holds], cwd=ROOT, env=launcher.environment(), start_new_session=True
    )
    deadline = time.monotonic() + 30
    while state.read(launcher.folder) is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(launcher.processes()) > 2
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    launcher.assert_nothing_left()


def test_secrets_are_for_their_owner_alone(data_folder: DataFolder) -> None:
    data_folder.create(server_account())
    key = data_folder.secret_key()
    assert len(key) >= 50
    assert data_folder.secret_key() == key
    state.write(data_folder, state.State(command="x", database_url="", redis_url="secret"))
    for path in (data_folder.root / "secret_key", data_folder.state_file):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_programs_that_are_not_there_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THAW_POSTGRES_BIN", "/nowhere")
    with pytest.raises(ServersUnavailable, match="THAW_POSTGRES_BIN=/nowhere"):
        postgres_programs()
    monkeypatch.setenv("THAW_VALKEY", "/nowhere/valkey")
    with pytest.raises(ServersUnavailable, match="THAW_VALKEY=/nowhere/valkey"):
        valkey_program()


def test_a_long_log_moves_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_LOG_KEPT_BYTES", 10)
    log = tmp_path / "one.log"
    log.write_text("many lines of an earlier run")
    child = processes.start(processes.Program(name="one", argv=["echo", "new"], log=log))
    assert child.wait() == 0
    assert log.read_text() == "new\n"
    assert "earlier run" in (tmp_path / "one.1.log").read_text()
