"""Scenarios: named futures of a case."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Index, UniqueConstraint

from sanctions.models.ids import ULIDModel
from scenarios.models.gates import Gate
from scenarios.models.packages import Package
from scenarios.models.rows import SluggedRow


@pghistory.track()
class Scenario(SluggedRow):
    """A named future. `implied` marks the one that stands for a file which names none."""

    title = models.TextField()
    package_slugs = ArrayField(
        models.CharField(max_length=100),
        null=True,
        blank=True,
        help_text="As the file lists them; left out: all packages.",
    )
    horizon = models.DateField(null=True, blank=True)
    assume = models.JSONField(null=True, blank=True)
    implied = models.BooleanField(default=False)
    packages = models.ManyToManyField(Package, through="ScenarioPackage", related_name="scenarios")

    class Meta(SluggedRow.Meta):
        pass

    def __str__(self) -> str:
        return self.title


class ScenarioPackage(ULIDModel):
    """A package of a scenario."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="+")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [Index(fields=["package", "scenario"], name="scenariopackage_by_package")]
        constraints = [
            UniqueConstraint(fields=["scenario", "package"], name="scenariopackage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id} has {self.package_id}"


class ScenarioGate(ULIDModel):
    """The reverse index: a change of this gate may change this scenario."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="+")
    gate = models.ForeignKey(Gate, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [Index(fields=["gate", "scenario"], name="scenariogate_by_gate")]
        constraints = [UniqueConstraint(fields=["scenario", "gate"], name="scenariogate_once")]

    def __str__(self) -> str:
        return f"{self.scenario_id} rests on {self.gate_id}"
