"""One file from a publisher: what is asked, where it may lead, how much may come."""

from __future__ import annotations

import gzip
import hashlib
import io
from typing import Any

import pytest

from sanctions.channels.downloads import (
    MOST_REDIRECTS,
    Answer,
    DownloadFailed,
    Limits,
    Marks,
    download,
)
from sanctions.channels.failures import Failure
from tests.sanctions.channels.receiver import Behaviour, Receiver, answer, in_turn, receiving

LIST = b"<?xml version='1.0'?><list/>\n"
OK = answer(f"HTTP/1.1 200 OK\nContent-Length: {len(LIST)}", LIST)
MARKS = Marks('"v1"', "Mon, 23 Nov 2026 12:00:00 GMT")


def fetch(receiver: Receiver, into: io.BytesIO | None = None, **options: Any) -> Answer:
    options.setdefault("url", receiver.url)
    options.setdefault("allowed_hosts", [receiver.authority])
    return download(into=into or io.BytesIO(), **options)


def failure_of(behaviour: Behaviour, **options: Any) -> DownloadFailed:
    with receiving(behaviour) as receiver, pytest.raises(DownloadFailed) as caught:
        fetch(receiver, **options)
    return caught.value


def redirect(to: str, status: int = 302) -> Behaviour:
    return answer(f"HTTP/1.1 {status} There\nLocation: {to}\nContent-Length: 0")


def test_a_file_is_streamed_and_hashed() -> None:
    into = io.BytesIO()
    head = f"HTTP/1.1 200 OK\nContent-Type: text/xml\nContent-Length: {len(LIST)}"
    with receiving(answer(head, LIST)) as receiver:
        found = fetch(receiver, into)
    assert into.getvalue() == LIST
    assert (found.host, found.status, found.is_new) == ("127.0.0.1", 200, True)
    assert (found.size, found.sha256) == (len(LIST), hashlib.sha256(LIST).hexdigest())
    assert (found.content_type, found.head) == ("text/xml", LIST)


def test_the_first_time_nothing_is_asked_conditionally() -> None:
    with receiving(OK) as receiver:
        fetch(receiver)
    assert not {"if-none-match", "if-modified-since"} & set(receiver.headers())
    assert receiver.headers()["accept-encoding"] == "identity"


def test_the_marks_of_the_last_file_are_said_back() -> None:
    with receiving(OK) as receiver:
        fetch(receiver, marks=MARKS)
    headers = receiver.headers()
    assert headers["if-none-match"] == '"v1"'
    assert headers["if-modified-since"] == "Mon, 23 Nov 2026 12:00:00 GMT"


def test_an_answer_that_nothing_changed_brings_no_file() -> None:
    into = io.BytesIO()
    with receiving(answer("HTTP/1.1 304 Not Modified")) as receiver:
        found = fetch(receiver, into, marks=MARKS)
    assert (found.status, found.is_new, found.marks, into.getvalue()) == (304, False, MARKS, b"")


def test_not_modified_means_nothing_where_nothing_was_asked() -> None:
    error = failure_of(answer("HTTP/1.1 304 Not Modified"))
    assert (error.failure, error.status) == (Failure.STATUS, 304)


def test_the_marks_of_the_new_file_are_remembered() -> None:
    head = f'HTTP/1.1 200 OK\nETag: W/"v2"\nLast-Modified: now\nContent-Length: {len(LIST)}'
    with receiving(answer(head, LIST)) as receiver:
        assert fetch(receiver, marks=MARKS).marks == Marks('W/"v2"', "now")


@pytest.mark.parametrize("etag", ["x" * 301, "é", ""], ids=["long", "not ASCII", "empty"])
def test_a_mark_that_no_publisher_would_give_is_none(etag: str) -> None:
    head = f"HTTP/1.1 200 OK\nETag: {etag}\nContent-Length: {len(LIST)}"
    with receiving(answer(head, LIST)) as receiver:
        assert fetch(receiver).marks == Marks()


@pytest.mark.parametrize("status", [204, 206, 401, 403, 404, 410, 429, 500, 503])
def test_another_status_is_a_failure_that_names_it(status: int) -> None:
    error = failure_of(answer(f"HTTP/1.1 {status} No\nContent-Length: 0"))
    assert (error.failure, error.status, error.host) == (Failure.STATUS, status, "127.0.0.1")
    assert str(error) == f"127.0.0.1 answered {status}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirection_within_the_publishers_hosts_is_followed(status: int) -> None:
    with receiving(in_turn(redirect("/signed?for=an-hour", status), OK)) as receiver:
        found = fetch(receiver)
    assert receiver.requests[1].startswith(b"GET /signed?for=an-hour HTTP/1.1\r\n")
    assert found.size == len(LIST)


def test_a_redirection_may_lead_to_another_host_that_was_named() -> None:
    with receiving(OK) as store:
        there = f"http://store.example:{store.port}/signed"
        with receiving(redirect(there)) as receiver:
            found = fetch(
                receiver,
                hosts=("store.example",),
                allowed_hosts=[receiver.authority, f"store.example:{store.port}"],
                resolve=lambda host, port: ["127.0.0.1"],
            )
    assert (found.host, found.size) == ("store.example", len(LIST))


def test_an_address_that_is_signed_at_length_is_followed() -> None:
    with receiving(in_turn(redirect(f"/signed?token={'x' * 4000}"), OK)) as receiver:
        assert fetch(receiver).size == len(LIST)


def test_a_redirection_to_a_stranger_is_not_followed() -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    error = failure_of(redirect("https://stranger.example/list.xml"), resolve=resolve)
    assert (error.failure, error.status) == (Failure.REDIRECT, 302)
    assert "stranger.example" in str(error)
    assert asked == []


@pytest.mark.parametrize(
    "inside",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://[::1]:{port}/",
        "http://0x7f000001:{port}/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/",
        "//127.0.0.1:{port}/",
        "http://name:word@127.0.0.1:{port}/",
        "http://[bad",
    ],
)
def test_a_redirection_inside_reaches_nobody(inside: str) -> None:
    with receiving(OK) as honeypot:
        error = failure_of(redirect(inside.format(port=honeypot.port)))
        assert error.failure in (Failure.ADDRESS, Failure.REDIRECT)
        assert honeypot.connections == 0


def test_a_publishers_name_that_leads_inside_is_not_connected_to() -> None:
    with receiving(OK) as honeypot:
        error = failure_of(
            redirect("https://store.example/list.xml"),
            hosts=("store.example",),
            resolve=lambda host, port: ["8.8.8.8", "127.0.0.1"],
        )
        assert error.failure == Failure.ADDRESS
        assert honeypot.connections == 0


def test_a_circle_is_noticed() -> None:
    error = failure_of(in_turn(redirect("/b"), redirect("/hook?team=1")))
    assert (error.failure, str(error)) == (Failure.REDIRECT, "127.0.0.1 leads in a circle")


def test_a_redirection_that_leads_nowhere_is_a_circle() -> None:
    assert failure_of(answer("HTTP/1.1 302 There\nContent-Length: 0")).failure == Failure.REDIRECT


def test_redirections_come_to_an_end() -> None:
    steps = [redirect(f"/step/{number}") for number in range(MOST_REDIRECTS + 1)]
    with receiving(in_turn(*steps)) as receiver, pytest.raises(DownloadFailed) as caught:
        fetch(receiver)
    assert caught.value.failure == Failure.REDIRECT
    assert receiver.connections == MOST_REDIRECTS + 1


def test_no_error_names_an_address_that_is_signed() -> None:
    steps = in_turn(redirect("/signed?secret=1"), answer("HTTP/1.1 403 No\nContent-Length: 0"))
    assert "secret" not in str(failure_of(steps))


def test_a_body_that_comes_packed_is_unpacked() -> None:
    into, packed = io.BytesIO(), gzip.compress(LIST * 10_000)
    head = f"HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: {len(packed)}"
    with receiving(answer(head, packed)) as receiver:
        found = fetch(receiver, into)
    assert into.getvalue() == LIST * 10_000
    assert found.sha256 == hashlib.sha256(LIST * 10_000).hexdigest()


@pytest.mark.parametrize(
    ("encoding", "body", "failure"),
    [
        ("gzip", gzip.compress(b"0" * 50_000_000), Failure.SIZE),
        ("gzip", gzip.compress(LIST)[:-4], Failure.PROTOCOL),
        ("gzip", gzip.compress(LIST) + b"more", Failure.PROTOCOL),
        ("gzip", LIST, Failure.PROTOCOL),
        ("gzip", b"", Failure.PROTOCOL),
        ("br", LIST, Failure.PROTOCOL),
        ("gzip, gzip", gzip.compress(gzip.compress(LIST)), Failure.PROTOCOL),
    ],
    ids=["bomb", "cut", "longer", "not packed", "nothing", "another way", "twice"],
)
def test_a_body_that_is_badly_packed_is_a_failure(
    encoding: str, body: bytes, failure: Failure
) -> None:
    into = io.BytesIO()
    head = f"HTTP/1.1 200 OK\nContent-Encoding: {encoding}\nContent-Length: {len(body)}"
    assert failure_of(answer(head, body), into=into).failure == failure
    assert len(into.getvalue()) < 15_000_000


def test_the_hash_and_the_size_are_those_of_the_whole_not_of_its_head() -> None:
    body = b"x" * 5000
    with receiving(answer("HTTP/1.1 200 OK\nContent-Length: 5000", body)) as receiver:
        found = fetch(receiver, limits=Limits(most_bytes=5000))
    assert (found.size, len(found.head)) == (5000, 1024)
