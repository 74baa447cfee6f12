"""A small case to load, and to edit."""

from __future__ import annotations

import copy
from typing import Any

from scenarios.models import Case
from scenarios.services.case_rows.report import Counts, Loaded
from scenarios.services.load_case import load_case

Document = dict[str, Any]

SMALL: Document = {
    "format": "thaw-case/1",
    "id": "small",
    "title": "A small case",
    "start": "2022-01-01",
    "sources": {"s1": {"publisher": "The Example Gazette"}},
    "parties": [
        {"id": "bank", "kind": "organization", "name": "Example Bank"},
        {"id": "owner", "kind": "individual", "name": "Example Owner"},
    ],
    "stakes": [{"owner": "owner", "owned": "bank", "percent": "60", "from": "2020-01-01"}],
    "conditions": [
        {
            "id": "peace",
            "kind": "event",
            "bears_on": "target",
            "text": "A peace is signed",
            "assessments": [
                {"id": "a1", "date": "2022-02-01", "status": "NOT_MET"},
                {"date": "2022-03-01", "status": "PARTIAL", "source": "s1"},
            ],
            "confirmations": [{"date": "2022-04-01"}],
        },
        {
            "id": "oil",
            "kind": "quantity",
            "bears_on": "market",
            "text": "Oil is cheap",
            "quantity": {"unit": "USD", "op": "<", "threshold": "50"},
            "readings": [{"date": "2022-02-01", "value": "61.20"}],
        },
    ],
    "gates": [
        {"id": "main", "opens": "P1", "when": {"all": ["peace", "oil"]}},
        {"id": "back", "reverses": "P1", "when": {"all": ["oil", {"from_date": "2030-01-01"}]}},
    ],
    "packages": [
        {"id": "P1", "title": "Relief", "steps": [{"id": "s1", "instrument": "US.DELIST"}]},
        {"id": "P2", "title": "More relief"},
    ],
    "acts": [{"date": "2022-05-01", "what": "A draft was seen"}],
}


def small_case() -> Document:
    """The case, to be edited freely."""
    return copy.deepcopy(SMALL)


def loaded_small_case(**options: Any) -> tuple[Document, Case]:
    """The case as it was loaded: its document, to be edited and loaded again, and its row."""
    load_case(document=SMALL, **options)
    return small_case(), Case.objects.get(slug="small")


def changed(loaded: Loaded) -> dict[str, tuple[int, int]]:
    """What was added and amended, by kind, for the kinds where there is any."""
    return {
        kind: (counts.added, counts.amended)
        for kind, counts in loaded.changes.items()
        if Counts(unchanged=counts.unchanged) != counts
    }
