"""Receivers that are slow, endless, broken or cunning: time, memory and address stay bounded."""

from __future__ import annotations

import time
import tracemalloc

import pytest
from pytest_django.fixtures import Settings

from tests.sanctions.channels.receiver import (
    Behaviour,
    answer,
    drip,
    flood,
    receiving,
    say_nothing,
)
from tests.tracker.channels.conftest import NOON, SECRET, MakeMessage
from tests.tracker.channels.test_webhook import failure_of
from tracker.channels.base import DeliveryError, Failure, Message
from tracker.channels.webhook import send

TAKEN = answer("HTTP/1.1 200 OK\nContent-Length: 0")
SLACK = 1.0


@pytest.mark.parametrize(
    "behaviour",
    [
        say_nothing,
        drip(b"HTTP/1.1 2", b"0"),
        drip(b"HTTP/1.1 200 OK\r\nX: ", b"a"),
        drip(b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
    ],
    ids=["silent", "slow status", "slow header", "slow interim answers"],
)
def test_a_slow_receiver_meets_the_deadline(
    message_to: MakeMessage, short_deadline: float, behaviour: Behaviour
) -> None:
    began = time.monotonic()
    with receiving(behaviour) as receiver:
        error = failure_of(message_to(receiver))
        took = time.monotonic() - began
    assert error.failure == Failure.TIMEOUT
    assert took < short_deadline + SLACK


@pytest.mark.parametrize(
    "behaviour",
    [
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"a"),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    ],
    ids=["by length", "by chunks"],
)
def test_a_message_is_taken_by_its_status_however_slow_the_body(
    message_to: MakeMessage, short_deadline: float, behaviour: Behaviour
) -> None:
    began = time.monotonic()
    with receiving(behaviour) as receiver:
        reply = send(message_to(receiver))
        took = time.monotonic() - began
    assert reply.status == 200
    assert set(reply.head) == {"a"}
    assert took < short_deadline + SLACK


@pytest.mark.parametrize(
    "behaviour",
    [
        flood(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n", b"a" * 65536),
        flood(b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 65536),
        flood(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n" * 9000),
    ],
    ids=["by length", "until the end", "by chunks of one byte"],
)
def test_an_endless_body_is_cut(message_to: MakeMessage, behaviour: Behaviour) -> None:
    with receiving(behaviour) as receiver:
        message = message_to(receiver)
        tracemalloc.start()
        reply = send(message)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert reply.status == 200
    assert peak < 5_000_000


@pytest.mark.parametrize(
    "behaviour",
    [
        answer("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", b"zz\r\nnot a chunk"),
        answer("HTTP/1.1 200 OK\nContent-Length: 100", b"cut"),
    ],
    ids=["chunking", "length"],
)
def test_a_broken_body_undoes_no_status(message_to: MakeMessage, behaviour: Behaviour) -> None:
    with receiving(behaviour) as receiver:
        assert send(message_to(receiver)).status == 200


@pytest.mark.parametrize(
    "behaviour",
    [
        answer("not HTTP at all"),
        answer("HTTP/1.1 2000 Much"),
        answer("HTTP/1.1 200 OK\nContent-Length: many"),
        answer("HTTP/1.1 200 OK\nX: " + "a" * 1_000_000),
        flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        lambda connection: None,
    ],
    ids=["no HTTP", "status", "length", "header of 1 MB", "flood of interim answers", "nothing"],
)
def test_what_is_no_answer_is_a_failure_to_be_tried_again(
    message_to: MakeMessage, behaviour: Behaviour
) -> None:
    with receiving(behaviour) as receiver:
        error = failure_of(message_to(receiver))
    assert (error.failure, error.permanent) == (Failure.PROTOCOL, False)


def test_nobody_at_the_address_is_a_failure_to_be_tried_again(message_to: MakeMessage) -> None:
    with receiving(TAKEN) as receiver:
        message = message_to(receiver)
    error = failure_of(message)
    assert (error.failure, error.permanent) == (Failure.CONNECTION, False)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_inside_is_not_followed(message_to: MakeMessage, status: int) -> None:
    with receiving(TAKEN) as honeypot:
        head = f"HTTP/1.1 {status} There\nLocation: {honeypot.url}\nContent-Length: 0"
        with receiving(answer(head)) as receiver:
            error = failure_of(message_to(receiver))
        assert error.failure == Failure.REDIRECT
        assert receiver.connections == 1
        assert honeypot.connections == 0


def test_a_name_that_leads_inside_is_not_connected_to(settings: Settings) -> None:
    settings.WEBHOOK_ALLOWED_HOSTS = []
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["8.8.8.8", "127.0.0.1"]

    message = Message("id", "http://hooks.example/", b"{}", NOON, (SECRET,))
    with pytest.raises(DeliveryError, match="address not allowed") as caught:
        send(message, resolve=resolve)
    assert (caught.value.failure, caught.value.permanent) == (Failure.ADDRESS, False)
    assert asked == ["hooks.example"]


def test_a_name_is_resolved_once_and_the_connection_goes_to_the_checked_address(
    message_to: MakeMessage, settings: Settings
) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    with receiving(TAKEN) as receiver:
        message = message_to(receiver, url=f"http://rebinding.example:{receiver.port}/x")
        settings.WEBHOOK_ALLOWED_HOSTS = [f"rebinding.example:{receiver.port}"]
        reply = send(message, resolve=lambda host, port: next(answers))
    assert reply.peer_ip == "127.0.0.1"
    assert receiver.headers()["host"] == f"rebinding.example:{receiver.port}"
    assert next(answers) == ["127.0.0.2"]


def test_the_second_address_is_tried_where_the_first_does_not_answer(
    message_to: MakeMessage, settings: Settings
) -> None:
    with receiving(TAKEN) as receiver:
        message = message_to(receiver, url=f"http://two.example:{receiver.port}/")
        settings.WEBHOOK_ALLOWED_HOSTS = [f"two.example:{receiver.port}"]
        reply = send(message, resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"])
    assert reply.peer_ip == "127.0.0.1"


def test_a_url_that_is_refused_is_refused_for_ever(settings: Settings) -> None:
    settings.WEBHOOK_ALLOWED_HOSTS = []
    message = Message("id", "http://127.0.0.1:9000/", b"{}", NOON, (SECRET,))
    error = failure_of(message)
    assert (error.failure, error.permanent) == (Failure.ADDRESS, True)


def test_a_proxy_named_by_the_environment_is_not_used(
    message_to: MakeMessage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving(TAKEN) as proxy, receiving(TAKEN) as receiver:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://{proxy.authority}")
        send(message_to(receiver))
        assert (proxy.connections, receiver.connections) == (0, 1)
