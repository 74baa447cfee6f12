"""Which internet addresses are public: everything else may be inside somebody's house.

Source: IANA's registries of special-purpose IPv4 and IPv6 addresses (RFC 6890, as of 2026), with
the multicast space and one well-known address that clouds answer on from inside. Python's own
`is_global` differs between versions, so the table stands here. IPv6 is closed by default: only
the space that is given out (2000::/3) is public. Forms that carry an IPv4 address inside (mapped,
compatible, translated, NAT64, 6to4, Teredo) are refused as a whole.
Limits: a network that translates under a prefix of its own choice (RFC 6052, section 2.2) cannot
be known from the address.
"""

from __future__ import annotations

from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

_NOT_PUBLIC_V4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers; metadata at one cloud
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a cloud's agent, seen from inside only
        "169.254.0.0/16",  # link-local; metadata at most clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; metadata at one cloud
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays, withdrawn
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_GIVEN_OUT_V6 = IPv6Network("2000::/3")
_NOT_PUBLIC_V6 = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
)


def is_public(text: str) -> bool:
    """Tell whether `text` is an address out there; what is no address at all is not."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return _is_public_v4(address) if isinstance(address, IPv4Address) else _is_public_v6(address)


def _is_public_v4(address: IPv4Address) -> bool:
    return not any(address in network for network in _NOT_PUBLIC_V4)


def _is_public_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None or address not in _GIVEN_OUT_V6:
        return False
    return not any(address in network for network in _NOT_PUBLIC_V6)
