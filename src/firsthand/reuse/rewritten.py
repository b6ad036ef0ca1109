"""Sentences of two articles that carry the same matter in other words.

Alignment as for paraphrases: rarity-weighted stems and character 4-grams, held against each side's next best partner,
mutual best only, a lift where neighbours align too (news keeps the order of what it rewords). It says that two
sentences tell the same, not that one was made from the other: two reporters at one event write such pairs too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from typing import TYPE_CHECKING, Any

from firsthand.languages import rarity, stem, words
from firsthand.nouns import Layout, Passage, Span, merged
from firsthand.nouns.limits import MAX_SENTENCES_COMPARED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]

LEAST = 0.22  # score from which two sentences carry the same matter; of such pairs over 9 in 10 share a claim
MIN_WORDS = 4  # of a sentence: "He is dead." pairs with any death
ENOUGH = 3.0  # rarity of the shared words together that is enough to tell; less lowers the score
STORY_SAY = 0.5  # of a word's weight that the story's own sentences have: its topic word stands in every second one
NEXT_BEST = 0.5  # of the score that is lost where either side has another partner as good
UNLIKE_FIGURES = 0.8  # kept where both give figures and none agrees: an update, or another matter
NEIGHBOURS = 3  # sentences up and down within which a pair lifts another
LIFT = 1.25
GRAM = 4
MIN_QUOTED = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """What a sentence tells: its words by rarity, its figures."""

    span: Span
    number: int  # among the article's sentences
    stems: Mapping[str, float]
    figures: frozenset[str]
    quoted: bool


def rewritten_passages(layouts: Sequence[Layout], passages: Sequence[Passage] = ()) -> tuple[Passage, ...]:
    """Pairs of sentences of a story that tell the same in other words, as passages of kind "rewritten"; sorted.

    Args:
        layouts: the articles of one story. Those in a language without a stemmer are compared by words as they stand.
        passages: what they share verbatim or edited; sentences that meet in one are not given again.
    """
    story = sorted(layouts, key=lambda x: x.id)
    holders: Counter[str] = Counter()
    told = {x.id: _sentences(x, holders) for x in story}
    vectors = _Vectors([m for x in story for m in told[x.id]], holders)
    known: defaultdict[tuple[str, str], list[Passage]] = defaultdict(list)
    for p in passages:
        known[p.a.article, p.b.article].append(p)
    found: list[Passage] = []
    for n, a in enumerate(story):
        others = [b for b in story[n + 1 :] if b.article.language == a.article.language and told[b.id]]
        alike, shared = vectors.likeness(told[a.id], [m for b in others for m in told[b.id]])
        start = 0
        for b in others if told[a.id] else ():
            part = slice(start, start := start + len(told[b.id]))
            found += _pairs(told[a.id], told[b.id], alike[:, part], shared[:, part], known[a.id, b.id])
    return tuple(sorted(found, key=lambda p: (p.a, p.b)))


def _sentences(layout: Layout, holders: Counter[str]) -> list[Matter]:
    """The sentences that tell something; counts in ``holders`` how many have each stem."""
    language = layout.article.language
    spoken = merged(q.span for q in layout.quotations if q.closed)
    found = []
    for n, sentence in enumerate(layout.sentences[:MAX_SENTENCES_COMPARED]):
        here = words(layout.text, sentence.span.start, sentence.span.end)
        if len(here) < MIN_WORDS:
            continue
        stems: dict[str, float] = {}
        for word in here:
            key = stem(word.form, language)
            stems[key] = max(stems.get(key, 0.0), rarity(word.form, language))
        holders.update(stems.keys())
        inside = sum(len(q) for q in spoken if sentence.span.contains(q))
        figures = frozenset(w.form for w in here if w.form[0].isdigit())
        found.append(Matter(sentence.span, n, stems, figures, inside > MIN_QUOTED * len(sentence.span)))
    return found


class _Vectors:
    """Every sentence of a story as a row of weighted stems and one of character 4-grams, each of length 1."""

    def __init__(self, told: Sequence[Matter], holders: Counter[str]) -> None:
        total = len(told)
        weight = {
            key: 1 - STORY_SAY + STORY_SAY * max(0.0, log((total + 1) / (df + 0.5)) / log(total + 1))
            for key, df in holders.items()
        }
        stems = [{key: value * weight[key] for key, value in m.stems.items()} for m in told]
        self._rows = {m.span: n for n, m in enumerate(told)}
        self._raw: Any = _matrix(stems)
        self._stems: Any = _unit(self._raw)
        self._grams: Any = _unit(_matrix([_grams(row) for row in stems]))

    def likeness(self, a: Sequence[Matter], b: Sequence[Matter]) -> tuple[Scores, Scores]:
        """How alike each two sentences are, 0..1, and the rarity of the words they share."""
        import numpy as np

        i, j = [self._rows[m.span] for m in a], [self._rows[m.span] for m in b]
        alike = 0.5 * (self._stems[i] @ self._stems[j].T) + 0.5 * (self._grams[i] @ self._grams[j].T)
        both = self._raw[j].copy()
        both.data = np.ones_like(both.data)
        return np.round(np.asarray(alike.todense()), 6), np.asarray((self._raw[i] @ both.T).todense())


def _pairs(a: list[Matter], b: list[Matter], alike: Scores, shared: Scores, known: Sequence[Passage]) -> list[Passage]:
    """Mutual best sentences that score enough."""
    met = {(x.number, y.number) for p in known for x in a if x.span.overlaps(p.a) for y in b if y.span.overlaps(p.b)}
    anchors = set(met)
    scores: dict[tuple[int, int], float] = {}
    for i, j, other in _mutual(alike):
        score = (float(alike[i, j]) - NEXT_BEST * other) * sqrt(min(1.0, float(shared[i, j]) / ENOUGH))
        if a[i].figures and b[j].figures and not a[i].figures & b[j].figures:
            score *= UNLIKE_FIGURES
        scores[i, j] = score
        if score >= LEAST:
            anchors.add((a[i].number, b[j].number))
    found = []
    for (i, j), score in scores.items():
        here = a[i].number, b[j].number
        if here in met:
            continue
        near = any(0 < abs(x - here[0]) <= NEIGHBOURS and 0 < abs(y - here[1]) <= NEIGHBOURS for x, y in anchors)
        score = min(1.0, score * LIFT) if near else score
        if score >= LEAST:
            found.append(Passage(a[i].span, b[j].span, "rewritten", score, a[i].quoted and b[j].quoted))
    return found


def _mutual(alike: Scores) -> list[tuple[int, int, float]]:
    """(i, j, the best likeness that either has with another) of the pairs that are each other's best."""
    import numpy as np

    rows, columns = np.arange(alike.shape[0]), alike.argmax(axis=1)
    best = alike[rows, columns]
    mutual = (best >= LEAST / LIFT) & (best >= alike.max(axis=0)[columns])
    padded = np.pad(alike, ((0, 1), (0, 1)))  # a partner at 0 for texts of one sentence
    beside = np.partition(padded, -2, axis=1)[:-1, -2], np.partition(padded, -2, axis=0)[-2, :-1]
    return [
        (int(i), int(columns[i]), float(max(beside[0][i], beside[1][columns[i]]))) for i in np.flatnonzero(mutual)
    ]


def _matrix(rows: Sequence[Mapping[str, float]]) -> Any:
    from scipy.sparse import csr_matrix

    index: dict[str, int] = {}
    at, columns, values = [], [], []
    for n, row in enumerate(rows):
        for key, value in row.items():
            at.append(n)
            columns.append(index.setdefault(key, len(index)))
            values.append(value)
    return csr_matrix((values, (at, columns)), shape=(len(rows), max(1, len(index))))


def _unit(matrix: Any) -> Any:
    import numpy as np
    from scipy.sparse import csr_matrix, diags

    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_matrix(diags(1 / np.maximum(norms, 1e-12)) @ matrix)


def _grams(stems: Mapping[str, float]) -> dict[str, float]:
    """Character 4-grams of words, each word's weight shared out among its own."""
    out: defaultdict[str, float] = defaultdict(float)
    for word, weight in stems.items():
        parts = _parts(word)
        for part in parts:
            out[part] += weight / len(parts)
    return out


@lru_cache(maxsize=1 << 16)
def _parts(word: str) -> tuple[str, ...]:
    form = f" {word} "
    return tuple(form[i : i + GRAM] for i in range(max(1, len(form) - GRAM + 1)))
