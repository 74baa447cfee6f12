"""Load case files: add and amend what they say, and remove nothing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand

from sanctions.models import Team
from sanctions.models.teams import DEFAULT_TEAM
from sanctions.services.ensure_default_team import ensure_default_team
from scenarios.casefiles.faults import CaseFileInvalid, Fault
from scenarios.casefiles.plain_values import Document
from scenarios.casefiles.read import place_in_document
from scenarios.casefiles.read_cases import read_case_file
from scenarios.services.case_rows.errors import CaseProtected, CasesInvalid
from scenarios.services.case_rows.report import Loaded
from scenarios.services.load_cases import load_cases


@dataclass(frozen=True, slots=True)
class _Given:
    """A document, and where it was read."""

    document: Document
    file: str
    number: int
    documents: int

    def fault(self, *, place: str, message: str) -> Fault:
        """Say what is wrong with it."""
        place = place_in_document(self.number, place=place, documents=self.documents)
        return Fault(file=self.file, place=place, message=message)


class Command(BaseCommand):
    """Exit status: 0 loaded, 1 the database has what a file has not, 2 a file cannot be used.

    Then nothing of any file is stored.
    """

    help = "Load case files. All of them are stored, or none."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a case file, YAML or JSON")
        parser.add_argument("--dry-run", action="store_true", help="say what would change")
        parser.add_argument(
            "--keep", action="store_true", help="load also where the database has more than a file"
        )
        parser.add_argument(
            "--team", metavar="SLUG", help="whose new cases are; without it the default team's"
        )
        parser.add_argument("--json", action="store_true", help="one JSON document, nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        given, faults = _read(options["files"])
        loaded: Sequence[Loaded] = ()
        if not faults:
            loaded, faults = _load(given, options)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(loaded, faults=faults)))
        else:
            for one, of in zip(loaded, given, strict=False):
                told = _told(one, is_trial=options["dry_run"])
                self.stdout.write(f"{one.case} ({of.file}): {told}")
        for fault in faults:
            self.stderr.write(str(fault))
        refused = self._tell_what_only_the_database_has(loaded, kept=options["keep"])
        if faults or refused:
            sys.exit(2 if faults else 1)

    def _tell_what_only_the_database_has(self, loaded: Sequence[Loaded], *, kept: bool) -> bool:
        """Name the rows, and return whether they keep the files from being loaded."""
        rows = [(one.case, row) for one in loaded for row in one.only_stored]
        for case, row in rows:
            self.stderr.write(f"{case}: only in the database: {row}")
        if rows and not kept:
            self.stderr.write("Nothing was changed. To load the files all the same, add --keep.")
        return bool(rows) and not kept


def _read(files: Sequence[str]) -> tuple[list[_Given], list[Fault]]:
    given: list[_Given] = []
    faults: list[Fault] = []
    for file in files:
        try:
            documents = read_case_file(file)
        except CaseFileInvalid as invalid:
            faults += invalid.faults
            continue
        for number, document in enumerate(documents, start=1):
            given.append(_Given(document, file, number, len(documents)))
    return given, faults


def _load(given: Sequence[_Given], options: dict[str, Any]) -> tuple[Sequence[Loaded], list[Fault]]:
    try:
        loaded = load_cases(
            documents=[one.document for one in given],
            team=_team(options["team"], dry_run=options["dry_run"]),
            keep=options["keep"],
            dry_run=options["dry_run"],
        )
    except Team.DoesNotExist:
        message = f'expected the slug of a team, got "{options["team"]}"'
        return (), [Fault(file="--team", place="", message=message)]
    except CasesInvalid as invalid:
        return (), [
            given[number].fault(place=fault.place, message=fault.message)
            for number, fault in invalid.faults
        ]
    except CaseProtected as refused:
        protected = [one for one in given if one.document["id"] == refused.case]
        return (), [one.fault(place="id", message=str(refused)) for one in protected]
    return loaded, []


def _team(slug: str | None, *, dry_run: bool) -> Team | None:
    if slug is not None:
        return Team.objects.get(slug=slug)
    if dry_run:
        return Team.objects.filter(slug=DEFAULT_TEAM).first()
    return ensure_default_team()


def _as_json(loaded: Sequence[Loaded], *, faults: Sequence[Fault]) -> dict[str, Any]:
    answer: dict[str, Any] = {"cases": [one.as_json() for one in loaded]}
    if faults:
        answer["faults"] = [str(fault) for fault in faults]
    return answer


def _told(loaded: Loaded, *, is_trial: bool) -> str:
    told = ", ".join(_changes(loaded)) or "unchanged"
    if not loaded.stored:
        return f"{'would be' if is_trial else 'not'} loaded: {told}"
    if not loaded.changes_something:
        return told
    return f"{'new' if loaded.created else 'loaded'}: {told}; {loaded.change_events} change events"


def _changes(loaded: Loaded) -> Iterator[str]:
    for kind, counts in loaded.changes.items():
        if counts.added:
            yield f"{counts.added} {kind} added"
        if counts.amended:
            yield f"{counts.amended} {kind} amended"
