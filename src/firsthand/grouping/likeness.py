"""How alike two articles are, 0..1: their terms, when they appeared, and what prose they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

from firsthand.grouping.terms import Terms
from firsthand.nouns import Layout, Passage, merged
from firsthand.nouns.limits import MIN_STORY_WORDS
from firsthand.nouns.spans import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]
    Places = NDArray[np.int64]

FREE_DAYS = 2  # between two reports of one event; the news of the day is printed today and tomorrow
DAYS_TO_FLOOR = 9  # after those: likeness falls evenly
FLOOR = 0.3  # of the likeness left however far apart: dates are wrong or missing often, and stories run on
MIN_SHARED = 0.1  # of one article's letters in shared prose: less is a stock paragraph, not the story
COPY = 0.8  # of one article's letters in shared prose: one text twice, cut or under another headline
MOST = 0.5  # and more than this of the other's: no article is a copy of two that have nothing in common
BLOCK = 512  # articles compared with the whole pile at a time; bounds memory at BLOCK times the pile


class Shared(NamedTuple):
    """Shares of two articles that stand in prose they share, quoted speech left out, 0..1."""

    most: float  # of the one that holds less besides
    least: float  # of the other


Copied = Mapping[int, Mapping[int, Shared]]  # article -> other article -> what they share


class Likeness:
    """The likeness of every two articles of a pile; computed a block at a time, never the whole square."""

    def __init__(self, pile: Sequence[Terms], told: Mapping[str, float], layouts: Mapping[str, Layout],
                 copied: Copied) -> None:  # fmt: skip
        import numpy as np

        self._matrix: Any = _matrix(pile, told)
        days = [day(layouts[t.article].article.published.value) for t in pile]
        self._days = np.array([np.nan if d is None else d for d in days], dtype=np.float64)
        self._copied = copied

    def among(self, rows: Sequence[int] | Places, columns: Sequence[int] | None = None) -> Scores:
        """The likeness of some articles with some or all others, rounded so that no platform's last bit decides."""
        import numpy as np

        others = np.arange(len(self._days)) if columns is None else np.array(columns)
        some = np.array(rows)
        scores = np.asarray((self._matrix[some] @ self._matrix[others].T).todense(), dtype=np.float64)
        gap = np.abs(self._days[some][:, None] - self._days[others][None, :])
        fade = np.clip(1 - (1 - FLOOR) * (gap - FREE_DAYS) / DAYS_TO_FLOOR, FLOOR, 1.0)
        scores *= np.where(np.isnan(gap), 1.0, fade)
        place = {int(n): i for i, n in enumerate(others)}
        for i, n in enumerate(some.tolist()):
            for other, share in self._copied.get(n, {}).items():
                if other in place:
                    scores[i, place[other]] += (1 - scores[i, place[other]]) * share.most
        return np.asarray(np.round(np.clip(scores, 0.0, 1.0), 4))

    def close(self, least: float) -> tuple[list[tuple[int, int]], list[tuple[int, float]]]:
        """All pairs ``(i, j)``, ``i < j``, at least so alike, and for each article the nearest other and how alike."""
        import numpy as np

        pairs: list[tuple[int, int]] = []
        nearest: list[tuple[int, float]] = []
        for start in range(0, len(self._days), BLOCK):
            rows = np.arange(start, min(start + BLOCK, len(self._days)))
            scores = self.among(rows)
            scores[rows - start, rows] = -1.0
            best = scores.argmax(axis=1)
            nearest += zip(best.tolist(), scores[rows - start, best].tolist(), strict=True)
            i, j = np.nonzero(scores >= least)
            later = i + start < j
            pairs += zip((i[later] + start).tolist(), j[later].tolist(), strict=True)
        return pairs, nearest


def _matrix(pile: Sequence[Terms], told: Mapping[str, float]) -> Any:
    """Articles by terms, each row of length 1."""
    import numpy as np
    from scipy.sparse import csr_matrix, diags

    index = {term: n for n, term in enumerate(told)}
    rows, columns, values = [], [], []
    for n, article in enumerate(pile):
        for term, count in sorted(article.counts.items()):
            if term in index:
                rows.append(n)
                columns.append(index[term])
                values.append((1 + log(count) if count > 1 else count) * told[term])
    matrix = csr_matrix((values, (rows, columns)), shape=(len(pile), len(told)))
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_matrix(diags(1 / np.maximum(norms, 1e-12)) @ matrix)


def day(published: str | None) -> int | None:
    """The day of a publication time, counted from year 1; None where it is unknown or coarser than a day."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def copied_prose(pile: Sequence[Terms], layouts: Mapping[str, Layout], passages: Sequence[Passage]) -> Copied:
    """What every two articles share, where it is MIN_SHARED of one or more."""
    index = {t.article: n for n, t in enumerate(pile)}
    spans: defaultdict[tuple[int, int], list[tuple[Span, Span]]] = defaultdict(list)
    for p in passages:
        if not p.quoted and p.a.article in index and p.b.article in index:
            spans[index[p.a.article], index[p.b.article]].append((p.a, p.b))
    out: defaultdict[int, dict[int, Shared]] = defaultdict(dict)
    for (a, b), found in spans.items():
        shares = [
            min(1.0, sum(len(s) for s in merged(pair[side] for pair in found)) / max(1, pile[n].letters))
            for n, side in ((a, 0), (b, 1))
        ]
        if max(shares) >= MIN_SHARED:
            out[a][b] = out[b][a] = Shared(max(shares), min(shares))
    return out


def one_each(pile: Sequence[Terms], copied: Copied) -> dict[int, int]:
    """Article -> the one that stands for it: among copies of one text the longest, then the first by id.

    What one newsroom wrote and others printed has one voice, however often it was printed: neither which words are
    common nor what belongs together may depend on the number of copies.
    """
    stands = {n: n for n in range(len(pile))}
    for n in sorted(stands, key=lambda n: (-pile[n].letters, pile[n].article)):
        if stands[n] == n and pile[n].words >= MIN_STORY_WORDS:
            for other, share in copied.get(n, {}).items():
                copy = share.most >= COPY and share.least > MOST and pile[other].words >= MIN_STORY_WORDS
                if copy and stands[other] == other:
                    stands[other] = n
    return stands
