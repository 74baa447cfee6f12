"""Rows of a large case of one shape: pools of conditions, each shared by ten scenarios."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

POOL, LEAVES, SHARE = 20, 10, 10


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
