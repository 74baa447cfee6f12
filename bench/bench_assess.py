"""Assessing one condition: in a database of 10 scenarios, in one of 10,000, and against the floor.

Every scenario has a gate of ten conditions; ten scenarios share a pool of twenty, and the assessed
one is in all ten of its pool, in the small database as in the large one. All stand in one case,
which does not say when it starts. The floor, in one pool more, is one transaction that writes the
very same rows, ids and keys apart, straight from copies of them: no reading, no evaluating. Goals:
no more than in the small database within noise; at most 2.5 times the floor (row 5b of the
project's goals). The two databases are of one server and take turns, so that both meet the same
load; each turn begins with a round that is not counted.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import sys
import time
from dataclasses import dataclass, replace
from typing import Any

from bench.assess_rows import SHARE, Rows
from bench.measure import write_result
from bench.servers import scratch_database

SMALL, LARGE = 10, 10_000
NOISE = 1.3
ROUNDS_A_TURN = 4
MOST_TIMES_FLOOR = 2.5
TABLES = ("assessment", "evaluation", "scenarioevaluation", "changeevent", "flaggedscenario")


@dataclass
class Bench:
    """The case under test, and who assesses."""

    case: Any
    actor: Any
    seed: random.Random
    scenarios: int = 0
    met: bool = False

    def grow(self, to: int) -> None:
        """Add pools of scenarios up to the number, and evaluate them as a baseline."""
        from scenarios.services.evaluate_nodes import Occasion, evaluate_nodes

        rows = Rows(self.case)
        while self.scenarios < to:
            rows.add_pool(self.scenarios // SHARE, self.seed)
            self.scenarios += SHARE
        rows.store()
        evaluate_nodes(
            conditions=[row.pk for row in rows.conditions],
            gates=[row.pk for row in rows.gates],
            scenarios=[row.pk for row in rows.scenarios],
            before={},
            occasion=Occasion(is_baseline=True),
        )

    def assess(self, slug: str = "p0-c0") -> Any:
        """Assess a pool's first condition, each time the other way."""
        from sanctions.models.clock import database_today
        from scenarios.models import Condition
        from scenarios.services.assess_condition import assess_condition

        self.met = not self.met
        return assess_condition(
            condition=Condition.objects.get(case=self.case, slug=slug),
            status="MET" if self.met else "NOT_MET",
            date=database_today(),
            reason="Bench.",
            actor=self.actor,
        )


class Floor:
    """Writes the rows that an assessment wrote once more, from copies that the server keeps."""

    def __init__(self, bench: Bench) -> None:
        from django.db import connection

        before = counts()
        bench.assess("p1-c0")
        self.rows = {table: count - before[table] for table, count in counts().items()}
        self.round = 0
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(
                    f"CREATE TABLE kept_{table} AS SELECT * FROM scenarios_{table} "  # noqa: S608
                    f"ORDER BY id DESC LIMIT {self.rows[table]}"
                )
            self.inserts = [self._insert(cursor, table) for table in TABLES]
            cursor.execute("SELECT condition_id FROM kept_assessment")
            self.condition = cursor.fetchone()[0]
            cursor.execute("SELECT condition_id, gate_id FROM kept_evaluation")
            nodes = cursor.fetchall()
            self.conditions = [condition for condition, _ in nodes if condition]
            self.gates = [gate for _, gate in nodes if gate]
            cursor.execute("SELECT scenario_id FROM kept_scenarioevaluation")
            self.scenarios = [scenario for (scenario,) in cursor.fetchall()]

    def write(self) -> None:
        """Update the condition, retire what was current, insert the rows."""
        from django.db import connection, transaction

        self.round += 1
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE scenarios_condition SET version = version + 1 WHERE id = %s",
                [self.condition],
            )
            cursor.execute(
                "UPDATE scenarios_evaluation SET is_current = false "
                "WHERE is_current AND (condition_id = ANY(%s) OR gate_id = ANY(%s))",
                [self.conditions, self.gates],
            )
            cursor.execute(
                "UPDATE scenarios_scenarioevaluation SET is_current = false "
                "WHERE is_current AND scenario_id = ANY(%s)",
                [self.scenarios],
            )
            for insert in self.inserts:
                cursor.execute(insert, {"round": self.round})

    @staticmethod
    def _insert(cursor: Any, table: str) -> str:
        """Return the statement that inserts the kept rows under ids of their own."""
        cursor.execute(f"SELECT * FROM kept_{table} LIMIT 0")  # noqa: S608
        columns = [column.name for column in cursor.description]
        own = {name: f"'00' || substr(md5({name} || %(round)s), 1, 24)" for name in OWN}
        own |= {"key": "key || %(round)s", "is_current": "true"}
        own |= {"sequence": "nextval('scenarios_changeevent_sequence')"}
        own |= {"xid": "pg_current_xact_id()"}
        values = ", ".join(own.get(column, column) for column in columns)
        names = ", ".join(columns)
        return f"INSERT INTO scenarios_{table} ({names}) SELECT {values} FROM kept_{table}"  # noqa: S608


#: Columns that are another one's in every copy of the rows.
OWN = ("id", "slug", "event_id", "assessment_id")


def counts() -> dict[str, int]:
    """Count the rows of each table that an assessment writes to."""
    from django.apps import apps

    return {table: apps.get_model("scenarios", table).objects.count() for table in TABLES}


def timed(bench: Bench, floor: Floor, seconds: dict[str, list[float]]) -> None:
    """Time one turn: both works in a row, several times, after once that is not counted."""
    for number in range(ROUNDS_A_TURN + 1):
        for name, work in (("assess", bench.assess), ("floor", floor.write)):
            gc.collect()
            started = time.perf_counter()
            work()
            if number:
                seconds[name].append(time.perf_counter() - started)


def statements(bench: Bench) -> int:
    """Count the statements of one assessment."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        bench.assess()
    return len(queries)


def main() -> None:
    """Measure, and write `results/assess.json`; the ratio to the floor is only reported."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=15)
    turns = parser.parse_args().turns
    with scratch_database():
        benches = grown()
        floors: dict[int, Floor] = {}
        for size, bench in benches.items():
            use(size)
            vacuum()
            floors[size] = Floor(bench)
        seconds: dict[int, dict[str, list[float]]] = {
            size: {"assess": [], "floor": []} for size in benches
        }
        for _ in range(turns):
            for size, bench in benches.items():
                use(size)
                timed(bench, floors[size], seconds[size])
        figures: dict[str, Any] = {"rounds": turns * ROUNDS_A_TURN}
        for size, bench in benches.items():
            use(size)
            figures[str(size)] = summed_up(seconds[size]) | {
                "statements": statements(bench),
                "rows": floors[size].rows,
            }
        small, large = figures[str(SMALL)], figures[str(LARGE)]
        figures["large_to_small"] = round(large["assess_ms"] / small["assess_ms"], 2)
        goals = {
            f"{LARGE} scenarios cost at most {NOISE} times {SMALL}": (
                figures["large_to_small"] <= NOISE
            ),
            "as many statements, as many rows": all(
                small[name] == large[name] for name in ("statements", "rows")
            ),
            f"at most {MOST_TIMES_FLOOR} times the floor": large["to_floor"] <= MOST_TIMES_FLOOR,
        }
        write_result(name="assess", figures=figures, goals=goals)
        sys.exit(0 if all(list(goals.values())[:2]) else 1)


def grown() -> dict[int, Bench]:
    """Make both databases; the large one begins as a copy of the small one."""
    from django.contrib.auth import get_user_model
    from django.db import connection

    from scenarios.models import Case

    actor = get_user_model().objects.create(username="bench", is_superuser=True)
    small = Bench(Case.objects.create(slug="bench", title="Bench"), actor, random.Random(1))
    small.grow(to=SMALL + SHARE)
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "postgres"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{database_of(LARGE)}" TEMPLATE "{name}"')
        cursor.execute(f'ALTER DATABASE "{name}" RENAME TO "{database_of(SMALL)}"')
    use(LARGE)
    large = replace(small, seed=random.Random(2))
    large.grow(to=LARGE + SHARE)
    return {SMALL: small, LARGE: large}


def database_of(size: int) -> str:
    """Name the database of so many scenarios."""
    return f"bench_{size}"


def use(size: int) -> None:
    """Turn to the database of so many scenarios."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = database_of(size)


def vacuum() -> None:
    """Let the planner know how large the tables are."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def summed_up(seconds: dict[str, list[float]]) -> dict[str, float]:
    """Return medians and least times, and the ratio of the medians."""
    ours, least = (statistics.median(seconds[name]) for name in ("assess", "floor"))
    return {
        "assess_ms": round(ours * 1000, 2),
        "assess_min_ms": round(min(seconds["assess"]) * 1000, 2),
        "floor_ms": round(least * 1000, 2),
        "floor_min_ms": round(min(seconds["floor"]) * 1000, 2),
        "to_floor": round(ours / least, 2),
    }


if __name__ == "__main__":
    main()
