"""Connections to addresses that were checked, with one limit on time and one on bytes."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable, Sequence
from typing import Any

import httpcore

from sanctions.channels.failures import ExchangeFailed, Failure

CONNECT_SECONDS = 5.0
_MOST_ADDRESSES = 3
_WRITE_BYTES = 16_384


class Deadline:
    """The instant at which an exchange is over, however slowly the other side drips.

    With `pause`, it is over too when the other side is silent for so many seconds.
    """

    def __init__(self, seconds: float, *, pause: float | None = None) -> None:
        self._seconds = seconds
        self._pause = pause
        self._ends = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Return the seconds left, at most `most`; raises `ExchangeFailed` when there are none."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise self.missed()
        return left if most is None else min(left, most)

    def patience(self) -> float:
        """Return for how many seconds the other side may be silent now."""
        return self.left(self._pause)

    def missed(self) -> ExchangeFailed:
        """Say that the time is up, or that the other side fell silent before."""
        if self._pause is not None and time.monotonic() < self._ends:
            return ExchangeFailed(Failure.TIMEOUT, f"silent for {self._pause:g} seconds")
        return ExchangeFailed(Failure.TIMEOUT, f"no answer within {self._seconds:g} seconds")


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to the addresses it was given, whatever name it is asked for."""

    def __init__(self, addresses: Sequence[str], deadline: Deadline, *, most_bytes: int) -> None:
        self._addresses = addresses[:_MOST_ADDRESSES]
        self._deadline = deadline
        self._most_bytes = most_bytes
        self.peer_ip = ""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers; each has its share of the time."""
        share = CONNECT_SECONDS / len(self._addresses)
        for address in self._addresses:
            try:
                connection = _connect(address, port, self._deadline.left(share))
            except OSError:
                continue
            self.peer_ip = address
            return BoundedStream(connection, self._deadline, most_bytes=self._most_bytes)
        raise ExchangeFailed(Failure.CONNECTION, "nobody answers at this address")


def _connect(address: str, port: int, timeout: float) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(timeout)
        connection.connect((address, port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError:
        connection.close()
        raise
    return connection


class BoundedStream(httpcore.NetworkStream):
    """A connection that ends at the deadline, or when the other side has said enough."""

    def __init__(self, connection: socket.socket, deadline: Deadline, *, most_bytes: int) -> None:
        self._connection = connection
        self._deadline = deadline
        self._bytes_left = most_bytes

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        if self._bytes_left <= 0:
            raise ExchangeFailed(Failure.PROTOCOL, "the answer is too long")
        self._connection.settimeout(self._deadline.patience())
        try:
            data = self._connection.recv(min(max_bytes, self._bytes_left))
        except TimeoutError as error:
            raise self._deadline.missed() from error
        except OSError as error:
            raise httpcore.ReadError("the connection broke") from error
        self._bytes_left -= len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it, looking at the clock between the pieces."""
        rest = memoryview(buffer)
        while rest:
            self._connection.settimeout(self._deadline.patience())
            try:
                sent = self._connection.send(rest[:_WRITE_BYTES])
            except TimeoutError as error:
                raise self._deadline.missed() from error
            except OSError as error:  # it may have answered all the same: httpcore looks
                raise httpcore.WriteError("the connection broke") from error
            rest = rest[sent:]

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Speak TLS from here on; the certificate must be good for the name that was asked for."""
        self._connection.settimeout(self._deadline.patience())
        try:
            secured = ssl_context.wrap_socket(self._connection, server_hostname=server_hostname)
        except TimeoutError as error:
            raise self._deadline.missed() from error
        except ssl.SSLCertVerificationError as error:
            raise ExchangeFailed(Failure.TLS, f"certificate: {error.verify_message}") from error
        except (OSError, ValueError) as error:
            raise ExchangeFailed(Failure.TLS, "no TLS connection could be made") from error
        return BoundedStream(secured, self._deadline, most_bytes=self._bytes_left)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def get_extra_info(self, info: str) -> Any:
        """Tell httpcore what it asks of a fresh connection: nothing that we know."""
        return None
