"""Assessing one condition: in a database of 10 scenarios, then of 10,000, and against the floor.

Every scenario has a gate of ten conditions; ten scenarios share a pool of twenty, and the assessed
one is in all ten of its pool, in the small database as in the large one. All stand in one case,
which does not say when it starts. The floor, in one pool more, is one transaction that writes the
very same rows, ids and keys apart, straight from copies of them: no reading, no evaluating. Goals:
no more than in the small database within noise; at most 2.5 times the floor (row 5b of the
project's goals).
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bench.measure import write_result
from bench.servers import scratch_database

SMALL, LARGE = 10, 200
POOL, LEAVES, SHARE = 20, 10, 10
NOISE = 1.3
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


class Rows:
    """Rows of one case, made in memory and stored at once."""

    def __init__(self, case: Any) -> None:
        self.case = case
        self.conditions: list[Any] = []
        self.facts: list[Any] = []
        self.gates: list[Any] = []
        self.scenarios: list[Any] = []
        self.packages: list[Any] = []
        self.links: list[Any] = []

    def add_pool(self, number: int, seed: random.Random) -> None:
        """Make a pool of conditions, and the scenarios that share it."""
        from datetime import UTC, datetime

        from sanctions.models.clock import database_today
        from scenarios.models import Assessment, Condition

        first_day = database_today() - timedelta(days=100)
        known = datetime.combine(first_day, datetime.min.time(), tzinfo=UTC)
        pool = []
        for place in range(POOL):
            condition = Condition(
                case=self.case,
                position=number * POOL + place,
                slug=f"p{number}-c{place}",
                kind="event",
                bears_on="target",
                text="What has to hold",
            )
            pool.append(condition)
            status = "NOT_MET" if place == 0 or seed.random() < 0.4 else "MET"
            fact = {"case": self.case, "condition": condition, "position": 0, "status": status}
            self.facts.append(Assessment(**fact, date=first_day, recorded=known))
        self.conditions += pool
        for place in range(SHARE):
            self._add_scenario(f"p{number}-s{place}", pool, seed)

    def _add_scenario(self, slug: str, pool: list[Any], seed: random.Random) -> None:
        from scenarios.models import (
            Gate,
            GateCondition,
            Package,
            Scenario,
            ScenarioGate,
            ScenarioPackage,
        )

        leaves = [pool[0], *seed.sample(pool[1:], LEAVES - 1)]
        names = [leaf.slug for leaf in leaves]
        when = {
            "any": [
                {"all": [names[0], {"any": names[1:4]}]},
                {"all": [*names[4:7], {"not": names[7]}, names[8], names[9]]},
            ]
        }
        about = {"case": self.case, "position": len(self.gates), "slug": slug}
        package = Package(**about, title=slug)
        gate = Gate(**about, when=when, opens=package)
        scenario = Scenario(**about, title=slug)
        self.packages.append(package)
        self.gates.append(gate)
        self.scenarios.append(scenario)
        self.links.append(ScenarioPackage(scenario=scenario, package=package))
        self.links.append(ScenarioGate(scenario=scenario, gate=gate))
        self.links += [GateCondition(gate=gate, condition=leaf) for leaf in leaves]

    def store(self) -> None:
        """Store all of them."""
        for rows in (self.conditions, self.facts, self.packages, self.gates, self.scenarios):
            type(rows[0]).objects.bulk_create(rows, batch_size=2_000)
        for kind in {type(link) for link in self.links}:
            links = [link for link in self.links if type(link) is kind]
            kind.objects.bulk_create(links, batch_size=5_000)


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
                    f"CREATE TEMP TABLE kept_{table} AS SELECT * FROM scenarios_{table} "  # noqa: S608
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


def timed(works: dict[str, Callable[[], object]], *, rounds: int) -> dict[str, list[float]]:
    """Time the works in turn, after one round that warms up."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            gc.collect()
            started = time.perf_counter()
            work()
            if number:
                seconds[name].append(time.perf_counter() - started)
    return seconds


def statements(bench: Bench) -> int:
    """Count the statements of one assessment."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        bench.assess()
    return len(queries)


def main() -> None:
    """Measure, and write `results/assess.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    with scratch_database():
        bench = new_bench()
        figures: dict[str, Any] = {"rounds": rounds}
        medians: dict[int, float] = {}
        for size in (SMALL, LARGE):
            bench.grow(to=size + SHARE)
            vacuum()
            figures[str(size)] = measure(bench, rounds=rounds)
            medians[size] = figures[str(size)]["assess_ms"]
        large = figures[str(LARGE)]
        figures["large_to_small"] = round(medians[LARGE] / medians[SMALL], 2)
        same = large["statements"] == figures[str(SMALL)]["statements"]
        goals = {
            f"{LARGE} scenarios cost at most {NOISE} times {SMALL}": (
                figures["large_to_small"] <= NOISE
            ),
            "as many statements, as many rows": same
            and large["rows"] == figures[str(SMALL)]["rows"],
            f"at most {MOST_TIMES_FLOOR} times the floor": (large["to_floor"] <= MOST_TIMES_FLOOR),
        }
        write_result(name="assess", figures=figures, goals=goals)


def new_bench() -> Bench:
    """Make an empty case and an analyst."""
    from django.contrib.auth import get_user_model

    from scenarios.models import Case

    actor = get_user_model().objects.create(username="bench", is_superuser=True)
    return Bench(Case.objects.create(slug="bench", title="Bench"), actor, random.Random(1))


def vacuum() -> None:
    """Let the planner know how large the tables are."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def measure(bench: Bench, *, rounds: int) -> dict[str, Any]:
    """Time assessing and the floor in turn."""
    floor = Floor(bench)
    seconds = timed({"assess": bench.assess, "floor": floor.write}, rounds=rounds)
    drop_copies()
    ours, least = (statistics.median(seconds[name]) for name in ("assess", "floor"))
    return {
        "assess_ms": round(ours * 1000, 2),
        "assess_min_ms": round(min(seconds["assess"]) * 1000, 2),
        "floor_ms": round(least * 1000, 2),
        "to_floor": round(ours / least, 2),
        "statements": statements(bench),
        "rows": floor.rows,
    }


def drop_copies() -> None:
    """Forget the copies of the floor."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DROP TABLE kept_{table}")


if __name__ == "__main__":
    main()
