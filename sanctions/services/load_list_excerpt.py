"""Load the shipped excerpt of OFAC's list, so that a first start has parties to show."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sanctions.domain.errors import ListError
from sanctions.domain.kinds import SnapshotOutcome
from sanctions.lists.packages import read_package
from sanctions.lists.registry import find_list
from sanctions.models import Snapshot
from sanctions.services.import_list import import_list

KEY = "us_ofac_sdn"
FOLDER = Path(__file__).resolve().parent.parent / "data" / "us_ofac_sdn_excerpt"
PUBLISHED = date(2023, 5, 30)


def load_list_excerpt() -> None:
    """Load it, unless the list has a copy. Raises ListError where the shipped files are damaged."""
    if Snapshot.objects.applied().of_list(KEY).exists():
        return
    package = read_package(module=find_list(KEY), path=FOLDER)
    result = import_list(key=KEY, package=package, published=PUBLISHED, is_excerpt=True)
    if result.outcome not in (SnapshotOutcome.APPLIED, SnapshotOutcome.UNCHANGED):
        raise ListError(f"{FOLDER.name}: {result.reason}")
