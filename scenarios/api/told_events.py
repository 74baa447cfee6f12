"""Change events as they are told to a person: what they may see of each."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from scenarios.models import ChangeEvent, FlaggedScenario


def events_told_to(user: Any) -> Any:
    """Return the changes that a person may see, with the flagged scenarios that they may see."""
    flags = FlaggedScenario.objects.visible_to(user).select_related("scenario__case")
    rows = ChangeEvent.objects.visible_to(user)
    nodes = ("condition__case", "gate__case", "package__case")
    return rows.select_related("case", *nodes, "actor").prefetch_related(Prefetch("flagged", flags))
