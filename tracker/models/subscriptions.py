"""Subscriptions: who wants to hear of what, and where."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Index, Q

from sanctions.models import Party
from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from scenarios.domain.changes import EventKind
from scenarios.domain.levels import Level
from scenarios.models import Case, Condition, Gate, Scenario
from tracker.models.endpoints import Endpoint, OwnedQuerySet


class SubscriptionQuerySet(OwnedQuerySet):
    """Subscriptions."""

    def live(self) -> SubscriptionQuerySet:
        """Keep those that are switched on and not expired."""
        unexpired = Q(expires_at__isnull=True) | Q(expires_at__gt=DatabaseNow())
        return self.filter(unexpired, is_active=True)


@pghistory.track()
class Subscription(ULIDModel):
    """One person's wish. Each filter given must match; `everything` stands for no filter at all."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions"
    )
    name = models.CharField(max_length=200)
    everything = models.BooleanField(default=False)
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    scenario = models.ForeignKey(
        Scenario, null=True, blank=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    condition = models.ForeignKey(
        Condition, null=True, blank=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    gate = models.ForeignKey(
        Gate, null=True, blank=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    kinds = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        help_text="Tell me of events of these kinds only; none: of all.",
    )
    least_level = models.CharField(max_length=1, choices=choices_of(Level), default=Level.IMPORTANT)
    include_own = models.BooleanField(default=True, help_text="Tell me of my own changes too.")
    to_inbox = models.BooleanField(default=True)
    endpoints = models.ManyToManyField(Endpoint, blank=True, related_name="subscriptions")
    is_active = models.BooleanField(default=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(db_default=DatabaseNow())

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [Index(fields=["owner", "name"], name="subscription_by_owner")]
        constraints = [
            CheckConstraint(
                condition=Q(kinds__contained_by=[kind.value for kind in EventKind]),
                name="subscription_kinds_known",
            ),
            known(field="least_level", kinds=Level, name="subscription_least_level_known"),
            CheckConstraint(
                condition=Q(everything=True)
                | Q(case__isnull=False)
                | Q(scenario__isnull=False)
                | Q(condition__isnull=False)
                | Q(gate__isnull=False)
                | Q(party__isnull=False),
                name="subscription_names_something",
            ),
        ]

    def __str__(self) -> str:
        return self.name
