"""Attribution: who said what, through whom; in-sentence credits; the people and bodies a story names."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribution.direct import floating
from firsthand.attribution.drafts import Draft
from firsthand.attribution.formulas import formulaic
from firsthand.attribution.indirect import reported
from firsthand.attribution.nesting import nest
from firsthand.attribution.tokens import lines
from firsthand.languages import supported
from firsthand.nouns import Attribution, Layout, Reason, Span, Statements

__all__ = ["attribute"]


def attribute(layouts: Sequence[Layout]) -> Statements:
    """Attributions, entities and credits of the articles of one story."""
    attributions: list[Attribution] = []
    for layout in sorted(layouts, key=lambda x: x.id):
        if supported(layout.article.language):
            attributions += _write(layout, extract(layout))
    credits = tuple(sorted((c for x in layouts for c in x.credits), key=lambda c: (c.span, c.kind, c.source)))
    return Statements(tuple(attributions), (), credits)


def extract(layout: Layout) -> list[Draft]:
    """The attributions of one article, in text order, nested."""
    found = lines(layout)
    drafts: list[Draft] = []
    for line in found:
        drafts += reported(line)
        drafts += formulaic(line)
    floating(found, drafts)
    drafts = [d for d in drafts if d.content]
    drafts.sort(key=lambda d: (d.start, d.cue or (0, 0)))
    nest(drafts)
    return drafts


def _write(layout: Layout, drafts: Sequence[Draft]) -> list[Attribution]:
    ids = {id(d): f"{layout.id}#a{n}" for n, d in enumerate(drafts, start=1)}

    def span(r: tuple[int, int] | None) -> Span | None:
        return Span(layout.id, *r) if r else None

    out = []
    for d in drafts:
        cue = span(d.cue)
        out.append(Attribution(
            id=ids[id(d)], article=layout.id, source=span(d.source), cue=cue,
            content=tuple(Span(layout.id, *r) for r in d.content), kind=d.kind, addressee=span(d.addressee),
            parent=ids.get(id(d.parent)) if d.parent else None, confidence=d.confidence,
            reasons=(Reason(f"rule: {d.rule}", (cue,) if cue else ()),),
        ))  # fmt: skip
    return out
