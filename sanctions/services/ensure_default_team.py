"""Make the team that everybody starts in, where it is not there yet."""

from __future__ import annotations

from sanctions.models import Team
from sanctions.models.teams import DEFAULT_TEAM


def ensure_default_team() -> Team:
    """Return the default team."""
    team, _ = Team.objects.get_or_create(slug=DEFAULT_TEAM, defaults={"name": "Default team"})
    return team
