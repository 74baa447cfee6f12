"""Read the file of a copy from the data folder, as it was when it was handed over."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from sanctions.domain.errors import KeptFileLost, SnapshotRefused
from sanctions.lists.packages import Package, read_package
from sanctions.lists.registry import find_list
from sanctions.models import Snapshot


def read_kept_copy(*, snapshot: Snapshot) -> Package:
    """Read the very file. Raises UnknownList, and KeptFileLost where it is gone or another one."""
    path = Path(settings.THAW_DATA) / snapshot.raw_path
    try:
        package = read_package(module=find_list(snapshot.sanctions_list.key), path=path)
    except (OSError, SnapshotRefused) as error:
        reason = getattr(error, "strerror", None) or error
        raise KeptFileLost(f"the kept file {snapshot.raw_path} cannot be read: {reason}") from error
    if package.sha256 != snapshot.sha256:
        raise KeptFileLost(
            f"the kept file {snapshot.raw_path} has the hash {package.sha256}, "
            f"and the copy {snapshot.sha256}"
        )
    return package
