"""What a file holds, read by the reader of its format."""

from __future__ import annotations

import io
import os
import sys
from typing import BinaryIO

from firsthand.nouns import Rejection
from firsthand.nouns.limits import MAX_FILE_BYTES
from firsthand.readers.bounds import MAX_MAIL_BYTES, MAX_PDF_BYTES, MAX_TABLE_BYTES, MAX_UNPACKED_BYTES
from firsthand.readers.columns import Columns
from firsthand.readers.decoding import WIDE_MARKS, Undecodable, decode, digest
from firsthand.readers.drafts import Drafts
from firsthand.readers.paths import STDIN, Place, open_lines
from firsthand.readers.records import looks_like_records, read_records, utf8_lines
from firsthand.readers.sniffing import HEAD, RECORD_NAMES, Kind, kind_of
from firsthand.readers.text import read_decoded
from firsthand.readers.unpacking import Broken, TooMuch, gunzip

_WHAT_TO_DO = {  # what people do have beside their articles, and the way to get it in
    "a table": "save it as .csv or .parquet",
    "XML": "it is no feed, NewsML-G2 or Factiva export; save the articles as .txt, .html or .jsonl",
    "a document": "save it as .docx, .pdf or plain text (.txt)",
    "a saved web archive": "save the page as .html or .mhtml",
    "a message": "save its text as .eml or .txt",
    "an archive": "unpack it first",
    "a picture, sound or film": "only text can be traced",
    "a program's file": "not an article",
}
UNSUPPORTED = {
    suffix: what
    for what, suffixes in {
        "a table": ".xls .xlsx .ods .sqlite .db",
        "a document": ".doc .odt .epub .ppt .pptx .pages",
        "a saved web archive": ".webarchive",
        "a message": ".msg .mbox .pst",
        "an archive": ".zip .tgz .tar .bz2 .xz .zst .7z .rar",
        "a picture, sound or film": ".jpg .jpeg .png .gif .webp .svg .bmp .tif .tiff .ico .mp3 .wav .mp4 .mov .webm",
        "a program's file": ".css .js .mjs .py .pyc .sh .toml .yaml .yml .ini .cfg .log .woff .woff2 .ttf .map",
    }.items()
    for suffix in suffixes.split()
}
_LIMITS: dict[Kind, int] = {"table": MAX_TABLE_BYTES, "mail": MAX_MAIL_BYTES, "mhtml": MAX_MAIL_BYTES,
                            "pdf": MAX_PDF_BYTES, "zip": MAX_PDF_BYTES}  # fmt: skip
_STREAMED: frozenset[Kind] = frozenset({"records", "warc", "parquet"})  # read piece by piece: may be larger than memory
_OUR_NAMES = Columns()


def read_place(place: Place, columns: Columns = _OUR_NAMES) -> Drafts:
    """All that a file (or standard input) holds: drafts and rejections, at least one."""
    if place.real == STDIN:
        return _read(place, io.BytesIO(_standard_input()), "", columns)
    file = open_lines(place)
    if isinstance(file, Rejection):
        return [file]
    try:
        with file:
            return _read(place, file, os.path.splitext(place.real)[1].lower(), columns)
    except OSError as error:  # a folder's network went away, a bad sector
        return [Rejection(place.path, "unreadable", f"cannot be read: {error.strerror or type(error).__name__}")]
    except MemoryError:
        return [Rejection(place.path, "too-large", "needs more memory to read than there is; split it into articles")]


def _read(place: Place, file: BinaryIO, suffix: str, columns: Columns) -> Drafts:
    head = file.read(HEAD)
    file.seek(0)
    if not head:
        return [Rejection(place.path, "empty", "no bytes in it")]
    kind = kind_of(head, suffix)
    if kind == "gzip" and _is_gzipped_archive(head):
        kind = "warc"
    if kind in ("text", "json") and (what := UNSUPPORTED.get(suffix)):
        return [_unsupported(place, what, suffix)]
    if kind == "records" and head.startswith(WIDE_MARKS):
        kind = "json"
    if kind in _STREAMED:
        return _read_stream(kind, place, file, columns)
    limit = _LIMITS.get(kind, MAX_FILE_BYTES)
    data = file.read(limit + 1)
    if len(data) > limit:
        if kind == "json" and looks_like_records(utf8_lines(data), columns):
            file.seek(0)
            return read_records(place, file, columns)
        return [Rejection(place.path, "too-large", f"larger than {limit:,} bytes; split it into articles")]
    return _read_as(kind, place, data, suffix, columns)


def _read_stream(kind: Kind, place: Place, file: BinaryIO, columns: Columns) -> Drafts:
    if kind == "warc":
        from firsthand.readers.warc import read_warc

        return read_warc(place, file)
    if kind == "parquet":
        from firsthand.readers.tables import read_parquet

        return read_parquet(place, file, columns)
    return read_records(place, file, columns)


def _read_as(kind: Kind, place: Place, data: bytes, suffix: str, columns: Columns) -> Drafts:
    """Bytes of one kind; each reader is loaded when it is needed."""
    if kind == "html":
        return _html(place, data)
    if kind in ("json", "records"):
        return _json(place, data, suffix, columns)
    if kind in ("feed", "newsml", "xml"):
        return _xml(kind, place, data)
    if kind == "gzip":
        return _gzip(place, data, suffix, columns)
    if kind == "table":
        from firsthand.readers.tables import read_csv

        return read_csv(place, data, columns)
    if kind == "mail":
        from firsthand.readers.mail import read_mail

        return read_mail(place, data)
    if kind == "mhtml":
        from firsthand.readers.mhtml import read_mhtml

        return read_mhtml(place, data)
    if kind == "pdf":
        from firsthand.readers.pdf import read_pdf

        return read_pdf(place, data)
    if kind in ("zip", "rtf"):
        return _document(kind, place, data, suffix)
    return _text(place, data, columns)


def _document(kind: Kind, place: Place, data: bytes, suffix: str) -> Drafts:
    from firsthand.readers.documents import read_docx_file, read_rtf_file
    from firsthand.readers.docx import is_docx

    if kind == "rtf":
        return read_rtf_file(place, data)
    if suffix == ".docx" or is_docx(data):
        return read_docx_file(place, data)
    return [_unsupported(place, UNSUPPORTED.get(suffix, "an archive"), suffix or "a zip file")]


def _html(place: Place, data: bytes) -> Drafts:
    from firsthand.readers.html import decode_page, read_html

    if b"ocument" in data or b"OCUMENT" in data:  # only then is it worth looking for an export's marks
        decoded = decode_page(data)
        if not isinstance(decoded, Undecodable):
            from firsthand.readers.documents import read_export
            from firsthand.readers.factiva import html_cells, may_be_export

            if may_be_export(decoded.text) and (
                found := read_export(place, html_cells(decoded.text), digest(data), decoded.guess)
            ):
                return found
    return [read_html(place, data)]


def _xml(kind: Kind, place: Place, data: bytes) -> Drafts:
    if kind == "feed":
        from firsthand.readers.feeds import read_feed

        return read_feed(place, data)
    from firsthand.readers.xml_source import Refused, parse_xml

    root = parse_xml(data)
    if isinstance(root, Refused):
        return [Rejection(place.path, root.code, root.reason)]
    if kind == "newsml":
        from firsthand.readers.newsml import read_newsml

        return read_newsml(place, data, root)
    from firsthand.readers.factiva import is_factiva_xml, read_factiva_xml

    if is_factiva_xml(root):
        return read_factiva_xml(place, root, digest(data))
    return [_unsupported(place, "XML", "a format of its own")]


def _json(place: Place, data: bytes, suffix: str, columns: Columns) -> Drafts:
    lines = utf8_lines(data)
    if suffix in RECORD_NAMES:
        return read_records(place, io.BytesIO(lines), columns)
    from firsthand.readers.json_files import parse_json, read_json

    value = parse_json(data)
    if isinstance(value, Rejection):
        return [Rejection(place.path, value.code, value.reason)]
    if isinstance(value, dict | list) and (suffix == ".json" or isinstance(value, list)):
        return read_json(place, value, data, columns)
    if looks_like_records(lines, columns):
        return read_records(place, io.BytesIO(lines), columns)
    if isinstance(value, dict) and not isinstance((found := read_json(place, value, data, columns))[0], Rejection):
        return found
    if suffix == ".json":
        return [Rejection(place.path, "bad-record", "not JSON: it breaks off or holds something else")]
    return _text(place, data, columns)


def _gzip(place: Place, data: bytes, suffix: str, columns: Columns) -> Drafts:
    """A single compressed file, read as what is in it; its name less ".gz" may tell what that is."""
    inner = os.path.splitext(os.path.splitext(place.real)[0])[1].lower() if suffix == ".gz" else ""
    if suffix == ".tgz" or inner == ".tar":
        return [_unsupported(place, "an archive", suffix)]
    try:
        plain = gunzip(data, MAX_UNPACKED_BYTES)
    except TooMuch:
        told = f"unpacks to more than {MAX_UNPACKED_BYTES:,} bytes (MAX_UNPACKED_BYTES); unpack it first"
        return [Rejection(place.path, "too-large", told)]
    except Broken as error:
        return [Rejection(place.path, "unreadable", f"a damaged gzip file ({error})")]
    if plain.startswith(b"\x1f\x8b"):
        return [Rejection(place.path, "unsafe", "compressed twice; unpack it first")]
    return _read(place, io.BytesIO(plain), inner, columns)


def _text(place: Place, data: bytes, columns: Columns) -> Drafts:
    decoded = decode(data)
    if isinstance(decoded, Undecodable):
        return [Rejection(place.path, decoded.code, decoded.reason)]
    from firsthand.readers.tables import looks_like_table, read_csv

    if looks_like_table(decoded.text, columns):
        return read_csv(place, data, columns)
    if "ocument" in decoded.text or "OCUMENT" in decoded.text or "OKUMENT" in decoded.text:
        from firsthand.readers.documents import read_export
        from firsthand.readers.items import plain_blocks

        if found := read_export(place, plain_blocks(decoded.text), digest(data), decoded.guess):
            return found
    return [read_decoded(place, decoded, data)]


def _is_gzipped_archive(head: bytes) -> bool:
    """Whether compressed bytes hold a WARC, by the few that come first."""
    import zlib

    try:
        return zlib.decompressobj(31).decompress(head, 16).startswith((b"WARC/1.", b"WARC/0."))
    except zlib.error:
        return False


def _unsupported(place: Place, what: str, sign: str) -> Rejection:
    """The rejection of a format that is not read, with what to do instead."""
    return Rejection(place.path, "unsupported", f"{what} ({sign}) is not read; {_WHAT_TO_DO[what]}")


def _standard_input() -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:  # replaced by a text stream, as an embedding program may do
        return sys.stdin.read().encode("utf-8", "surrogatepass") if sys.stdin else b""
    return bytes(stream.read())
