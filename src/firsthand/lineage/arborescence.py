"""Which versions stand next to each other: chances over all histories, and the tree that is right in most places.

A history costs the sum of its steps, and one that costs ``scale`` less is e times as likely. The matrix-tree theorem
sums over all of them at once (Tutte 1948; for the chance of one step see Koo, Globerson, Carreras and Collins 2007), so
that a step every cheap history takes is sure and one of several equal ways is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

# A step that costs this many scales more than a text's cheapest one is as good as never taken. Keeps the sum within
# what a float holds.
_MOST_UNLIKELY = 20.0


def neighbours(costs: Matrix, scale: float) -> Matrix:
    """The chance that two versions stand next to each other in the history, whichever came first.

    Args:
        costs: [i, j] is the cost of making version j from version i, 0 or more; the diagonal is not read.
        scale: the difference in cost that makes a history e times as likely, more than 0.
    """
    import numpy as np

    n = len(costs)
    if n < 2:
        return np.zeros((n, n))
    apart = costs.astype(float).copy()
    np.fill_diagonal(apart, np.inf)
    cheapest = apart.min(axis=0)
    weight = np.exp(-np.minimum((apart - cheapest) / scale, _MOST_UNLIKELY))
    np.fill_diagonal(weight, 0.0)
    first = cheapest / scale  # the first version is made from none, so its cheapest step is saved
    first = np.exp(np.maximum(first - first.max(), -_MOST_UNLIKELY))
    laplacian = np.diag(weight.sum(axis=0)) - weight
    laplacian[0] = first
    inverse = np.linalg.inv(laplacian)
    arrives = weight * np.diag(inverse)[None, :]
    arrives[:, 0] = 0.0
    twice = weight * inverse.T
    twice[0] = 0.0
    chance = np.clip(arrives - twice, 0.0, 1.0)
    return np.asarray(np.clip(chance + chance.T, 0.0, 1.0))


def likeliest(chances: Matrix) -> list[tuple[int, int]]:
    """The tree whose steps are right most often: the greatest sum of chances, ties to the earlier row."""
    n = len(chances)
    best = {j: (-float(chances[0][j]), 0) for j in range(1, n)}
    out = []
    while best:
        j = min(best, key=lambda j: (best[j][0], best[j][1], j))
        out.append((best.pop(j)[1], j))
        for k, known in best.items():
            best[k] = min(known, (-float(chances[j][k]), j))
    return out


def rooted(edges: Sequence[tuple[int, int]], root: int) -> list[tuple[int, int]]:
    """The same tree as (parent, child), from a root outwards."""
    beside: dict[int, list[int]] = {}
    for a, b in edges:
        beside.setdefault(a, []).append(b)
        beside.setdefault(b, []).append(a)
    out, todo, done = [], [root], {root}
    while todo:
        at = todo.pop(0)
        for other in sorted(beside.get(at, ())):
            if other not in done:
                done.add(other)
                out.append((at, other))
                todo.append(other)
    return out
