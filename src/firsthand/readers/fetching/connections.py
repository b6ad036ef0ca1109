"""One request and its answer: to the address that was checked, within a time, a size and two redirects."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from firsthand.readers.bounds import MAX_UNPACKED_BYTES
from firsthand.readers.fetching.addresses import Refusal, Target, redirected, target
from firsthand.readers.unpacking import Broken, TooMuch, decoded

MAX_SECONDS: Final = 30  # for one answer, redirects and all
MAX_ANSWER: Final = 20_000_000  # bytes as sent, and as unpacked
MAX_REDIRECTS: Final = 2
AGENT: Final = "firsthand"  # what robots.txt may call us by
_STEP = 65_536
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
_KEPT = ("content-type", "etag", "last-modified", "location", "retry-after")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the URL it came from in the end, its status, the headers we use, the body unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type it says it has, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def ask(url: str, agent: str, more: Mapping[str, str] | None = None, loopback: bool = False,
        before: Callable[[Target], None] | None = None) -> Answer:  # fmt: skip
    """Fetch a tidy URL, following redirects, each checked like the first.

    Args:
        agent: what we call ourselves.
        more: further headers (those of a conditional request).
        loopback: this machine may be asked too; for tests.
        before: called with each target before it is asked; may wait, or raise Refusal.

    Raises:
        Refusal: it may not be fetched, does not answer in time, or answers too much or too often elsewhere.
    """
    deadline = time.monotonic() + MAX_SECONDS
    for _ in range(MAX_REDIRECTS + 1):
        goal = target(url, loopback)
        if before is not None:
            waited = time.monotonic()
            before(goal)
            deadline += time.monotonic() - waited  # waiting out of politeness is not the server's slowness
        answer = _once(url, goal, agent, more or {}, deadline)
        if answer.status not in _REDIRECTS or not answer.headers.get("location"):
            return answer
        url = redirected(url, answer.headers["location"])
    raise Refusal(f"more than {MAX_REDIRECTS} redirects")


def _once(url: str, goal: Target, agent: str, more: Mapping[str, str], deadline: float) -> Answer:
    host = goal.site.partition("://")[2]
    head = {"Host": host, "User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip", "Connection": "close",
            **more}  # fmt: skip
    request = f"GET {goal.path} HTTP/1.1\r\n" + "".join(f"{k}: {_line(v)}\r\n" for k, v in head.items()) + "\r\n"
    try:
        with _connected(goal, deadline) as connection:
            connection.sendall(request.encode("ascii", "replace"))
            answer = http.client.HTTPResponse(_Timed(connection, deadline), method="GET")  # type: ignore[arg-type]
            answer.begin()
            return _answer(url, answer)
    except Refusal:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
            raise Refusal(f"no whole answer within {MAX_SECONDS} seconds") from None
        raise Refusal(f"{goal.host} does not answer properly ({type(error).__name__}: {str(error)[:100]})") from None


def _answer(url: str, answer: http.client.HTTPResponse) -> Answer:
    told = {name: value for name in _KEPT if (value := answer.getheader(name))}
    body = bytearray()
    while piece := answer.read1(_STEP):
        body += piece
        if len(body) > MAX_ANSWER:
            raise Refusal(f"an answer of more than {MAX_ANSWER:,} bytes")
    if answer.length:  # what its Content-Length promised beyond what came
        raise Refusal("an answer that breaks off")
    coding = answer.getheader("content-encoding") or ""
    try:
        plain = decoded(bytes(body), coding, MAX_UNPACKED_BYTES) if coding and body else bytes(body)
    except TooMuch:
        raise Refusal(f"an answer that unpacks to more than {MAX_UNPACKED_BYTES:,} bytes") from None
    except Broken as error:
        raise Refusal(f"an answer that cannot be unpacked ({error})") from None
    return Answer(url, answer.status, told, plain)


def _line(value: str) -> str:
    """A header's value on one line: an entity tag comes from outside and goes back there."""
    return "".join(c for c in value if 32 <= ord(c) < 127)[:1000]


def _connected(goal: Target, deadline: float) -> socket.socket:
    """A connection to the very address that was checked; its certificate is checked against the name."""
    family = socket.AF_INET6 if ":" in goal.address else socket.AF_INET
    plain = socket.socket(family, socket.SOCK_STREAM)
    try:
        plain.settimeout(_left(deadline))
        plain.connect((goal.address, goal.port))
        if goal.scheme == "https":
            return ssl.create_default_context().wrap_socket(plain, server_hostname=goal.host)
        return plain
    except BaseException:
        plain.close()
        raise


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Timed:
    """A socket as ``http.client`` wants one, whose every read ends at one deadline, however little each brings."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection = connection
        self._deadline = deadline

    def makefile(self, mode: str, *rest: Any, **named: Any) -> io.BufferedReader:
        return io.BufferedReader(_Reads(self._connection, self._deadline))


class _Reads(io.RawIOBase):
    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(_left(self._deadline))
        return self._connection.recv_into(buffer)
