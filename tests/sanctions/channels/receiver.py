"""A server on loopback that misbehaves on demand, and counts who called."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Behaviour = Callable[[socket.socket], None]


@dataclass
class Receiver:
    """What was received so far, and where to send."""

    port: int
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0

    @property
    def authority(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.authority}/hook?team=1"

    def headers(self) -> dict[str, str]:
        """Return the headers of the last request."""
        lines = self.requests[-1].partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
        return {key.lower(): value for key, _, value in (line.partition(": ") for line in lines)}

    def body(self) -> bytes:
        """Return the body of the last request."""
        return self.requests[-1].partition(b"\r\n\r\n")[2]


@contextlib.contextmanager
def receiving(behaviour: Behaviour, *, tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """Listen on a free port; `behaviour` answers each connection once its request is read."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        receiver = Receiver(listener.getsockname()[1])
        thread = threading.Thread(
            target=_serve, args=(listener, receiver, behaviour, tls, over), daemon=True
        )
        thread.start()
        yield receiver
        over.set()
        thread.join(timeout=5)


def answer(head: str, body: bytes = b"") -> Behaviour:
    """Answer with this status line and these headers, one a line, then the body."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)

    return behave


def drip(first: bytes, piece: bytes, *, every: float = 0.02) -> Behaviour:
    """Send the first bytes, then a piece again and again until the other side has had enough."""

    def behave(connection: socket.socket) -> None:
        enough = threading.Event()
        connection.sendall(first)
        while not enough.wait(every):
            connection.sendall(piece)

    return behave


def flood(first: bytes, piece: bytes) -> Behaviour:
    """Send the first bytes, then pieces as fast as they go."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(first)
        for _ in range(100_000):
            connection.sendall(piece)

    return behave


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Behave as the first to the first connection, as the second to the second, and so on."""
    left = iter(behaviours)

    def behave(connection: socket.socket) -> None:
        behaviour = next(left)
        behaviour(connection)

    return behave


def say_nothing(connection: socket.socket) -> None:
    """Keep the connection open, and wait until the other side leaves."""
    connection.settimeout(30)
    connection.recv(1)


def _serve(
    listener: socket.socket,
    receiver: Receiver,
    behaviour: Behaviour,
    tls: ssl.SSLContext | None,
    over: threading.Event,
) -> None:
    while not over.is_set():
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        receiver.connections += 1
        # The other side may leave in the middle: that is what some tests are about.
        with contextlib.suppress(OSError), connection:
            connection.settimeout(5)
            spoken = tls.wrap_socket(connection, server_side=True) if tls else connection
            with spoken:
                receiver.requests.append(_read_request(spoken))
                behaviour(spoken)


def _read_request(connection: socket.socket) -> bytes:
    data = b""
    while True:
        head, end, body = data.partition(b"\r\n\r\n")
        length = 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        if end and len(body) >= length:
            return data
        piece = connection.recv(65536)
        if not piece or piece.startswith(b"\x16"):  # the end, or a greeting in TLS
            return data
        data += piece
