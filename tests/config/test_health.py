"""Health: alive, and ready to serve."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_process_that_can_serve_says_ok_and_no_more(client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_without_a_database_it_is_unavailable(
    client: Client, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise DatabaseError("no route to 10.0.0.5")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get(path)
    assert (response.status_code, response.content) == (503, b"unavailable")


@pytest.mark.django_db
def test_with_a_migration_to_come_it_lives_but_is_not_ready(client: Client) -> None:
    last = MigrationRecorder.Migration.objects.filter(app="sanctions").latest("id")
    MigrationRecorder(connection).record_unapplied("sanctions", last.name)
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
