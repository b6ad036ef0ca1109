"""Which addresses may be fetched: http and https on the web's ports, at hosts that are public whatever they are called.

A name is resolved once, every address it has is checked, and the connection goes to one of those very addresses: a name
that changes its answer between the look and the call gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

PORTS: Final = frozenset({80, 443, 8080, 8443})
MAX_URL: Final = 4_000  # characters; servers refuse longer ones
_MOST_ADDRESSES = 32  # of one name; a name with hundreds is no site
_SAFE = "/%:=&?~#+!$,;'@()*[]"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")
_COMPATIBLE = ipaddress.ip_network("::/96")

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refusal(Exception):
    """An address that is not fetched, or an answer that is not taken. ``str()`` says why, on one line."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: the parts of its URL and the one address that was checked."""

    scheme: str
    host: str  # as the server is asked for it, in ASCII
    port: int
    path: str  # with the query
    address: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what politeness and robots.txt are about."""
        usual = {"http": 80, "https": 443}[self.scheme]
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == usual else f":{self.port}")


def tidy(url: str) -> str:
    """A URL as it is sent: no fragment, no spaces, other characters escaped; "https://" where no scheme is given.

    Raises:
        Refusal: it is none, it is too long, or it is not of the web.
    """
    url = url.strip()
    if len(url) > MAX_URL:
        raise Refusal(f"a URL of more than {MAX_URL:,} characters")
    if any(ord(c) < 33 or ord(c) == 127 for c in url):
        raise Refusal("a URL with spaces or control characters")
    if "://" not in url and ":" not in url.partition("/")[0]:
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Refusal(f"not a URL: {url[:100]}") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise Refusal(f"{parts.scheme or 'no scheme'}: only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise Refusal("a URL with a user name in it")
    if not host:
        raise Refusal(f"a URL without a host: {url[:100]}")
    name = _ascii(host)
    place = f"[{name}]" if ":" in name else name
    place += f":{port}" if port is not None else ""
    return urlunsplit((parts.scheme.lower(), place, quote(parts.path, _SAFE) or "/", quote(parts.query, _SAFE), ""))


def _ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise Refusal(f"a host name that cannot be written in ASCII: {host[:100]}") from None


def target(url: str, loopback: bool = False) -> Target:
    """Where a tidy URL leads, its host resolved and every one of its addresses checked.

    Args:
        loopback: this machine may be asked too, at any port; for tests.

    Raises:
        Refusal: the host does not resolve, or one of its addresses is not public, or the port is none of the web's.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    found = _resolved(host, port)
    for address in found:
        if not public(address) and not (loopback and address.is_loopback):
            raise Refusal(f"{host} is not on the public internet ({address})")
    if port not in PORTS and not (loopback and all(a.is_loopback for a in found)):
        raise Refusal(f"port {port} is none of the web's")
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path or "/", str(found[0]))


def _resolved(host: str, port: int) -> list[IP]:
    """The addresses of a host, in the resolver's order; numbers in any spelling are resolved like names."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refusal(f"no such host: {host[:100]}") from None
    found = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in rows[:_MOST_ADDRESSES]]
    if not found:
        raise Refusal(f"no such host: {host[:100]}")
    return found


def public(address: IP) -> bool:
    """Whether an address is on the public internet, also one that wraps another inside it."""
    inner = _wrapped(address)
    if inner is not None:
        return public(inner)
    if isinstance(address, ipaddress.IPv6Address) and (address in _NAT64_LOCAL or address in _COMPATIBLE):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _wrapped(address: IP) -> IP | None:
    """The IPv4 address inside an IPv6 one: mapped, 6to4, Teredo or NAT64."""
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF) if address in _NAT64 else None


def redirected(url: str, location: str) -> str:
    """The URL a redirect leads to.

    Raises:
        Refusal: it leaves the web, or goes from https back to http.
    """
    try:
        found = tidy(urljoin(url, location.strip()))
    except ValueError:
        raise Refusal(f"a redirect to what is no URL: {location[:100]}") from None
    if url.startswith("https://") and found.startswith("http://"):
        raise Refusal("a redirect from https to http")
    return found
