"""One request to an address that was checked, and its answer as it comes.

Built on the public interface of httpcore, which follows no redirect, reads no proxy from the
environment and unpacks no body: what it does not do cannot be turned against us.
"""

from __future__ import annotations

import contextlib
import functools
import ssl
from collections.abc import Iterator, Mapping, Sequence

import httpcore
import httpx

from sanctions.channels.address_guard import Target
from sanctions.channels.connections import CheckedBackend
from sanctions.channels.failures import ExchangeFailed, Failure

Headers = Sequence[tuple[bytes, bytes]]


@contextlib.contextmanager
def exchange(
    method: str,
    target: Target,
    backend: CheckedBackend,
    *,
    headers: Mapping[str, str],
    content: bytes | None = None,
) -> Iterator[httpcore.Response]:
    """Make the request and yield the answer, its body unread; raises `ExchangeFailed`."""
    url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    said = {
        "Host": host_header(target),
        "Accept-Encoding": "identity",
        "Connection": "close",
        **headers,
    }
    context = trusted() if target.scheme == "https" else None
    pool = httpcore.ConnectionPool(ssl_context=context, network_backend=backend)
    encoded = [(name.encode(), value.encode()) for name, value in said.items()]
    try:
        with pool, pool.stream(method, url, headers=encoded, content=content) as response:
            yield response
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise ExchangeFailed(Failure.PROTOCOL, "no answer that HTTP knows") from error


def header(headers: Headers, name: bytes) -> str:
    """Return the first header of this lower-case name, as it was written; empty: there is none."""
    values = [value for key, value in headers if key.lower() == name]
    return values[0].decode("latin-1").strip() if values else ""


def host_header(target: Target) -> str:
    """Return what `Host` says: the port only where it is not the usual one."""
    usual = {"http": 80, "https": 443}[target.scheme]
    return target.authority.removesuffix(f":{target.port}" if target.port == usual else "")


@functools.cache
def trusted() -> ssl.SSLContext:
    """Trust the public authorities, or those in the file that SSL_CERT_FILE names."""
    return httpx.create_ssl_context()
