"""A bank that its list moves between programs, and a condition that waits for it to leave one.

That a row stays on a list under other programs is no official act: what is read out of it is
provisional, and a list that is corrected to and fro is the machine that flaps.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sanctions.models.clock import database_now
from sanctions.services.import_list import import_list
from scenarios.models import (
    Case,
    ChangeEvent,
    Condition,
    Evaluation,
    Gate,
    ScenarioEvaluation,
    Step,
)
from scenarios.services.apply_list_deltas import apply_list_deltas
from scenarios.services.load_case import load_case
from scenarios.services.settle_assessments import Settled, settle_assessments
from tests.clock import SetClock
from tests.sanctions.factories import TeamFactory, member
from tests.sanctions.ofac_files import parties, party, sdn

#: Half past noon of the day on which the tests begin.
BEGIN = datetime(2026, 6, 1, 12, 30, tzinfo=UTC)
BOTH, ONE = "RUSSIA-EO14024] [SDGT", "SDGT"
NOTHING = Settled(settled=0, counting=0, events=0)
BANKS = ("900", "901")
OTHERS = parties(30, start=1)

CASE: dict[str, Any] = {
    "format": "thaw-case/1",
    "id": "harbour",
    "title": "The harbour accord",
    "start": "2026-01-01",
    "parties": [
        {
            "id": f"bank{number}",
            "kind": "organization",
            "name": f"BANK {number}",
            "listed_as": {"list": "us_ofac_sdn", "id": number},
        }
        for number in BANKS
    ],
    "designations": [
        {
            "id": f"us{number}",
            "party": f"bank{number}",
            "authority": "US",
            "program": "RUSSIA-EO14024",
            "from": "2022-02-24",
        }
        for number in BANKS
    ],
    "conditions": [
        {
            "id": "free",
            "kind": "event",
            "bears_on": "sender",
            "text": "The banks are off the program",
            "fulfilled_by": "P1",
            "assessments": [{"date": "2026-01-01", "status": "NOT_MET"}],
        }
    ],
    "packages": [
        {
            "id": "P1",
            "title": "The banks",
            "steps": [
                {
                    "id": "s1",
                    "instrument": "US.DELIST",
                    "removes": {"designations": ["us900"]},
                }
            ],
        },
        {"id": "P2", "title": "The port"},
    ],
    "gates": [{"id": "port", "opens": "P2", "when": {"all": ["free"]}}],
    "scenarios": [{"id": "port", "title": "The port opens", "packages": ["P2"]}],
}


class MovingBank:
    """The case, and a list whose next copies say what a test wants, so many hours on.

    The package frees one bank; the other has left the program already.
    """

    def __init__(self, database_clock: SetClock) -> None:
        self._clock, self._copies = database_clock, 0
        self._programs = dict.fromkeys(BANKS, BOTH)
        team = TeamFactory()
        self.analyst = member(team=team)
        self.at(-48)
        self._import()
        self.says(-24, b901=ONE)
        load_case(document=CASE, team=team)
        self.case = Case.objects.get(slug="harbour")
        self.condition = Condition.objects.get(case=self.case)
        self.gate = Gate.objects.get(case=self.case)

    def frees_both(self) -> None:
        """Let the package free both banks."""
        Step.objects.filter(case=self.case).update(removes_designations=["us900", "us901"])

    def at(self, hours: float) -> datetime:
        """Set the clock so many hours after the beginning."""
        instant = BEGIN + timedelta(hours=hours)
        self._clock(instant)
        return instant

    def says(self, hours: float, **programs: str) -> None:
        """Publish another copy, `b900` and `b901` under other programs, and apply its news."""
        self.at(hours)
        self._programs |= {name[1:]: program for name, program in programs.items()}
        self._import()
        apply_list_deltas()

    def settles(self, hours: float) -> Settled:
        """Settle what is due then."""
        self.at(hours)
        return settle_assessments()

    def leaves_and_returns(self, *hours: float) -> None:
        """Leave the program, return to it, and so on, at these hours."""
        for number, hour in enumerate(hours):
            self.says(hour, b900=BOTH if number % 2 else ONE)

    def current(self, node: Condition | Gate) -> Evaluation:
        """Return the current evaluation."""
        kind = "gate" if isinstance(node, Gate) else "condition"
        return Evaluation.objects.get(is_current=True, **{kind: node})

    def scenario(self) -> str:
        """Return the state of the scenario, and its flags."""
        row = ScenarioEvaluation.objects.get(is_current=True)
        return ", ".join([row.state, *row.flags])

    def _import(self) -> None:
        banks = [
            party(number, f"BANK {number}", programs=programs)
            for number, programs in self._programs.items()
            if programs
        ]
        # No copy is ever the same file as an earlier one.
        self._copies += 1
        others = [*OTHERS, party(99, f"COPY NUMBER {self._copies}")]
        import_list(
            key="us_ofac_sdn", package=sdn(*banks, *others), published=database_now().date()
        )


def told() -> list[tuple[str, str, str, str, str, str]]:
    """Return every event: its node, kind, statuses, cause and level."""
    return [
        (
            event.node.slug,
            event.kind,
            event.old_status,
            event.new_status,
            event.cause,
            event.level,
        )
        for event in ChangeEvent.objects.order_by("sequence")
    ]
