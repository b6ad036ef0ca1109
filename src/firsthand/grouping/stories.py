"""Articles into stories: one story, one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log
from typing import TYPE_CHECKING

from firsthand.grouping.terms import Terms, terms, weights
from firsthand.nouns import Group, Layout, Passage, Reason
from firsthand.nouns.limits import MIN_STORY_WORDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAME_STORY = 0.26  # mean likeness (cosine) at which two sets of articles are one story; measured, see docs/quality.md
MOST_REASONS = 8  # shared terms named in the reasons of a story


def group(layouts: Sequence[Layout], passages: Sequence[Passage]) -> tuple[Group, ...]:
    """Every article in exactly one group; the largest group first, then by first id."""
    pile = [terms(x) for x in sorted(layouts, key=lambda x: x.id)]
    told = weights(pile)
    speaking = [t for t in pile if t.words >= MIN_STORY_WORDS]
    alone = [t for t in pile if t.words < MIN_STORY_WORDS]
    likeness = _likeness(speaking, told)
    groups = [_group([speaking[i] for i in members], likeness[members][:, members], told)
              for members in _linked(likeness)]  # fmt: skip
    groups += [Group((t.article,), confidence=1.0, reasons=(Reason("too little text to compare"),)) for t in alone]
    return tuple(sorted(groups, key=lambda g: (-len(g.articles), g.articles)))


def _likeness(pile: Sequence[Terms], told: dict[str, float]) -> NDArray[np.float64]:
    """Cosine of every two articles' weighted terms, rounded so that no platform's last bit decides."""
    import numpy as np
    from scipy.sparse import csr_matrix

    index = {term: n for n, term in enumerate(told)}
    rows, columns, values = [], [], []
    for n, article in enumerate(pile):
        for term in sorted(article.counts):
            rows.append(n)
            columns.append(index[term])
            values.append((1 + log(article.counts[term])) * told[term])
    matrix = csr_matrix((values, (rows, columns)), shape=(len(pile), len(told)))
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    dots = np.asarray((matrix @ matrix.T).todense())
    return np.asarray(np.round(dots / np.maximum(np.outer(norms, norms), 1e-12), 4))


def _linked(likeness: NDArray[np.float64]) -> list[list[int]]:
    """Sets of articles by average linkage."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(likeness) < 2:
        return [[i] for i in range(len(likeness))]
    distance = np.clip(1 - likeness, 0.0, 1.0)
    np.fill_diagonal(distance, 0.0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1 - SAME_STORY, "distance")
    sets: defaultdict[int, list[int]] = defaultdict(list)
    for i, label in enumerate(labels.tolist()):
        sets[label].append(i)
    return sorted(sets.values())


def _group(members: Sequence[Terms], likeness: NDArray[np.float64], told: dict[str, float]) -> Group:
    ids = tuple(t.article for t in members)
    if len(members) == 1:
        return Group(ids, confidence=0.5, reasons=(Reason("no other article is like it"),))
    n = len(members)
    mean = (float(likeness.sum()) - n) / (n * (n - 1))
    shared = [t for t in told if sum(t in m.counts for m in members) > n / 2]
    shared.sort(key=lambda t: (-sum(t in m.counts for m in members) * told[t], t))
    spans = tuple(m.first[t] for t in shared[:MOST_REASONS] for m in members if t in m.first)
    reason = Reason(f"share rare words: {', '.join(shared[:MOST_REASONS])}", spans)
    return Group(ids, confidence=min(0.95, 0.5 + mean), reasons=(reason,))
