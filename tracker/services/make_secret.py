"""Make the secret that signs the messages to an endpoint."""

from __future__ import annotations

import base64
import secrets

_BYTES = 32  # Standard Webhooks asks for 24 to 64


def make_secret() -> str:
    """Return a fresh `whsec_…`."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(_BYTES)).decode()
