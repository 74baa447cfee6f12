"""Publishers that are slow, endless, cut or false: time, memory and disk stay bounded."""

from __future__ import annotations

import dataclasses
import io
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sanctions.channels import exchanges
from sanctions.channels.downloads import DownloadFailed, Limits, download
from sanctions.channels.failures import Failure
from tests.sanctions.channels.certificates import DAY, certificate
from tests.sanctions.channels.receiver import (
    Behaviour,
    Receiver,
    answer,
    drip,
    flood,
    receiving,
    say_nothing,
)

SHORT = Limits(seconds=0.5, silent_seconds=0.3, most_bytes=1_000_000)
SLACK = 1.0
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
OK = answer("HTTP/1.1 200 OK\nContent-Length: 2", b"ok")


class Sink(io.RawIOBase):
    """Counts what is written, and keeps none of it."""

    size = 0

    def write(self, data: object) -> int:
        self.size += len(data)  # type: ignore[arg-type]
        return len(data)  # type: ignore[arg-type]


def failure_of(
    behaviour: Behaviour, *, limits: Limits = SHORT, into: io.RawIOBase | None = None
) -> DownloadFailed:
    with receiving(behaviour) as receiver, pytest.raises(DownloadFailed) as caught:
        download(
            url=receiver.url,
            into=into or io.BytesIO(),  # type: ignore[arg-type]
            limits=limits,
            allowed_hosts=[receiver.authority],
        )
    return caught.value


@pytest.mark.parametrize(
    "behaviour",
    [
        say_nothing,
        drip(b"HTTP/1.1 2", b"0"),
        drip(b"HTTP/1.1 200 OK\r\nX: ", b"a"),
        drip(b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"a"),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        drip(b"HTTP/1.1 200 OK\r\n\r\n", b"a"),
        drip(b"HTTP/1.1 302 There\r\nLocation: /", b"a"),
    ],
    ids=[
        *("silent", "slow status", "slow header", "slow interim answers", "slow by length"),
        *("slow by chunks", "slow until the end", "slow redirection"),
    ],
)
def test_a_slow_publisher_meets_the_deadline(behaviour: Behaviour) -> None:
    began = time.monotonic()
    error = failure_of(behaviour)
    assert error.failure == Failure.TIMEOUT
    assert time.monotonic() - began < SHORT.seconds + SLACK


def test_a_publisher_that_falls_silent_is_left_before_the_deadline() -> None:
    def stop_in_the_middle(connection: object) -> None:
        answer("HTTP/1.1 200 OK\nContent-Length: 100", b"the beginning")(connection)  # type: ignore[arg-type]
        say_nothing(connection)  # type: ignore[arg-type]

    limits = Limits(seconds=30, silent_seconds=0.2)
    error = failure_of(stop_in_the_middle, limits=limits)
    assert (error.failure, str(error)) == (Failure.TIMEOUT, "silent for 0.2 seconds")


@pytest.mark.parametrize(
    "behaviour",
    [
        flood(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n", b"a" * 65536),
        flood(b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 65536),
        flood(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"ffff\r\n" + b"a" * 65535 + b"\r\n",
        ),
        flood(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n" * 9000),
    ],
    ids=["by length", "until the end", "by chunks", "by chunks of one byte"],
)
def test_an_endless_file_is_cut_and_never_held_in_memory(behaviour: Behaviour) -> None:
    sink = Sink()
    limits = Limits(seconds=30.0, silent_seconds=10.0, most_bytes=200_000)
    tracemalloc.start()
    error = failure_of(behaviour, limits=limits, into=sink)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert error.failure in (Failure.SIZE, Failure.PROTOCOL)
    assert sink.size <= limits.most_bytes
    assert peak < 5_000_000


def test_a_stated_length_over_the_limit_is_refused_before_a_byte_of_it_is_read() -> None:
    sink = Sink()
    error = failure_of(answer("HTTP/1.1 200 OK\nContent-Length: 1000001", b"a" * 100), into=sink)
    assert (error.failure, str(error)) == (Failure.SIZE, "more than 1000000 bytes")
    assert sink.size == 0


@pytest.mark.parametrize(
    "behaviour",
    [
        answer("HTTP/1.1 200 OK\nContent-Length: 100", b"cut"),
        answer("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", b"5\r\nwhole\r\n5\r\ncu"),
        answer("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", b"5\r\nwhole\r\n"),
        answer("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", b"zz\r\nnot a chunk"),
    ],
    ids=["length", "in a chunk", "between chunks", "no chunk"],
)
def test_a_file_that_breaks_off_is_a_failure(behaviour: Behaviour) -> None:
    error = failure_of(behaviour)
    assert (error.failure, error.status) == (Failure.PROTOCOL, 200)
    assert "broke off after" in str(error)


@pytest.mark.parametrize(
    "behaviour",
    [
        answer("not HTTP at all"),
        answer("HTTP/1.1 2000 Much"),
        answer("HTTP/1.1 200 OK\nContent-Length: many"),
        answer("HTTP/1.1 200 OK\nContent-Length: 2\nContent-Length: 3", b"abc"),
        answer("HTTP/1.1 200 OK\nX: " + "a" * 1_000_000),
        flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        lambda connection: None,
    ],
    ids=["no HTTP", "status", "length", "two lengths", "header of 1 MB", "interim", "nothing"],
)
def test_what_is_no_answer_is_a_failure(behaviour: Behaviour) -> None:
    limits = dataclasses.replace(SHORT, seconds=30.0, silent_seconds=10.0)
    assert failure_of(behaviour, limits=limits).failure == Failure.PROTOCOL


def test_more_than_was_stated_is_not_read() -> None:
    with receiving(answer("HTTP/1.1 200 OK\nContent-Length: 2", b"ok and more")) as receiver:
        into = io.BytesIO()
        download(url=receiver.url, into=into, allowed_hosts=[receiver.authority])
    assert into.getvalue() == b"ok"


def test_nobody_at_the_address_is_a_failure() -> None:
    with receiving(OK) as receiver:
        url, allowed = receiver.url, [receiver.authority]
    with pytest.raises(DownloadFailed) as caught:
        download(url=url, into=io.BytesIO(), allowed_hosts=allowed, limits=SHORT)
    assert caught.value.failure == Failure.CONNECTION


def test_a_proxy_named_by_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving(OK) as proxy, receiving(OK) as receiver:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://{proxy.authority}")
        download(url=receiver.url, into=io.BytesIO(), allowed_hosts=[receiver.authority])
        assert (proxy.connections, receiver.connections) == (0, 1)


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Trust the test's certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    exchanges.trusted.cache_clear()
    yield
    exchanges.trusted.cache_clear()


def over_tls(receiver: Receiver) -> int:
    host = f"lists.example:{receiver.port}"
    answered = download(
        url=f"https://{host}/list.xml",
        into=io.BytesIO(),
        allowed_hosts=[host, f"127.0.0.1:{receiver.port}"],
        hosts=("127.0.0.1",),
        limits=SHORT,
        resolve=lambda host, port: ["127.0.0.1"],
    )
    return answered.size


@pytest.mark.usefixtures("trusted")
def test_a_good_certificate_is_checked_for_the_publishers_name(tmp_path: Path) -> None:
    tls = certificate(tmp_path, name="lists.example", ends=datetime.now(UTC) + DAY)
    with receiving(OK, tls=tls) as receiver:
        assert over_tls(receiver) == 2


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("name", "ends_in", "complaint"),
    [("other.example", DAY, "mismatch"), ("lists.example", -DAY, "expired")],
)
def test_a_bad_certificate_is_refused(
    tmp_path: Path, name: str, ends_in: timedelta, complaint: str
) -> None:
    tls = certificate(tmp_path, name=name, ends=datetime.now(UTC) + ends_in)
    with receiving(OK, tls=tls) as receiver, pytest.raises(DownloadFailed, match=complaint) as e:
        over_tls(receiver)
    assert e.value.failure == Failure.TLS
    assert receiver.requests == []


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    tls = certificate(tmp_path, name="lists.example", ends=datetime.now(UTC) + DAY)
    with receiving(OK, tls=tls) as receiver, pytest.raises(DownloadFailed, match="certificate"):
        over_tls(receiver)


@pytest.mark.usefixtures("trusted")
def test_a_redirection_never_leads_from_tls_to_none(tmp_path: Path) -> None:
    tls = certificate(tmp_path, name="lists.example", ends=datetime.now(UTC) + DAY)
    with receiving(OK) as plain:
        there = f"http://127.0.0.1:{plain.port}/"
        head = f"HTTP/1.1 302 There\nLocation: {there}\nContent-Length: 0"
        with receiving(answer(head), tls=tls) as receiver:
            host = f"lists.example:{receiver.port}"
            with pytest.raises(DownloadFailed, match="without TLS"):
                download(
                    url=f"https://{host}/list.xml",
                    into=io.BytesIO(),
                    hosts=("127.0.0.1",),
                    allowed_hosts=[host, plain.authority],
                    limits=SHORT,
                    resolve=lambda host, port: ["127.0.0.1"],
                )
        assert plain.connections == 0
