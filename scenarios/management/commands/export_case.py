"""Write a case as a case file on standard output."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand

from scenarios.casefiles.write_case import to_json, to_yaml
from scenarios.models import Case
from scenarios.services.export_case import export_case

WRITERS = {"yaml": to_yaml, "json": to_json}


class Command(BaseCommand):
    """Exit status: 0 written, 2 there is no such case."""

    help = "Write a case as a case file. Loading that file changes nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "case", metavar="ID", help="the id of the case in its file, or its ULID"
        )
        parser.add_argument("--format", choices=sorted(WRITERS), default="yaml")

    def handle(self, *args: Any, **options: Any) -> None:
        case = Case.objects.at(options["case"]).first()
        if case is None:
            self.stderr.write(f'expected the id of a case, got "{options["case"]}"')
            sys.exit(2)
        written = WRITERS[options["format"]](export_case(case=case))
        self.stdout.write(written, ending="")
