"""Teams, roles, and the one rule of who sees what.

A row with no team is public to all teams: lists, programs and the shipped case library are.
Every query that answers a person starts at `visible_to(user)`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models

from sanctions.models.ids import ULIDModel

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    Person = User | AnonymousUser

DEFAULT_TEAM = "default"


class Role(StrEnum):
    """What a member may do in a team; each may do what those before it may."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    ADMIN = "admin"


ROLES_THAT_ASSESS = (Role.ANALYST, Role.REVIEWER, Role.ADMIN)


class Team(ULIDModel):
    """People who share what they make."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class Membership(ULIDModel):
    """One person's role in one team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], name="membership_once_per_team"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]),
                name="membership_role_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.team}: {self.role}"


def teams_of(
    user: Person, roles: tuple[Role, ...] = tuple(Role)
) -> models.QuerySet[Membership, Any]:
    """The ids of the teams in which `user` has one of `roles`, as a subquery."""
    nobody = 0
    return Membership.objects.filter(user_id=user.pk or nobody, role__in=roles).values("team_id")


class TeamQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows that belong to a team, or to everybody. `team_path` leads from a row to its team."""

    team_path = "team"

    def visible_to(self, user: Person) -> Self:
        """Keep the rows that `user` may see: public ones and those of the user's teams."""
        if getattr(user, "is_superuser", False):
            return self
        public = models.Q(**{f"{self.team_path}__isnull": True})
        if user.is_anonymous:
            return self.none()
        return self.filter(public | models.Q(**{f"{self.team_path}__in": teams_of(user)}))

    def changeable_by(self, user: Person) -> Self:
        """Keep the rows that `user` may assess or edit; public ones need that role anywhere."""
        if getattr(user, "is_superuser", False):
            return self
        if user.is_anonymous:
            return self.none()
        mine = teams_of(user, ROLES_THAT_ASSESS)
        rows = models.Q(**{f"{self.team_path}__in": mine})
        if mine.exists():
            rows |= models.Q(**{f"{self.team_path}__isnull": True})
        return self.filter(rows)
