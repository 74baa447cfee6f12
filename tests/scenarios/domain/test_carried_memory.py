"""That a thing was met survives the rewriting of its definition; only a correction unsays it."""

from __future__ import annotations

import pytest

from scenarios.domain.attribution import Attribution
from scenarios.domain.carried_memory import (
    NO_MEMORY,
    Memory,
    memory_of_values,
    remembered,
)
from scenarios.domain.expressions import AllOf, ConditionRef, FromDate
from scenarios.domain.records import Condition, ConditionTerms, Logic
from scenarios.domain.statuses import NodeKind, Status
from scenarios.domain.steps import from_changes
from scenarios.domain.truth import Truth
from tests.scenarios.domain.attributed import (
    START,
    C,
    changes_of_condition,
    condition,
    day,
    judged,
    logic,
    seen,
    told,
)

MET = Memory(was_met=True)
LOST = Memory(was_met=True, was_lost=True)


@pytest.mark.parametrize(
    ("status", "if_met", "if_lost"),
    [
        ("MET", "MET", "RESTORED"),
        ("MET_WITH_DELAY", "MET_WITH_DELAY", "RESTORED"),
        ("WAIVED", "WAIVED", "RESTORED"),
        ("RESTORED", "RESTORED", "RESTORED"),
        ("PARTIAL", "BREACHED", "BREACHED"),
        ("NOT_MET", "BREACHED", "BREACHED"),
        ("FAILED", "BREACHED", "BREACHED"),
        ("BREACHED", "BREACHED", "BREACHED"),
        ("UNVERIFIED", "UNVERIFIED", "UNVERIFIED"),
        ("UNKNOWN", "UNVERIFIED", "UNVERIFIED"),
    ],
)
def test_a_status_is_told_in_the_light_of_memory(status: str, if_met: str, if_lost: str) -> None:
    assert remembered(Status(status), NO_MEMORY) is Status(status)
    assert remembered(Status(status), MET) is Status(if_met)
    assert remembered(Status(status), LOST) is Status(if_lost)


def test_values_leave_behind_that_they_were_met_and_lost() -> None:
    values = from_changes(
        [
            (0, Truth.F),
            (day("02-01").toordinal(), Truth.T),
            (day("03-01").toordinal(), Truth.U),
            (day("04-01").toordinal(), Truth.F),
        ]
    )

    def left(until: str) -> tuple[bool, bool]:
        memory = memory_of_values(values, start=START, until=day(until))
        return memory.was_met, memory.was_lost

    assert left("01-31") == (False, False)
    assert left("02-01") == (True, False)
    assert left("03-31") == (True, False)
    assert left("04-01") == (True, True)


def met_then_lost(*more: object) -> Condition:
    return condition(
        judged("01-01", "NOT_MET"),
        judged("02-01", "MET", id="met"),
        judged("03-01", "NOT_MET"),
        *more,  # type: ignore[arg-type]
    )


def rewritten(of: Condition) -> Logic:
    """Return the logic under a text that would never have been met."""
    second = Condition(id="d", terms=ConditionTerms(initial=Status.NOT_MET))
    return logic(of, second, when=AllOf((C, ConditionRef("d"))))


def test_what_was_met_and_lost_stays_lost_under_a_new_text() -> None:
    attribution = Attribution(
        before=seen(logic(met_then_lost(), when=AllOf((C,))), on="04-01"),
        after=seen(rewritten(met_then_lost()), on="04-02"),
    )
    assert attribution.changes(NodeKind.GATE, "g", version=2) == ()


def test_what_is_met_only_under_the_new_text_again_is_restored() -> None:
    attribution = Attribution(
        before=seen(logic(met_then_lost(), when=AllOf((C,))), on="04-01"),
        after=seen(logic(met_then_lost(), when=FromDate(START)), on="04-01"),
    )
    changes = attribution.changes(NodeKind.GATE, "g", version=2)
    assert told(changes) == [("BREACHED", "RESTORED", "DEFINITION")]
    assert changes[0].valid_from == day("04-01")


def test_what_only_memory_says_holds_from_the_last_day_of_the_old_text() -> None:
    of = condition(judged("02-01", "MET"))
    attribution = Attribution(
        before=seen(logic(of, when=AllOf((C,))), on="04-01"),
        after=seen(rewritten(of), on="04-05"),
    )
    changes = attribution.changes(NodeKind.GATE, "g", version=2)
    assert told(changes) == [("MET", "BREACHED", "DEFINITION")]
    assert changes[0].valid_from == day("04-01")


def test_a_correction_unsays_that_it_was_met() -> None:
    back = judged("04-02", "NOT_MET", retracts="met")
    attribution = Attribution(
        before=seen(logic(met_then_lost(), when=AllOf((C,))), on="04-01"),
        after=seen(rewritten(met_then_lost(back)), on="04-02"),
    )
    assert told(attribution.changes(NodeKind.GATE, "g", version=2)) == [
        ("BREACHED", "NOT_MET", "CORRECTION")
    ]


def test_memory_of_older_definitions_is_told_in_every_later_evaluation() -> None:
    never = condition(judged("01-01", "NOT_MET"))
    now = condition(judged("01-01", "NOT_MET"), judged("05-01", "MET"))
    changes = changes_of_condition(
        seen(logic(never), on="04-01"),
        seen(logic(now), on="05-02"),
        Memory(was_met=True, was_lost=True, until=day("03-01")),
    )
    assert told(changes) == [("BREACHED", "RESTORED", "EVIDENCE")]
    assert changes[0].valid_from == day("05-01")
