"""HTML pages (first cut)."""

from __future__ import annotations

from firsthand.nouns import Rejection
from firsthand.readers.drafts import Draft
from firsthand.readers.paths import Place


def read_html(place: Place, data: bytes) -> Draft | Rejection:
    return Rejection(place.path, "unsupported", "HTML is not read yet; save it as plain text (.txt)")
