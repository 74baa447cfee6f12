"""One search over everything: a few of each kind, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanctions.models import Party
from scenarios.models import Case, Condition, Package, Scenario
from tracker.selectors.nodes import case_rows, condition_rows, package_rows
from tracker.selectors.parties import party_rows
from tracker.selectors.scenario_lists import scenario_rows

if TYPE_CHECKING:
    from sanctions.models.teams import Person

_FEW = 8


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    scenarios: list[Scenario]
    conditions: list[Condition]
    cases: list[Case]
    packages: list[Package]
    parties: list[Party]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found at all."""
        kinds = (self.scenarios, self.conditions, self.cases, self.packages, self.parties)
        return not any(kinds)


def search(*, user: Person, text: str) -> Found:
    """Find scenarios, conditions, cases and packages by their words, parties by any name or id."""
    if not text:
        return Found([], [], [], [], [])
    return Found(
        scenarios=[*scenario_rows(user=user, text=text)[:_FEW]],
        conditions=[*condition_rows(user=user, text=text)[:_FEW]],
        cases=[*case_rows(user=user, text=text)[:_FEW]],
        packages=[*package_rows(user=user, text=text)[:_FEW]],
        parties=[*party_rows(user=user, text=text)[:_FEW]],
    )
