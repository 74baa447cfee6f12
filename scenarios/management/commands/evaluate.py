"""Evaluate cases on a day, as known at an instant, from the facts in the database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Q

from sanctions.models.clock import database_now, database_today
from scenarios.domain.evaluator import NodeState
from scenarios.domain.scenario_tellings import ScenarioTold
from scenarios.models import Case
from scenarios.selectors.evaluated_cases import EvaluatedCase, evaluated_cases


class Command(BaseCommand):
    """Exit status: 0 done, 2 a case, day or instant cannot be used."""

    help = "Evaluate the conditions, gates and scenarios of cases; without CASE, of all cases."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "cases", nargs="*", metavar="CASE", help="the id of a case, or its ULID"
        )
        parser.add_argument("--as-of", metavar="DATE", help="the day; left out: today")
        parser.add_argument(
            "--known-at", metavar="INSTANT", help="only what was known then; with an offset"
        )
        parser.add_argument("--json", action="store_true", help="one JSON document, nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        faults: list[str] = []
        as_of = _day(options["as_of"], faults)
        known_at = _instant(options["known_at"], faults)
        cases = Case.objects.all()
        if wanted := options["cases"]:
            cases = cases.filter(Q(slug__in=wanted) | Q(pk__in=wanted))
            found = {key for pair in cases.values_list("pk", "slug") for key in pair}
            faults += [
                f"CASE {name}: expected the id of a case in the database"
                for name in wanted
                if name not in found
            ]
        if faults:
            for fault in faults:
                self.stderr.write(fault)
            sys.exit(2)
        evaluated = evaluated_cases(cases, as_of=as_of, known_at=known_at)
        if options["json"]:
            self.stdout.write(json.dumps({"cases": [_as_json(one, as_of) for one in evaluated]}))
        else:
            for one in evaluated:
                self._tell(one, as_of)

    def _tell(self, case: EvaluatedCase, as_of: date) -> None:
        self.stdout.write(f"{case.slug} as of {as_of}")
        for name, told in case.scenarios.items():
            flags = "".join(f", {flag}" for flag in sorted(told.flags))
            self.stdout.write(f"  scenario {name}: {told.state}{flags}")
        for kind, states in (("gate", case.gates), ("condition", case.conditions)):
            for name, state in states.items():
                self.stdout.write(f"  {kind} {name}: {_in_words(state)}")


def _day(text: str | None, faults: list[str]) -> date:
    if text is None:
        return database_today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults.append(f"--as-of {text}: expected a day as YYYY-MM-DD")
        return date.min


def _instant(text: str | None, faults: list[str]) -> datetime | None:
    if text is None:
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = datetime.min
    if instant.tzinfo is None:
        faults.append(f"--known-at {text}: expected an instant as YYYY-MM-DDThh:mm:ssZ")
    elif instant > database_now():
        faults.append(f"--known-at {text}: expected an instant that is over")
    else:
        return instant
    return None


def _as_json(case: EvaluatedCase, as_of: date) -> dict[str, Any]:
    return {
        "case": case.slug,
        "as_of": as_of.isoformat(),
        "gates": {name: _state_as_json(state) for name, state in case.gates.items()},
        "conditions": {name: _state_as_json(state) for name, state in case.conditions.items()},
        "scenarios": {name: _told_as_json(told) for name, told in case.scenarios.items()},
    }


def _state_as_json(state: NodeState) -> dict[str, Any]:
    ahead = state.next_clock_change
    answer = {
        "value": state.value,
        "status": state.status,
        "final": state.final,
        "deciding": list(state.deciding),
        "blocking": _lists(state.blocking),
        "next_clock_change": [ahead[0].isoformat(), ahead[1]] if ahead else None,
    }
    if state.refused_candidates is not None:
        answer["refused_candidates"] = state.refused_candidates
    if state.contested:
        answer["contested"] = sorted(state.contested)
    return answer


def _told_as_json(told: ScenarioTold) -> dict[str, Any]:
    return {
        "status": told.state,
        "flags": sorted(told.flags),
        "blocking": _lists(told.blocking),
    }


def _lists(sets: Iterable[Sequence[str]] | None) -> list[list[str]] | None:
    return None if sets is None else [list(one) for one in sets]


def _in_words(state: NodeState) -> str:
    words = [f"{state.status} ({state.value})"]
    if state.deciding:
        words.append("decided by " + ", ".join(state.deciding))
    if state.blocking == ((),):
        words.append("only time is missing")
    elif state.blocking:
        words.append("blocked by " + " or ".join(" + ".join(one) for one in state.blocking))
    if state.next_clock_change is not None:
        day, status = state.next_clock_change
        words.append(f"{status} on {day} by the clock alone")
    if state.contested:
        words.append("contested by " + " and ".join(sorted(state.contested)))
    return "; ".join(words)
