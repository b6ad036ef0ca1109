"""Web archives (WARC, gzipped or not): each page that was answered with one; the rest is counted, not read."""

from __future__ import annotations

from collections import Counter
from typing import Any, BinaryIO

from firsthand.nouns import Rejection
from firsthand.readers.bounds import MAX_RECORD_BYTES, MAX_UNPACKED_BYTES
from firsthand.readers.drafts import Draft, Drafts, Remark
from firsthand.readers.html import read_html
from firsthand.readers.items import not_installed
from firsthand.readers.paths import Place
from firsthand.readers.text import read_text
from firsthand.readers.unpacking import Broken, TooMuch, decoded

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_MOST_NAMED = 6  # kinds of answers told in the remark


def read_warc(place: Place, file: BinaryIO) -> Drafts:
    """The pages of an archive, record by record, so that it may be larger than memory."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        return [not_installed(place, "WARC", "fastwarc")]
    out: Drafts = []
    passed: Counter[str] = Counter()
    number = 0
    try:
        wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit
        for record in ArchiveIterator(file, record_types=wanted, auto_decode="transfer", quirks_mode=True):
            number += 1
            found = _record(place.at(number), record, record.record_type == WarcRecordType.revisit)
            if isinstance(found, str):
                passed[found] += 1
            else:
                out.append(found)
    except (OSError, ValueError, EOFError, RuntimeError) as error:
        told = f"the archive breaks off after record {number}: {str(error)[:150]}"
        out.append(Rejection(place.path, "unreadable", told))
    if passed:
        kinds = sorted(passed.items(), key=lambda x: (-x[1], x[0]))
        named = ", ".join(f"{n} {kind}" for kind, n in kinds[:_MOST_NAMED])
        more = ", …" if len(kinds) > _MOST_NAMED else ""
        out.append(Remark(place.path, f"{passed.total()} answers that are no pages were left out: {named}{more}"))
    if not any(isinstance(x, Draft | Rejection) for x in out):
        out.append(Rejection(place.path, "empty", "a web archive without a page in it"))
    return out


def _record(where: Place, record: Any, revisit: bool) -> Draft | Rejection | str:
    """A page as a draft or a rejection; for anything else, what it is."""
    address = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
    if revisit:
        return "revisits of a page captured before"
    http = record.http_headers
    status = http.status_code if http is not None else 200
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if status != 200:
        return f"with status {status}"
    if kind not in _PAGES and kind != "text/plain":
        return kind[:40] or "of no kind"
    body = record.reader.read(MAX_RECORD_BYTES + 1)
    if len(body) > MAX_RECORD_BYTES:
        return Rejection(where.path, "too-large", f"a page larger than {MAX_RECORD_BYTES:,} bytes: {address[:200]}")
    coding = (http.get("Content-Encoding") or "") if http is not None else ""
    try:
        body = decoded(body, coding, MAX_UNPACKED_BYTES) if coding else body
    except TooMuch:
        return Rejection(where.path, "too-large", f"a page that unpacks to more than {MAX_UNPACKED_BYTES:,} bytes")
    except Broken as error:
        return Rejection(where.path, "unreadable", f"a page that cannot be unpacked ({error}): {address[:200]}")
    if kind == "text/plain":
        found = read_text(where, body)
        return found if isinstance(found, Rejection) else found.with_address(address)
    notes = {"captured": str(record.headers.get("WARC-Date") or "")}
    return read_html(where, body, record.http_charset, address, notes=notes)
