"""Room: what each stretch of an article is, where its sentences end, what it quotes, whom its layout credits."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.nouns import TEXT_ZONES, Article, Correction, Layout, Quotation, Sentence, Span, Zone
from firsthand.zones.corrected import recut
from firsthand.zones.credits import credits_of
from firsthand.zones.furniture import recurring
from firsthand.zones.lines import paragraphs
from firsthand.zones.pieces import Piece
from firsthand.zones.quotations import quotations
from firsthand.zones.sentences import sentences
from firsthand.zones.zoning import pieces

__all__ = ["mark"]


def mark(articles: Sequence[Article], corrections: Sequence[Correction] = ()) -> tuple[Layout, ...]:
    """Lay out a whole pile, so that furniture that recurs across it is recognised. Sorted by article id."""
    found = {a.id: paragraphs(a.text) for a in articles}
    common = recurring({a.id: (a.outlet, a.text, found[a.id]) for a in articles})
    return tuple(
        _layout(article, recut(article, pieces(article, found[article.id], common[article.id]), corrections))
        for article in sorted(articles, key=lambda a: a.id)
    )


def _layout(article: Article, parts: list[Piece]) -> Layout:
    zones = _zones(article.id, parts)
    spoken: list[Sentence] = []
    quoted: list[Quotation] = []
    paragraph = -1
    seen: tuple[int, str | None] | None = None
    for p in parts:
        if p.kind not in TEXT_ZONES or p.kind is None:
            continue
        if (p.paragraph, p.kind) != seen:
            paragraph, seen = paragraph + 1, (p.paragraph, p.kind)
        whole = p.kind == "headline"
        for start, end in [(p.start, p.end)] if whole else sentences(article.text, p.start, p.end):
            spoken.append(Sentence(Span(article.id, start, end), p.kind, paragraph))
        quoted += quotations(article.text, article.id, p.start, p.end)
    return Layout(article, zones, tuple(spoken), tuple(quoted), credits_of(article, zones))


def _zones(article: str, parts: list[Piece]) -> tuple[Zone, ...]:
    """The pieces as zones; paragraphs of the body that follow one another are one zone."""
    out: list[Zone] = []
    for p in parts:
        if p.kind is None or p.start >= p.end:
            continue
        if out and out[-1].kind == "body" == p.kind:
            out[-1] = Zone(Span(article, out[-1].span.start, p.end), "body")
        else:
            out.append(Zone(Span(article, p.start, p.end), p.kind))
    return tuple(out)
