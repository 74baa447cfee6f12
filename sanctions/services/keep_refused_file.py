"""Keep what a publisher's address gave instead of its list, for a person to look at."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

#: A publisher that is astray for weeks must not fill the disk.
MOST_KEPT = 10


def keep_refused_file(*, key: str, sha256: str, path: Path) -> str:
    """Move the file below the data folder, under its hash; returns its path there.

    Of the files of one list only the newest are kept.
    """
    relative = Path("lists") / key / "quarantine" / sha256
    target = Path(settings.THAW_DATA) / relative
    target.parent.mkdir(parents=True, exist_ok=True)
    path.replace(target)
    kept = sorted(target.parent.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in kept[MOST_KEPT:]:
        file.unlink(missing_ok=True)
    return str(relative)
