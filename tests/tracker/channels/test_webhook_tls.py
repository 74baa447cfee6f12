"""Webhooks over TLS: the certificate must be good for the name in the URL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from sanctions.channels import exchanges
from tests.sanctions.channels.certificates import DAY, certificate
from tests.sanctions.channels.receiver import Receiver, answer, receiving, say_nothing
from tests.tracker.channels.conftest import NOON, SECRET
from tracker.channels import webhook
from tracker.channels.base import DeliveryError, Failure, Message, Reply

TAKEN = answer("HTTP/1.1 200 OK\nContent-Length: 0")


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Trust the test's certificate, as an operator would trust an authority of the house."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    exchanges.trusted.cache_clear()
    yield
    exchanges.trusted.cache_clear()


def deliver(receiver: Receiver, settings: Settings) -> Reply:
    settings.WEBHOOK_ALLOWED_HOSTS = [f"hooks.example:{receiver.port}"]
    url = f"https://hooks.example:{receiver.port}/"
    message = Message("id", url, b"{}", NOON, (SECRET,))
    return webhook.send(message, resolve=lambda host, port: ["127.0.0.1"])


@pytest.mark.usefixtures("trusted")
def test_a_good_certificate_is_checked_for_the_name_though_we_connect_by_address(
    tmp_path: Path, settings: Settings
) -> None:
    tls = certificate(tmp_path, name="hooks.example", ends=datetime.now(UTC) + DAY)
    names: list[str | None] = []
    tls.sni_callback = lambda connection, name, context: names.append(name)
    with receiving(TAKEN, tls=tls) as receiver:
        assert deliver(receiver, settings).status == 200
    assert names == ["hooks.example"]


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("name", "ends_in", "complaint"),
    [("other.example", DAY, "mismatch"), ("hooks.example", -DAY, "expired")],
)
def test_a_bad_certificate_is_refused_before_anything_is_said(
    tmp_path: Path, settings: Settings, name: str, ends_in: timedelta, complaint: str
) -> None:
    tls = certificate(tmp_path, name=name, ends=datetime.now(UTC) + ends_in)
    with (
        receiving(TAKEN, tls=tls) as receiver,
        pytest.raises(DeliveryError, match=complaint) as caught,
    ):
        deliver(receiver, settings)
    assert (caught.value.failure, caught.value.permanent) == (Failure.TLS, False)
    assert receiver.requests == []


def test_a_certificate_that_nobody_vouches_for_is_refused(
    tmp_path: Path, settings: Settings
) -> None:
    tls = certificate(tmp_path, name="hooks.example", ends=datetime.now(UTC) + DAY)
    with (
        receiving(TAKEN, tls=tls) as receiver,
        pytest.raises(DeliveryError, match="certificate") as caught,
    ):
        deliver(receiver, settings)
    assert caught.value.failure == Failure.TLS


def test_a_server_without_tls_is_a_failure(settings: Settings) -> None:
    with receiving(TAKEN) as receiver, pytest.raises(DeliveryError) as caught:
        deliver(receiver, settings)
    assert caught.value.failure == Failure.TLS


@pytest.mark.usefixtures("short_deadline")
def test_a_handshake_that_hangs_meets_the_deadline(settings: Settings) -> None:
    with receiving(say_nothing) as receiver, pytest.raises(DeliveryError) as caught:
        deliver(receiver, settings)
    assert caught.value.failure == Failure.TIMEOUT
