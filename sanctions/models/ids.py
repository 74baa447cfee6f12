"""ULIDs: ids that sort by time of making and can be made without asking the database.

They are kept as text, so that the id in a log line, an address and a row are one and the same.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from ulid import ULID


def new_ulid() -> str:
    """Make a fresh ULID, 26 characters of Crockford's base 32."""
    return str(ULID())


class ULIDField(models.CharField):  # type: ignore[type-arg]
    """A ULID, compared byte by byte. A copy of a row keeps it without making it the key."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("editable", False)
        options["max_length"] = 26
        options["db_collation"] = "C"
        super().__init__(**options)


class ULIDModel(models.Model):
    """A row with a ULID for its primary key."""

    id = ULIDField(primary_key=True, default=new_ulid)

    class Meta:
        abstract = True
