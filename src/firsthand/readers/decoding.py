"""Bytes -> text, never changed on the way: no newline translation, no normalisation; a guess is always recorded."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass

from firsthand.nouns import RejectionCode

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WIDE_MARKS = tuple(mark for mark, encoding in _MARKS if encoding != "utf-8")
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1a\x1b")  # not: what old text files do hold
_SAMPLE = 65_536  # bytes looked at to tell text from binary
_MAX_CONTROL = 0.1  # share of control bytes; text has next to none, compressed data about an eighth
_MIN_SEQUENCES = 3  # multi-byte UTF-8 sequences that must be right before a damaged file is called UTF-8
_MAX_DAMAGE = 0.1  # broken bytes for each sequence that is right; cp1252 text hardly ever has any right ones
_MIN_WIDE = 16  # characters before zeros in every second byte say anything
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and how its encoding was told where that was a guess ("" where it was not)."""

    text: str
    guess: str = ""


@dataclass(frozen=True, slots=True)
class Undecodable:
    """Bytes that are no text."""

    code: RejectionCode
    reason: str


def decode(data: bytes, declared: str | None = None) -> Decoded | Undecodable:
    """Text of bytes: a byte order mark decides, then UTF-8, then what the file declares, then cp1252 as a guess.

    Args:
        data: the whole file.
        declared: an encoding the file itself names (HTML's ``<meta charset>``), believed only after UTF-8 failed.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                return Undecodable("undecodable", f"begins with the mark of {encoding} but byte {error.start} is not")
    sample = data[:_SAMPLE]
    if b"\0" in data:
        return _wide(data, sample) or Undecodable("binary", "holds NUL bytes: not a text file")
    if len(sample.translate(None, _CONTROL)) < (1 - _MAX_CONTROL) * len(sample):
        return Undecodable("binary", "mostly control bytes: not a text file")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        first = error.start
    return _declared(data, declared) or _damaged(data) or _western(data, first)


def _wide(data: bytes, sample: bytes) -> Decoded | None:
    """UTF-16 without a mark: of Western text, every second byte is zero."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if len(data) % 2 or half < _MIN_WIDE or min(even, odd) > 0.01 * half or max(even, odd) < 0.5 * half:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
        return None if "\0" in text else Decoded(text, f"{encoding} (guessed)")
    except UnicodeDecodeError:
        return None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared).name
        # codecs.lookup also knows transforms ("rot13", "zlib"), which must not run on bytes from outside.
        if name.startswith(("utf-8", "utf-16", "utf-32")) or not codecs.lookup(name)._is_text_encoding:
            return None
        return Decoded(data.decode(name), f"{name} (declared)")
    except (LookupError, UnicodeError, ValueError):
        return None


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, as a cut or patched file has: kept as UTF-8, each broken place U+FFFD."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    right = sum(c > "\x7f" for c in text) - broken
    if right < _MIN_SEQUENCES or broken > _MAX_DAMAGE * right:
        return None
    return Decoded(text, f"utf-8 ({broken} broken {'place' if broken == 1 else 'places'} replaced)")


def _western(data: bytes, first: int) -> Decoded | Undecodable:
    try:
        return Decoded(data.decode("cp1252"), "cp1252 (guessed)")
    except UnicodeDecodeError as error:
        reason = f"neither UTF-8 (byte {first}) nor cp1252 (byte {error.start}); save it as UTF-8"
        return Undecodable("undecodable", reason)


def without_surrogates(text: str) -> tuple[str, int]:
    """The text with each lone surrogate replaced by U+FFFD (offsets stay), and how many there were.

    JSON can spell them ("\\ud800"), UTF-8 cannot hold them.
    """
    return _SURROGATES.subn("\ufffd", text)


def digest(data: bytes | str) -> str:
    """SHA-256 as hexadecimal digits; of a text, in UTF-8."""
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()
