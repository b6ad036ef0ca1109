"""JSON Lines: a record a line, each an article; a bad line is rejected by its number and the rest go on."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from firsthand.nouns import Rejection
from firsthand.nouns.limits import MAX_FILE_BYTES
from firsthand.readers.columns import Columns
from firsthand.readers.decoding import WIDE_MARKS, Decoded, Undecodable, decode, digest, without_surrogates
from firsthand.readers.drafts import Draft, Drafts, unfit
from firsthand.readers.newsml import is_ninjs, ninjs_item
from firsthand.readers.particulars import line as one_line
from firsthand.readers.particulars import particulars, plain
from firsthand.readers.paths import Place

_OUR_NAMES = Columns()
_NOT_NOTES = frozenset({"id", "text"})
_MAX_ID = 200  # characters; longer ids are cut, clashes told apart as any other
NO_TEXT = "looks like a metadata file: pass it with --meta"


def read_records(place: Place, file: BinaryIO, columns: Columns = _OUR_NAMES) -> Drafts:
    """The records of a file; blank lines are skipped, and a file without any text is one rejection."""
    out: Drafts = []
    objects = texts = 0
    keys: set[str] = set()
    for number, raw in numbered_lines(file):
        where = place.at(number)
        if len(raw) > MAX_FILE_BYTES:
            out.append(Rejection(where.path, "too-large", f"line {number} is larger than {MAX_FILE_BYTES:,} bytes"))
            continue
        record = parse_line(raw)
        if isinstance(record, str):
            out.append(Rejection(where.path, "bad-record", f"line {number} of {place.path}: {record}"))
            continue
        objects += 1
        found, guess = columns.applied(record[0]), record[1]
        if is_ninjs(found):
            texts += 1
            out.append(ninjs_item(where, found, digest(raw)))
            continue
        texts += found.get("text") is not None or "text" in record[0]
        keys.update(record[0])
        draft = draft_record(found, where, digest(raw))
        if guess and isinstance(draft, Draft):
            draft = replace(draft, particulars=draft.particulars.noting(encoding=guess))
        out.append(draft)
    if objects and objects == len(out) and not texts:
        lacking = columns.missing(sorted(keys)) if columns.pairs or "--columns" in columns.missing(sorted(keys)) else ""
        told = lacking or f'no line has a "text" field: {NO_TEXT}'
        return [Rejection(place.path, "bad-record", told)]
    return out or [Rejection(place.path, "empty", "no record in it")]


def draft_record(record: Mapping[str, Any], where: Place, source_sha256: str) -> Draft | Rejection:
    """One record as a draft. Lone surrogates in its text become U+FFFD (same offsets), and a note says so."""
    text = record.get("text")
    if not isinstance(text, str):
        reason = 'it has no "text" field' if text is None else '"text" is not a string'
        return Rejection(where.path, "bad-record", f"line {where.line}: {reason}" if where.line else reason)
    text, broken = without_surrogates(text)
    if refused := unfit(text, where.path):
        return refused
    known = particulars(record, "record", _NOT_NOTES)
    if broken:
        known = known.noting(replaced=f"{broken} lone surrogate{'s' if broken > 1 else ''} by U+FFFD")
    own = record.get("id")
    own_id = "" if own is None or isinstance(own, bool) else one_line(plain(own))[:_MAX_ID]
    return Draft(where, text, source_sha256, known, own_id or None)


def record_bytes(record: Mapping[str, Any]) -> bytes:
    """A record as the line of a file: what stands for "the bytes read" where there were none."""
    return json.dumps(dict(record), ensure_ascii=True, sort_keys=True, default=str).encode()


def numbered_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """(number from 1, bytes without the line end) of each line that is not blank; a line over the limit is cut."""
    number = 0
    while raw := file.readline(MAX_FILE_BYTES + 2):
        number += 1
        if len(raw) > MAX_FILE_BYTES and not raw.endswith(b"\n"):
            while (more := file.readline(MAX_FILE_BYTES)) and not more.endswith(b"\n"):
                pass
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if raw.strip():
            yield number, raw.rstrip(b"\r\n")


def parse_line(raw: bytes) -> tuple[dict[str, Any], str] | str:
    """A line's JSON object and how its encoding was guessed, if it was; or what is wrong with it."""
    decoded = decode(raw)
    if isinstance(decoded, Undecodable):
        return decoded.reason
    try:
        found = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        return f"not JSON ({error.msg}, column {error.colno})"
    except (ValueError, RecursionError):  # a number of 5,000 digits; brackets nested past Python's stack
        return "not JSON that can be read (a number too long, or nested too deep)"
    return (found, decoded.guess) if isinstance(found, dict) else "not a JSON object"


def utf8_lines(data: bytes) -> bytes:
    """Bytes with a UTF-16 or UTF-32 mark, as some shells write them, in UTF-8, whose lines can be told."""
    if not data.startswith(WIDE_MARKS):
        return data
    decoded = decode(data)
    return decoded.text.encode() if isinstance(decoded, Decoded) else data


def looks_like_records(data: bytes, columns: Columns = _OUR_NAMES) -> bool:
    """True where the first line that is not blank is a JSON object with the field that holds the text."""
    first = next(numbered_lines(io.BytesIO(data)), None)
    if first is None or not first[1].lstrip().startswith(b"{"):
        return False
    record = parse_line(first[1])
    if isinstance(record, str):
        return False
    return "text" in record[0] or columns.applied(record[0]).get("text") is not None or is_ninjs(record[0])
