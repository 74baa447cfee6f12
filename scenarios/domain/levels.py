"""How much a change matters: 0 to 3, and C for clocks.

Method: a change of status takes the highest level that one of its rules gives it; other news has
the level of its kind. Source: the project's domain notes, section 7 ("Levels"); docs/method/
changes.md. Limits: a level is of the change, not of who reads it, and no rule here weighs how
sure the evidence is.
"""

from collections.abc import Collection
from enum import StrEnum

from scenarios.domain.changes import ChangeCause, GateChange, StatusChange
from scenarios.domain.statuses import Status


class Level(StrEnum):
    """The level of a change, as it is stored; `label` is what people read."""

    INFO = "0"
    NOTICE = "1"
    IMPORTANT = "2"
    CRITICAL = "3"
    DEADLINE = "C"

    @property
    def label(self) -> str:
        """The word for the level."""
        return self.name.lower()

    def reaches(self, least: "Level") -> bool:
        """Tell whether news of this level is for someone who asks for the least level.

        A deadline stands outside the order: it reaches every least level, and whoever asks for
        deadlines alone is told of nothing else.
        """
        return self is Level.DEADLINE or (least is not Level.DEADLINE and self >= least)


class News(StrEnum):
    """The kinds of news that are no change of the status of a condition or gate."""

    EVIDENCE = "evidence"
    FORECAST_MOVED = "forecast_moved"
    CONTESTED = "contested"
    VIEWS_DIVERGE = "views_diverge"
    PACKAGE_STATE = "package_state"
    LISTING_STATE = "listing_state"
    RELIEF_WITHOUT_GATE = "relief_without_gate"
    CLOCK = "clock"


_LEVEL_OF_NEWS = {
    News.EVIDENCE: Level.INFO,
    News.FORECAST_MOVED: Level.IMPORTANT,
    News.CONTESTED: Level.IMPORTANT,
    News.VIEWS_DIVERGE: Level.IMPORTANT,
    News.PACKAGE_STATE: Level.CRITICAL,
    News.LISTING_STATE: Level.CRITICAL,
    News.RELIEF_WITHOUT_GATE: Level.CRITICAL,
    News.CLOCK: Level.DEADLINE,
}
_LOSSES = frozenset({Status.BREACHED, Status.FAILED})


def level_of(
    change: StatusChange, *, gates: Collection[GateChange], corrects: Level | None = None
) -> Level:
    """Return the level of a change of status.

    `gates` tells how the gates moved with it: the gate itself, or all that name the condition.
    `corrects` is the level of the event which a correction unsays, if there was one.
    """
    if change.new in _LOSSES or any(gate.value_changed for gate in gates):
        return Level.CRITICAL
    if change.cause is ChangeCause.CORRECTION and corrects is Level.CRITICAL:
        return Level.CRITICAL
    if change.new is Status.UNVERIFIED or any(gate.deciding_changed for gate in gates):
        return Level.IMPORTANT
    return Level.NOTICE


def level_of_news(news: News) -> Level:
    """Return the level of news that is no change of status."""
    return _LEVEL_OF_NEWS[news]
