"""Serializers that take exactly what they declare."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers


class StrictSerializer(serializers.Serializer[Any]):
    """Input that refuses every key it does not know, by name."""

    def to_internal_value(self, data: Any) -> Any:
        """Check the keys, then the values; raises ValidationError naming each unknown key."""
        if isinstance(data, Mapping):
            writable = {name for name, field in self.fields.items() if not field.read_only}
            unknown = [str(key) for key in data if key not in writable]
            if unknown:
                expected = f"Unknown field; expected {', '.join(sorted(writable))}."
                raise serializers.ValidationError(
                    {key: serializers.ErrorDetail(expected, "unknown-field") for key in unknown}
                )
        return super().to_internal_value(data)
