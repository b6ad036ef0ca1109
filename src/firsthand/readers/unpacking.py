"""Compressed bytes -> plain ones, never more than a limit, so that no bomb goes off."""

from __future__ import annotations

import zlib

_STEP = 65_536
_MANY = 1_000  # gzip members in one file; crawls have one per record, and those are read record by record elsewhere


class TooMuch(Exception):
    """The bytes unpack to more than the limit."""


class Broken(Exception):
    """The bytes are not what their header says."""


def gunzip(data: bytes, limit: int) -> bytes:
    """The content of a gzip file, all its members.

    Raises:
        TooMuch: it holds more than ``limit`` bytes; no more than that is ever held in memory.
        Broken: it is cut off or damaged.
    """
    out = bytearray()
    for _ in range(_MANY):
        if not data.startswith(b"\x1f\x8b"):
            break
        data = _inflated(data, 31, limit, out)  # 31: a gzip header and checksum
    return bytes(out)


def inflate(data: bytes, limit: int) -> bytes:
    """The content of HTTP's "deflate": zlib, or raw as some servers send it. Raises as ``gunzip``."""
    for bits in (15, -15):
        out = bytearray()
        try:
            _inflated(data, bits, limit, out)
            return bytes(out)
        except Broken:
            continue
    raise Broken("not deflated data")


def _inflated(data: bytes, bits: int, limit: int, out: bytearray) -> bytes:
    """Unpack one stream onto ``out``; what follows it."""
    stream = zlib.decompressobj(bits)
    todo = data
    try:
        while not stream.eof:
            before = len(out)
            out += stream.decompress(todo, min(_STEP, limit + 1 - len(out)))
            if len(out) > limit:
                raise TooMuch
            todo = stream.unconsumed_tail
            if not todo and len(out) == before and not stream.eof:
                raise Broken("cut off")
    except zlib.error as error:
        raise Broken(str(error)) from None
    return stream.unused_data


def decoded(data: bytes, encoding: str, limit: int) -> bytes:
    """The body of an HTTP answer by its Content-Encoding. Raises as ``gunzip``; Broken for a coding not known."""
    for name in reversed([x.strip().lower() for x in encoding.split(",") if x.strip()][:3]):
        if name in ("gzip", "x-gzip"):
            data = gunzip(data, limit)
        elif name == "deflate":
            data = inflate(data, limit)
        elif name == "br":
            data = _unbrotli(data, limit)
        elif name != "identity":
            raise Broken(f"content coding {name[:20]!r} is not read")
    return data


def _unbrotli(data: bytes, limit: int) -> bytes:
    try:
        import brotli  # comes with fastwarc
    except ImportError:
        raise Broken("content coding 'br' needs the package brotli") from None
    stream, out, todo = brotli.Decompressor(), bytearray(), data
    try:
        while not stream.is_finished():
            piece = stream.process(todo, output_buffer_limit=_STEP)
            todo = b""
            out += piece
            if len(out) > limit:
                raise TooMuch
            if not piece and stream.can_accept_more_data():
                raise Broken("cut off")
    except brotli.error as error:
        raise Broken(str(error)) from None
    return bytes(out)
