"""Rotate the secret of an endpoint: both sign for a day, so that its receiver can follow."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from sanctions.models.clock import database_now
from tracker.models import Endpoint
from tracker.models.sealed import SealBroken
from tracker.services.make_secret import make_secret

OVERLAP = timedelta(hours=24)


@transaction.atomic
def rotate_secret(*, endpoint: Endpoint) -> str:
    """Give the endpoint a new secret and return it, which is shown this once.

    A secret that was sealed under another SECRET_KEY is replaced at once: it can sign nothing.
    """
    locked = Endpoint.objects.select_for_update(no_key=True).get(pk=endpoint.pk)
    try:
        endpoint.former_secret = locked.secret
    except SealBroken:
        endpoint.former_secret = None
    secret = make_secret()
    endpoint.former_secret_until = database_now() + OVERLAP
    endpoint.secret = secret
    endpoint.save(update_fields=["secret", "former_secret", "former_secret_until"])
    return secret
