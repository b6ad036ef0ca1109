"""Which pairs of texts are worth aligning: those that share fingerprints few others hold.

A pair is kept for one fingerprint that is rare in the pile, or for many common ones: a report that hundreds reprint
has none that is rare, yet makes up much of each copy, while a newsletter notice on every page is a small part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from firsthand.nouns.limits import MAX_HOLDERS, MAX_PARTNERS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from firsthand.reuse.fingerprints import Hashes

    Counts = NDArray[np.signedinteger]

RARE_HOLDERS = 40  # texts: so few may share a background paragraph of one story; more may be a notice on every page
RARE_SHARE = 0.02  # of the pile, where that is more: a big story has many reprints
COPIED_SHARE = 0.2  # of the smaller text's fingerprints: shared by so much, a common text is a reprint, not a notice


def candidate_pairs(prints: Sequence[Hashes], grams: Sequence[Hashes]) -> list[tuple[int, int]]:
    """Pairs ``(i, j)``, ``i < j``, sorted, of texts that may share a passage.

    Args:
        prints: the sorted fingerprints of each text.
        grams: all n-grams of each text. At the edge of a notice it depends on the words before which of its n-grams
            become fingerprints, so how many texts hold one is counted on these.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    sizes = np.array([len(p) for p in prints], dtype=np.int64)
    if len(prints) < 2 or not sizes.sum():
        return []
    values, column = np.unique(np.concatenate(prints), return_inverse=True)
    holders = _holders(values, grams)
    row = np.repeat(np.arange(len(prints)), sizes)
    rare = max(RARE_HOLDERS, int(RARE_SHARE * len(prints)))
    df = holders[column]
    pairs: dict[tuple[int, int], int] = {}
    for some, need_share in (((df >= 2) & (df <= rare), False), (df > rare, True)):
        r, c = row[some], column[some]
        if not len(r):
            continue
        if need_share:
            r, c = _thinned(r, c, sizes)
        kept, c = np.unique(c, return_inverse=True)
        matrix = csr_matrix((np.ones(len(r), dtype=np.int32), (r, c)), shape=(len(prints), len(kept)))
        shared = (matrix @ matrix.T).tocoo()
        upper = shared.row < shared.col
        i, j, n = shared.row[upper], shared.col[upper], shared.data[upper]
        if need_share:
            enough = n >= COPIED_SHARE * np.minimum(sizes[i], sizes[j])
            i, j, n = i[enough], j[enough], n[enough]
        for a, b, count in zip(i.tolist(), j.tolist(), n.tolist(), strict=True):
            pairs[a, b] = pairs.get((a, b), 0) + count
    return _closest(pairs)


def _holders(values: Hashes, grams: Sequence[Hashes]) -> Counts:
    """How many texts hold each of some sorted n-grams."""
    import numpy as np

    holders = np.zeros(len(values), dtype=np.int64)
    for text in grams:
        held = np.unique(text)
        at = np.minimum(np.searchsorted(values, held), len(values) - 1)
        holders[at[values[at] == held]] += 1
    return holders


def _thinned(row: Counts, column: Counts, sizes: Counts) -> tuple[Counts, Counts]:
    """Common fingerprints of the texts that they make up much of; of long lists of holders only the first texts."""
    import numpy as np

    common = np.bincount(row, minlength=len(sizes))
    keep = common[row] >= COPIED_SHARE * sizes[row]
    row, column = row[keep], column[keep]
    order = np.lexsort((row, column))
    row, column = row[order], column[order]
    starts = np.flatnonzero(np.r_[True, column[1:] != column[:-1]]) if len(column) else np.empty(0, dtype=np.int64)
    rank = np.arange(len(column)) - np.repeat(starts, np.diff(np.r_[starts, len(column)]))
    return row[rank < MAX_HOLDERS], column[rank < MAX_HOLDERS]


def _closest(pairs: dict[tuple[int, int], int]) -> list[tuple[int, int]]:
    """The pairs that are among the closest of either text."""
    partners: dict[int, list[tuple[int, int]]] = {}
    for (a, b), count in pairs.items():
        partners.setdefault(a, []).append((-count, b))
        partners.setdefault(b, []).append((-count, a))
    kept = set()
    for text, found in partners.items():
        for _, other in sorted(found)[:MAX_PARTNERS]:
            kept.add((min(text, other), max(text, other)))
    return sorted(kept)
