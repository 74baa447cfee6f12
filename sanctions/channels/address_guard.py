"""Where a request may go: the address guard of all that leaves the house.

A URL is read once, strictly, into a `Target`; nothing reads it again. The name is resolved once,
every address is checked, and the connection is made to exactly those. So neither a spelling, nor a
redirect, nor a resolver that answers differently the second time leads inside.
"""

from __future__ import annotations

import queue
import re
import socket
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from sanctions.channels.public_addresses import is_public

Resolver = Callable[[str, int], list[str]]

PORTS = (80, 443, 8443)
_DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST_URL = 2048
_LONGEST_NAME = 253
_NOT_IN_A_URL = re.compile(r"[^\x21-\x7e]|[\\\"<>^`{|}]")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


class AddressRefused(Exception):
    """The URL may not be called; the text says what is wrong with it, for whoever entered it."""


class NameNotFound(Exception):
    """The name has no address, or nobody said one in time."""


@dataclass(frozen=True, slots=True)
class Target:
    """A URL taken apart. `host` is a lower-case name or an address in its one proper spelling."""

    scheme: str
    host: str
    port: int
    path: str
    allowed: bool

    @property
    def authority(self) -> str:
        """Host and port, as an allow-list spells them."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def read_url(
    url: str, *, allowed_hosts: Collection[str] = (), longest: int = LONGEST_URL
) -> Target:
    """Take `url` apart, by one strict reading; raises `AddressRefused`.

    `allowed_hosts` are the `host:port` pairs that the operator let private receivers have.
    """
    parts = _split(url, longest)
    host = _host(parts)
    port = _port(parts)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    authority = Target(parts.scheme, host, port, path, allowed=False).authority
    allowed = authority in {each.lower() for each in allowed_hosts}
    if not allowed and port not in PORTS:
        raise AddressRefused(f"port {port} is not allowed: only {_listed(PORTS)}")
    if not allowed and _is_literal(host) and not is_public(host):
        raise AddressRefused("address not allowed: it is not public")
    return Target(parts.scheme, host, port, path, allowed=allowed)


def addresses_of(target: Target, *, resolve: Resolver, timeout: float) -> list[str]:
    """Resolve the target once; raises `AddressRefused` where any address is not public.

    Raises `NameNotFound` where there is none.
    """
    found = [target.host] if _is_literal(target.host) else _in_time(resolve, target, timeout)
    if not found:
        raise NameNotFound("the name has no address")
    if not target.allowed and not all(is_public(address) for address in found):
        raise AddressRefused("address not allowed: the name leads to one that is not public")
    return found


def ask_resolver(host: str, port: int) -> list[str]:
    """Ask the system's resolver for all addresses of `host`; raises `NameNotFound`."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NameNotFound("the name has no address") from error
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _in_time(resolve: Resolver, target: Target, timeout: float) -> list[str]:
    """Wait for the resolver no longer than `timeout`: it knows no limit of its own."""
    answers: queue.SimpleQueue[list[str] | NameNotFound] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(target.host, target.port))
        except NameNotFound as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name="resolve").start()
    try:
        answer = answers.get(timeout=timeout)
    except queue.Empty:
        raise NameNotFound("no answer from the resolver in time") from None
    if isinstance(answer, NameNotFound):
        raise answer
    return answer


def _split(url: str, longest: int) -> SplitResult:
    if len(url) > longest:
        raise AddressRefused(f"the URL is longer than {longest} characters")
    if _NOT_IN_A_URL.search(url):
        raise AddressRefused(
            "the URL has a character that must be escaped; a name in another script is written "
            "in its ASCII form (xn--…)"
        )
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise AddressRefused("this is not a URL") from error
    if parts.scheme not in _DEFAULT_PORTS:
        raise AddressRefused("the URL must begin with https:// or http://")
    if "@" in parts.netloc or "%" in parts.netloc:
        raise AddressRefused("the URL must hold no login and no escapes before its path")
    if parts.fragment:
        raise AddressRefused("the URL must have no fragment (#)")
    return parts


def _port(parts: SplitResult) -> int:
    try:
        return _DEFAULT_PORTS[parts.scheme] if parts.port is None else parts.port
    except ValueError as error:
        raise AddressRefused("the port is not a number up to 65535") from error


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").removesuffix(".")
    if "[" in parts.netloc:
        return str(_address(host, IPv6Address))
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):  # so a browser, and a resolver, would take it for an address
        return str(_address(host, IPv4Address))
    if len(host) > _LONGEST_NAME or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressRefused("the host is not a name that the DNS could know")
    return host


def _address(host: str, kind: type[IPv4Address] | type[IPv6Address]) -> IPv4Address | IPv6Address:
    try:
        return kind(host)
    except ValueError as error:
        raise AddressRefused("the host looks like an address and is not spelt as one") from error


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _listed(ports: tuple[int, ...]) -> str:
    return ", ".join(str(port) for port in ports)
