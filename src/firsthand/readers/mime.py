"""The parts of a MIME message, outermost first: our own walk, as the library's recurses once per nested part."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

from firsthand.readers.bounds import MAX_MAIL_DEPTH, MAX_MAIL_PARTS

_HEADER = re.compile(rb"[!-9;-~]{1,80}:")
_MAX_HEADERS = 200_000  # bytes of one part's headers
_NAMES = frozenset({b"mime-version", b"received", b"message-id", b"return-path", b"delivered-to", b"dkim-signature"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part that is no container: its headers and its body, not yet decoded."""

    headers: Message
    body: bytes
    depth: int

    @property
    def kind(self) -> str:
        return self.headers.get_content_type()

    @property
    def charset(self) -> str | None:
        found = self.headers.get_content_charset()
        return found if isinstance(found, str) else None

    @property
    def attached(self) -> bool:
        return self.headers.get_content_disposition() == "attachment"

    def decoded(self) -> bytes:
        """The body with its transfer encoding undone; what cannot be undone stays as it is."""
        coding = str(self.headers.get("content-transfer-encoding") or "").strip().lower()
        if coding == "base64":
            try:
                return base64.b64decode(self.body + b"===", validate=False)
            except binascii.Error:
                return self.body
        return quopri.decodestring(self.body) if coding == "quoted-printable" else self.body


def looks_like_mime(head: bytes) -> bool:
    """Whether bytes begin with the headers of a message: two at least, one of them none but mail has."""
    names: set[bytes] = set()
    for line in head[:4096].lstrip(b"\r\n").splitlines():
        if line.startswith((b" ", b"\t")) and names:
            continue
        m = _HEADER.match(line)
        if not m:
            break
        names.add(m.group()[:-1].lower())
    return len(names) >= 2 and not _NAMES.isdisjoint(names)


def header_block(data: bytes) -> tuple[Message, bytes]:
    """The headers a message or part begins with, and what follows the blank line."""
    data = data.lstrip(b"\r\n")
    ends = [(at, size) for mark, size in ((b"\r\n\r\n", 4), (b"\n\n", 2)) if (at := data.find(mark)) >= 0]
    at, size = min(ends, default=(len(data), 0))
    return BytesHeaderParser().parsebytes(data[: min(at, _MAX_HEADERS)]), data[at + size :]


def parts(data: bytes) -> Iterator[Part]:
    """The parts of a message that hold something, in order, no deeper and no more than the limits allow.

    A forwarded message inside is walked like a container.
    """
    todo: list[tuple[bytes, int, bool]] = [(data, 0, True)]
    count = 0
    while todo and count < MAX_MAIL_PARTS:
        raw, depth, headed = todo.pop()
        if headed:
            headers, body = header_block(raw)
        else:
            headers, body = Message(), raw
        count += 1
        kind = headers.get_content_type()
        boundary = headers.get_boundary()
        if kind.startswith("multipart/") and boundary and depth < MAX_MAIL_DEPTH:
            inner = _split(body, boundary.encode("utf-8", "replace"))
            todo += [(piece, depth + 1, True) for piece in reversed(inner)]
        elif kind == "message/rfc822" and depth < MAX_MAIL_DEPTH and headers.get_content_disposition() != "attachment":
            todo.append((body, depth + 1, True))
        elif not kind.startswith("multipart/") or not boundary:
            yield Part(headers, body, depth)


def _split(body: bytes, boundary: bytes) -> list[bytes]:
    """The pieces between boundary lines; text before the first and behind the last is nobody's."""
    mark = b"--" + boundary
    found: list[bytes] = []
    at = _boundary(body, mark, 0)
    while at >= 0 and len(found) < MAX_MAIL_PARTS and not body.startswith(b"--", at + len(mark)):
        line = body.find(b"\n", at)
        if line < 0:
            break
        after = _boundary(body, mark, line)
        end = len(body) if after < 0 else after - 1
        found.append(body[line + 1 : end].removesuffix(b"\r"))
        at = after
    return found


def _boundary(body: bytes, mark: bytes, start: int) -> int:
    """Where the next boundary line begins, -1 where there is none; "--b1" is none of "--b10"."""
    at = 0 if start == 0 and body.startswith(mark) else body.find(b"\n" + mark, start) + 1
    while at > 0 or (start == 0 and body.startswith(mark)):
        behind = body[at + len(mark) : at + len(mark) + 2]
        if not behind or behind[:1] in b"\r\n \t" or behind == b"--":
            return at
        start = at + len(mark)
        at = body.find(b"\n" + mark, start) + 1
    return -1


def header(headers: Message, name: str) -> str:
    """A header as a person reads it: encoded words decoded, one line; "" where it is not there or not readable."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    raw = headers.get(name)
    if raw is None:
        return ""
    try:
        found = decode_header(str(raw)[:4000])
    except (HeaderParseError, ValueError):
        return " ".join(str(raw).split())
    out = []
    for piece, charset in found:
        if isinstance(piece, str):
            out.append(piece)
            continue
        try:
            out.append(piece.decode(charset or "ascii", "replace"))
        except LookupError:
            out.append(piece.decode("latin-1"))
    return " ".join("".join(out).split())
