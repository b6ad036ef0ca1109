"""Invented articles through the rooms, down to their differences."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from firsthand.attribution import attribute
from firsthand.claims import find_claims, find_differences
from firsthand.lineage import derive
from firsthand.nouns import Article, Difference, Layout, Published
from firsthand.reuse import rewritten_passages, shared_passages
from firsthand.timeline import resolve
from firsthand.zones import mark

DAY = "2031-03-04"  # a Tuesday


def article(id: str, text: str, language: str = "en", day: str = DAY) -> Article:
    digest = sha256(text.encode()).hexdigest()
    return Article(id, id + ".txt", text, digest, digest, outlet=f"The {id.title()} Herald",
                   published=Published(day, "meta"), language=language)  # fmt: skip


def differences_of(*articles: Article) -> tuple[Difference, ...]:
    return traced(articles)[0]


def traced(articles: Sequence[Article]) -> tuple[tuple[Difference, ...], tuple[Layout, ...]]:
    layouts = mark(articles)
    passages = shared_passages(layouts)
    passages = (*passages, *rewritten_passages(layouts, passages))
    statements = attribute(layouts)
    timeline = resolve(layouts, statements)
    lineage = derive(layouts, passages, statements, timeline)
    claims = find_claims(layouts, statements, passages, lineage, timeline)
    return find_differences(layouts, statements, passages, lineage, timeline, claims), tuple(layouts)


def pair(a: str, b: str) -> tuple[Difference, ...]:
    """The differences of two articles."""
    return differences_of(article("amber", a), article("birch", b))


def quoted(differences: Sequence[Difference], articles: Sequence[Article], kind: str) -> list[list[list[str]]]:
    """The words of every side of every difference of a kind."""
    texts = {a.id: a.text for a in articles}
    return [
        [[texts[s.article][s.start : s.end] for s in side] for side in d.sides] for d in differences if d.kind == kind
    ]
