"""Tables of the sanctions app, and the bottom of the house: ids, clock, teams."""

from sanctions.models.teams import Membership, Team

__all__ = ["Membership", "Team"]
