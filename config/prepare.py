"""Brings database and static files up to date before the product is served."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.checks import Tags, run_checks
from django.core.management import CommandError, call_command, get_commands
from django.db import OperationalError, connections
from django.db.migrations.executor import MigrationExecutor

from config.servers.errors import ServersUnavailable


def prepare() -> str:
    """Migrate, collect static files, load what a first start shows; returns what to tell."""
    django.setup()
    told = io.StringIO()
    try:
        _check_database()
        _migrate()
        _collect_static()
        if "first_start" in get_commands():
            call_command("first_start", stdout=told)
    except OperationalError as error:
        raise ServersUnavailable(f"The database does not answer: {error}".strip()) from error
    except CommandError as error:
        raise ServersUnavailable(str(error)) from error
    finally:
        connections.close_all()
    return told.getvalue().strip()


def _check_database() -> None:
    """Refuse a database that would lose matches silently."""
    faults = run_checks(tags=[Tags.database], databases=["default"])
    serious = [fault for fault in faults if fault.is_serious()]
    if serious:
        raise CommandError("\n".join(f"{fault.msg} {fault.hint or ''}" for fault in serious))


def _migrate() -> None:
    """Migrate, unless nothing is left to do: looking is a second faster than migrating."""
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def _collect_static() -> None:
    """Collect, unless the sources are those of the last time."""
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".sources"
    sources = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == sources:
        return
    call_command("collectstatic", interactive=False, clear=root.exists(), verbosity=0)
    stamp.write_text(sources, encoding="utf-8")


def _fingerprint() -> str:
    """Tell apart two states of all the apps' static files, without reading them."""
    digest = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted(Path(app.path, "static").rglob("*")):
            if path.is_file():
                facts = path.stat()
                digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
