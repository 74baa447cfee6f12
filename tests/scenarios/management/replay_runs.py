"""Runs of the replay command, and a case to live through."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

from django.core.management import call_command

BEGIN = date(2030, 1, 1)

LIVED: dict[str, Any] = {
    "format": "thaw-case/1",
    "id": "lived",
    "title": "Lived through",
    "demo": True,
    "start": BEGIN.isoformat(),
    "conditions": [
        {"id": "truce", "kind": "upkeep", "bears_on": "target", "text": "t", "review_days": 30},
        {"id": "treaty", "kind": "event", "bears_on": "target", "text": "t"},
        {"id": "vote", "kind": "event", "bears_on": "sender", "text": "t", "initial": "NOT_MET"},
    ],
    "gates": [
        {"id": "main", "opens": "P1", "when": {"all": ["truce", "treaty"]}},
        {
            "id": "stage",
            "opens": "P2",
            "when": {"before": {"of": "vote", "deadline": "2030-03-31", "start": "2030-01-01"}},
        },
        {"id": "held", "when": {"sustained": {"of": "truce", "days": 20, "start": "2030-01-01"}}},
    ],
    "packages": [
        {"id": "P1", "title": "first", "steps": [{"id": "s", "instrument": "US.GL"}]},
        {"id": "P2", "title": "second"},
    ],
    "acts": [{"date": "2030-04-02", "what": "licence issued", "package": "P1"}],
}


def run_replay(*arguments: str) -> tuple[int, str, str]:
    """Return exit status, standard output and standard error of the command."""
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("replay", *arguments, stdout=out, stderr=err)
    except SystemExit as exit_:
        status = int(str(exit_.code))
    return status, out.getvalue(), err.getvalue()
