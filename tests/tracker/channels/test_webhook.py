"""One signed POST, and how the receiver's answer is taken."""

from __future__ import annotations

import dataclasses
import gzip
from datetime import timedelta, timezone

import pytest
from standardwebhooks import Webhook

from tests.sanctions.channels.receiver import answer, receiving
from tests.tracker.channels.conftest import NOON, SECRET, MakeMessage
from tracker.channels.base import DeliveryError, Failure, Message
from tracker.channels.registry import CHANNELS
from tracker.channels.webhook import HEAD_CHARACTERS, send, signatures

OTHER_SECRET = "whsec_c2Vjb25kLXNlY3JldC1kdXJpbmctcm90YXRpb24="
TAKEN = answer("HTTP/1.1 204 No Content")


def failure_of(message: Message) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(message)
    return caught.value


def test_the_bytes_of_the_message_arrive_as_they_were_stored(message_to: MakeMessage) -> None:
    body = '{"party":"РОСНЕФТЬ"}'.encode()
    with receiving(TAKEN) as receiver:
        send(message_to(receiver, body=body))
    assert receiver.requests[0].startswith(b"POST /hook?team=1 HTTP/1.1\r\n")
    assert receiver.body() == body


def test_the_headers_are_those_of_standard_webhooks(message_to: MakeMessage) -> None:
    with receiving(TAKEN) as receiver:
        send(message_to(receiver))
    headers = receiver.headers()
    assert headers["webhook-id"] == "01JXMSG"
    assert headers["webhook-timestamp"] == str(int(NOON.timestamp()))
    assert headers["content-type"] == "application/json"
    assert headers["host"] == receiver.authority


def test_a_receiver_verifies_the_signature(message_to: MakeMessage) -> None:
    with receiving(TAKEN) as receiver:
        send(message_to(receiver))
    signed = Webhook(SECRET).sign("01JXMSG", NOON, receiver.body().decode())
    assert receiver.headers()["webhook-signature"] == signed


def test_two_live_secrets_give_two_signatures() -> None:
    message = Message("id", "https://hooks.example", b"{}", NOON, (SECRET, OTHER_SECRET))
    assert signatures(message).split(" ") == [
        Webhook(SECRET).sign("id", NOON, "{}"),
        Webhook(OTHER_SECRET).sign("id", NOON, "{}"),
    ]


def test_the_signature_does_not_depend_on_the_zone_of_the_instant() -> None:
    message = Message("id", "https://hooks.example", b"{}", NOON, (SECRET,))
    elsewhere = NOON.astimezone(timezone(timedelta(hours=5)))
    assert signatures(dataclasses.replace(message, timestamp=elsewhere)) == signatures(message)


def test_no_secret_is_shown_where_a_message_is_shown() -> None:
    assert SECRET not in repr(Message("id", "https://hooks.example", b"{}", NOON, (SECRET,)))


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_2xx_is_taken(message_to: MakeMessage, status: int) -> None:
    with receiving(answer(f"HTTP/1.1 {status} Fine\nContent-Length: 0")) as receiver:
        reply = send(message_to(receiver))
    assert (reply.status, reply.peer_ip, reply.head) == (status, "127.0.0.1", "")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 422, 500, 502, 504])
def test_a_refusal_may_be_tried_again(message_to: MakeMessage, status: int) -> None:
    with receiving(answer(f"HTTP/1.1 {status} No\nContent-Length: 4", b"nope")) as receiver:
        error = failure_of(message_to(receiver))
    assert (error.failure, error.permanent, error.retry_after) == (Failure.STATUS, False, None)
    assert error.reply is not None
    assert (error.reply.status, error.reply.head) == (status, "nope")


def test_gone_is_for_ever(message_to: MakeMessage) -> None:
    with receiving(answer("HTTP/1.1 410 Gone\nContent-Length: 0")) as receiver:
        error = failure_of(message_to(receiver))
    assert (error.failure, error.permanent) == (Failure.GONE, True)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Mon, 23 Nov 2026 12:10:00 GMT", 600.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", None),
        ("-5", None),
        ("soon", None),
        ("1000000000000", None),
        ("1e3", None),
        ("NaN", None),
        ("", None),
        ("Mon, 99 Nov 2026 12:10:00 GMT", None),
        ("Mon, 23 Nov 2026 12:10:00 -0000", None),
    ],
)
def test_a_busy_receiver_says_when(
    message_to: MakeMessage, status: int, said: str, seconds: float | None
) -> None:
    head = f"HTTP/1.1 {status} Busy\nRetry-After: {said}\nContent-Length: 0"
    with receiving(answer(head)) as receiver:
        assert failure_of(message_to(receiver)).retry_after == seconds


def test_retry_after_means_nothing_on_another_status(message_to: MakeMessage) -> None:
    with receiving(answer("HTTP/1.1 500 No\nRetry-After: 60\nContent-Length: 0")) as receiver:
        assert failure_of(message_to(receiver)).retry_after is None


def test_the_head_of_the_reply_is_one_line_without_control_characters(
    message_to: MakeMessage,
) -> None:
    body = b"ok\r\n\x1b[31mred\x00 \xff " + "\u202edne".encode()
    with receiving(answer(f"HTTP/1.1 200 OK\nContent-Length: {len(body)}", body)) as receiver:
        reply = send(message_to(receiver))
    assert reply.head == "ok [31mred  \ufffd  dne"


def test_the_head_of_the_reply_is_short(message_to: MakeMessage) -> None:
    body = ("я" * 5000).encode()
    with receiving(answer(f"HTTP/1.1 200 OK\nContent-Length: {len(body)}", body)) as receiver:
        reply = send(message_to(receiver))
    assert reply.head == "я" * HEAD_CHARACTERS


def test_a_packed_body_is_never_unpacked(message_to: MakeMessage) -> None:
    bomb = gzip.compress(b"0" * 10_000_000)
    head = f"HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: {len(bomb)}"
    with receiving(answer(head, bomb)) as receiver:
        reply = send(message_to(receiver))
    assert reply.head == ""
    assert receiver.headers()["accept-encoding"] == "identity"


def test_the_webhook_channel_is_registered() -> None:
    assert CHANNELS["webhook"] is send
