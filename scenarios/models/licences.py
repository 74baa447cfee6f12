"""Licences: relief for a time, in the issuer's own zone."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from scenarios.models.rows import SluggedRow


@pghistory.track()
class Licence(SluggedRow):
    """A licence of a series. Its instants are local times of `zone`, kept as written."""

    series = models.TextField(null=True, blank=True)
    authority = models.CharField(max_length=20)
    from_local = models.CharField(max_length=32, null=True, blank=True)
    expires_local = models.CharField(max_length=32, null=True, blank=True)
    zone = models.CharField(max_length=64, null=True, blank=True)
    supersedes = models.CharField(max_length=100, null=True, blank=True)
    cut_off = models.DateField(null=True, blank=True)
    covers = ArrayField(models.CharField(max_length=100), null=True, blank=True)
    owned_entities = models.BooleanField(null=True)

    class Meta(SluggedRow.Meta):
        pass
