"""Pages a browser saved whole (.mhtml): the page itself, with the address it was saved from."""

from __future__ import annotations

from firsthand.nouns import Rejection
from firsthand.readers.decoding import digest
from firsthand.readers.drafts import Drafts
from firsthand.readers.html import read_html
from firsthand.readers.mime import Part, header, header_block, parts
from firsthand.readers.paths import Place

_HEADERS = 200_000  # bytes in which the file's own headers end


def read_mhtml(place: Place, data: bytes) -> Drafts:
    """The saved page as one article. Pictures, styles and frames in the file are not read."""
    headers, _ = header_block(data[:_HEADERS])
    start = (headers.get_param("start") or "").__str__().strip("<>")
    pages = [p for p in parts(data) if p.kind in ("text/html", "application/xhtml+xml")]
    if not pages:
        return [Rejection(place.path, "empty", "a saved page without HTML in it")]
    page = next((p for p in pages if start and _content_id(p) == start), pages[0])
    address = header(headers, "snapshot-content-location") or header(page.headers, "content-location")
    return [read_html(place, page.decoded(), page.charset, address, digest(data))]


def is_saved_page(head: bytes) -> bool:
    """Whether a message is a saved page: related parts, the first of them HTML, or a browser's own header."""
    headers, _ = header_block(head)
    related = headers.get_content_type() == "multipart/related"
    by_browser = "snapshot-content-location" in headers or "saved by" in str(headers.get("from") or "").lower()
    inner = str(headers.get_param("type") or "").lower()
    return related and (by_browser or inner in ("text/html", "application/xhtml+xml") or "received" not in headers)


def _content_id(part: Part) -> str:
    return str(part.headers.get("content-id") or "").strip().strip("<>")
