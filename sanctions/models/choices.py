"""Choices and the matching CHECK from one enumeration, so that the two cannot differ."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import CheckConstraint, Q


def choices_of(kinds: type[StrEnum]) -> list[tuple[str, str]]:
    """List the members of `kinds` as a field's choices."""
    return [(kind.value, kind.value) for kind in kinds]


def known(*, field: str, kinds: type[StrEnum], name: str) -> CheckConstraint:
    """Refuse, in the database, any value of `field` that is not a member of `kinds`."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": [kind.value for kind in kinds]}), name=name
    )
