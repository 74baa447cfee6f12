"""Write all parties of the lists as FollowTheMoney's JSON lines."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions.domain.errors import UnknownList
from sanctions.lists.registry import find_list
from sanctions.models import Party
from sanctions.selectors.ftm_export import ftm_entities


class Command(BaseCommand):
    """One entity a line, in the same order every time."""

    help = "Write all parties as FollowTheMoney's entities.ftm.json, one entity a line."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the options."""
        parser.add_argument("--list", metavar="KEY", help="what this list says, and no other")
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            help="the designations in force on a day, and who has one",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write line by line."""
        if options["list"] is not None:
            try:
                find_list(options["list"])
            except UnknownList as error:
                raise CommandError(str(error)) from error
        entities = ftm_entities(
            parties=Party.objects.all(), list_key=options["list"], as_of=options["as_of"]
        )
        for entity in entities:
            self.stdout.write(json.dumps(entity, ensure_ascii=False))
