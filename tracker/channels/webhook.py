"""Webhooks by the Standard Webhooks specification 1.0.0: one signed POST, and what came of it.

Headers: `webhook-id`, `webhook-timestamp`, `webhook-signature`, one signature for each live
secret. Any 2xx is taken, however its body ends. 410 says that the receiver wants no more. All else
may be tried again: 429 and 503 may say when. See `docs/method/webhooks.md`.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
from django.conf import settings
from standardwebhooks import Webhook

from sanctions.channels import address_guard
from sanctions.channels.address_guard import Resolver, Target
from sanctions.channels.connections import CONNECT_SECONDS, CheckedBackend, Deadline
from sanctions.channels.exchanges import Headers, exchange, header
from sanctions.channels.failures import ExchangeFailed
from tracker.channels.base import DeliveryError, Failure, Message, Reply

TOTAL_SECONDS = 15.0
BODY_BYTES = 64 * 1024
HEAD_CHARACTERS = 1000
# Headers, chunk marks and interim answers included; httpcore itself caps one header block.
_EXCHANGE_BYTES = 4 * BODY_BYTES
_NOT_TO_STORE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def send(message: Message, *, resolve: Resolver = address_guard.ask_resolver) -> Reply:
    """Post `message` to its URL and return the receiver's answer; raises `DeliveryError`."""
    try:
        return _sent(message, resolve)
    except ExchangeFailed as error:
        raise DeliveryError(Failure(error.failure.value), str(error)) from error


def _sent(message: Message, resolve: Resolver) -> Reply:
    began, deadline = time.monotonic(), Deadline(TOTAL_SECONDS)
    target, addresses = _checked(message.url, resolve)
    backend = CheckedBackend(addresses, deadline, most_bytes=_EXCHANGE_BYTES)
    status, headers, body = _post(target, backend, message)
    reply = Reply(
        status=status,
        ms=round((time.monotonic() - began) * 1000),
        peer_ip=backend.peer_ip,
        head=_head(headers, body),
    )
    _judge(reply, headers, message.timestamp)
    return reply


def signatures(message: Message) -> str:
    """Sign id, instant and body with every live secret, so that a receiver may change its own."""
    instant = message.timestamp.astimezone(UTC)
    body = message.body.decode()
    return " ".join(Webhook(secret).sign(message.id, instant, body) for secret in message.secrets)


def _checked(url: str, resolve: Resolver) -> tuple[Target, list[str]]:
    """Let the address guard read the URL and resolve it."""
    try:
        target = address_guard.read_url(url, allowed_hosts=settings.WEBHOOK_ALLOWED_HOSTS)
    except address_guard.AddressRefused as error:
        raise DeliveryError(Failure.ADDRESS, str(error), permanent=True) from error
    try:
        return target, address_guard.addresses_of(target, resolve=resolve, timeout=CONNECT_SECONDS)
    except address_guard.AddressRefused as error:  # a name may lead elsewhere tomorrow
        raise DeliveryError(Failure.ADDRESS, str(error)) from error
    except address_guard.NameNotFound as error:
        raise DeliveryError(Failure.NAME, str(error)) from error


def _post(target: Target, backend: CheckedBackend, message: Message) -> tuple[int, Headers, bytes]:
    """Make the one exchange; raises `ExchangeFailed` where no status came back."""
    headers = {
        "User-Agent": "Thaw-Webhooks/1",
        "Content-Type": "application/json",
        "Content-Length": str(len(message.body)),
        "webhook-id": message.id,
        "webhook-timestamp": str(int(message.timestamp.timestamp())),
        "webhook-signature": signatures(message),
    }
    with exchange("POST", target, backend, headers=headers, content=message.body) as response:
        return response.status, response.headers, _body(response.iter_stream())


def _body(pieces: Iterable[bytes]) -> bytes:
    """Read the beginning of the body; one that breaks off undoes no status."""
    body = bytearray()
    with contextlib.suppress(ExchangeFailed, httpcore.NetworkError, httpcore.ProtocolError):
        for piece in pieces:
            body += piece
            if len(body) >= BODY_BYTES:
                break
    return bytes(body[:BODY_BYTES])


def _head(headers: Headers, body: bytes) -> str:
    """Return the beginning of the body as one line of text, fit to be stored and shown."""
    if header(headers, b"content-encoding").lower() not in ("", "identity"):
        return ""
    text = body[: 4 * HEAD_CHARACTERS].decode(errors="replace")
    return _NOT_TO_STORE.sub(" ", text)[:HEAD_CHARACTERS].strip()


def _judge(reply: Reply, headers: Headers, sent_at: datetime) -> None:
    """Return where the message was taken; raises `DeliveryError` where it was not."""
    if 200 <= reply.status < 300:
        return
    if reply.status == 410:
        text = "the receiver says that it is gone"
        raise DeliveryError(Failure.GONE, text, permanent=True, reply=reply)
    if 300 <= reply.status < 400:
        text = f"a redirection ({reply.status}) is not followed: enter the final address"
        raise DeliveryError(Failure.REDIRECT, text, reply=reply)
    wait = _retry_after(headers, sent_at) if reply.status in (429, 503) else None
    text = f"the receiver answered {reply.status}"
    raise DeliveryError(Failure.STATUS, text, retry_after=wait, reply=reply)


def _retry_after(headers: Headers, sent_at: datetime) -> float | None:
    """Read Retry-After, in seconds or as a date; nonsense counts as not said."""
    text = header(headers, b"retry-after")
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        seconds = (parsedate_to_datetime(text) - sent_at).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return None
    return seconds if seconds >= 0 else None
