"""Killed at any step, an import leaves the database as before or as after, and may be run again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from django.db import connection, transaction

from sanctions.models import Delta, Designation, ListEntry, PartyName, Snapshot
from tests.sanctions.conftest import KEY, Import
from tests.sanctions.ofac_files import file_of, parties, party, sdn
from tests.sanctions.services.dying_import import counted_steps
from tests.sanctions.unchanged import fingerprint
from tests.worker import ROOT, test_database_url

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, SECOND = date(2022, 2, 17), date(2022, 2, 28)
KILLS = 20
BEFORE = parties(200)
# Some are listed, amended, moved to other programs, and delisted.
AFTER = [
    party(1, "RENAMED HOUSE 1"),
    party(2, programs="SYRIA"),
    *parties(180, start=3),
    *parties(40, start=9_001),
]


@contextmanager
def _importer(folder: Path, data: Path) -> Iterator[Popen[bytes]]:
    child = Popen(
        [sys.executable, "-m", "tests.sanctions.services.dying_import", KEY, folder, f"{SECOND}"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": test_database_url(), "THAW_DATA": str(data)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


def _ask(importer: Popen[bytes], step: int | str) -> int:
    """Import in a process that dies before `step`; return its exit status."""
    assert importer.stdin is not None
    assert importer.stdout is not None
    importer.stdin.write(f"{step}\n".encode())
    importer.stdin.flush()
    status = int(importer.stdout.readline())
    _until_alone()
    return status


def _until_alone() -> None:
    """Wait until the server has noticed that the process is gone."""
    deadline = time.monotonic() + 60
    sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            if cursor.fetchone()[0] == 1:
                return
        time.sleep(0.01)
    raise AssertionError("another process still holds the database")


def _count_steps(take: Import) -> int:
    """Count the steps of an import, and undo it.

    Its file is kept already, and here its transaction is a savepoint, made and let go by a step.
    """
    seen: list[int] = []
    with transaction.atomic():
        with counted_steps(seen.append):
            take(sdn(*AFTER), SECOND)
        transaction.set_rollback(True)
    return seen[-1] - 2


def _told() -> list[Any]:
    """What an import leaves, without the ids that are made anew each time."""
    entries = ListEntry.objects.order_by("external_id").values_list(
        "external_id", "record", "digest", "present"
    )
    designations = Designation.objects.order_by("party__external_id", "program__key")
    names = PartyName.objects.order_by("name").values_list("name", "party__external_id")
    deltas = Delta.objects.order_by("entry__external_id", "snapshot__published")
    return [
        [*entries],
        [*designations.values_list("party__external_id", "program__key", "from_date", "to_date")],
        [*names],
        [*deltas.values_list("entry__external_id", "kind", "before", "after", "is_news")],
    ]


def _undisturbed(take: Import) -> list[Any]:
    with transaction.atomic():
        take(sdn(*AFTER), SECOND)
        told = _told()
        transaction.set_rollback(True)
    return told


@contextmanager
def _dying(take: Import, folder: Path) -> Iterator[Callable[[int], int]]:
    """Give a function that kills an import at a step; at the end it is run in peace, and whole."""
    take(sdn(*BEFORE), FIRST)
    expected = _undisturbed(take)
    (folder / "sdn.csv").write_bytes(file_of(AFTER))
    before = fingerprint()
    with _importer(folder, folder / "data") as importer:

        def kill(step: int) -> int:
            status = _ask(importer, step)
            if status:
                assert (fingerprint(), Snapshot.objects.count()) == (before, 1), step
            return status

        yield kill
        assert _ask(importer, "") == 0
    assert _told() == expected


def test_a_kill_at_any_of_twenty_points_leaves_all_as_before_and_the_rerun_is_whole(
    take: Import, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with _dying(take, tmp_path_factory.mktemp("copy")) as kill:
        last = _count_steps(take)
        steps = {1 + (last - 1) * point // (KILLS - 1) for point in range(KILLS)}
        assert len(steps) == KILLS
        assert {kill(step) for step in steps} == {-signal.SIGKILL}


@pytest.mark.full
def test_a_kill_at_every_step_leaves_all_as_before(
    take: Import, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with _dying(take, tmp_path_factory.mktemp("copy")) as kill:
        steps = count(1)
        while kill(next(steps)):
            pass
        assert next(steps) > _count_steps(take)
