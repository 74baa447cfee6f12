"""Tells a supervisor or a balancer whether this process can serve; says no more than that."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers; the broker may be away without harm."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _unavailable()
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers and holds the tables that this code knows."""
    answer = healthz(request)
    if answer.status_code == 200 and not _is_migrated():
        return _unavailable()
    return answer


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _unavailable() -> HttpResponse:
    return HttpResponse("unavailable", status=503, content_type="text/plain")
