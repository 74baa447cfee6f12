"""The folder that holds everything Thaw keeps on this machine, and where each thing lies in it."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from config.servers.accounts import Account
from config.servers.errors import ServersUnavailable

SYSTEM_FOLDER = Path("/var/lib/thaw")


def location() -> Path:
    """Return THAW_DATA, else the user's data folder; for root, the system's."""
    given = os.environ.get("THAW_DATA")
    if given:
        return Path(given).expanduser().resolve()
    if os.geteuid() == 0:
        return SYSTEM_FOLDER
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/thaw"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "thaw"


@dataclass(frozen=True)
class DataFolder:
    """A data folder; the layout is described in `docs/operations.md`."""

    root: Path

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def valkey(self) -> Path:
        return self.root / "valkey"

    @property
    def state_file(self) -> Path:
        return self.root / "state.json"

    @property
    def lock_file(self) -> Path:
        return self.root / "lock"

    @property
    def borrowers_file(self) -> Path:
        return self.root / "borrowers.lock"

    @property
    def beat_schedule(self) -> Path:
        return self.root / "beat" / "schedule"

    @property
    def key(self) -> str:
        """A short name for this folder, the same every time."""
        return hashlib.sha256(str(self.root).encode()).hexdigest()[:12]

    def create(self, account: Account | None) -> None:
        """Make the folder, private to its owner; a lent account may pass through it."""
        try:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            if account and not account.reaches(self.root):
                self.root.chmod(stat.S_IMODE(self.root.stat().st_mode) | stat.S_IXOTH)
            for folder in (self.logs, self.valkey, self.beat_schedule.parent):
                folder.mkdir(exist_ok=True, mode=0o700)
        except OSError as error:
            raise ServersUnavailable(
                f"The data folder {self.root} cannot be used ({error.strerror}): "
                "choose another with THAW_DATA=/path."
            ) from error
        if not os.access(self.root, os.R_OK | os.W_OK | os.X_OK):
            raise ServersUnavailable(
                f"The data folder {self.root} belongs to another account: choose another with "
                "THAW_DATA=/path."
            )

    def cluster(self, account: Account | None) -> Path:
        """Return PostgreSQL's folder: inside, or beside where a lent account cannot come in."""
        inside = self.root / "postgres"
        if account is None or account.reaches(self.root):
            return inside
        outside = SYSTEM_FOLDER / "clusters" / self.key
        outside.parent.mkdir(parents=True, exist_ok=True, mode=0o711)
        if not inside.is_symlink():
            inside.symlink_to(outside)
        return outside

    def secret_key(self) -> str:
        """Return the key that signs sessions, made on the first start and kept."""
        path = self.root / "secret_key"
        if not path.exists():
            write_private(path, secrets.token_urlsafe(50))
        return path.read_text(encoding="utf-8").strip()


def write_private(path: Path, content: str) -> None:
    """Write a file only its owner can read, whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)
    draft.replace(path)
