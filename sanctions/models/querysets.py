"""Rows that are public to all teams, with the same door as those that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from sanctions.models.teams import Person


class PublicQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Lists and what they say belong to no team: whoever is signed in may read them."""

    def visible_to(self, user: Person) -> Self:
        """Keep the rows that `user` may see: all of them, and none for a stranger."""
        return self.none() if user.is_anonymous else self


PublicManager = models.Manager.from_queryset(PublicQuerySet)
