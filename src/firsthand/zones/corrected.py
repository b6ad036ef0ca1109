"""Zones as a person decided them."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.nouns import Article, Correction, of_kind
from firsthand.nouns.articles import ZONE_KINDS
from firsthand.zones.pieces import Piece, back, solid


def recut(article: Article, parts: list[Piece], corrections: Sequence[Correction]) -> list[Piece]:
    """The pieces of an article, those under a decided span cut there and given its kind.

    A decision that reaches past the end of the text is left alone: it was made on another text.
    """
    for decided in of_kind(corrections, "zone"):
        span = decided.spans[0]
        if span.article != article.id or span.end > len(article.text):
            continue
        kind = next(k for k in ZONE_KINDS if k == decided.value)
        out: list[Piece] = []
        for p in parts:
            for start, end, new in (
                (p.start, min(p.end, span.start), p.kind),
                (max(p.start, span.start), min(p.end, span.end), kind),
                (max(p.start, span.end), p.end, p.kind),
            ):
                start, end = solid(article.text, start, max(start, end)), max(start, end)
                end = back(article.text, start, end)
                if start < end:
                    out.append(Piece(start, end, new, p.paragraph))
        parts = _joined(out)
    return parts


def _joined(parts: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one paragraph and one kind made one, so that no sentence ends at an old border."""
    out: list[Piece] = []
    for p in parts:
        if out and (out[-1].kind, out[-1].paragraph) == (p.kind, p.paragraph):
            p = Piece(out.pop().start, p.end, p.kind, p.paragraph)
        out.append(p)
    return out
