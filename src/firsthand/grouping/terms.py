"""What an article is about, as weighted terms: the words of its headline, its lead and its body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from firsthand.languages import rarity, stem, words
from firsthand.nouns import TEXT_ZONES, Layout, Span

HEADLINE_WEIGHT = 3.0  # a word of the headline counts as three of the body: it names the event
LEAD_WORDS = 60  # the first paragraph or two: who, what, where, when
LEAD_WEIGHT = 2.0
RARITY_PILE = 50  # articles: below about so many, a pile's own frequencies say less than general rarity does


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The terms of an article: how much of each, how rare it is in general, and where it first stands."""

    article: str
    counts: Mapping[str, float]
    rarity: Mapping[str, float]  # 0..1, see languages.rarity
    first: Mapping[str, Span]  # terms of the text only; a title from the metadata has no span
    words: int  # of text


def terms(layout: Layout) -> Terms:
    """The terms of an article's text zones and of the title in its metadata."""
    article, language = layout.article, layout.article.language
    counts: defaultdict[str, float] = defaultdict(float)
    rare: dict[str, float] = {}
    first: dict[str, Span] = {}

    def add(form: str, weight: float) -> str:
        term = stem(form, language)
        counts[term] += weight
        rare[term] = min(rare.get(term, 1.0), rarity(form, language))
        return term

    seen = titled = 0
    for zone in layout.zones:
        if zone.kind not in TEXT_ZONES:
            continue
        for word in words(layout.text, zone.span.start, zone.span.end):
            if zone.kind == "headline":
                weight = HEADLINE_WEIGHT
                titled += 1
            else:
                weight = LEAD_WEIGHT if seen < LEAD_WORDS else 1.0
                seen += 1
            first.setdefault(add(word.form, weight), Span(article.id, word.start, word.end))
    for word in words(article.title or "") if not titled else ():
        add(word.form, HEADLINE_WEIGHT)
    return Terms(article.id, counts, rare, first, seen + titled)


def weights(pile: Sequence[Terms]) -> dict[str, float]:
    """How much a term tells, 0..1: rare in the pile and, the smaller the pile, rare in general.

    In a pile of five articles on one event, the event's own words stand in all five and the pile's inverse document
    frequency calls them worthless; ``RARITY_PILE`` is the weight, in articles, of general rarity.
    """
    holders: Counter[str] = Counter(term for article in pile for term in article.counts)
    rare: dict[str, float] = {}
    for article in pile:
        for term, value in article.rarity.items():
            rare[term] = min(rare.get(term, 1.0), value)
    n = len(pile)
    return {
        term: (n * log((n + 1) / (df + 0.5)) / log(n + 1) + RARITY_PILE * rare[term]) / (n + RARITY_PILE)
        for term, df in sorted(holders.items())
    }
