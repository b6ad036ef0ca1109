"""How surely two units state the same: alike in words, more alike than their neighbours, about as long.

The score is half the cosine of weighted stems and half that of character 4-grams, times how much better the pair is
than each side's next best in the other article, times a share of the length ratio. Checks then forbid pairs that
cannot agree. Chosen on labelled piles, leaving one out (docs/quality-claims.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from firsthand.claims.checks import Bearings, contradicts
from firsthand.claims.units import Unit
from firsthand.claims.wording import Wording

FLOOR = 0.15  # pairs less alike than this are never looked at again
RIVALS = 12  # nearest units kept per unit and article: more than can overlap one unit
SAME_ARTICLE = 0.75  # two statements of one article are less often the same one
ONE_SIDED_FIGURE = 0.9  # a figure on one side only
OTHER_NAMES = 0.75  # each side has names and none is shared
COMMON = 2  # words, figures left out, that two statements share unless one is shorter
FEW = 0.8  # fewer
SMALL = 3  # a figure up to here recurs by chance
SHARED_FIGURE = 1.25  # the same count or sum in both
LENGTH = 0.5  # power of the length ratio
MARGIN = 0.5
SCALE = 1.5  # so that a pair of the same words without a rival scores 1, cut there

Links = dict[int, dict[int, float]]


def match(units: Sequence[Unit], wordings: Wording, bearing: Sequence[Bearings],
          sides: Sequence[tuple[Sequence[int], Sequence[int]]], within: bool = True) -> Links:  # fmt: skip
    """Links between units that may state the same, symmetric, score in 0..1.

    Args:
        sides: for each article its own units, and all units that stand in it; those that are read in another article
            are only rivals here.
        within: whether units of one side are linked as well.
    """
    read = [_Side(units, wordings, bearing, own, every) for own, every in sides]
    links: Links = defaultdict(dict)
    facts = _Facts(bearing)
    for n, left in enumerate(read):
        for right in read[n if within else n + 1 :]:
            for i, j, score in _between(left, right, facts):
                links[i][j] = links[j][i] = score
    return dict(links)


class _Side:
    """The units that stand in one article, as arrays; ``own`` marks those that are read there."""

    def __init__(self, units: Sequence[Unit], wordings: Wording, bearing: Sequence[Bearings], own: Sequence[int],
                 every: Sequence[int]) -> None:  # fmt: skip
        import numpy as np

        self.ids = np.array(every, dtype=np.int64)
        self.own = np.isin(self.ids, np.array(own, dtype=np.int64))
        self.stems = wordings.stems[self.ids]
        self.grams = wordings.grams[self.ids]
        self.words = wordings.words[self.ids]
        self.names = wordings.named[self.ids]
        self.kinds = np.asarray(self.words.sum(axis=1)).ravel()
        self.has_names = np.asarray(self.names.sum(axis=1)).ravel() > 0
        here = [units[i] for i in every]
        self.size = np.array([len(u.words) for u in here], dtype=np.float64)
        self.start = np.array([u.span.start for u in here])
        self.end = np.array([u.span.end for u in here])
        home = {a: n for n, a in enumerate(dict.fromkeys(u.article for u in here))}
        self.home = np.array([home[u.article] for u in here])
        self.sentence = np.array([u.sentence for u in here])
        self.turned = np.array([bearing[i].negated for i in every])
        self.hangs = np.array([bearing[i].conditional for i in every])
        self.figured = np.array([bool(bearing[i].figures) for i in every])

    def overlap(self, x: Any, y: Any) -> Any:
        """Whether the units at positions ``x`` share text with those at ``y``."""
        return (self.home[x] == self.home[y]) & (self.start[x] < self.end[y]) & (self.start[y] < self.end[x])

    def together(self, x: Any, y: Any) -> Any:
        """Whether they stand in one sentence."""
        return (self.home[x] == self.home[y]) & (self.sentence[x] == self.sentence[y])


class _Facts:
    """The checks that need more than a yes or no, each asked once per pair of bearings."""

    def __init__(self, bearing: Sequence[Bearings]) -> None:
        import numpy as np

        ids: dict[tuple[frozenset[tuple[float, str]], frozenset[str]], int] = {}
        self._of = np.array([ids.setdefault((b.figures, b.days), len(ids)) for b in bearing], dtype=np.int64)
        self._known = list(ids)
        self._asked: dict[int, tuple[bool, bool]] = {}

    def ask(self, i: Any, j: Any) -> tuple[Any, Any]:
        """For pairs of units: whether figures or days contradict, and whether they share a figure that says much."""
        import numpy as np

        codes, back = np.unique(self._of[i] * len(self._known) + self._of[j], return_inverse=True)
        told = np.array([self._one(int(c)) for c in codes], dtype=bool).reshape(-1, 2)[back]
        return told[:, 0], told[:, 1]

    def _one(self, code: int) -> tuple[bool, bool]:
        if code not in self._asked:
            (one, days), (other, theirs) = (self._known[k] for k in divmod(code, len(self._known)))
            a, b = Bearings(one, False, False, days), Bearings(other, False, False, theirs)
            shared = any(v > SMALL or unit for v, unit in one & other)
            self._asked[code] = contradicts(a, b) is not None, shared
        return self._asked[code]


def _between(left: _Side, right: _Side, facts: _Facts) -> list[tuple[int, int, float]]:
    """(unit, unit, score) between two articles, or within one."""
    import numpy as np

    base = _alike(left, right)
    near, near_back = _nearest(base), _nearest(base.T)
    x = np.repeat(np.arange(len(left.ids)), near.shape[1])
    y = near.ravel()
    same = left is right
    keep = (base[x, y] >= FLOOR) & left.own[x] & right.own[y]
    keep &= (left.turned[x] == right.turned[y]) & (left.hangs[x] == right.hangs[y])
    if same:
        keep &= (x < y) & ~left.together(x, y)
    x, y = x[keep], y[keep]
    against, shared = facts.ask(left.ids[x], right.ids[y])
    x, y, shared = x[~against], y[~against], shared[~against]
    if not len(x):
        return []
    alike = base[x, y]
    rival = _rival(base, x, y, near[x], lambda z: _beside(right, z, y, x if same else None))
    other = _rival(base.T, y, x, near_back[y], lambda z: _beside(left, z, x, y if same else None))
    margin = 0.5 * alike / (alike + rival) + 0.5 * alike / (alike + other)
    one, two = left.size[x], right.size[y]
    score = alike * margin**MARGIN * SCALE * (np.minimum(one, two) / np.maximum(one, two)) ** LENGTH
    if same:
        score = score * SAME_ARTICLE
    score = score * np.where(left.figured[x] != right.figured[y], ONE_SIDED_FIGURE, 1.0)
    strangers = left.has_names[x] & right.has_names[y] & (_common(left.names, right.names)[x, y] == 0)
    score = score * np.where(strangers, OTHER_NAMES, 1.0)
    need = np.minimum(COMMON, np.minimum(left.kinds[x], right.kinds[y]))
    score = score * np.where(_common(left.words, right.words)[x, y] < need, FEW, 1.0)
    score = np.round(np.minimum(1.0, score * np.where(shared, SHARED_FIGURE, 1.0)), 4)
    return list(zip(left.ids[x].tolist(), right.ids[y].tolist(), score.tolist(), strict=True))


def _alike(left: _Side, right: _Side) -> Any:
    """Dense matrix of likeness in words, 0..1."""
    stems = (left.stems @ right.stems.T).toarray()
    grams = (left.grams @ right.grams.T).toarray()
    return (0.5 * stems + 0.5 * grams).round(4)


def _common(left: Any, right: Any) -> Any:
    """How many words each two rows share: one and a figure is how unlike things look alike."""
    return (left @ right.T).toarray()


def _nearest(base: Any) -> Any:
    """For each row the columns nearest to it, best first."""
    import numpy as np

    return np.argsort(-base, axis=1, kind="stable")[:, :RIVALS]


def _beside(side: _Side, rivals: Any, chosen: Any, own: Any | None) -> Any:
    """Which rivals of a pair are none: they share text with the chosen unit or stand in the other one's sentence."""
    out = side.overlap(rivals, chosen[:, None])
    return out if own is None else out | side.together(rivals, own[:, None])


def _rival(base: Any, x: Any, y: Any, near: Any, none: Callable[[Any], Any]) -> Any:
    """For each pair the likeness of the best unit on a side that does not share text with the chosen one."""
    import numpy as np

    free = ~none(near)
    first = free.argmax(axis=1)
    return np.where(free.any(axis=1), base[x, near[np.arange(len(x)), first]], 0.0)
