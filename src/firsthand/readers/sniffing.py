"""Which format bytes are, by how they begin; a file's name only decides between what looks alike."""

from __future__ import annotations

import re
from typing import Literal

from firsthand.readers.feeds import FEED_ROOTS
from firsthand.readers.mhtml import is_saved_page
from firsthand.readers.mime import looks_like_mime
from firsthand.readers.newsml import NEWSML_ROOTS
from firsthand.readers.xml_source import root_name

Kind = Literal["text", "html", "records", "json", "table", "parquet", "warc", "gzip", "zip", "rtf", "pdf", "mhtml",
               "mail", "feed", "newsml", "xml"]  # fmt: skip

HEAD = 65_536  # bytes looked at
HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
RECORD_NAMES = frozenset({".jsonl", ".ndjson"})
TABLE_NAMES = frozenset({".csv", ".tsv"})
MAIL_NAMES = frozenset({".eml", ".mht", ".mhtml"})
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", "rtf"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x1f\x8b", "gzip"), (b"PAR1", "parquet"),
    (b"WARC/1.", "warc"), (b"WARC/0.", "warc"),
)  # fmt: skip
# What an HTML page begins with, comments and the XML line aside; a text that merely mentions a tag does not.
_HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_SNIFFED = 4096  # bytes in which a page shows itself
_PDF_WITHIN = 1024  # bytes before a PDF's mark that readers put up with
_JSON_START = re.compile(r"\{\s{0,999}[\"}]|\[\s{0,999}[{\]\[]")


def kind_of(head: bytes, suffix: str = "") -> Kind:
    """The kind of a file that begins with these bytes.

    Args:
        head: up to ``HEAD`` bytes from its start.
        suffix: of its name, lower case with the dot; "" for none.
    """
    for mark, kind in _SIGNATURES:
        if head.startswith(mark):
            return kind
    if b"%PDF-" in head[:_PDF_WITHIN] and (suffix == ".pdf" or head.startswith(b"%PDF-")):
        return "pdf"
    if suffix in RECORD_NAMES:
        return "records"
    if suffix in TABLE_NAMES and not is_html(head):
        return "table"
    if looks_like_mime(head) or (suffix in MAIL_NAMES and not is_html(head)):
        return "mhtml" if is_saved_page(head) else "mail"
    if found := _markup(head, suffix):
        return found
    text = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")[:_SNIFFED].decode("latin-1")
    return "json" if _JSON_START.match(text) or suffix == ".json" else "text"


def _markup(head: bytes, suffix: str) -> Kind | None:
    if is_html(head):
        return "html"
    text = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")[:_SNIFFED]
    if not text.startswith(b"<"):
        return "html" if suffix in HTML_NAMES else None
    root = root_name(head.replace(b"\0", b"").decode("latin-1"))
    if root in NEWSML_ROOTS:
        return "newsml"
    if root in FEED_ROOTS:
        return "feed"
    if suffix in HTML_NAMES:
        return "html"
    return "xml" if text.startswith(b"<?xml") or (suffix in (".xml", ".rss", ".atom") and root) else None


def is_html(data: bytes) -> bool:
    """True where bytes begin as an HTML page does, whatever the file is called."""
    start = data[:_SNIFFED].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")
    while start.startswith((b"<!--", b"<?xml")):
        end = b"-->" if start.startswith(b"<!--") else b"?>"
        start = start.partition(end)[2].lstrip()
    return bool(_HTML_START.match(start))
