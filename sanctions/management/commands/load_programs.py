"""Load the programs, instruments and renewals that Thaw ships with."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions.domain.errors import ProgramFileInvalid
from sanctions.services.load_programs import load_programs


class Command(BaseCommand):
    """Exit status: 0 loaded, 1 a team has amended what the shipped data now says otherwise."""

    help = "Load the shipped programs. What a team has amended stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            load = load_programs()
        except ProgramFileInvalid as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"{load.added} added, {load.amended} amended")
        for conflict in load.conflicts:
            self.stderr.write(f"A team says otherwise, and it stays: {conflict}")
        if load.conflicts:
            sys.exit(1)
