"""The account PostgreSQL runs as: it refuses root, so root lends it another one."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.servers.errors import ServersUnavailable


@dataclass(frozen=True)
class Account:
    """An account of this machine."""

    name: str
    uid: int
    gid: int

    def reaches(self, path: Path) -> bool:
        """Whether this account can enter the folder `path`."""
        return self._test("-x", path)

    def _test(self, question: str, path: Path) -> bool:
        done = subprocess.run(
            ["test", question, str(path)],
            user=self.uid,
            group=self.gid,
            extra_groups=[],
            cwd="/",
            check=False,
        )
        return done.returncode == 0


def server_account() -> Account | None:
    """None for an ordinary user, who runs the servers as himself; for root, the account to lend."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise ServersUnavailable(
        "PostgreSQL does not run as root, and this machine has no account `postgres` or `nobody`: "
        "start Thaw as an ordinary user, or set DATABASE_URL."
    )
