"""A channel that sends nothing: it remembers the messages, and answers as it was told to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from tests.clock import SetClock
from tests.tracker.factories import NOON
from tracker.channels.base import DeliveryError, Failure, Message, Reply
from tracker.channels.registry import CHANNELS
from tracker.models import Delivery
from tracker.services.drain_endpoint import drain_endpoint
from tracker.services.lease_endpoint import lease_endpoint

TAKEN = Reply(status=204, ms=3, peer_ip="192.0.2.7", head="thanks")


def refused(status: int = 500, **options: object) -> DeliveryError:
    """Make the error of a receiver that answered, and did not take the message."""
    reply = Reply(status=status, ms=3, peer_ip="192.0.2.7", head="no")
    text = f"the receiver answered {status}"
    return DeliveryError(Failure.STATUS, text, reply=reply, **options)  # type: ignore[arg-type]


@dataclass
class Channel:
    """What was sent, and what is answered: the last answer stands for all that follow."""

    answers: list[Reply | DeliveryError | Callable[[Message], Reply]]
    sent: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> Reply:
        """Take the place of a channel's `send`."""
        self.sent.append(message)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, DeliveryError):
            raise answer
        return answer if isinstance(answer, Reply) else answer(message)


@pytest.fixture
def channel(monkeypatch: pytest.MonkeyPatch) -> Channel:
    """Put a channel that takes everything in the place of the webhooks."""
    fake = Channel([TAKEN])
    monkeypatch.setitem(CHANNELS, "webhook", fake.send)
    return fake


@dataclass
class Days:
    """A clock that a test moves on; it starts at noon."""

    set_clock: SetClock
    passed: timedelta = timedelta(0)

    def pass_by(self, span: timedelta) -> None:
        """Let some time go by."""
        self.passed += span
        self.set_clock(NOON + self.passed)


@pytest.fixture
def days(database_clock: SetClock) -> Days:
    """Return the clock, set to noon."""
    clock = Days(database_clock)
    clock.pass_by(timedelta(0))
    return clock


def send_what_is_due() -> int:
    """Drain every endpoint to which something is due, one after the other."""
    tried = 0
    while lease := lease_endpoint():
        tried += drain_endpoint(lease=lease)
    return tried


def reload(delivery: Delivery) -> Delivery:
    """Read the row again."""
    kept: Delivery = Delivery.objects.select_related("endpoint").get(pk=delivery.pk)
    return kept
