"""Replay a case: what would have been flagged when, at which level, with which lag."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Q

from sanctions.models.clock import database_today
from scenarios.domain.replay import replay
from scenarios.domain.replayed_changes import ReplayedChange, ReplayKind
from scenarios.models import Case
from scenarios.selectors.replayed_case import replayed_case


class Command(BaseCommand):
    """Exit status: 0 done, 2 the case or a day cannot be used."""

    help = "Run a case through time, and print what would have been flagged when."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("case", metavar="CASE", help="the id of a case, or its ULID")
        parser.add_argument(
            "--from", metavar="DATE", required=True, dest="first", help="the first day"
        )
        parser.add_argument(
            "--to", metavar="DATE", dest="last", help="the last day; left out: today"
        )
        parser.add_argument("--json", action="store_true", help="one JSON document, nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        faults: list[str] = []
        case = _case(options["case"], faults)
        first = _day("--from", options["first"], faults)
        last = _day("--to", options["last"], faults) if options["last"] else database_today()
        if first and last and last < first:
            faults.append(f"--to {last}: expected a day not before --from {first}")
        if case is None or first is None or last is None or faults:
            for fault in faults:
                self.stderr.write(fault)
            sys.exit(2)
        changes = replay(replayed_case(case), from_=first, to=last)
        if options["json"]:
            answer = {"case": case.slug, "changes": [_as_json(one) for one in changes]}
            self.stdout.write(json.dumps(answer))
        else:
            self._tell(case, changes, days=f"{first} to {last}")

    def _tell(self, case: Case, changes: Sequence[ReplayedChange], *, days: str) -> None:
        counted = "1 change" if len(changes) == 1 else f"{len(changes) or 'no'} changes"
        self._say(f"{case.slug}, {days}: {counted}")
        for one in changes:
            self._say(_in_words(one))

    def _say(self, line: str) -> None:
        """Write a line; what the terminal has no letters for is written as its number."""
        encoding = getattr(self.stdout, "encoding", None) or "utf-8"
        self.stdout.write(line.encode(encoding, "backslashreplace").decode(encoding))


def _case(name: str, faults: list[str]) -> Case | None:
    case = Case.objects.filter(Q(slug=name) | Q(pk=name)).first()
    if case is None:
        faults.append(f"CASE {name}: expected the id of a case in the database")
    return case


def _day(option: str, text: str, faults: list[str]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults.append(f"{option} {text}: expected a day as YYYY-MM-DD")
        return None


def _as_json(change: ReplayedChange) -> dict[str, Any]:
    return {
        "at": change.at.isoformat(),
        "kind": change.kind,
        "node": change.node,
        "from": change.old,
        "to": change.new,
        "cause": change.cause,
        "level": change.level,
        "lag_days": change.lag_days,
    }


def _in_words(change: ReplayedChange) -> str:
    lag = f", {change.lag_days} days late" if change.lag_days else ""
    level = f"{change.level.label} by {change.cause}{lag}"
    return f"{change.at}  {change.kind:<9}  {_node(change)}{_what(change)}  [{level}]"


def _node(change: ReplayedChange) -> str:
    return f"{change.node}: " if change.node else ""


def _what(change: ReplayedChange) -> str:
    if change.kind is ReplayKind.ACT:
        return str(change.new)
    if change.kind is ReplayKind.CONTESTED:
        return f"contested, told as {change.new}"
    if change.kind is ReplayKind.FLAG:
        return f"{change.new} raised" if change.new else f"{change.old} lowered"
    return f"{change.old} to {change.new}"
