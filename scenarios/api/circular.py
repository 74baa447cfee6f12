"""Terms that wait for each other, on the wire."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

_LINK = "One thing, and the one that it waits for: ids of the case file."


class LinksField(serializers.ListField):
    """Links, or ways round: lists of the ids of conditions and packages."""

    child = serializers.ListField(child=serializers.CharField())


class StuckSerializer(serializers.Serializer[Any]):
    """A condition or package that can never be reached."""

    kind = serializers.ChoiceField([("condition", "condition"), ("package", "package")])
    id = serializers.CharField(source="row.pk")
    address = serializers.CharField(source="row.address")
    breaks = LinksField(help_text="Each single link whose waiver would free it.")


class CircularSerializer(serializers.Serializer[Any]):
    """What is stuck in a case by its terms, whatever was met already."""

    as_of = serializers.SerializerMethodField()
    known_at = serializers.SerializerMethodField()
    stuck = StuckSerializer(many=True)
    loops = LinksField(help_text="A way round each circle; its last waits for its first.")
    links = LinksField(help_text=_LINK)
    breaks_searched = serializers.BooleanField(
        help_text="False where there are too many links to try each waiver."
    )

    def get_as_of(self, _: Any) -> str:
        """Return the day that was asked for; terms depend on what is known alone."""
        day: str = self.context["point"]["as_of"]
        return day

    def get_known_at(self, _: Any) -> str | None:
        """Return the instant, where one was asked for."""
        instant: str | None = self.context["point"]["known_at"]
        return instant
