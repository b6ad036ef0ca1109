"""HTML pages: the article's text as a reader sees it, blank lines between paragraphs, and its particulars."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from firsthand.nouns import Rejection, Role
from firsthand.readers.decoding import Decoded, Undecodable, decode, digest
from firsthand.readers.drafts import Draft, unfit
from firsthand.readers.html_blocks import Block, sweep
from firsthand.readers.html_choice import choose
from firsthand.readers.html_head import read_head
from firsthand.readers.paths import Place

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w:.-]{1,40})", re.IGNORECASE
)
_CHARSET_WITHIN = 4096  # bytes; browsers look at the first 1,024
_BETWEEN = "\n\n"
_THIN = 0.3  # share of the JSON-LD article text below which the visible text is a teaser or a shell for scripts


def decode_page(data: bytes, charset: str | None = None) -> Decoded | Undecodable:
    """A page's text: by what its transport says of the encoding, else by what it declares itself."""
    declared = _CHARSET.search(data[:_CHARSET_WITHIN])
    return decode(data, charset or (declared[1].decode("ascii") if declared else None))


def read_html(place: Place, data: bytes, charset: str | None = None, address: str = "", source_sha256: str = "",
              notes: Mapping[str, str] | None = None) -> Draft | Rejection:  # fmt: skip
    """One page as one article. Hidden text, scripts and styles are left out; notes say what was odd.

    Args:
        place: where it was found.
        data: the page.
        charset: the encoding its transport declares (an HTTP or MIME header).
        address: where it was captured, for pages that name no address of their own.
        source_sha256: of the file it is part of; "" where it is the file.
        notes: what else is known of the capture.
    """
    decoded = decode_page(data, charset)
    if isinstance(decoded, Undecodable):
        return Rejection(place.path, decoded.code, decoded.reason)
    page = sweep(decoded.text)
    known, carried = read_head(page, address)
    blocks, trouble = choose(page)
    text, roles = _joined(blocks)
    if carried and len(text) < _THIN * len(carried):
        text, roles, trouble = carried, (), "the page shows little of its text: taken from its JSON-LD"
    if refused := unfit(text, place.path):
        return refused
    odd = {
        **(notes or {}),
        "encoding": decoded.guess,
        "extraction": trouble,
        "hidden-text": f"{page.hidden} characters left out" if page.hidden else "",
        "white-text": f"{page.white} characters may be invisible" if page.white else "",
    }
    known = known.noting(**{k: v for k, v in odd.items() if v})
    return Draft(place, text, source_sha256 or digest(data), known, roles=roles)


def _joined(blocks: Sequence[Block]) -> tuple[str, tuple[Role, ...]]:
    """The blocks as one text, a blank line between them, and their roles at their places in it."""
    roles: list[Role] = []
    at = 0
    for block in blocks:
        roles += (Role(at + r.start, at + r.end, r.kind) for r in block.roles)
        at += len(block.text) + len(_BETWEEN)
    return _BETWEEN.join(block.text for block in blocks), tuple(roles)
