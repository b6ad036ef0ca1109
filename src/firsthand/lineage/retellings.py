"""Sentences told again in other words: what counts as the parent's matter where no passage was copied.

A sentence is told elsewhere when most of what sets it apart within the story stands in one place of another article.
The words are weighed by how few sentences of the story have them, so the names all share count for little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Retellings:
    """The sentences of a story by their telling stems; answers which of one article another tells too."""

    lines: Mapping[str, tuple[Line, ...]]
    places: Mapping[str, Mapping[str, tuple[int, ...]]]  # article -> stem -> the places of it that hold the stem
    weight: Mapping[str, int]  # in ten-thousandths: whole numbers add up to the same in any order
    copied: Mapping[tuple[str, str], int] = field(default_factory=dict, repr=False)  # (a, b): words of a that b has too
    _masks: dict[tuple[str, str, float], int] = field(default_factory=dict, repr=False)  # answers given so far
    _shares: dict[tuple[str, str], tuple[float, ...]] = field(default_factory=dict, repr=False)

    def told(self, article: str, others: Iterable[str], share: float = RETOLD) -> int:
        """Mask of the words in sentences of an article of which one of the others tells this share or more.

        Sentences that the other has copied whole are left out: no need to look whether it tells them.
        """
        mask = 0
        for other in others:
            if other != article:
                mask |= self._by(article, other, share)
        return mask

    def _by(self, article: str, other: str, share: float) -> int:
        if (article, other, share) not in self._masks:
            if (article, other) not in self._shares:
                fresh = ~self.copied.get((article, other), 0)
                self._shares[article, other] = tuple(
                    self._share(x, self.places[other]) if x.mask & fresh else 0.0 for x in self.lines[article]
                )
            mask = 0
            for line, best in zip(self.lines[article], self._shares[article, other], strict=True):
                if best >= share:
                    mask |= line.mask
            self._masks[article, other, share] = mask
        return self._masks[article, other, share]

    def _share(self, line: Line, places: Mapping[str, tuple[int, ...]]) -> float:
        """The share of a sentence that one place of the other article tells."""
        common = places.keys() & line.stems
        if len(common) < _MIN_WORDS or sum(map(self.weight.__getitem__, common)) < HINTED * line.weight:
            return 0.0
        found: dict[int, int] = {}
        weight: dict[int, int] = {}
        for s in common:
            for at in places[s]:
                found[at] = found.get(at, 0) + 1
                weight[at] = weight.get(at, 0) + self.weight[s]
        best = max((w for at, w in weight.items() if found[at] >= _MIN_WORDS), default=0)
        return rounded(best / line.weight) if line.weight else 0.0


def listen(texts: Mapping[str, Prose], copied: Mapping[tuple[str, str], int] | None = None) -> Retellings:
    """Read the sentences of a story.

    Args:
        copied: for two articles the mask of the words of the first that the second has too.
    """
    lines = {a: _lines(prose) for a, prose in texts.items()}
    every: Sequence[Line] = [x for found in lines.values() for x in found]
    count = Counter(s for x in every for s in x.stems)
    weight = {s: round(10_000 * log(1 + len(every) / n)) for s, n in count.items()}
    weighed = {
        a: tuple(replace(x, weight=sum(weight[s] for s in x.stems)) for x in found) for a, found in lines.items()
    }
    return Retellings(weighed, {a: _places(found) for a, found in lines.items()}, weight, copied or {})


def _places(lines: Sequence[Line]) -> Mapping[str, tuple[int, ...]]:
    """Where each stem stands. A place is a sentence and the one after it: one sentence here may be two there."""
    found: dict[str, set[int]] = {}
    for at, line in enumerate(lines):
        for s in line.stems:
            found.setdefault(s, set()).update((at, max(0, at - 1)))
    return {s: tuple(sorted(x)) for s, x in found.items()}


def _lines(prose: Prose) -> tuple[Line, ...]:
    language = prose.layout.article.language
    out = []
    for s in prose.layout.sentences[:_MOST_SENTENCES]:
        at = prose.within(s.span)
        stems = {stem(prose.forms[i], language) for i in at if rarity(prose.forms[i], language) >= _COMMON}
        if s.zone == "body" and stems:
            out.append(Line(prose.mask(s.span), frozenset(stems)))
    return tuple(out)
