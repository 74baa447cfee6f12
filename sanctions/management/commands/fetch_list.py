"""Fetch a list from its publisher now, whenever it is due, and import it where it changed."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions.domain.errors import ListError
from sanctions.domain.kinds import FetchOutcome
from sanctions.models import Fetch
from sanctions.selectors.fetches import fetch_health
from sanctions.services.fetch_list import fetch_list

EXIT = {FetchOutcome.HELD: 1, FetchOutcome.REFUSED: 2, FetchOutcome.FAILED: 2}


class Command(BaseCommand):
    """Exit status, of several lists the highest: 0 applied or unchanged, 1 held, 2 no use."""

    help = "Fetch a list from its publisher now, and import it (list keys: show_lists)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the options."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("key", nargs="?", help="which list: us_ofac_sdn, …")
        which.add_argument("--all", action="store_true", help="every list that can be fetched")
        parser.add_argument("--json", action="store_true", help="one JSON document, nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fetch one after another; a list that fails holds up no other."""
        everything = [health.source.key for health in fetch_health()]
        keys = everything if options["all"] else [options["key"]]
        told: list[dict[str, Any]] = []
        status = 0
        for key in keys:
            try:
                fetch = fetch_list(key=key, by_hand=True)
            except ListError as error:
                raise CommandError(str(error)) from error
            told.append(_told(key, fetch))
            if fetch is not None:
                status = max(status, EXIT.get(FetchOutcome(fetch.outcome), 0))
            if not options["json"]:
                self._tell(told[-1])
        if options["json"]:
            self.stdout.write(json.dumps(told if options["all"] else told[0]))
        if status:
            sys.exit(status)

    def _tell(self, row: dict[str, Any]) -> None:
        reason = f": {row['reason']}" if row["reason"] else ""
        self.stdout.write(f"{row['list']}: {row['outcome']}{reason}")


def _told(key: str, fetch: Fetch | None) -> dict[str, Any]:
    if fetch is None:
        reason = "another process fetches it now"
        return {"list": key, "outcome": FetchOutcome.RUNNING.value, "reason": reason}
    return {
        "list": key,
        "outcome": fetch.outcome,
        "reason": fetch.reason,
        "host": fetch.host,
        "status": fetch.status,
        "size": fetch.size,
        "sha256": fetch.sha256 or None,
        "snapshot": fetch.snapshot_id,
    }
