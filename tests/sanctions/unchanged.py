"""Says whether a refused file left anything behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

from sanctions.models import Fetch, Snapshot


def fingerprint() -> dict[str, str]:
    """Count and hash the rows of every table; copies and tries are recorded, not business."""
    found: dict[str, str] = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("sanctions").get_models():
            if model in (Snapshot, Fetch):
                continue
            table = model._meta.db_table
            cursor.execute(
                f"SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY id)), '')"  # noqa: S608
                f" FROM {table} t"
            )
            found[table] = cursor.fetchone()[0]
    return found


@contextmanager
def assert_nothing_changed() -> Iterator[None]:
    """Fail unless every business table is, row for row, what it was."""
    before = fingerprint()
    yield
    assert fingerprint() == before
