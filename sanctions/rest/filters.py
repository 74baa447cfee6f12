"""Filters that take the type they say: what is neither true nor false filters nothing silently."""

from __future__ import annotations

from typing import Any

from django_filters import rest_framework as filters


class TruthFilter(filters.TypedChoiceFilter):
    """`true` or `false`, and a refusal of everything else."""

    def __init__(self, **options: Any) -> None:
        choices = [("true", "true"), ("false", "false")]
        super().__init__(choices=choices, coerce=lambda text: text == "true", **options)
