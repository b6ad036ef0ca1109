"""Which reader a file needs: by its name where that tells, else by its content."""

from __future__ import annotations

import io
import os
import re
import sys

from firsthand.nouns import Rejection
from firsthand.nouns.limits import MAX_FILE_BYTES
from firsthand.readers.decoding import WIDE_MARKS
from firsthand.readers.drafts import Drafts
from firsthand.readers.paths import STDIN, Place, open_bytes, open_lines
from firsthand.readers.records import looks_like_records, read_records, utf8_lines
from firsthand.readers.text import read_text

TEXT = frozenset({".txt", ".text", ".md", ".markdown"})
HTML = frozenset({".html", ".htm", ".xhtml", ".shtml"})
RECORDS = frozenset({".jsonl", ".ndjson"})

_WHAT_TO_DO = {  # formats people do have beside their articles, and the way to get them in
    "JSON": "write one JSON object a line into a .jsonl file",
    "a table": "write one JSON object a line into a .jsonl file, or pass it with --meta if it describes the articles",
    "XML": "save the articles as .txt, .html or .jsonl",
    "a document": "save it as plain text (.txt) or as a web page (.html)",
    "a saved web archive": "save the page as .html",
    "a message": "save its text as .txt",
    "an archive": "unpack it first",
    "a picture, sound or film": "only text can be traced",
    "a program's file": "not an article",
}
UNSUPPORTED = {
    suffix: what
    for what, suffixes in {
        "JSON": ".json .geojson",
        "a table": ".csv .tsv .parquet .xls .xlsx .ods .sqlite .db",
        "XML": ".xml .rss .atom",
        "a document": ".pdf .doc .docx .rtf .odt .epub .ppt .pptx",
        "a saved web archive": ".mhtml .mht .warc .webarchive",
        "a message": ".eml .msg .mbox",
        "an archive": ".zip .gz .tgz .tar .bz2 .xz .7z .rar",
        "a picture, sound or film": ".jpg .jpeg .png .gif .webp .svg .bmp .tif .tiff .ico .mp3 .wav .mp4 .mov .webm",
        "a program's file": ".css .js .mjs .py .pyc .sh .toml .yaml .yml .ini .cfg .log .woff .woff2 .ttf .map",
    }.items()
    for suffix in suffixes.split()
}
_SIGNATURES = (
    (b"%PDF-", "a document"), (b"{\\rtf", "a document"), (b"PK\x03\x04", "an archive"), (b"\x1f\x8b", "an archive"),
)  # fmt: skip
# What an HTML page begins with, comments and the XML line aside; a text that merely mentions a tag does not.
_HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_SNIFFED = 4096  # bytes in which a page shows itself


def read_place(place: Place) -> Drafts:
    """All that a file (or standard input) holds: drafts and rejections, at least one."""
    if place.real == STDIN:
        return _by_content(place, _standard_input(), ".txt")
    suffix = os.path.splitext(place.real)[1].lower()
    if suffix in RECORDS:
        file = open_lines(place)
        if isinstance(file, Rejection):
            return [file]
        with file:
            wide = file.read(4).startswith(WIDE_MARKS)
            file.seek(0)
            if not wide:
                return read_records(place, file)  # line by line: such files may be larger than memory
    if what := UNSUPPORTED.get(suffix):
        return [unsupported(place, what, suffix)]
    data = open_bytes(place, MAX_FILE_BYTES)
    return [data] if isinstance(data, Rejection) else _by_content(place, data, suffix)


def _by_content(place: Place, data: bytes, suffix: str) -> Drafts:
    if not data:
        return [Rejection(place.path, "empty", "no bytes in it")]
    for mark, what in _SIGNATURES:
        if data.startswith(mark):
            return [unsupported(place, what, f"begins with {mark!r:.12}")]
    if suffix in HTML or is_html(data):
        from firsthand.readers.html import read_html

        return [read_html(place, data)]
    lines = utf8_lines(data)
    if suffix in RECORDS or looks_like_records(lines):
        return read_records(place, io.BytesIO(lines))
    if place.real == STDIN and len(data) > MAX_FILE_BYTES:
        return [Rejection(place.path, "too-large", f"larger than {MAX_FILE_BYTES:,} bytes; split it into articles")]
    return [read_text(place, data)]


def is_html(data: bytes) -> bool:
    """True where bytes begin as an HTML page does, whatever the file is called."""
    start = data[:_SNIFFED].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")
    while start.startswith((b"<!--", b"<?xml")):
        end = b"-->" if start.startswith(b"<!--") else b"?>"
        start = start.partition(end)[2].lstrip()
    return bool(_HTML_START.match(start))


def unsupported(place: Place, what: str, sign: str) -> Rejection:
    """The rejection of a format that is not read, with what to do instead."""
    return Rejection(place.path, "unsupported", f"{what} ({sign}) is not read; {_WHAT_TO_DO[what]}")


def _standard_input() -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:  # replaced by a text stream, as an embedding program may do
        return sys.stdin.read().encode("utf-8", "surrogatepass") if sys.stdin else b""
    return bytes(stream.read())
