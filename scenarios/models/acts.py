"""Acts: what really happened, apart from gates; and the states that packages had from a day on."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from scenarios.domain.statuses import PackageState
from scenarios.models.assessments import NEVER_REMOVED, Origin
from scenarios.models.packages import Package, Step
from scenarios.models.rows import CaseRow, CaseRowQuerySet


def _known_by(instant: datetime) -> Q:
    """Return what keeps the acts that were known: one that does not say when, from its day on."""
    on_its_day = Q(recorded__isnull=True, date__lte=instant.astimezone(UTC).date())
    return on_its_day | Q(recorded__lte=instant)


class ActQuerySet(CaseRowQuerySet):
    """Acts."""

    def counting(self, *, known_at: datetime | None = None) -> Self:
        """Keep the acts that nobody took back; of an instant, as was known then."""
        if known_at is None:
            return self.filter(taken_back__isnull=True)
        standing = Q(taken_back__isnull=True) | Q(taken_back__recorded__gt=known_at)
        return self.filter(standing & _known_by(known_at))


@pghistory.track()
class Act(CaseRow):
    """An act of an authority, or another dated event of the case; by which steps, where it says.

    One that a person recorded is known from then on; one of a case file from its day on.
    """

    date = models.DateField()
    recorded = models.DateTimeField(
        null=True, blank=True, help_text="When it became known; left out: on its day."
    )
    package = models.ForeignKey(
        Package, null=True, blank=True, on_delete=models.PROTECT, related_name="acts"
    )
    steps = models.ManyToManyField(Step, through="ActStep", related_name="acts")
    what = models.TextField()
    origin = models.CharField(max_length=20, choices=choices_of(Origin), default=Origin.CASE_FILE)
    reason = models.TextField(blank=True, help_text="Why, in the words of who entered it.")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="acts",
    )
    entered_at = models.DateTimeField(db_default=DatabaseNow())

    objects = ActQuerySet.as_manager()  # type: ignore[misc] # narrows that of all rows

    class Meta(CaseRow.Meta):
        indexes = [
            Index(fields=["package", "date"], name="act_by_package"),
            Index(fields=["case", "date"], name="act_span_of_case"),
        ]
        constraints = [
            known(field="origin", kinds=Origin, name="act_origin_known"),
            CheckConstraint(
                condition=Q(origin=Origin.CASE_FILE) | ~Q(reason=""), name="act_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def known_from(self) -> datetime:
        """When it became known."""
        return self.recorded or datetime.combine(self.date, time.min, tzinfo=UTC)


class ActStep(ULIDModel):
    """A step that an act carried out."""

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [UniqueConstraint(fields=["act", "step"], name="actstep_once")]

    def __str__(self) -> str:
        return f"{self.act_id} carried out {self.step_id}"


class TakenBackAct(ULIDModel):
    """An act that was recorded in error: from `recorded` on it is known that it never was."""

    act = models.OneToOneField(Act, on_delete=models.PROTECT, related_name="taken_back")
    recorded = models.DateTimeField(db_default=DatabaseNow())
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [pgtrigger.ReadOnly(name="never_changed"), NEVER_REMOVED]
        constraints = [
            CheckConstraint(condition=~Q(reason=""), name="takenbackact_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.act_id} taken back"


class PackageStateQuerySet(CaseRowQuerySet):
    """Dated states of packages."""

    team_path = "package__case__team"

    def counting(self, *, known_at: datetime | None = None) -> Self:
        """Keep the states whose act nobody took back; of an instant, as was known then."""
        if known_at is None:
            return self.filter(Q(act__isnull=True) | Q(act__taken_back__isnull=True))
        standing = Q(act__taken_back__isnull=True) | Q(act__taken_back__recorded__gt=known_at)
        known_then = Q(since__isnull=True) | Q(recorded__lte=known_at)
        return self.filter(known_then & (Q(act__isnull=True) | standing))


class DatedState(ULIDModel):
    """A state of a package from a day on: appended, never changed.

    The row without a day is the state before all that have one; none says when that was known.
    """

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="dated_states")
    state = models.CharField(max_length=20, choices=choices_of(PackageState), null=True)
    since = models.DateField(null=True, help_text="The day from which it holds.")
    recorded = models.DateTimeField(db_default=DatabaseNow(), help_text="When it became known.")
    act = models.OneToOneField(Act, null=True, on_delete=models.PROTECT, related_name="gave_state")

    objects = PackageStateQuerySet.as_manager()

    class Meta:
        ordering = ["package", "since", "recorded", "id"]
        triggers = [pgtrigger.ReadOnly(name="never_changed"), NEVER_REMOVED]
        indexes = [Index(fields=["package", "since"], name="datedstate_by_package")]
        constraints = [
            CheckConstraint(
                condition=Q(state__isnull=True) | Q(state__in=[one.value for one in PackageState]),
                name="datedstate_known",
            ),
            UniqueConstraint(
                fields=["package"],
                condition=Q(since__isnull=True),
                name="datedstate_one_before_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} since {self.since}"
