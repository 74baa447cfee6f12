"""Show the lists that Thaw reads, their terms, and the last copy of each."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand

from sanctions.models import Snapshot
from sanctions.selectors.lists import ListHealth, list_health


class Command(BaseCommand):
    """A list without an imported copy is shown too, without a snapshot."""

    help = "Show the sanctions lists: keys, publisher, licence, last snapshot, counts."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document, nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        lists = list_health()
        if options["json"]:
            self.stdout.write(json.dumps({"lists": [_answer(row) for row in lists]}))
            return
        for row in lists:
            self.stdout.write(f"{row.source.key}: {row.source.title}")
            self.stdout.write(f"  {row.source.publisher}; {row.source.licence}")
            self.stdout.write(f"  {_last(row)}")
            for copy in row.held_copies:
                self.stdout.write(f"  held since {copy.published}: {copy.reason} ({copy.sha256})")


def _last(row: ListHealth) -> str:
    if row.snapshot is None:
        return "no copy imported yet"
    excerpt = "an excerpt, not the whole list; " if row.is_excerpt else ""
    return (
        f"{excerpt}published {row.snapshot.published}, {row.parties} parties, "
        f"{row.designations} designations, checked {row.checked_at:%Y-%m-%d %H:%M} UTC"
    )


def _answer(row: ListHealth) -> dict[str, Any]:
    return {
        "list": row.source.key,
        "title": row.source.title,
        "publisher": row.source.publisher,
        "url": row.source.url,
        "licence": row.source.licence,
        "cadence": row.source.cadence,
        "snapshot": row.snapshot and _copy(row.snapshot),
        "tried_at": _instant(row.tried_at),
        "checked_at": _instant(row.checked_at),
        "changed_at": _instant(row.changed_at),
        "parties": row.parties,
        "designations": row.designations,
        "held": [{**_copy(copy), "reason": copy.reason} for copy in row.held_copies],
    }


def _copy(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "sha256": snapshot.sha256,
        "format": snapshot.format,
        "published": snapshot.published.isoformat(),
        "imported_at": snapshot.imported_at.isoformat(),
        "excerpt": snapshot.is_excerpt,
        "counts": snapshot.counts,
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
