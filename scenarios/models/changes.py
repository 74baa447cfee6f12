"""Change events: append-only facts, written in the transaction that decides them. The outbox.

`occasion` is shared by all events of one decision (one assessment, one tick of the clock, one
loaded file), so that one decision is told once. `xid` and `sequence` let a feed of events resume
without ever skipping a row that commits late: order of numbers is not order of commits.
"""

from __future__ import annotations

from datetime import UTC
from typing import Any, Self, cast

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Func, Index, Q, UniqueConstraint, Value

from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.deltas import Delta
from sanctions.models.ids import ULIDModel
from sanctions.models.teams import TeamQuerySet
from scenarios.domain.changes import KINDS_OF_ACTS, ChangeCause, EventKind, EventNode
from scenarios.domain.levels import Level
from scenarios.domain.statuses import PackageState, Status
from scenarios.models.acts import Act
from scenarios.models.assessments import Assessment
from scenarios.models.conditions import Condition
from scenarios.models.gates import Gate
from scenarios.models.packages import Package
from scenarios.models.rows import CaseRowQuerySet
from scenarios.models.scenarios import Scenario

SEQUENCE = "scenarios_changeevent_sequence"
_STATUSES = [one.value for one in Status]
_STATES = [one.value for one in PackageState]
_TOLD = [*choices_of(Status), *(one for one in choices_of(PackageState) if one[0] not in _STATUSES)]
_OF_PACKAGE = Q(node_kind=EventNode.PACKAGE.value)
_ACTS = [one.value for one in KINDS_OF_ACTS]


class TransactionIdField(models.Field):  # type: ignore[type-arg]
    """PostgreSQL's `xid8`: the transaction that wrote the row."""

    def db_type(self, connection: Any) -> str:
        """Name the column's type."""
        return "xid8"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:
        """Read the number."""
        return None if value is None else int(value)


class CurrentTransaction(Func):
    """`pg_current_xact_id()`."""

    function = "pg_current_xact_id"
    output_field = TransactionIdField()


class NextInSequence(Func):
    """`nextval` of a sequence."""

    function = "nextval"
    output_field = models.BigIntegerField()


class ChangeEventQuerySet(CaseRowQuerySet):
    """Change events."""

    team_path = "case__team"

    def settled(self) -> Self:
        """Keep the events that no running transaction can still be put before."""
        none_before = "scenarios_changeevent.xid < pg_snapshot_xmin(pg_current_snapshot())"
        return cast(Self, self.extra(where=[none_before]))  # noqa: S610 - a constant


class ChangeEvent(ULIDModel):
    """One change of the status of one condition or gate, a remark beside its status, or an act.

    A remark leaves the status as it is: the old one and the new one are the same. An act is of the
    package it was recorded for; the statuses are then the states of the package, or null.
    """

    sequence = models.BigIntegerField(
        unique=True, editable=False, db_default=NextInSequence(Value(SEQUENCE))
    )
    xid = TransactionIdField(editable=False, db_default=CurrentTransaction())
    key = models.CharField(
        max_length=500, unique=True, help_text="Of the change: the same one twice is one event."
    )
    occasion = models.CharField(max_length=26, db_index=True)
    case = models.ForeignKey("scenarios.Case", on_delete=models.PROTECT, related_name="+")
    node_kind = models.CharField(max_length=10, choices=choices_of(EventNode))
    condition = models.ForeignKey(
        Condition, null=True, on_delete=models.PROTECT, related_name="changes"
    )
    gate = models.ForeignKey(Gate, null=True, on_delete=models.PROTECT, related_name="changes")
    package = models.ForeignKey(
        Package, null=True, on_delete=models.PROTECT, related_name="changes"
    )
    act = models.ForeignKey(Act, null=True, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=20, choices=choices_of(EventKind), default=EventKind.CHANGE)
    definition_version = models.PositiveIntegerField(help_text="Of a package: its version.")
    old_status = models.CharField(max_length=20, null=True, choices=_TOLD)
    new_status = models.CharField(max_length=20, null=True, choices=_TOLD)
    cause = models.CharField(max_length=20, choices=choices_of(ChangeCause))
    level = models.CharField(max_length=1, choices=choices_of(Level))
    valid_from = models.DateField(help_text="The day from which the new status holds.")
    recorded_at = models.DateTimeField(db_default=DatabaseNow())
    reason = models.TextField(blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    assessment = models.ForeignKey(
        Assessment, null=True, on_delete=models.PROTECT, related_name="changes"
    )
    delta = models.ForeignKey(Delta, null=True, on_delete=models.PROTECT, related_name="changes")
    old_deciding = ArrayField(models.CharField(max_length=201), default=list)
    new_deciding = ArrayField(models.CharField(max_length=201), default=list)
    scenarios = models.ManyToManyField(Scenario, through="FlaggedScenario", related_name="changes")
    dispatched_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeEventQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        triggers = [
            pgtrigger.ReadOnly(name="never_changed", exclude=["dispatched_at"]),
            pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete),
        ]
        indexes = [
            Index(
                fields=["sequence"],
                condition=Q(dispatched_at__isnull=True),
                name="changeevent_to_dispatch",
            ),
            Index(fields=["case", "sequence"], name="changeevent_by_case"),
            Index(fields=["condition", "sequence"], name="changeevent_by_condition"),
            Index(fields=["gate", "sequence"], name="changeevent_by_gate"),
        ]
        constraints = [
            known(field="node_kind", kinds=EventNode, name="changeevent_node_kind_known"),
            known(field="kind", kinds=EventKind, name="changeevent_kind_known"),
            known(field="cause", kinds=ChangeCause, name="changeevent_cause_known"),
            known(field="level", kinds=Level, name="changeevent_level_known"),
            CheckConstraint(
                condition=~_OF_PACKAGE
                & Q(old_status__in=_STATUSES, new_status__in=_STATUSES)
                & Q(old_status__isnull=False, new_status__isnull=False)
                | _OF_PACKAGE
                & (Q(old_status=None) | Q(old_status__in=_STATES))
                & (Q(new_status=None) | Q(new_status__in=_STATES)),
                name="changeevent_statuses_known",
            ),
            CheckConstraint(
                condition=Q(kind=EventKind.CHANGE) & ~Q(old_status=models.F("new_status"))
                | Q(kind__in=_ACTS)
                | ~Q(kind__in=["change", *_ACTS]) & Q(old_status=models.F("new_status")),
                name="changeevent_changes_or_tells",
            ),
            CheckConstraint(
                condition=Q(node_kind=EventNode.CONDITION, condition__isnull=False)
                & Q(gate=None, package=None, act=None)
                | Q(node_kind=EventNode.GATE, gate__isnull=False)
                & Q(condition=None, package=None, act=None)
                | _OF_PACKAGE
                & Q(package__isnull=False, act__isnull=False, kind__in=_ACTS)
                & Q(condition=None, gate=None),
                name="changeevent_of_one_node",
            ),
        ]

    def __str__(self) -> str:
        if self.kind != EventKind.CHANGE:
            return f"{self.node}: {self.kind}"
        return f"{self.node}: {self.old_status} to {self.new_status}"

    @property
    def node(self) -> Condition | Gate | Package:
        """The condition or gate that changed, or the package of an act."""
        found = self.condition or self.gate or self.package
        assert found is not None  # noqa: S101 - by the constraint above
        return found

    @property
    def detection_lag(self) -> int:
        """How many days after the day from which it holds the change was recorded."""
        return max(0, (self.recorded_at.astimezone(UTC).date() - self.valid_from).days)


class FlaggedScenarioQuerySet(TeamQuerySet):
    """Flags: whoever sees the scenario sees them. A change may flag one of another team's case."""

    team_path = "scenario__case__team"


class FlaggedScenario(ULIDModel):
    """A scenario that a change touches, with its state before and after."""

    event = models.ForeignKey(ChangeEvent, on_delete=models.PROTECT, related_name="flagged")
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="flagged")
    old_state = models.CharField(max_length=20, null=True)
    new_state = models.CharField(max_length=20)
    old_flags = ArrayField(models.CharField(max_length=30), default=list)
    new_flags = ArrayField(models.CharField(max_length=30), default=list)

    objects = FlaggedScenarioQuerySet.as_manager()

    class Meta:
        indexes = [Index(fields=["scenario", "event"], name="flagged_by_scenario")]
        constraints = [
            UniqueConstraint(fields=["event", "scenario"], name="flagged_once_per_event"),
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id}: {self.new_state}"
