"""What a channel is given, what it answers, and how it says that it failed.

A channel is one module with one function, `send(message) -> Reply`. It returns, or raises
`DeliveryError`. It knows nothing of our tables: whoever calls it keeps the books.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Message:
    """One attempt to deliver: the id and the body stay the same over all attempts.

    `timestamp` is the instant of this attempt, by the database's clock.
    """

    id: str
    url: str
    body: bytes
    timestamp: datetime
    secrets: tuple[str, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class Reply:
    """What the receiver answered; `head` is safe to store, and untrusted all the same."""

    status: int
    ms: int
    peer_ip: str
    head: str = ""


class Failure(StrEnum):
    """What kept a message from being taken."""

    ADDRESS = "address-not-allowed"
    NAME = "name-not-found"
    CONNECTION = "no-connection"
    TLS = "tls"
    TIMEOUT = "timeout"
    PROTOCOL = "not-http"
    REDIRECT = "redirect"
    STATUS = "status"
    GONE = "gone"


class DeliveryError(Exception):
    """The message was not taken, or nobody can know that it was.

    `permanent`: no attempt will do better. `Failure.GONE`: the receiver wants nothing more.
    `retry_after`: seconds that the receiver asked for, as it said them.
    """

    def __init__(
        self,
        failure: Failure,
        text: str,
        *,
        permanent: bool = False,
        retry_after: float | None = None,
        reply: Reply | None = None,
    ) -> None:
        super().__init__(text)
        self.failure = failure
        self.permanent = permanent
        self.retry_after = retry_after
        self.reply = reply
