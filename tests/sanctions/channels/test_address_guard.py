"""Reading a URL once, strictly, and checking every address its name leads to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.channels.address_guard import (
    AddressRefused,
    NameNotFound,
    Resolver,
    Target,
    addresses_of,
    ask_resolver,
    read_url,
)
from tests.sanctions.channels.addresses import NOT_PUBLIC, PUBLIC, REFUSED_URLS

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "cases" / "addresses.json"


def resolver_of(*addresses: str) -> Resolver:
    return lambda host, port: list(addresses)


@pytest.mark.parametrize("url", REFUSED_URLS, ids=lambda url: REFUSED_URLS[url])
def test_a_url_that_may_lead_inside_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        read_url(url)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://hooks.example", Target("https", "hooks.example", 443, "/", allowed=False)),
        ("http://HOOKS.Example./a", Target("http", "hooks.example", 80, "/a", allowed=False)),
        ("https://a_b.example:8443/?q=1", Target("https", "a_b.example", 8443, "/?q=1", False)),
        ("https://xn--e1afmkfd.example/", Target("https", "xn--e1afmkfd.example", 443, "/", False)),
        ("https://8.8.8.8:443/x", Target("https", "8.8.8.8", 443, "/x", allowed=False)),
        ("http://[2606:4700:0:0::1]/", Target("http", "2606:4700::1", 80, "/", allowed=False)),
    ],
)
def test_a_plain_url_is_taken_apart(url: str, target: Target) -> None:
    assert read_url(url) == target


@pytest.mark.parametrize(
    ("url", "allowed_host"),
    [
        ("http://127.0.0.1:9000/", "127.0.0.1:9000"),
        ("http://[::1]:9000/", "[::1]:9000"),
        ("http://inside.example:8080/", "Inside.Example:8080"),
        ("http://inside.example/", "inside.example:80"),
    ],
)
def test_the_operator_may_allow_a_pair_of_host_and_port(url: str, allowed_host: str) -> None:
    assert read_url(url, allowed_hosts=[allowed_host]).allowed


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9001/", "http://127.0.0.2:9000/", "http://localhost:9000/"]
)
def test_an_allowed_pair_allows_nothing_beside_it(url: str) -> None:
    target_or_refusal: Target | AddressRefused
    try:
        target_or_refusal = read_url(url, allowed_hosts=["127.0.0.1:9000"])
    except AddressRefused as error:
        target_or_refusal = error
    assert isinstance(target_or_refusal, AddressRefused)


@pytest.mark.parametrize("address", [each for each in NOT_PUBLIC if each])
def test_one_address_inside_among_public_ones_refuses_the_name(address: str) -> None:
    target = read_url("https://hooks.example/")
    with pytest.raises(AddressRefused, match="address not allowed"):
        addresses_of(target, resolve=resolver_of(PUBLIC[0], address), timeout=5)


def test_all_public_addresses_of_a_name_are_given() -> None:
    target = read_url("https://hooks.example/")
    assert addresses_of(target, resolve=resolver_of(*PUBLIC), timeout=5) == list(PUBLIC)


def test_an_address_in_the_url_is_not_resolved() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise AssertionError("nobody was to be asked")

    target = read_url("https://8.8.8.8/")
    assert addresses_of(target, resolve=resolve, timeout=5) == ["8.8.8.8"]


def test_a_name_without_addresses_is_not_found() -> None:
    with pytest.raises(NameNotFound):
        addresses_of(read_url("https://hooks.example/"), resolve=resolver_of(), timeout=5)


@pytest.fixture
def silent_resolver() -> Iterator[Resolver]:
    over = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        over.wait()
        return []

    yield resolve
    over.set()


def test_a_resolver_that_says_nothing_is_not_waited_for(silent_resolver: Resolver) -> None:
    with pytest.raises(NameNotFound, match="in time"):
        addresses_of(read_url("https://hooks.example/"), resolve=silent_resolver, timeout=0.05)


def test_the_systems_resolver_finds_loopback_and_no_name_that_cannot_be() -> None:
    assert "127.0.0.1" in ask_resolver("localhost", 80)
    with pytest.raises(NameNotFound):
        ask_resolver(f"{'a' * 300}.invalid", 80)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_and_nothing_else_happens(text: str) -> None:
    for url in (text, f"http://{text}", f"https://public.example{text}"):
        try:
            target = read_url(url)
        except AddressRefused:
            continue
        assert target.host == target.host.lower()
        assert target.host.isascii()


def test_the_shared_spellings_lead_nowhere() -> None:
    if not SHARED.exists():
        pytest.skip("needs ../shared/cases/addresses.json")
    facts = json.loads(SHARED.read_text(encoding="utf-8"))

    def inside(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    for url in facts["spellings_of_loopback_or_metadata"]:
        with pytest.raises(AddressRefused):
            addresses_of(read_url(url), resolve=inside, timeout=5)
