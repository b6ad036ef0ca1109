"""Plain text and Markdown: kept as it is, markup and all, so that offsets point into what was published."""

from __future__ import annotations

from firsthand.nouns import Rejection
from firsthand.readers.decoding import Decoded, Undecodable, decode, digest
from firsthand.readers.drafts import Draft, unfit
from firsthand.readers.particulars import NOTHING_KNOWN
from firsthand.readers.paths import Place


def read_text(place: Place, data: bytes) -> Draft | Rejection:
    """One file as one article."""
    decoded = decode(data)
    if isinstance(decoded, Undecodable):
        return Rejection(place.path, decoded.code, decoded.reason)
    return read_decoded(place, decoded, data)


def read_decoded(place: Place, decoded: Decoded, data: bytes) -> Draft | Rejection:
    """One text as one article; ``data`` is what it was decoded from."""
    if refused := unfit(decoded.text, place.path):
        return refused
    known = NOTHING_KNOWN.noting(encoding=decoded.guess) if decoded.guess else NOTHING_KNOWN
    return Draft(place, decoded.text, digest(data), known)
