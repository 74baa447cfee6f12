"""A process killed while it imports leaves nothing half applied, and may be run again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection, transaction

from sanctions.domain.kinds import SnapshotOutcome
from sanctions.models import Delta, ListEntry, Snapshot
from sanctions.services.import_list import ImportResult
from tests.sanctions.conftest import KEY, Import
from tests.sanctions.ofac_files import parties, party, sdn
from tests.sanctions.unchanged import assert_nothing_changed
from tests.worker import ROOT, test_database_url

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, SECOND = date(2022, 2, 17), date(2022, 2, 28)
COUNT = 5_000
BEFORE = sdn(*parties(COUNT))
AFTER = sdn(party(1, "RENAMED HOUSE 1"), *parties(COUNT - 2, start=3), *parties(9, start=9_001))

WAITING = (
    "SELECT pid FROM pg_locks JOIN pg_database d ON d.oid = database"
    " WHERE NOT granted AND datname = current_database()"
)
ALIVE = "SELECT pid FROM pg_stat_activity WHERE pid = ANY(%s)"


def _until(count: int, sql: str, *values: list[int]) -> list[int]:
    """Ask the database until it answers with so many processes."""
    deadline = time.monotonic() + 60
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(sql, values)
            found = [row[0] for row in cursor.fetchall()]
            if len(found) == count:
                return found
            time.sleep(0.02)
    raise AssertionError(f"not within 60 s: {sql}")


@contextmanager
def _importing(file: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the command in a process of its own."""
    child = subprocess.Popen(
        [sys.executable, "manage.py", "import_list", KEY, str(file), "--published", f"{SECOND}"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": test_database_url(), "THAW_DATA": str(file.parent)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()


@pytest.mark.parametrize(
    "table",
    [
        "sanctions_sanctionslist",
        "sanctions_listentry",
        "sanctions_partyname",
        "sanctions_designation",
        "sanctions_delta",
    ],
)
def test_a_kill_at_any_table_leaves_nothing_behind(
    take: Import, data_folder: Path, table: str
) -> None:
    take(BEFORE, FIRST)
    file = data_folder / "sdn.csv"
    file.write_bytes(AFTER.parts["sdn"])
    with assert_nothing_changed():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
            with _importing(file) as child:
                servers = _until(1, WAITING)
                child.send_signal(signal.SIGKILL)
                child.wait()
        _until(0, ALIVE, servers)
    assert Snapshot.objects.count() == 1
    again = take(AFTER, SECOND)
    assert again.outcome is SnapshotOutcome.APPLIED
    counts = [again.counts[kind] for kind in ("listed", "amended", "delisted", "unchanged")]
    assert counts == [9, 1, 1, COUNT - 2]


def _in_threads(count: int, work: Callable[[], ImportResult]) -> list[ImportResult]:
    """Let so many imports wait for the list's lock together, then let them go."""
    results: list[ImportResult] = []

    def run() -> None:
        try:
            results.append(work())
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(count)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"list:{KEY}"])
        for thread in threads:
            thread.start()
        _until(count, WAITING)
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_imports_of_one_list_wait_for_each_other(take: Import) -> None:
    package = sdn(*parties(50))
    results = _in_threads(3, lambda: take(package, FIRST))
    outcomes = sorted(result.outcome.value for result in results)
    assert outcomes == ["applied", "unchanged", "unchanged"]
    assert (ListEntry.objects.count(), Delta.objects.count()) == (50, 50)
