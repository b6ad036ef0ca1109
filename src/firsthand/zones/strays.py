"""Pages whose crawl missed the article: the text is the sidebar's promotions of other reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.languages import rarity, stem, supported, words
from firsthand.nouns import Article
from firsthand.zones.pieces import PROSE_WORDS, Piece

_TITLE_WORDS = 4  # telling words of a title, none of which the text may hold; short titles play on words
_PARAGRAPHS = 4  # fewer show nothing about how a text hangs together
_HANGS_TOGETHER = 0.25  # share of a paragraph's telling words that its other paragraphs hold; articles have .3 and more
_TELLING = 0.5  # rarity of a telling word: about one in 40,000 words or rarer
_SHORTEST = 4  # letters of a telling word
_STEM = 5  # letters by which a title's word is looked for before anything dearer is tried
_OWN = frozenset(("headline", "dateline", "byline"))  # what a page has that holds its article


def without_strays(article: Article, out: list[Piece]) -> list[Piece]:
    """The same pieces; all of them furniture where nothing on the page belongs to the article its title names.

    So judged only where no telling word of the title stands in the text, the paragraphs have hardly a telling word in
    common, and the page shows no headline, dateline or byline.
    """
    if not _misses_title(article) or any(p.kind in _OWN for p in out):
        return out
    found = list(dict.fromkeys(p.words(article.text) for p in out if p.kind is None))
    telling = [w for x in found if len(x.split()) >= PROSE_WORDS and (w := _telling(x, article.language))]
    if len(telling) < _PARAGRAPHS or _cohesion(telling) > _HANGS_TOGETHER:
        return out
    return [replace(p, kind="furniture") for p in out]


def _misses_title(article: Article) -> bool:
    if not article.title or not supported(article.language):
        return False
    named = [w.form for w in words(article.title) if len(w.form) >= _SHORTEST]
    text = article.text.casefold()
    telling = [w for w in named if rarity(w, article.language) >= _TELLING - 0.1]
    return len(telling) >= _TITLE_WORDS and not any(w[:_STEM] in text for w in telling)


def _telling(paragraph: str, language: str) -> frozenset[str]:
    forms = (w.form for w in words(paragraph) if len(w.form) >= _SHORTEST)
    return frozenset(stem(form, language) for form in forms if rarity(form, language) >= _TELLING)


def _cohesion(telling: Sequence[frozenset[str]]) -> float:
    """The mean share of a paragraph's telling words that stand in another paragraph too."""
    total: dict[str, int] = {}
    for paragraph in telling:
        for word in paragraph:
            total[word] = total.get(word, 0) + 1
    shares = [sum(total[w] > 1 for w in paragraph) / len(paragraph) for paragraph in telling]
    return sum(shares) / len(shares)
