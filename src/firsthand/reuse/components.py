"""Which articles of a scan belong together: the parts of the graph of who shares prose with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]


def parts(count: int, a: Numbers, b: Numbers) -> Numbers:
    """For each of ``count`` articles the least number of those it hangs together with by pairs ``(a, b)``."""
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    graph = coo_matrix((np.ones(len(a), dtype=np.int8), (a, b)), shape=(count, count))
    _, label = connected_components(graph, directed=False)
    least = np.full(int(label.max(initial=-1)) + 1, count, dtype=np.int64)
    np.minimum.at(least, label, np.arange(count))
    return least[label] if count else np.empty(0, dtype=np.int64)


def cut_to_size(first: Numbers, most: int) -> Numbers:
    """The pile of each article: its part, or where that holds more than ``most`` articles, a run of them by number."""
    import numpy as np

    order = np.argsort(first, kind="stable")
    sorted_first = first[order]
    starts = np.flatnonzero(np.r_[True, sorted_first[1:] != sorted_first[:-1]][: len(order)])
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)]))
    pile = np.empty(len(order), dtype=np.int64)
    pile[order] = order[np.arange(len(order)) - rank % most]
    return pile
