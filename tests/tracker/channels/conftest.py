"""Messages to send, the setting that lets them reach loopback, and a short deadline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pytest_django.fixtures import Settings

from tests.sanctions.channels.receiver import Receiver
from tracker.channels import webhook
from tracker.channels.base import Message

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NOON = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
MakeMessage = Callable[..., Message]


@pytest.fixture
def message_to(settings: Settings) -> MakeMessage:
    """Return a function that makes a message to a receiver, which is then allowed."""

    def make(receiver: Receiver, *, url: str = "", body: bytes = b'{"a":1}') -> Message:
        settings.WEBHOOK_ALLOWED_HOSTS = [receiver.authority]
        return Message("01JXMSG", url or receiver.url, body, NOON, (SECRET,))

    return make


@pytest.fixture
def short_deadline(monkeypatch: pytest.MonkeyPatch) -> float:
    """Give each exchange half a second in all."""
    monkeypatch.setattr(webhook, "TOTAL_SECONDS", 0.5)
    return 0.5
