"""One file from a publisher: asked for conditionally, within limits, streamed as it comes.

A redirection is followed within the hosts that were named, each step through the address guard,
and never from TLS to none. The limits hold over all steps together: seconds in all, seconds of
silence, bytes unpacked. What came is hashed; whether it is a list is for others to judge.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import urljoin

import httpcore

from sanctions.channels import address_guard
from sanctions.channels.address_guard import Resolver, Target
from sanctions.channels.connections import CONNECT_SECONDS, CheckedBackend, Deadline
from sanctions.channels.exchanges import Headers, exchange, header
from sanctions.channels.failures import ExchangeFailed, Failure
from sanctions.channels.unpacking import unpacked

MOST_REDIRECTS = 5
HEAD_BYTES = 1024
# Addresses that are signed for an hour carry more than 2048 characters.
_LONGEST_URL = 8192
_MARK = re.compile(r"[\x20-\x7e]{1,300}")
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a download may take. The EU makes its file when asked, for over a minute."""

    seconds: float = 300.0
    silent_seconds: float = 120.0
    most_bytes: int = 200_000_000


@dataclass(frozen=True, slots=True)
class Marks:
    """By what the publisher told the last file: both empty, and it is asked for unconditionally."""

    etag: str = ""
    last_modified: str = ""

    def as_headers(self) -> dict[str, str]:
        """Ask for the file only if it differs."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: a file with its hash, or the word that it is still the one of the marks."""

    host: str
    status: int
    marks: Marks
    content_type: str = ""
    size: int = 0
    sha256: str = ""
    head: bytes = b""

    @property
    def is_new(self) -> bool:
        """Whether a file came."""
        return self.status == 200


class DownloadFailed(Exception):
    """No file came; the text says why, `host` who was asked last, `status` what it answered."""

    def __init__(self, cause: ExchangeFailed, *, host: str, status: int | None) -> None:
        super().__init__(str(cause))
        self.failure = cause.failure
        self.host = host
        self.status = status


def download(
    *,
    url: str,
    into: BinaryIO,
    hosts: Collection[str] = (),
    marks: Marks = Marks(),
    limits: Limits = Limits(),
    allowed_hosts: Collection[str] = (),
    resolve: Resolver = address_guard.ask_resolver,
) -> Answer:
    """Fetch `url` into the open file; raises `DownloadFailed`.

    `hosts`, beside that of `url`, may be led on to; `allowed_hosts` are the operator's host:port
    pairs that need not be public.
    """
    deadline = Deadline(limits.seconds, pause=limits.silent_seconds)
    trip = _Trip(hosts, limits, allowed_hosts, resolve, deadline)
    try:
        return trip.run(url, marks, into)
    except ExchangeFailed as error:
        raise DownloadFailed(error, host=trip.host, status=trip.status) from error


@dataclass
class _Trip:
    """A download under way, from one address to the next."""

    hosts: Collection[str]
    limits: Limits
    allowed_hosts: Collection[str]
    resolve: Resolver
    deadline: Deadline
    host: str = ""
    status: int | None = None
    been_at: list[Target] = field(default_factory=list)

    def run(self, url: str, marks: Marks, into: BinaryIO) -> Answer:
        """Ask, and ask again where it leads on to."""
        while len(self.been_at) <= MOST_REDIRECTS:
            found = self._step(url, marks, into)
            if isinstance(found, Answer):
                return found
            url = found
        raise ExchangeFailed(Failure.REDIRECT, f"more than {MOST_REDIRECTS} redirections")

    def _step(self, url: str, marks: Marks, into: BinaryIO) -> Answer | str:
        """Ask one address; returns what came, or where it leads on to."""
        target = self._read(url)
        self.host, self.status = target.host, None
        self.been_at.append(target)
        most = self.limits.most_bytes
        addresses = self._addresses(target)
        backend = CheckedBackend(addresses, self.deadline, most_bytes=most + _beside(most))
        headers = {"User-Agent": "Thaw-Lists/1", "Accept": "*/*", **marks.as_headers()}
        with exchange("GET", target, backend, headers=headers) as response:
            self.status = response.status
            if response.status in _REDIRECTS:
                return _joined(url, header(response.headers, b"location"))
            if response.status == 304 and marks.as_headers():
                return Answer(target.host, 304, marks)
            if response.status != 200:
                text = f"{target.host} answered {response.status}"
                raise ExchangeFailed(Failure.STATUS, text)
            return self._take(response, into)

    def _read(self, url: str) -> Target:
        """Read an address; refuses one to which the list's own may not lead."""
        try:
            target = address_guard.read_url(
                url, allowed_hosts=self.allowed_hosts, longest=_LONGEST_URL
            )
        except address_guard.AddressRefused as error:
            raise ExchangeFailed(Failure.ADDRESS, str(error)) from error
        if not self.been_at:
            return target
        if target.host not in {self.been_at[0].host, *self.hosts}:
            text = f"led on to {target.host}, which is none of the publisher's hosts"
            raise ExchangeFailed(Failure.REDIRECT, text)
        if self.been_at[-1].scheme == "https" != target.scheme:
            raise ExchangeFailed(Failure.REDIRECT, f"led on to {target.host} without TLS")
        if target in self.been_at:
            raise ExchangeFailed(Failure.REDIRECT, f"{target.host} leads in a circle")
        return target

    def _addresses(self, target: Target) -> list[str]:
        try:
            timeout = self.deadline.left(CONNECT_SECONDS)
            return address_guard.addresses_of(target, resolve=self.resolve, timeout=timeout)
        except address_guard.AddressRefused as error:
            raise ExchangeFailed(Failure.ADDRESS, str(error)) from error
        except address_guard.NameNotFound as error:
            raise ExchangeFailed(Failure.NAME, f"{target.host}: {error}") from error

    def _take(self, response: httpcore.Response, into: BinaryIO) -> Answer:
        """Write the body as it comes; raises where it is too large or breaks off."""
        stated = header(response.headers, b"content-length")
        if stated.isdecimal() and int(stated) > self.limits.most_bytes:
            raise self._too_large()
        encoding = header(response.headers, b"content-encoding").lower()
        digest, size, head = hashlib.sha256(), 0, b""
        try:
            for piece in unpacked(response.iter_stream(), encoding=encoding):
                size += len(piece)
                if size > self.limits.most_bytes:
                    raise self._too_large()
                digest.update(piece)
                into.write(piece)
                head += piece[: HEAD_BYTES - len(head)]
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            text = f"the file broke off after {size} bytes"
            raise ExchangeFailed(Failure.PROTOCOL, text) from error
        return Answer(
            host=self.host,
            status=response.status,
            marks=_marks(response.headers),
            content_type=header(response.headers, b"content-type"),
            size=size,
            sha256=digest.hexdigest(),
            head=head,
        )

    def _too_large(self) -> ExchangeFailed:
        return ExchangeFailed(Failure.SIZE, f"more than {self.limits.most_bytes} bytes")


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise ExchangeFailed(Failure.REDIRECT, "led on to what is no URL") from error


def _beside(most: int) -> int:
    """Allow for headers of every kind, and for the marks of chunks."""
    return most // 50 + 1_000_000


def _marks(headers: Headers) -> Marks:
    """Remember what can be said back; a mark that no publisher would give is none."""
    said = (header(headers, name) for name in (b"etag", b"last-modified"))
    return Marks(*(text if _MARK.fullmatch(text) else "" for text in said))
