"""What every row of a case has: its case, its place in the file, its sources and marks of doubt.

Keys that a case file may leave out are null here where they were left out. Columns hold the
meaning; `as_written` holds, by key of the file, what was written in other words than an export
would choose (`to: null` spelt out, an instant with another offset), so that what goes in comes out
equal.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from sanctions.models.ids import ULIDModel
from sanctions.models.teams import TeamQuerySet
from scenarios.models.cases import Case

DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"


class CaseRowQuerySet(TeamQuerySet):
    """Rows of cases: whoever sees the case sees them."""

    team_path = "case__team"

    def at(self, address: str) -> Self:
        """Keep the row at an address: its ULID, or `case-slug/slug` where it has a slug."""
        case, slash, slug = address.partition("/")
        if slash:
            return self.filter(case__slug=case, slug=slug)
        return self.filter(pk=address)


class CaseRow(ULIDModel):
    """A row of a case. Its file order is `position`; a source is a key or a list of keys."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(help_text="Place in the file's list, from 0.")
    source = models.JSONField(null=True, blank=True, help_text="A key of a source, or several.")
    note = models.TextField(null=True, blank=True)
    precision = models.CharField(
        max_length=20, null=True, blank=True, help_text="day, week, month, year, or `N days`."
    )
    as_written = models.JSONField(default=dict, blank=True, editable=False)

    objects = CaseRowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["case", "position", "id"]

    @property
    def sources(self) -> list[str]:
        """The keys of its sources, in order."""
        given: Any = self.source
        if given is None:
            return []
        return list(given) if isinstance(given, list) else [given]


class SluggedRow(CaseRow):
    """A row that others name by its id of the file; addressed as `case-slug/slug`."""

    slug = models.CharField(max_length=100, help_text="Its id in the case file.")

    class Meta(CaseRow.Meta):
        abstract = True
        constraints = [
            UniqueConstraint(fields=["case", "slug"], name="%(class)s_once_per_case"),
            CheckConstraint(condition=~Q(slug=""), name="%(class)s_has_slug"),
        ]

    @property
    def address(self) -> str:
        """`case-slug/slug`."""
        return f"{self.case.slug}/{self.slug}"

    def __str__(self) -> str:
        return self.slug
