"""Invented stories for the lineage tests, and the hand-made layouts of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from firsthand.nouns import (
    Anchor,
    Article,
    Credit,
    Layout,
    Lineage,
    Published,
    Quotation,
    Sentence,
    Span,
    Statements,
    Timeline,
    Zone,
)

# A wire report on an invented harbour strike. Cut, reordered and edited below.
WIRE = [
    "Dock workers in Port Ostrel walked out on Tuesday after talks over night shifts broke down in the early hours.",
    "Crane operators left their cabins at dawn and marched along the quay to the customs house, where police waited.",
    "The stoppage leaves eleven grain ships at anchor in the bay and shuts the only deep berth on the northern coast.",
    "Harbour master Ilka Verain said the pilots would stay ashore until both sides had signed a written promise.",
    "Exporters fear that flour mills in the hill towns will run out of wheat before the end of the coming week.",
    "The union, which counts four thousand members, rejected an offer of two extra rest days in every quarter.",
    "A court in Ostrel has so far refused to order the men back, citing a harbour statute from the last century.",
    "Insurance brokers raised the price of cover for ships bound for the bay for the second time this month.",
]
# Nothing of the wire's wording.
OTHER = [
    "A walkout by stevedores has brought cargo handling at the country's main seaport to a complete standstill.",
    "Negotiators had sat through most of the night without finding common ground on rosters, a mediator explained.",
    "Trucks loaded with timber queued for miles outside the gates while drivers cooked breakfast by the roadside.",
    "The transport ministry promised emergency rail capacity yet gave no figures for how much it could carry.",
    "Similar disputes crippled shipping here nine years ago and cost farmers most of their autumn earnings.",
]
QUOTE = (
    "“We asked for sleep and they offered us a calendar, so nobody should be surprised that the cranes stand still "
    "this morning and will stand still tomorrow,”"
)


def layout(
    id: str,
    sentences: Sequence[str] | str,
    credits: Sequence[tuple[str, str, str, bool]] = (),
    *,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    dateline: str = "",
    language: str = "en",
) -> Layout:
    """A laid-out article. ``credits`` are (words in the text, kind, source, whole); a dateline goes in front."""
    body = sentences if isinstance(sentences, str) else " ".join(sentences)
    text = f"{dateline} {body}" if dateline else body
    start = len(text) - len(body)
    zones = [Zone(Span(id, start, len(text)), "body")] if body else []
    if dateline:
        zones.insert(0, Zone(Span(id, 0, len(dateline)), "dateline"))
    found = [m.span() for m in re.finditer(r"\S[^.]*(?:\.|$)[”\")]*", body)] if body else []
    article = Article(
        id=id, path=f"{id}.txt", text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), source_sha256="",
        outlet=outlet, title=title, published=Published(published, "record" if published else "none"), url=url,
        language=language,
    )  # fmt: skip
    made = []
    for words, kind, source, whole in credits:
        at = text.index(words)
        made.append(Credit(Span(id, at, at + len(words)), kind, source, whole, confidence=0.9))
    return Layout(
        article=article,
        zones=tuple(zones),
        sentences=tuple(Sentence(Span(id, start + a, start + b), "body", n) for n, (a, b) in enumerate(found)),
        quotations=tuple(Quotation(Span(id, start + m.start(1), start + m.end(1)))
                         for m in re.finditer(r"“([^“”]*)”", body)),
        credits=tuple(made),
    )  # fmt: skip


def trace(layouts: Sequence[Layout], anchors: Sequence[Anchor] = ()) -> Lineage:
    """The lineage of hand-made layouts, with the passages the reuse room finds between them."""
    from firsthand.lineage import derive
    from firsthand.reuse import shared_passages

    passages = shared_passages(sorted(layouts, key=lambda x: x.id))
    statements = Statements((), (), tuple(sorted((c for x in layouts for c in x.credits), key=lambda c: c.span)))
    return derive(layouts, passages, statements, Timeline((), tuple(anchors)))


def edges(lineage: Lineage) -> set[tuple[str, str, bool]]:
    return {(e.child, e.parent, e.directed) for e in lineage.edges}


def between_articles(lineage: Lineage) -> set[tuple[str, str]]:
    return {(e.child, e.parent) for e in lineage.edges if not e.parent.startswith("?") and not e.child.startswith("?")}


def acyclic(lineage: Lineage) -> bool:
    return all(n.id not in set(lineage.ancestors(n.id)) and not any(e.child == e.parent for e in lineage.edges)
               for n in lineage.nodes)  # fmt: skip
