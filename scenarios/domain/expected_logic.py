"""Answers the claims about conditions and gates: when met, of what value, how they change.

Method: each function gives the claim and the computed answer in one plain form, ready to be
compared. Source: the case file format, section 7. Limits: sets compare without order, by sorting.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from scenarios.domain.casefile import instant
from scenarios.domain.evaluator import Evaluator
from scenarios.domain.records import Logic
from scenarios.domain.statuses import NodeKind

Row = Mapping[str, Any]
Answer = tuple[Any, Any]


class LogicAnswers:
    """The evaluators of one logic, one for each instant of knowledge that rows ask for."""

    def __init__(self, logic: Logic) -> None:
        self.logic = logic
        self._evaluators: dict[str | None, Evaluator] = {}

    def evaluator(self, row: Row) -> Evaluator:
        """Return the evaluator for what the row takes as known."""
        known_at = row.get("known_at")
        if known_at not in self._evaluators:
            self._evaluators[known_at] = Evaluator(
                self.logic, known_at=instant(known_at) if known_at else None
            )
        return self._evaluators[known_at]


def first_met(answers: LogicAnswers, row: Row) -> Answer:
    """Answer: on which day is the node first T?"""
    computed = answers.evaluator(row).first_met(*_node(row))
    return row["first_met"], computed.isoformat() if computed else None


def value_and_status(answers: LogicAnswers, row: Row) -> Answer:
    """Answer: what are value and status on a day, as far as the row names them?"""
    evaluator, day = answers.evaluator(row), date.fromisoformat(row["on"]).toordinal()
    computed = {
        "value": str(evaluator.values(*_node(row)).at(day)),
        "status": str(evaluator.statuses(*_node(row)).at(day)),
    }
    named = [key for key in computed if key in row]
    return {key: row[key] for key in named}, {key: computed[key] for key in named}


def changes(answers: LogicAnswers, row: Row) -> Answer:
    """Answer: what is the status on the first day, and how does it change up to the last?"""
    computed = answers.evaluator(row).status_changes(
        *_node(row), from_=date.fromisoformat(row["from"]), to=date.fromisoformat(row["to"])
    )
    return row["changes"], [[day.isoformat(), str(status)] for day, status in computed]


def next_clock_change(answers: LogicAnswers, row: Row) -> Answer:
    """Answer: what does the clock alone change next?"""
    computed = answers.evaluator(row).next_clock_change(
        *_node(row), as_of=date.fromisoformat(row["on"])
    )
    found = [computed[0].isoformat(), str(computed[1])] if computed else None
    return row["next_clock_change"], found


def blocking(answers: LogicAnswers, row: Row) -> Answer:
    """Answer: which smallest sets of conditions stand in the way?"""
    computed = answers.evaluator(row).blocking(*_node(row), as_of=date.fromisoformat(row["on"]))
    return _as_sets(row["blocking"]), _as_sets(computed)


def _as_sets(sets: Iterable[Iterable[str]] | None) -> list[list[str]] | None:
    return None if sets is None else sorted(sorted(set(members)) for members in sets)


def _node(row: Row) -> tuple[NodeKind, str]:
    if "gate" in row:
        return NodeKind.GATE, row["gate"]
    return NodeKind.CONDITION, row["condition"]
