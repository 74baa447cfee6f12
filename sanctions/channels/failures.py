"""How an exchange with another machine says that it failed, whoever began it."""

from __future__ import annotations

from enum import StrEnum


class Failure(StrEnum):
    """What kept an answer from coming."""

    ADDRESS = "address-not-allowed"
    NAME = "name-not-found"
    CONNECTION = "no-connection"
    TLS = "tls"
    TIMEOUT = "timeout"
    PROTOCOL = "not-http"
    REDIRECT = "redirect"
    STATUS = "status"
    SIZE = "too-large"


class ExchangeFailed(Exception):
    """No answer came, or none that can be used; the text is for the person who waits for it."""

    def __init__(self, failure: Failure, text: str) -> None:
        super().__init__(text)
        self.failure = failure
