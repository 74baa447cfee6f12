"""Import of 17,000 parties of OFAC's list, from the file to the commit.

Floors, interleaved with ours: the csv module walking the same files, and COPY of the very same
rows into the same tables, with indexes and foreign keys live. Goal: at most 10 s and 300 MB for
the whole command in a process of its own.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.measure import interleaved, write_result
from bench.ofac_files import ofac_files, with_changes
from bench.servers import scratch_database

KEY = "us_ofac_sdn"
PARTIES = 17_000
DIGEST = "50bd7a6a6416f4d70f34f7f90ae0fb85c76d309e2146fd4a1b9040ecf030c539"
MOST_SECONDS, MOST_MEGABYTES = 10.0, 300.0
FIRST, SECOND = date(2022, 1, 31), date(2022, 2, 1)
ROOT = Path(__file__).resolve().parent.parent

# Parents before children.
TABLES = [
    f"sanctions_{table}"
    for table in (
        "snapshot", "party", "listentry", "partyname", "partyidentifier", "partydate",
        "partyaddress", "relation", "designation", "delta",
    )
]  # fmt: skip


@dataclass(slots=True)
class Database:
    """The tables that an import fills, as they are and as blobs."""

    blobs: dict[str, bytes]

    def empty(self) -> None:
        """Take every copy of the list away."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")

    def keep(self) -> None:
        """Remember the rows as COPY writes them."""
        from django.db import connection

        with connection.cursor() as cursor:
            for table in TABLES:
                with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                    self.blobs[table] = b"".join(bytes(block) for block in copy)

    def fill(self) -> None:
        """Put the remembered rows back, in one transaction: the floor."""
        from django.db import connection, transaction

        with transaction.atomic(), connection.cursor() as cursor:
            for table in TABLES:
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(self.blobs[table])

    def rows(self) -> int:
        """Count what an import wrote."""
        return sum(blob.count(b"\n") for blob in self.blobs.values())


def walk_csv(files: dict[str, bytes]) -> int:
    """Read every cell and use none: the floor of parsing."""
    return sum(
        sum(1 for _ in csv.reader(io.StringIO(content.decode(), newline="")))
        for content in files.values()
    )


def take(files: dict[str, bytes], published: date) -> dict[str, Any]:
    """Import in this process."""
    from sanctions.lists.ofac_sdn import FORMATS
    from sanctions.lists.packages import Package
    from sanctions.services.import_list import import_list

    flat = next(form for form in FORMATS if form.key == "legacy_csv")
    return import_list(key=KEY, package=Package(files, flat), published=published).as_json()


def whole_command(files: dict[str, bytes]) -> dict[str, Any]:
    """Run the command in a process of its own: its seconds, its peak memory, its answer."""
    with tempfile.TemporaryDirectory() as folder:
        for part, content in files.items():
            (Path(folder) / f"{part}.csv").write_bytes(content)
        answer = Path(folder) / "answer.json"
        argv = [sys.executable, "manage.py", "import_list", KEY, folder, f"--published={FIRST}"]
        started = time.perf_counter()
        with answer.open("wb") as out:
            child = os.posix_spawn(
                sys.executable,
                [*argv, "--json"],
                os.environ,
                file_actions=[(os.POSIX_SPAWN_DUP2, out.fileno(), 1)],
            )
            _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - started
        assert status == 0, f"the command ended with {status}"
        return {
            "seconds": round(seconds, 3),
            "processor_seconds": round(usage.ru_utime + usage.ru_stime, 3),
            "peak_rss_mb": round(usage.ru_maxrss / 1024, 1),
            "answer": json.loads(answer.read_text(encoding="utf-8")),
        }


def main() -> None:
    """Measure, and write `results/import.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    files = ofac_files(parties=PARTIES)
    digest = hashlib.sha256(b"".join(files.values())).hexdigest()
    assert digest == DIGEST, f"another list was made: {digest}"
    changed, amended = with_changes(files, share=0.01)
    os.chdir(ROOT)
    with scratch_database():
        figures = measure(files, changed, amended=amended, rounds=rounds)
        command = figures["command"]
        goals = {
            f"at most {MOST_SECONDS:.0f} s": command["seconds"] <= MOST_SECONDS,
            f"at most {MOST_MEGABYTES:.0f} MB": command["peak_rss_mb"] <= MOST_MEGABYTES,
        }
        write_result(name="import", figures=figures, goals=goals)
    sys.exit(0 if all(goals.values()) else 1)


def measure(
    files: dict[str, bytes], changed: dict[str, bytes], *, amended: int, rounds: int
) -> dict[str, Any]:
    """Take all figures on one database."""
    database = Database({})
    command = whole_command(files)
    assert command["answer"]["listed"] == PARTIES, command
    database.keep()

    def first() -> None:
        take(files, FIRST)

    def back() -> None:
        database.empty()
        database.fill()

    timings = interleaved(
        works={
            "csv": lambda: walk_csv(files),
            "copy": database.fill,
            "import": first,
            "unchanged": first,
            "one_percent": lambda: take(changed, SECOND),
        },
        before={"copy": database.empty, "import": database.empty, "one_percent": back},
        rounds=rounds,
    )
    from sanctions.models import Delta

    assert Delta.objects.news().count() == amended
    assert Delta.objects.count() == PARTIES + amended
    median = {name: timing.median for name, timing in timings.items()}
    return {
        "parties": PARTIES,
        "rows": database.rows(),
        "bytes": sum(map(len, files.values())),
        "rounds": rounds,
        "command": {key: value for key, value in command.items() if key != "answer"},
        "timings": {name: timing.as_json() for name, timing in timings.items()},
        "ratios": {
            "import_to_csv": round(median["import"] / median["csv"], 2),
            "import_to_copy": round(median["import"] / median["copy"], 2),
            "unchanged_to_csv": round(median["unchanged"] / median["csv"], 2),
            "one_percent_to_csv": round(median["one_percent"] / median["csv"], 2),
        },
    }


if __name__ == "__main__":
    main()
