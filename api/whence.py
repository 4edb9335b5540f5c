"""Where a request comes from: which machine, through which proxy, under which of our names."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: What a proxy leaves behind; a request with one of these isn't this machine's own.
_TRACES = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded")
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Whence:
    """`address` is the visitor's, as far as trusted proxies tell; `hosts` are our own names.

    `is_local`: from this very machine, through no proxy, under one of its own names. `is_proxied`:
    the trusted proxy itself has sent it.
    """

    address: str
    hosts: frozenset[str]
    is_local: bool
    is_proxied: bool
    is_secure: bool

    def is_own(self, address: str) -> bool:
        """Whether an Origin or Referer is of this site."""
        try:
            host = urlsplit(address).netloc
        except ValueError:
            return False
        return _plain(host) in self.hosts


def whence(scope: Scope, headers: Headers, proxies: Collection[Network]) -> Whence:
    """Where the request of a scope comes from; proxies that aren't trusted are believed nothing."""
    host, port = scope.get("client") or ("", 0)
    # The server itself follows X-Forwarded-For of a proxy on this machine, and gives port 0 then.
    is_rewritten = bool(host) and port == 0
    peer = "127.0.0.1" if is_rewritten else host
    is_proxied = _is_in(peer, proxies)
    names = {headers.get("host", "")}
    address = host
    if is_proxied:
        names.add(headers.get("x-forwarded-host", ""))
        address = host if is_rewritten else _visitor(headers, peer, proxies)
    hosts = frozenset(_plain(name) for name in names if name)
    is_direct = not is_rewritten and not any(trace in headers for trace in _TRACES)
    return Whence(
        address=address,
        hosts=hosts,
        is_local=is_direct and _is_loopback(peer) and _is_loopback_name(headers.get("host", "")),
        is_proxied=is_proxied,
        is_secure=scope.get("scheme") in {"https", "wss"}
        or headers.get("x-forwarded-proto", "").strip() == "https",
    )


def _visitor(headers: Headers, peer: str, proxies: Collection[Network]) -> str:
    """The last address in X-Forwarded-For that is no proxy of ours: the earlier can be forged."""
    told = [part.strip() for part in headers.get("x-forwarded-for", "").split(",")]
    return next((part for part in reversed(told) if part and not _is_in(part, proxies)), peer)


def _is_in(address: str, networks: Collection[Network]) -> bool:
    found = _address(address)
    return found is not None and any(found in network for network in networks)


def _is_loopback(address: str) -> bool:
    found = _address(address)
    return found is not None and found.is_loopback


def _is_loopback_name(host: str) -> bool:
    """Another name for this machine may be somebody's page that was pointed here."""
    try:
        return (urlsplit(f"//{host}").hostname or "") in _LOOPBACK_NAMES
    except ValueError:
        return False


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _plain(host: str) -> str:
    """A host as it is compared: small letters, without the usual ports."""
    return host.strip().lower().removesuffix(":80").removesuffix(":443")
