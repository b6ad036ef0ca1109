"""Words, stems and how rare a word is in general: what several rooms count and compare by."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

# A word: letters and digits, an inner apostrophe or hyphen-free; figures keep inner separators ("11,000", "7.5").
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\W_]+")

# UTF-8 read as Latin-1 once too often: quotation marks, dashes and the like become three characters, of which the
# first is a letter.
_TWICE_BEGINS = "\u00e2\x80"
_TWICE = re.compile(_TWICE_BEGINS + "[\x80-\xbf]")

_STEMMERS = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese",
             "nl": "dutch", "ru": "russian", "ar": "arabic", "tr": "turkish", "sv": "swedish"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: ``text[start:end]``, and its folded form."""

    start: int
    end: int
    form: str


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]`` with offsets into ``text``; hyphenated compounds are several words."""
    stop = len(text) if end is None else end
    return [Word(m.start(), m.end(), fold(m.group())) for m in WORD.finditer(undamaged(text, start, stop), start, stop)]


def undamaged(text: str, start: int, end: int) -> str:
    """A text as long as the given one in which, from ``start`` to ``end``, no letter is of a mark decoded twice."""
    return _repaired(text) if text.find(_TWICE_BEGINS, start, end) >= 0 else text


@lru_cache(maxsize=16)
def _repaired(text: str) -> str:
    return _TWICE.sub("   ", text)


@cache
def fold(word: str) -> str:
    """A word as it is compared: compatibility-decomposed, accents and possessive dropped, lower case."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return plain.removesuffix("'s").removesuffix("'")


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS[language])


@cache
def stem(form: str, language: str = "en") -> str:
    """The Snowball stem of a folded word; the word itself for languages without a stemmer here."""
    return str(_stemmer(language).stemWord(form)) if language in _STEMMERS else form


@cache
def _frequencies(language: str) -> dict[str, float]:
    import wordfreq

    return dict(wordfreq.get_frequency_dict(language, "small")) if language in _available() else {}


@cache
def _available() -> frozenset[str]:
    import wordfreq

    return frozenset(wordfreq.available_languages("small"))


@cache
def rarity(form: str, language: str = "en") -> float:
    """How rare a folded word is in general, 0 (every sentence has it) to 1 (not in the word list).

    The Zipf scale of wordfreq (log10 of uses per thousand million words), turned round: 7.7 ("the") is 0, below 3
    (the end of its small list) is 1. Figures are 0.7: rarer than most words, yet they recur by chance.
    """
    if form[:1].isdigit():
        return 0.7
    frequency = _frequencies(language).get(form, 0.0)
    if frequency <= 0:
        return 1.0
    from math import log10

    return round(min(1.0, max(0.0, (7.7 - (log10(frequency) + 9)) / 4.7)), 4)
