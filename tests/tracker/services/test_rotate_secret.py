"""A new secret does not cut off a receiver that still has the old one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from tests.clock import SetClock
from tests.tracker.factories import NOON, EndpointFactory
from tracker.models import Endpoint
from tracker.models.sealed import SealBroken
from tracker.services.rotate_secret import rotate_secret

pytestmark = pytest.mark.django_db


def test_both_secrets_sign_for_a_day(database_clock: SetClock) -> None:
    database_clock(NOON)
    endpoint = EndpointFactory()
    old = endpoint.secret
    new = rotate_secret(endpoint=endpoint)
    kept = Endpoint.objects.get()
    assert (kept.secret, kept.former_secret) == (new, old)
    assert new != old
    assert kept.former_secret_until == NOON + timedelta(hours=24)


def test_a_secret_that_nobody_can_open_is_replaced_at_once(settings: Settings) -> None:
    endpoint = EndpointFactory()
    settings.SECRET_KEY = "another one, by mistake"
    (shown,) = Endpoint.objects.all()
    assert shown.name == endpoint.name
    with pytest.raises(SealBroken, match="rotate this secret"):
        shown.signing_secrets(NOON)
    new = rotate_secret(endpoint=shown)
    assert Endpoint.objects.get().signing_secrets(NOON) == (new,)
