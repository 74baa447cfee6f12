"""PostgreSQL's folder: made once, whole or not at all, and refused where it cannot be served."""

from __future__ import annotations

import os
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path

from config.servers import processes
from config.servers.accounts import Account
from config.servers.binaries import PostgresPrograms
from config.servers.errors import ServersUnavailable

ROLE = "thaw"


@dataclass(frozen=True, kw_only=True)
class ClusterFolder:
    """The folder of one cluster, and with what it is made."""

    path: Path
    programs: PostgresPrograms
    account: Account | None
    log: Path
    durable: bool = True

    def ensure(self) -> None:
        """Make the folder if there is none; refuse one of another version or owner."""
        if not self.path.exists():
            self._make()
        self._refuse_other_owner()
        self._refuse_other_version()

    def _make(self) -> None:
        """Make it as a draft, so that an interrupted start leaves no half."""
        draft = self.path.with_name(f"{self.path.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700, parents=True)
        if self.account:
            os.chown(draft, self.account.uid, self.account.gid)
        program = processes.Program(
            name="initdb",
            argv=[
                *(self.programs.folder / "initdb", "-D", draft, "-U", ROLE, "--auth=trust"),
                *("--encoding=UTF8", "--no-instructions", *self._locale()),
                *([] if self.durable else ["--no-sync"]),
            ],
            log=self.log,
            account=self.account,
            environment=self.programs.environment,
            folder=draft,
        )
        if processes.start(program).wait() != 0:
            raise ServersUnavailable(
                f"PostgreSQL could not make its folder {self.path}; see {self.log}:\n"
                f"{processes.last_lines(self.log)}"
            )
        draft.replace(self.path)

    def _locale(self) -> list[str]:
        """With the C locale, names in Cyrillic have no trigrams: nothing would match."""
        if self.programs.major >= 17:
            return [
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                *("--lc-collate=C", "--lc-ctype=C.UTF-8", "--lc-messages=C"),
            ]
        return ["--locale=C.UTF-8"]

    def _refuse_other_owner(self) -> None:
        owner = self.path.stat().st_uid
        runs_as = self.account.uid if self.account else os.geteuid()
        if owner != runs_as:
            raise ServersUnavailable(
                f"{self.path} belongs to the account `{_name(owner)}`, and PostgreSQL would run as "
                f"`{_name(runs_as)}`: start Thaw as the account that made it, or choose another "
                "data folder with THAW_DATA=/path."
            )

    def _refuse_other_version(self) -> None:
        try:
            made_by = (self.path / "PG_VERSION").read_text().strip()
        except OSError as error:
            raise ServersUnavailable(
                f"{self.path} holds no PostgreSQL data ({error.strerror}): move it away."
            ) from error
        if made_by != str(self.programs.major):
            raise ServersUnavailable(
                f"{self.path} was made by PostgreSQL {made_by}, and {self.programs.folder} holds "
                f"version {self.programs.version}: name programs of version {made_by} with "
                "THAW_POSTGRES_BIN, or move the data as docs/operations.md says."
            )


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
