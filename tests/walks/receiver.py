"""A webhook receiver on loopback that counts by webhook-id, and answers as it is told to."""

from __future__ import annotations

import contextlib
import json
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

_LONGEST_HANG = 30.0


@dataclass
class Receiver:
    """What came in: the bodies by id, and how often each id came."""

    port: int = 0
    status: int = 204
    hanging: bool = False
    bodies: dict[str, set[bytes]] = field(default_factory=dict)
    calls: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    arrived: threading.Condition = field(default_factory=threading.Condition)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def authority(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def duplicates(self) -> int:
        """How many messages came again."""
        return self.counts.total() - len(self.counts)

    def documents(self) -> list[dict[str, Any]]:
        """Return each message once, in the order in which they first came."""
        return [json.loads(next(iter(bodies))) for bodies in self.bodies.values()]

    def told_events(self) -> Counter[str]:
        """Count the messages, by their id, that tell each event."""
        return Counter(event["id"] for document in self.documents() for event in document["events"])

    def wait_for(self, messages: int, *, timeout: float = 20.0) -> bool:
        """Return as soon as so many different messages came; False where they did not."""
        with self.arrived:
            return self.arrived.wait_for(lambda: len(self.counts) >= messages, timeout)

    def wait_for_call(self, *, timeout: float) -> bool:
        """Return as soon as anybody called, whether answered or not."""
        with self.arrived:
            return self.arrived.wait_for(lambda: self.calls > 0, timeout)

    def called(self) -> None:
        """Write a call down."""
        with self.arrived:
            self.calls += 1
            self.arrived.notify_all()

    def take(self, headers: dict[str, str], body: bytes) -> None:
        """Write a message down."""
        identity = headers["webhook-id"]
        with self.arrived:
            self.counts[identity] += 1
            self.bodies.setdefault(identity, set()).add(body)
            self.headers[identity] = headers
            self.arrived.notify_all()


class _Handler(BaseHTTPRequestHandler):
    receiver: ClassVar[Receiver]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {key.lower(): value for key, value in self.headers.items()}
        self.receiver.called()
        if self.receiver.hanging:
            self.receiver.over.wait(_LONGEST_HANG)
            return
        if 200 <= self.receiver.status < 300:
            self.receiver.take(headers, body)
        with contextlib.suppress(OSError):  # the sender may have been killed meanwhile
            self.send_response(self.receiver.status)
            self.send_header("content-length", "0")
            self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def receiving(port: int = 0, **options: Any) -> Iterator[Receiver]:
    """Listen on loopback, on a free port where none is given."""
    receiver = Receiver(**options)
    handler = type("Handler", (_Handler,), {"receiver": receiver})
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        server.daemon_threads = True
        receiver.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.over.set()
            server.shutdown()
            thread.join(timeout=5)
