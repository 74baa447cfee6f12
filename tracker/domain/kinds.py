"""The closed vocabularies of the tracker app; the models derive their choices from these."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """What a token may do."""

    READ = "read"
    WRITE = "write"
    ASSESS = "assess"
    EXPORT = "export"
    ADMIN = "admin"


class EndpointKind(StrEnum):
    """Where an endpoint takes messages; the inbox needs none."""

    WEBHOOK = "webhook"


class EndpointState(StrEnum):
    """Whether messages are tried: paused waits for its back-off, disabled for a person."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"


class DeliveryState(StrEnum):
    """How far one message to one endpoint has come. Suppressed and dead say why."""

    PENDING = "pending"
    LEASED = "leased"
    DELIVERED = "delivered"
    SUPPRESSED = "suppressed"
    DEAD = "dead"


class AttemptOutcome(StrEnum):
    """What became of one try. Late: another worker had taken over before it ended."""

    RUNNING = "running"
    DELIVERED = "delivered"
    FAILED = "failed"
    LATE = "late"
