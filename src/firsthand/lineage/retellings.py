"""Sentences told again in other words: what counts as the parent's matter where no passage was copied.

A sentence is told elsewhere when most of what sets it apart within the story stands in one place of another article.
The words are weighed by how few sentences of the story have them, so the names all share count for little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import log

from firsthand.languages import rarity, stem
from firsthand.lineage.prose import Prose
from firsthand.nouns import rounded

_COMMON = 0.3  # rarity below which a word is in every sentence
_MIN_WORDS = 3  # telling words in common; two may be a name and its title
RETOLD = 0.4  # of the weight of a sentence found again in one place, from which it is told there
HINTED = 0.25  # ... below which nothing of it is
_MOST_SENTENCES = 400  # of one article; later ones of so long a text are compared by passages alone


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: its words as a mask, its telling stems."""

    mask: int
    stems: frozenset[str]
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Retellings:
    """The sentences of a story by their telling stems; answers which of one article another tells too."""

    lines: Mapping[str, tuple[Line, ...]]
    weight: Mapping[str, float]
    _found: dict[tuple[str, str], tuple[float, ...]] = field(default_factory=dict, repr=False)  # answers given so far

    def told(self, article: str, others: Iterable[str], share: float = RETOLD) -> int:
        """Mask of the words in sentences of an article of which one of the others tells this share or more."""
        mask = 0
        for other in others:
            if other != article:
                for line, best in zip(self.lines[article], self._best(article, other), strict=True):
                    if best >= share:
                        mask |= line.mask
        return mask

    def _best(self, article: str, other: str) -> tuple[float, ...]:
        """For each sentence of an article, the share of it that one place of the other tells."""
        if (article, other) not in self._found:
            theirs = self.lines[other]
            # A sentence may have been split in two: each is read together with the one after it.
            places = [a.stems | b.stems for a, b in pairwise(theirs)] or [x.stems for x in theirs]
            self._found[article, other] = tuple(self._share(line, places) for line in self.lines[article])
        return self._found[article, other]

    def _share(self, line: Line, places: Sequence[frozenset[str]]) -> float:
        best = 0.0
        for place in places:
            common = line.stems & place
            if len(common) >= _MIN_WORDS:
                best = max(best, sum(self.weight[s] for s in sorted(common)))
        return rounded(best / line.weight) if line.weight else 0.0


def listen(texts: Mapping[str, Prose]) -> Retellings:
    """Read the sentences of a story."""
    lines = {a: _lines(prose) for a, prose in texts.items()}
    every: Sequence[Line] = [x for found in lines.values() for x in found]
    count = Counter(s for x in every for s in x.stems)
    weight = {s: log(1 + len(every) / n) for s, n in count.items()}
    weighed = {
        a: tuple(replace(x, weight=sum(weight[s] for s in sorted(x.stems))) for x in found)
        for a, found in lines.items()
    }
    return Retellings(weighed, weight)


def _lines(prose: Prose) -> tuple[Line, ...]:
    language = prose.layout.article.language
    out = []
    for s in prose.layout.sentences[:_MOST_SENTENCES]:
        at = prose.within(s.span)
        stems = frozenset(stem(prose.forms[i], language) for i in at if rarity(prose.forms[i], language) >= _COMMON)
        if s.zone == "body" and stems:
            out.append(Line(prose.mask(s.span), stems))
    return tuple(out)
