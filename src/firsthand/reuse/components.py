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

    label = np.arange(count)
    while not np.array_equal(label[a], label[b]):
        least = np.minimum(label[a], label[b])
        for side in (label[a], label[b]):  # whoever stands for a part goes over to the least part beside it
            np.minimum.at(label, side, least)
        while not np.array_equal(label, further := label[label]):
            label = further
    return label


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
