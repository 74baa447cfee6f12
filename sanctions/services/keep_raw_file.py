"""Keep every file that was handed over, applied or not, under its hash in the data folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

from sanctions.lists.packages import Package


def keep_raw_file(*, key: str, package: Package) -> str:
    """Write the file unless it is there; returns its path below the data folder."""
    relative = Path("lists") / key / f"{package.sha256}.zip"
    target = Path(settings.THAW_DATA) / relative
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        # A reader sees the whole file or none, also when this process dies here.
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as unfinished:
            unfinished.write(package.packed())
            unfinished.flush()
            os.fsync(unfinished.fileno())
        Path(unfinished.name).replace(target)
    return str(relative)
