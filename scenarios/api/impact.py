"""What a package does to parties, over REST: one row for each party and authority."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from scenarios.domain.package_effects import PackageEffect, PartyEffect

BASIS = (
    "The designations, stakes and rules that the case itself holds, on the day asked for; "
    "not those of the lists. Not legal advice."
)


class CellSerializer(serializers.Serializer[Any]):
    """A party under one authority, before and after the package."""

    party = serializers.CharField(help_text="Its id in the case.")
    name = serializers.CharField()
    authority = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()
    effect = serializers.CharField(help_text="FREED, COLLATERAL_FREED, STILL_LISTED, …")
    sum = serializers.CharField(
        allow_null=True, help_text="Percent held by blocked owners afterwards."
    )
    owners = serializers.ListField(child=serializers.CharField())
    controllers = serializers.ListField(child=serializers.CharField())
    restrictions_lifted = serializers.ListField(child=serializers.CharField())
    restrictions_left = serializers.ListField(child=serializers.CharField())
    restrictions_added = serializers.ListField(child=serializers.CharField())


class PaperReliefSerializer(serializers.Serializer[Any]):
    """A party that a step names, and which is not free under that step's authority."""

    party = serializers.CharField()
    authority = serializers.CharField()


class ImpactSerializer(serializers.Serializer[Any]):
    """The matrix of a package, and what follows from it."""

    as_of = serializers.CharField()
    known_at = serializers.CharField()
    authorities = serializers.ListField(child=serializers.CharField())
    named = serializers.ListField(child=serializers.CharField())
    really_freed = serializers.ListField(child=serializers.CharField())
    freed_unnamed = serializers.ListField(child=serializers.CharField())
    effectively_free = serializers.ListField(child=serializers.CharField())
    paper_relief = PaperReliefSerializer(many=True)
    cells = CellSerializer(many=True)
    basis = serializers.CharField()


def impact_body(
    effect: PackageEffect, *, names: Mapping[str, str], echo: Mapping[str, str | None]
) -> dict[str, Any]:
    """Return the answer; `echo` is its point in time. Idle cells are left out."""
    cells = [cell for row in effect.cells.values() for cell in row.values() if not cell.is_idle]
    return {
        **echo,
        "authorities": effect.authorities,
        "named": effect.named,
        "really_freed": effect.really_freed,
        "freed_unnamed": effect.collateral,
        "effectively_free": effect.effectively_free,
        "paper_relief": [
            {"party": party, "authority": authority} for party, authority in effect.paper_relief
        ],
        "cells": [_cell(cell, names) for cell in cells],
        "basis": BASIS,
    }


def _cell(cell: PartyEffect, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "party": cell.party,
        "name": names[cell.party],
        "authority": cell.authority,
        "before": str(cell.before),
        "after": str(cell.after),
        "effect": str(cell.effect),
        "sum": str(cell.why.total) if cell.why else None,
        "owners": cell.why.owners if cell.why else (),
        "controllers": cell.why.controllers if cell.why else (),
        "restrictions_lifted": cell.lifted,
        "restrictions_left": cell.left,
        "restrictions_added": cell.added,
    }
