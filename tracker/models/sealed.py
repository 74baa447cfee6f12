"""Text that is stored sealed: a stolen database gives no secret of a webhook.

The key is derived from SECRET_KEY. Who changes SECRET_KEY must rotate the secrets of all endpoints.
A row is read without opening what is sealed in it; only who asks for the text opens it. So a list
of endpoints can be shown even where none of their secrets can be used any more.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute


class SealBroken(Exception):
    """A sealed text was made under another SECRET_KEY."""


def _fernet() -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"thaw sealed text")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))


@dataclass(frozen=True, slots=True)
class Sealed:
    """A text as the database has it."""

    token: str

    def open(self) -> str:
        """Return the text. Raises SealBroken."""
        try:
            return _fernet().decrypt(self.token.encode()).decode()
        except InvalidToken as error:
            raise SealBroken("sealed under another SECRET_KEY: rotate this secret") from error


class _OpenedOnDemand(DeferredAttribute):
    """The attribute of a row: opens what is sealed the first time that it is asked for."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        """Return the text. Raises SealBroken."""
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = instance.__dict__[self.field.attname] = value.open()
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        """Take a text, or what the database had. (Without this, no reading would come here.)"""
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.TextField):  # type: ignore[type-arg]
    """A text column that is sealed on the way in, and opened when it is asked for."""

    descriptor_class = _OpenedOnDemand

    def get_prep_value(self, value: Any) -> Any:
        """Seal."""
        return None if value is None else _fernet().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        """Leave it sealed."""
        return None if value is None else Sealed(value)
