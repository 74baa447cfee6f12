"""Create an endpoint: an address that takes webhooks, and the secret that signs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from sanctions.channels.address_guard import AddressRefused, read_url
from tracker.domain.errors import WrongInput
from tracker.models import Endpoint
from tracker.services.check_name import check_name
from tracker.services.make_secret import make_secret

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def create_endpoint(*, owner: User, name: str, url: str) -> tuple[Endpoint, str]:
    """Store an endpoint of `owner`, and return it with its secret, which is shown this once.

    Raises WrongInput for an address that no message may go to. The name is resolved, and the
    addresses behind it are checked, at each attempt.
    """
    try:
        read_url(url, allowed_hosts=settings.WEBHOOK_ALLOWED_HOSTS)
    except AddressRefused as error:
        raise WrongInput(str(error), field="url") from error
    secret = make_secret()
    endpoint = Endpoint.objects.create(owner=owner, name=check_name(name), url=url, secret=secret)
    return endpoint, secret
