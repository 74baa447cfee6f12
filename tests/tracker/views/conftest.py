"""Somebody who reads the pages: an analyst of a team, signed in."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.sanctions.factories import member


@pytest.fixture
def analyst(db: None) -> User:
    """Return an analyst."""
    return member()


@pytest.fixture
def as_analyst(client: Client, analyst: User) -> Client:
    """Return a client that is signed in as the analyst."""
    client.force_login(analyst)
    return client
