"""Fields that take the type they say, and guess nothing: "3" is no number, "yes" no boolean."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from rest_framework import serializers

_OFFSET = re.compile(r"(Z|[+-][0-9]{2}:[0-9]{2})\Z")


class StrictCharField(serializers.CharField):
    """Text, and no number that looks like it."""

    def to_internal_value(self, data: Any) -> str:
        """Return the text; raises ValidationError."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictIntegerField(serializers.IntegerField):
    """A whole number, and neither text nor a boolean."""

    def to_internal_value(self, data: Any) -> int:
        """Return the number; raises ValidationError."""
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictBooleanField(serializers.BooleanField):
    """True or false."""

    def to_internal_value(self, data: Any) -> bool:
        """Return the truth; raises ValidationError."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class StrictChoiceField(serializers.ChoiceField):
    """One of some words, and no number that looks like one of them."""

    def to_internal_value(self, data: Any) -> str:
        """Return the word; raises ValidationError."""
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        word: str = super().to_internal_value(data)
        return word


class InstantField(serializers.DateTimeField):
    """An instant with its offset: a time without one could be any of twenty-four."""

    default_error_messages = {
        "naive": "Expected an instant with its offset, such as 2026-05-01T12:00:00Z."
    }

    def to_internal_value(self, value: Any) -> datetime:
        """Return the instant; raises ValidationError."""
        if not isinstance(value, str) or not _OFFSET.search(value):
            self.fail("naive")
        instant: datetime = super().to_internal_value(value)
        return instant
