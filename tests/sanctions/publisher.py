"""A publisher on loopback, what it answers and what it was asked, and a list that points at it."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pytest_django import Settings

from sanctions.lists import ofac_sdn
from sanctions.lists.base import Download
from tests.sanctions.channels.receiver import Behaviour, Receiver, answer, receiving
from tests.sanctions.ofac_files import file_of, parties

KEY = "us_ofac_sdn"


def published(count: int, *, etag: str = "", content_type: str = "text/csv") -> Behaviour:
    """Answer with a list of so many parties."""
    return served(file_of(parties(count)), etag=etag, content_type=content_type)


def served(body: bytes, *, etag: str = "", content_type: str = "text/csv") -> Behaviour:
    """Answer with these bytes."""
    mark = f"\nETag: {etag}" if etag else ""
    head = f"HTTP/1.1 200 OK\nContent-Type: {content_type}\nContent-Length: {len(body)}{mark}"
    return answer(head, body)


NOT_MODIFIED = answer("HTTP/1.1 304 Not Modified")
BROKEN = answer("HTTP/1.1 503 Busy\nContent-Length: 0")


@dataclass
class Publisher:
    """Answers as it is told to, then as it did last."""

    receiver: Receiver
    next: list[Behaviour] = field(default_factory=list)

    def answers(self, *behaviours: Behaviour) -> None:
        """Say what is answered from now on."""
        self.next = [*behaviours]

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for."""
        return [request.split(b" ")[1].decode() for request in self.receiver.requests]

    def headers(self) -> dict[str, str]:
        """The headers of the last request."""
        return self.receiver.headers()


@contextlib.contextmanager
def publishing(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, **terms: object
) -> Iterator[Publisher]:
    """Run a publisher, and let OFAC's list be fetched from it."""
    publisher: Publisher

    def behave(connection: object) -> None:
        behaviour = publisher.next.pop(0) if len(publisher.next) > 1 else publisher.next[0]
        behaviour(connection)  # type: ignore[arg-type]

    with receiving(behave) as receiver:
        publisher = Publisher(receiver, [published(3)])
        settings.FETCH_ALLOWED_HOSTS = [receiver.authority]
        terms = {"url": f"http://{receiver.authority}/list.csv", **terms}
        if "news_path" in terms:
            terms["news_url"] = f"http://{receiver.authority}{terms.pop('news_path')}"
        source = dataclasses.replace(
            ofac_sdn.SOURCE,
            minimum_parties=1,
            download=Download(**terms),  # type: ignore[arg-type]
        )
        monkeypatch.setattr(ofac_sdn, "SOURCE", source)
        yield publisher
