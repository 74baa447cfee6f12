"""What an act, or taking one back, changes for its package: states, cause and level.

Method: the package with its acts is looked at on today's day without the act and with it. Where
its state or phase differs, or a scenario is newly flagged as relief without gate, the event is
critical; else the act is evidence that changed nothing. News that changes what was right the day
before yesterday corrects. Source: the project's domain notes, sections 6 and 7 ("Package",
"Levels"); docs/method/acts.md. Limits: an act is taken as it is recorded; whether it is lawful, or
complete, is not judged.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.domain.changes import ChangeCause
from scenarios.domain.levels import Level, News, level_of_news
from scenarios.domain.package_phases import Phase, phase_of
from scenarios.domain.remarks import LATE
from scenarios.domain.scenario_facts import ActFact, PackageFact
from scenarios.domain.statuses import PackageState, ScenarioFlag


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageView:
    """A package, and the acts that are known for it."""

    package: PackageFact
    acts: Sequence[ActFact] = ()

    def standing(self, day: date) -> tuple[PackageState | None, Phase]:
        """Return the state and the phase of the package on the day."""
        phase = phase_of(self.package, acts=self.acts, as_of=day)
        return self.package.state_on(day), phase


@dataclass(frozen=True, slots=True, kw_only=True)
class ActChange:
    """What an act changed: the states of its package today, by which cause, and how much it is."""

    old_state: PackageState | None
    new_state: PackageState | None
    cause: ChangeCause
    level: Level


def change_by_act(
    before: PackageView,
    after: PackageView,
    *,
    new_flags: Collection[ScenarioFlag],
    today: date,
    taken_back: bool = False,
) -> ActChange:
    """Return what the act changed; `new_flags` are those that scenarios of the package gained."""
    old, new = before.standing(today), after.standing(today)
    earlier = today - LATE
    late = before.standing(earlier) != after.standing(earlier)
    if old != new:
        level = level_of_news(News.PACKAGE_STATE)
    elif ScenarioFlag.RELIEF_WITHOUT_GATE in new_flags:
        level = level_of_news(News.RELIEF_WITHOUT_GATE)
    else:
        level = level_of_news(News.EVIDENCE)
    return ActChange(
        old_state=old[0],
        new_state=new[0],
        cause=ChangeCause.CORRECTION if late or taken_back else ChangeCause.EVIDENCE,
        level=level,
    )
