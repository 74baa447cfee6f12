"""Starts servers of a benchmark's own, on a scratch data folder that is deleted at the end."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections

from config.servers.data_folder import DataFolder
from config.servers.session import Servers, started


@contextlib.contextmanager
def scratch_database() -> Iterator[Servers]:
    """Lend a migrated database, with the settings of an embedded server: fsync is on.

    Must come before anything that reads Django's settings. Whatever `DATABASE_URL` and
    `REDIS_URL` name is left alone.
    """
    scratch = Path(tempfile.mkdtemp(prefix="thaw-bench-")).resolve()
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    os.environ["THAW_DATA"] = str(scratch)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    try:
        with started(DataFolder(scratch)) as servers:
            servers.export()
            django.setup()
            call_command("migrate", interactive=False, verbosity=0)
            try:
                yield servers
            finally:
                connections.close_all()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
