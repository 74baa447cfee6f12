"""How long after the gates of its package an act came, or before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scenarios.domain.gaps import first_day_open, gates_of
from scenarios.domain.records import Logic
from scenarios.models import Act


@dataclass(frozen=True, slots=True)
class ActGap:
    """The day on which all gates of the package opened, if they did, and the days from it on."""

    opened: date | None
    days: int | None

    @property
    def days_before(self) -> int:
        """How many days the act came before the gates opened; 0 where it did not."""
        return max(0, -(self.days or 0))


def date_against_gates(acts: Iterable[Act], *, logic: Logic, on: date) -> None:
    """Put the gap beside each act, as the gates are on the day; None where there is no gate."""
    opened: dict[str, date | None] = {}
    for act in acts:
        act.gap = None  # type: ignore[attr-defined]
        if act.package is None:
            continue
        gates = gates_of(logic, act.package.slug)
        if not gates:
            continue
        if act.package.slug not in opened:
            first = first_day_open(logic, gates)
            opened[act.package.slug] = first if first is not None and first <= on else None
        day = opened[act.package.slug]
        act.gap = ActGap(day, (act.date - day).days if day else None)  # type: ignore[attr-defined]
