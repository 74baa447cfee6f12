"""A large case of one shape: scenarios that share conditions, and one condition under many of them.

Every scenario has one package and one gate: a tree of `all`, `any` and `not` over ten conditions of
a pool that is a fifth as large as there are scenarios, so each condition stands under about fifty.
In three scenarios of ten, one of the ten is the hub. Everything follows from the seed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any

LEAVES, SCENARIOS_A_CONDITION, HUB_SHARE = 10, 5, 0.3
HUB = "hub"
SEED = 20260131
_HISTORY = timedelta(days=100)


@dataclass(frozen=True)
class Network:
    """The scenarios of one case, by their number."""

    scenarios: int
    case_id: str = field(default="0" * 26)

    @cached_property
    def conditions(self) -> list[str]:
        """The slugs of the shared conditions, and last that of the hub."""
        return [*(f"c{n}" for n in range(self.scenarios // SCENARIOS_A_CONDITION)), HUB]

    @cached_property
    def statuses(self) -> dict[str, str]:
        """What is known of each condition from the first day on."""
        seed = random.Random(SEED)
        return {slug: seed.choice(("MET", "NOT_MET")) for slug in self.conditions}

    @cached_property
    def gates(self) -> list[tuple[list[str], Any]]:
        """The conditions of each gate, and its expression as a case file writes it."""
        seed = random.Random(SEED + 1)
        shared = self.conditions[:-1]
        gates = []
        for _ in range(self.scenarios):
            leaves = seed.sample(shared, LEAVES)
            if seed.random() < HUB_SHARE:
                leaves[seed.randrange(LEAVES)] = HUB
            gates.append((leaves, _tree(leaves, seed)))
        return gates

    def document(self, first_day: date) -> dict[str, Any]:
        """The conditions and gates in the plain form of a case file."""
        fact = {"date": first_day.isoformat(), "recorded": first_day.isoformat()}
        return {
            "start": first_day.isoformat(),
            "conditions": [
                {
                    "id": slug,
                    "kind": "event",
                    "bears_on": "target",
                    "assessments": [{**fact, "status": status}],
                }
                for slug, status in self.statuses.items()
            ],
            "gates": [{"id": f"g{n}", "when": when} for n, (_, when) in enumerate(self.gates)],
        }

    def store(self, today: date) -> None:
        """Copy the rows into an empty database: right by construction, so nothing is checked."""
        from django.db import connection, transaction

        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, rows in self._rows(today - _HISTORY):
                _copy(cursor, table, rows)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def _rows(self, day: date) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
        known = datetime.combine(day, datetime.min.time(), tzinfo=UTC)
        case = {"case_id": self.case_id}
        nothing = {"slug": "bench", "demo": False, "from_library": False, "library_digest": ""}
        yield "case", [{**nothing, "id": self.case_id, "title": "Bench", "as_written": "{}"}]
        numbers = {slug: n for n, slug in enumerate(self.conditions)}
        condition: dict[str, Any] = {**case, "kind": "event", "bears_on": "target"}
        condition |= {"text": "What has to hold"}
        condition |= {"definition_version": 1, "version": 1, "as_written": "{}"}
        yield (
            "condition",
            ({**condition, **_placed("C", n, slug)} for slug, n in numbers.items()),
        )
        fact = {**case, "date": day, "recorded": known, "origin": "case_file", "position": 0}
        fact |= {"definition_version": 1, "reason": "", "as_written": "{}"}
        yield (
            "assessment",
            (
                {**fact, "id": key("A", n), "condition_id": key("C", n), "status": status}
                for n, status in enumerate(self.statuses.values())
            ),
        )
        yield from self._scenario_rows(numbers)

    def _scenario_rows(
        self, numbers: dict[str, int]
    ) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
        every = range(self.scenarios)
        row = {"case_id": self.case_id, "as_written": "{}"}
        titled, versions = {**row, "title": "Bench"}, {"version": 1}
        yield "package", ({**titled, **versions, **_placed("P", n, f"p{n}")} for n in every)
        yield (
            "gate",
            (
                {
                    **row, **versions, **_placed("G", n, f"g{n}"),
                    "definition_version": 1, "when": json.dumps(when), "opens_id": key("P", n),
                }
                for n, (_, when) in enumerate(self.gates)
            ),
        )  # fmt: skip
        yield "scenario", ({**titled, "implied": False, **_placed("S", n, f"s{n}")} for n in every)
        for other, letter in (("package", "P"), ("gate", "G")):
            link = f"{other}_id"
            yield (
                f"scenario{other}",
                (
                    {"id": key("L", n), "scenario_id": key("S", n), link: key(letter, n)}
                    for n in every
                ),
            )
        yield (
            "gatecondition",
            (
                {
                    "id": key("L", n * LEAVES + place), "gate_id": key("G", n),
                    "condition_id": key("C", numbers[leaf]),
                }
                for n, (leaves, _) in enumerate(self.gates)
                for place, leaf in enumerate(leaves)
            ),
        )  # fmt: skip


def key(letter: str, number: int) -> str:
    """The id of a row of the network, in the alphabet of ULIDs."""
    return f"0{letter if letter != 'L' else 'K'}{number:024d}"


def _placed(letter: str, number: int, slug: str) -> dict[str, Any]:
    return {"id": key(letter, number), "position": number, "slug": slug}


def _tree(leaves: Sequence[str], seed: random.Random) -> Any:
    if len(leaves) == 1:
        return {"not": leaves[0]} if seed.random() < 0.15 else leaves[0]
    parts = min(len(leaves), seed.choice((2, 3, 4)))
    cuts = [0, *sorted(seed.sample(range(1, len(leaves)), parts - 1)), len(leaves)]
    children = [_tree(leaves[cut:end], seed) for cut, end in pairwise(cuts)]
    return {seed.choice(("all", "any")): children}


def _copy(cursor: Any, table: str, rows: Iterable[dict[str, Any]]) -> None:
    waiting = iter(rows)
    first = next(waiting)
    columns = ", ".join(f'"{column}"' for column in first)
    with cursor.copy(f"COPY scenarios_{table} ({columns}) FROM STDIN") as copy:
        copy.write_row(tuple(first.values()))
        for row in waiting:
            copy.write_row(tuple(row.values()))
