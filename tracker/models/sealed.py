"""Text that is stored sealed: a stolen database gives no secret of a webhook.

The key is derived from SECRET_KEY. Who changes SECRET_KEY must rotate the secrets of all endpoints.
"""

from __future__ import annotations

import base64
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models


class SealBroken(Exception):
    """A sealed text was made under another SECRET_KEY."""


def _fernet() -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"thaw sealed text")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))


class SealedTextField(models.TextField):  # type: ignore[type-arg]
    """A text column that is sealed on the way in and opened on the way out."""

    def get_prep_value(self, value: Any) -> Any:
        """Seal."""
        return None if value is None else _fernet().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        """Open. Raises SealBroken."""
        if value is None:
            return None
        try:
            return _fernet().decrypt(value.encode()).decode()
        except InvalidToken as error:
            raise SealBroken("sealed under another SECRET_KEY: rotate this secret") from error
