"""Which addresses are public."""

from __future__ import annotations

import json
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.channels.public_addresses import is_public
from tests.sanctions.channels.addresses import NOT_PUBLIC, PUBLIC

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "cases" / "addresses.json"


@pytest.mark.parametrize("address", NOT_PUBLIC, ids=lambda text: text or "nothing")
def test_an_address_inside_somebodys_house_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_out_there_is_public(address: str) -> None:
    assert is_public(address)


@given(st.integers(0, 2**32 - 1))
def test_no_ipv4_address_is_public_in_a_form_of_ipv6(number: int) -> None:
    for prefix in (0, 0xFFFF << 32, 0xFFFF << 48, 0x64FF9B << 96, 0x2002 << 112 | number << 80):
        assert not is_public(str(IPv6Address(prefix | number)))


@given(st.ip_addresses(v=4))
def test_we_are_never_laxer_than_python(address: IPv4Address) -> None:
    assert not is_public(str(address)) or (address.is_global and not address.is_multicast)


def test_the_shared_addresses_are_judged_as_they_say() -> None:
    if not SHARED.exists():
        pytest.skip("needs ../shared/cases/addresses.json")
    facts = json.loads(SHARED.read_text(encoding="utf-8"))
    assert [address for address in facts["forbidden"] if is_public(address)] == []
    assert [address for address in facts["allowed"] if not is_public(address)] == []
    assert len(facts["forbidden"]) >= 44
