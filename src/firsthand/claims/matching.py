"""How surely two units state the same: alike in words, more alike than their neighbours, about as long.

The score is half the cosine of weighted stems and half that of character 4-grams, times how much better the pair is
than each side's next best in the other article, times a share of the length ratio. Checks then forbid pairs that
cannot agree. Chosen on labelled piles, leaving one out (docs/quality.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from firsthand.claims.checks import Bearings, contradicts
from firsthand.claims.units import Unit
from firsthand.claims.wording import Wording
from firsthand.nouns import rounded

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

Links = dict[int, dict[int, float]]


def match(units: Sequence[Unit], wordings: Wording, bearing: Sequence[Bearings]) -> Links:
    """Links between units that may state the same, symmetric, score in 0..1."""
    rows: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        rows[unit.article].append(i)
    articles = sorted(rows)
    links: Links = defaultdict(dict)
    for n, a in enumerate(articles):
        for b in articles[n:]:
            for i, j, score in _between(units, rows[a], rows[b], wordings, bearing):
                links[i][j] = links[j][i] = score
    return links


def _between(units: Sequence[Unit], left: list[int], right: list[int], wordings: Wording,
             bearing: Sequence[Bearings]) -> list[tuple[int, int, float]]:  # fmt: skip
    """(unit, unit, score) between two articles, or within one."""
    base = alike(wordings, left, right)
    same = left is right
    best_of_row = _nearest(base)
    best_of_column = _nearest(base.T)
    out = []
    for x, near in enumerate(best_of_row):
        i = left[x]
        for y in near:
            j = right[y]
            alike_here = float(base[x, y])
            if alike_here < FLOOR:
                break
            if same and (j <= i or units[i].sentence == units[j].sentence):
                continue
            if contradicts(bearing[i], bearing[j]):
                continue
            rival = _rival(units, base[x], near, right, j, i if same else None)
            other = _rival(units, base[:, y], best_of_column[y], left, i, j if same else None)
            margin = 0.5 * alike_here / (alike_here + rival) + 0.5 * alike_here / (alike_here + other)
            long, short = sorted((len(units[i].words), len(units[j].words)), reverse=True)
            score = alike_here * (2 * margin) ** MARGIN / 2**MARGIN * 1.5 * (short / long) ** LENGTH
            if same:
                score *= SAME_ARTICLE
            if bool(bearing[i].figures) != bool(bearing[j].figures):
                score *= ONE_SIDED_FIGURE
            names = wordings.names[i], wordings.names[j]
            if names[0] and names[1] and not names[0] & names[1]:
                score *= OTHER_NAMES
            score *= _common(wordings, i, j)
            shared = bearing[i].figures & bearing[j].figures
            if any(v > SMALL or unit for v, unit in shared):
                score *= SHARED_FIGURE
            out.append((i, j, rounded(score)))
    return out


def alike(wordings: Wording, left: list[int], right: list[int]) -> Any:
    """Dense matrix of likeness in words, 0..1."""
    stems = (wordings.stems[left] @ wordings.stems[right].T).toarray()
    grams = (wordings.grams[left] @ wordings.grams[right].T).toarray()
    return (0.5 * stems + 0.5 * grams).round(4)


def _common(wordings: Wording, i: int, j: int) -> float:
    """What a pair is worth by the number of words in common: one and a figure is how unlike things look alike."""
    a, b = wordings.weights[i], wordings.weights[j]
    mine = {k for k in a if k.startswith("w:") and not k[2].isdigit()}
    theirs = {k for k in b if k.startswith("w:") and not k[2].isdigit()}
    return FEW if len(mine & theirs) < min(COMMON, len(mine), len(theirs)) else 1.0


def _nearest(base: Any) -> list[list[int]]:
    import numpy as np

    order = np.argsort(-base, axis=1, kind="stable")[:, :RIVALS]
    return [[int(y) for y in row] for row in order]


def _rival(units: Sequence[Unit], scores: Any, near: list[int], side: list[int], chosen: int, own: int | None) -> float:
    """The likeness of the best unit on a side that does not share text with the chosen one."""
    for y in near:
        rival = side[y]
        if own is not None and units[rival].sentence == units[own].sentence:
            continue
        if not units[rival].overlap(units[chosen]):
            return float(scores[y])
    return 0.0
