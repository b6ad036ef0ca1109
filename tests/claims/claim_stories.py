"""Invented articles through the rooms, down to their claims."""

from __future__ import annotations

from hashlib import sha256

from firsthand.attribution import attribute
from firsthand.claims import find_claims, summarise
from firsthand.lineage import derive
from firsthand.nouns import Article, Claim, Published, Summary
from firsthand.reuse import shared_passages
from firsthand.timeline import resolve
from firsthand.zones import mark

DAY = "2031-03-04"


def article(id: str, text: str, outlet: str | None = None) -> Article:
    digest = sha256(text.encode()).hexdigest()
    return Article(id, id + ".txt", text, digest, digest, outlet=outlet or f"The {id.title()} Herald",
                   published=Published(DAY, "meta"), language="en")  # fmt: skip


def claims_of(*articles: Article) -> tuple[Claim, ...]:
    return _told(articles)[0]


def story_of(*articles: Article) -> tuple[tuple[Claim, ...], str, Summary, tuple[str, ...]]:
    return _told(articles)


def _told(articles: tuple[Article, ...]) -> tuple[tuple[Claim, ...], str, Summary, tuple[str, ...]]:
    layouts = mark(articles)
    passages = shared_passages(layouts)
    statements = attribute(layouts)
    timeline = resolve(layouts, statements)
    lineage = derive(layouts, passages, statements, timeline)
    claims = find_claims(layouts, statements, passages, lineage, timeline)
    title, summary, untold = summarise(layouts, statements, lineage, timeline, claims, ())
    return claims, title, summary, untold


def about(claims: tuple[Claim, ...], *needles: str) -> Claim:
    """The most carried claim of which some mention's text holds all the words."""
    for claim in claims:
        if all(n in claim.text for n in needles):
            return claim
    raise AssertionError(f"no claim with {needles}: {[c.text for c in claims]}")
