"""One scenario as it would be, were some of its conditions otherwise; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from scenarios.domain.evaluator import BlockingSets
from scenarios.domain.statuses import ScenarioFlag
from scenarios.models import Scenario
from scenarios.selectors.explanations import (
    ExplainedCondition,
    ExplainedGate,
    Explanation,
    explain_scenario,
)
from scenarios.selectors.moments import Moment
from scenarios.selectors.what_if import WhatIf, what_if

if TYPE_CHECKING:
    from sanctions.models.teams import Person
    from scenarios.domain.scenario_tellings import ScenarioTold


@dataclass(frozen=True)
class WhatIfPage:
    """All that the page shows: the scenario as it is, and as it would be."""

    scenario: Scenario
    found: WhatIf

    @property
    def shown(self) -> Explanation:
        """The explanation under the supposition."""
        return self.found.explanation

    @property
    def real(self) -> ScenarioTold:
        """What is told of the scenario."""
        return self.found.real.scenarios[0].told

    @property
    def told(self) -> ScenarioTold:
        """What would be told of it."""
        return self.shown.scenarios[0].told

    @cached_property
    def known(self) -> Mapping[str, ExplainedCondition]:
        """The conditions, by the names by which the gates call them."""
        return {one.name: one for one in self.shown.conditions}

    @property
    def blocking(self) -> list[list[ExplainedCondition]] | None:
        """What would block it, the smallest sets first."""
        return self._named(self.told.blocking)

    @property
    def gates(self) -> tuple[ExplainedGate, ...]:
        """Its gates, as they would be."""
        return self.shown.gates

    @property
    def flags(self) -> list[ScenarioFlag]:
        """The flags that it would have, in the order of their vocabulary."""
        return [flag for flag in ScenarioFlag if flag in self.told.flags]

    @property
    def real_flags(self) -> list[ScenarioFlag]:
        """The flags that it has."""
        return [flag for flag in ScenarioFlag if flag in self.real.flags]

    @property
    def changes_something(self) -> bool:
        """Whether anything but the suppositions themselves would be otherwise."""
        return bool(self.found.gates or self.found.scenarios)

    def _named(self, sets: BlockingSets | None) -> list[list[ExplainedCondition]] | None:
        if sets is None:
            return None
        return sorted(([self.known[name] for name in one] for one in sets), key=len)


def find_scenario(*, user: Person, case: str, slug: str) -> Scenario:
    """Return a scenario that `user` sees. Raises Scenario.DoesNotExist."""
    rows = Scenario.objects.visible_to(user).select_related("case")
    found: Scenario = rows.get(case__slug=case, slug=slug)
    return found


def conditions_of(*, user: Person, scenario: Scenario, at: Moment) -> Explanation:
    """Return the scenario explained as it is: its conditions can be supposed otherwise."""
    return explain_scenario(user=user, scenario=scenario, moment=at)


def what_if_page(*, user: Person, scenario: Scenario, at: Moment) -> WhatIfPage:
    """Gather the page at a moment that may suppose something; raises NothingRestsOn."""
    explain = partial(_explained, user, scenario)
    return WhatIfPage(scenario=scenario, found=what_if(explain, at))


def _explained(user: Person, scenario: Scenario, moment: Moment) -> Explanation:
    return explain_scenario(user=user, scenario=scenario, moment=moment)
