"""Fill what a first start shows. Every start calls it; it does what is left to do."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions.domain.errors import ListError, ProgramFileInvalid
from scenarios.casefiles.faults import CaseFileInvalid
from tracker.services.first_start import LOGIN, first_start


class Command(BaseCommand):
    """Prints only what a person has to know, such as the login that was just made."""

    help = "Make the first login and load the shipped cases, where they are not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            started = first_start()
        except (ListError, CaseFileInvalid, ProgramFileInvalid) as error:
            raise CommandError(f"what Thaw ships with is damaged: {error}") from error
        for refused in started.cases.refused:
            self.stdout.write(f"A shipped case is not loaded. {refused}")
        for conflict in started.programs.conflicts:
            self.stdout.write(f"A shipped program says otherwise than your team. {conflict}")
        if started.password is not None:
            self.stdout.write(f"Log in as {LOGIN} with password {started.password}")
