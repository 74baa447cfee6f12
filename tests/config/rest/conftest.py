"""Thirty teams, and a client that asks for them."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from sanctions.models import Team


@pytest.fixture
def teams(db: None) -> list[Team]:
    """Make thirty teams; names come three times each."""
    Team.objects.all().delete()
    return [Team.objects.create(slug=f"t{n:02}", name=f"name {n // 3:02}") for n in range(30)]


@pytest.fixture
def client() -> APIClient:
    """Return a client that reports a fault of ours as a client would see it."""
    return APIClient(raise_request_exception=False)
