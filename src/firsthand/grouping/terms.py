"""What an article is about, as weighted terms: the words and word pairs of its headline, lead and body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from firsthand.languages import Word, rarity, stem, words
from firsthand.nouns import TEXT_ZONES, Layout, Span

HEADLINE_WEIGHT = 3.0  # a word of the headline counts as three of the body: it names the event
LEAD_WORDS = 60  # the first paragraph or two: who, what, where, when
LEAD_WEIGHT = 2.0
MOST_WORDS = 300  # of the body: what comes later is background, which other stories share
PAIR_WEIGHT = 0.6  # of two words in a row, beside 1 for a word: names of two words tell most, yet rest on their words
PAIR_RARITY = 0.15  # both words at least so rare: "of the" is no pair
RARITY_PILE = 50  # articles: below about so many, a pile's own frequencies say less than general rarity does
RARITY_SHARE = 0.2  # general rarity's say in large piles: where one story fills the pile, its words are common there
LETTERS_A_WORD = 20  # no language's words are longer on average; bounds how much of a long text is read
LEAST_WEIGHT = 0.1  # terms that tell less are left out: they cost time and change nothing


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The terms of an article: how much of each, how rare it is in general, and where it first stands."""

    article: str
    counts: Mapping[str, float]
    rarity: Mapping[str, float]  # 0..1, see languages.rarity; of a pair the geometric mean
    first: Mapping[str, Span]  # terms of the text only; a title from the metadata has no span
    words: int  # read: at most MOST_WORDS of headline, title and body each
    letters: int  # of headline, body and captions, whole


def terms(layout: Layout) -> Terms:
    """The terms of an article's text zones, and of the title in its metadata where the text has no headline."""
    article, language = layout.article, layout.article.language
    counts: defaultdict[str, float] = defaultdict(float)
    rare: dict[str, float] = {}
    first: dict[str, Span] = {}

    def add(line: Sequence[Word], weight: float, here: bool) -> None:
        before: Word | None = None
        for word in line:
            term, value = stem(word.form, language), rarity(word.form, language)
            counts[term] += weight
            rare[term] = min(rare.get(term, 1.0), value)
            if here:
                first.setdefault(term, Span(article.id, word.start, word.end))
            if before is not None and value >= PAIR_RARITY:
                other = rarity(before.form, language)
                if other >= PAIR_RARITY:
                    pair = f"{stem(before.form, language)} {term}"
                    counts[pair] += weight * PAIR_WEIGHT
                    rare[pair] = min(rare.get(pair, 1.0), sqrt(value * other))
                    if here:
                        first.setdefault(pair, Span(article.id, before.start, word.end))
            before = word

    headline, body = _words(layout, True), _words(layout, False)
    title = [] if headline else words(article.title or "")
    add(headline, HEADLINE_WEIGHT, True)
    add(title, HEADLINE_WEIGHT, False)
    add(body[:LEAD_WORDS], LEAD_WEIGHT, True)
    add(body[LEAD_WORDS:], 1.0, True)
    letters = sum(len(z.span) for z in layout.zones if z.kind in TEXT_ZONES)
    return Terms(article.id, counts, rare, first, len(headline) + len(title) + len(body), letters)


def _words(layout: Layout, headline: bool) -> list[Word]:
    """The first MOST_WORDS words of the headline, or of the body and its captions."""
    found: list[Word] = []
    for zone in layout.zones:
        if zone.kind in TEXT_ZONES and (zone.kind == "headline") == headline and len(found) < MOST_WORDS:
            end = min(zone.span.end, zone.span.start + MOST_WORDS * LETTERS_A_WORD)
            found += words(layout.text, zone.span.start, end)
    return found[:MOST_WORDS]


def weights(pile: Sequence[Terms]) -> dict[str, float]:
    """How much each term tells, 0..1: rare in the pile and, the smaller the pile, rare in general.

    In a pile of five articles on one event, the event's own words stand in all five and the pile's inverse document
    frequency calls them worthless; ``RARITY_PILE`` is the weight, in articles, of general rarity, which never falls
    below ``RARITY_SHARE``. Pairs that only one article has, and terms that tell next to nothing, are left out.
    """
    holders: Counter[str] = Counter(term for article in pile for term in article.counts)
    rare: dict[str, float] = {}
    for article in pile:
        for term, value in article.rarity.items():
            rare[term] = min(rare.get(term, 1.0), value)
    n = len(pile)
    general = max(RARITY_SHARE, RARITY_PILE / (n + RARITY_PILE))
    told = {
        term: (1 - general) * log((n + 1) / (df + 0.5)) / log(n + 1) + general * rare[term]
        for term, df in sorted(holders.items())
        if df > 1 or " " not in term
    }
    return {term: weight for term, weight in told.items() if weight >= LEAST_WEIGHT}
