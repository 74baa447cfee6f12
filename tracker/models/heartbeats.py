"""Heartbeats: the last time each periodic job came through."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """One job's last success; silence shows."""

    job = models.CharField(max_length=60, primary_key=True)
    last_ok = models.DateTimeField()

    class Meta:
        ordering = ["job"]

    def __str__(self) -> str:
        return self.job
