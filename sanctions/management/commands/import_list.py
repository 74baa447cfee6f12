"""Import one copy of a sanctions list from a file, a folder or a zip."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from sanctions.domain.errors import ListError
from sanctions.domain.kinds import SnapshotOutcome
from sanctions.lists.packages import read_package
from sanctions.lists.registry import find_list
from sanctions.services.import_list import ImportResult, import_list

EXIT = {SnapshotOutcome.HELD: 1, SnapshotOutcome.REFUSED: 2}


class Command(BaseCommand):
    """Exit status: 0 applied or unchanged, 1 held for a person, 2 refused."""

    help = "Import one copy of a sanctions list (list keys: show_lists)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("key", help="which list: us_ofac_sdn, …")
        parser.add_argument("file", type=Path, help="a file, a folder or a zip")
        parser.add_argument(
            "--published", type=date.fromisoformat, help="the publisher's day; else today"
        )
        parser.add_argument(
            "--approve", metavar="SHA256", type=str.lower, help="apply the held copy of this hash"
        )
        parser.add_argument("--json", action="store_true", help="one JSON document, nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = self._import(options)
        except (ListError, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            result = ImportResult(options["key"], SnapshotOutcome.REFUSED, reason)
        if options["json"]:
            self.stdout.write(json.dumps(result.as_json()))
        elif result.outcome is not SnapshotOutcome.REFUSED:
            self._tell(result)
        if result.reason:
            self.stderr.write(f"{options['file']}: {result.outcome}: {result.reason}")
        if result.outcome in EXIT:
            sys.exit(EXIT[result.outcome])

    def _import(self, options: dict[str, Any]) -> ImportResult:
        package = read_package(module=find_list(options["key"]), path=options["file"])
        with tqdm(unit=" parties", disable=None, file=sys.stderr) as bar:

            def show(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            return import_list(
                key=options["key"],
                package=package,
                published=options["published"],
                approve=options["approve"],
                progress=show,
            )

    def _tell(self, result: ImportResult) -> None:
        answer = result.as_json()
        self.stdout.write(
            f"{result.list}: {result.outcome} (published {result.published}, "
            f"{result.seconds:.1f} s, sha256 {result.sha256})"
        )
        if result.outcome is SnapshotOutcome.HELD:
            self.stdout.write(
                "Nothing was changed. To apply it all the same, add "
                f"--approve {result.sha256} where its reason allows that."
            )
            return
        kinds = ("parties", "listed", "amended", "delisted", "relisted", "unchanged", "deltas")
        self.stdout.write(", ".join(f"{answer[kind]} {kind}" for kind in kinds))
