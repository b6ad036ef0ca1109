"""Runs of equal words in pairs of texts, many pairs at a time.

Anchors are fingerprints that stand in both texts of a pair and in neither often; they are chained along their diagonal
and grown until the words differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from firsthand.reuse.ngrams import NGRAM, chosen, text_grams

if TYPE_CHECKING:

    from firsthand.reuse.ngrams import Flags, Hashes, Offsets

MAX_COPIES = 4  # an n-gram that stands more often in one text anchors nothing (refrains, one word a thousand times)
JOIN_GAP = 12  # words between two runs that one edit can explain
_STEPS = 16  # words a run is grown by array; fingerprints stand closer, so only repeated words need more


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Runs of equal words as parallel arrays. ``a`` and ``b`` count tokens within the texts of the pair."""

    pair: Offsets
    a: Offsets
    b: Offsets
    length: Offsets

    def __len__(self) -> int:
        return len(self.pair)

    def __getitem__(self, which: Offsets | Flags) -> Runs:
        return Runs(self.pair[which], self.a[which], self.b[which], self.length[which])


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One text of each pair: the tokens of all, one after another, text ``n`` between ``bounds[n]`` and the next."""

    hashes: Hashes
    bounds: Offsets
    barred: Flags | None = None  # tokens that no anchor may hold


def shared_runs(one: Side, other: Side) -> Runs:
    """Maximal runs of equal words around shared anchors, by pair, diagonal and place. They may overlap one another."""
    import numpy as np

    pair, i, j = _anchors(one, other)
    if not len(pair):
        return Runs(pair, i, j, i.copy())
    follows = (pair[1:] == pair[:-1]) & (i[1:] - j[1:] == i[:-1] - j[:-1])
    apart = np.r_[True, ~follows | (i[1:] - i[:-1] > NGRAM)]
    first = np.flatnonzero(apart)
    last = np.r_[first[1:], len(pair)] - 1
    pair, a, b, end = pair[first], i[first], j[first], i[last] + NGRAM
    beside = np.r_[False, (pair[1:] == pair[:-1]) & (a[1:] - b[1:] == a[:-1] - b[:-1])]
    # A run grows at most to the next on its diagonal, so that all growing together takes linear time.
    room_back = np.where(beside, a - np.r_[0, end[:-1]], np.minimum(a, b))
    size_a, size_b = np.diff(one.bounds)[pair], np.diff(other.bounds)[pair]
    room_on = np.minimum(size_a - end, size_b - (end - a + b))
    room_on = np.where(np.r_[beside[1:], False], np.r_[a[1:], 0] - end, room_on)
    at_a, at_b = one.bounds[pair], other.bounds[pair]
    back = _equal(one.hashes, other.hashes, at_a + a - 1, at_b + b - 1, room_back, -1)
    on = _equal(one.hashes, other.hashes, at_a + end, at_b + end - a + b, room_on, 1)
    a, b, end = a - back, b - back, end + on
    apart = np.r_[True, ~(beside[1:] & (a[1:] <= end[:-1]))]
    first = np.flatnonzero(apart)
    last = np.r_[first[1:], len(pair)] - 1
    return Runs(pair[first], a[first], b[first], end[last] - a[first])


def _anchors(one: Side, other: Side) -> tuple[Offsets, Offsets, Offsets]:
    """(pair, place in one, place in the other) of shared fingerprints, sorted by pair, diagonal and place."""
    import numpy as np

    pairs = len(one.bounds) - 1
    longest = int(max(np.diff(one.bounds).max(initial=0), np.diff(other.bounds).max(initial=0)))
    pair_bits, place_bits = max(1, (pairs - 1).bit_length()), max(1, longest.bit_length())
    gram_bits = 63 - pair_bits - place_bits
    packed = []
    for n, side in enumerate((one, other)):
        grams = text_grams(side.hashes, side.bounds, side.barred)
        at = chosen(grams)
        pair = np.searchsorted(side.bounds, at, side="right") - 1
        key = pair.astype(np.uint64) << np.uint64(64 - pair_bits)
        key |= grams[at] >> np.uint64(64 - gram_bits) << np.uint64(place_bits + 1)
        key |= (at - side.bounds[pair]).astype(np.uint64) | np.uint64(n << place_bits)
        packed.append(key)
    keys = np.concatenate(packed)
    keys.sort()
    group = keys >> np.uint64(place_bits + 1)
    same = group[1:] == group[:-1]
    paired = np.flatnonzero(np.r_[same, False] | np.r_[False, same]) if same.any() else keys[:0].astype(np.int64)
    keys, group = keys[paired], group[paired]  # the others stand once in one text
    if not len(keys):
        nothing = np.empty(0, dtype=np.int64)
        return nothing, nothing, nothing
    start = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    of_other = np.add.reduceat((keys >> np.uint64(place_bits)) & np.uint64(1), start).astype(np.int64)
    of_one = np.diff(np.r_[start, len(keys)]) - of_other
    few = (of_one > 0) & (of_other > 0) & (of_one <= MAX_COPIES) & (of_other <= MAX_COPIES)
    start, of_one = start[few], of_one[few]
    mask = np.uint64((1 << place_bits) - 1)
    i, j = (keys[start] & mask).astype(np.int64), (keys[start + of_one] & mask).astype(np.int64)
    pair = (keys[start] >> np.uint64(64 - pair_bits)).astype(np.int64)
    order = np.lexsort((i, i - j, pair))
    pair, i, j = pair[order], i[order], j[order]
    truly = np.ones(len(i), dtype=np.bool_)  # equal numbers are nearly always equal words; a wrong one ends here
    for step in range(NGRAM):
        truly &= one.hashes[one.bounds[pair] + i + step] == other.hashes[other.bounds[pair] + j + step]
    return pair[truly], i[truly], j[truly]


def _equal(a: Hashes, b: Hashes, at_a: Offsets, at_b: Offsets, room: Offsets, way: int) -> Offsets:
    """How many tokens from some places on are equal, at most ``room``, forwards (1) or backwards (-1)."""
    import numpy as np

    grown = np.zeros(len(room), dtype=np.int64)
    active = np.flatnonzero(room > 0)
    for step in range(_STEPS):
        if not len(active):
            return grown
        active = active[a[at_a[active] + way * step] == b[at_b[active] + way * step]]
        grown[active] += 1
        active = active[room[active] > step + 1]
    for n in active.tolist():
        x, y, most = int(at_a[n]), int(at_b[n]), int(room[n])
        mine, theirs = (a[x : x + most], b[y : y + most]) if way > 0 else (a[x - most + 1 : x + 1][::-1],
                                                                          b[y - most + 1 : y + 1][::-1])  # fmt: skip
        grown[n] = equal_from_start(mine, theirs)
    return grown


def equal_from_start(a: Hashes, b: Hashes) -> int:
    """How many tokens two sequences begin with in common; looks at about as many as it returns."""
    import numpy as np

    at, block, most = 0, 16, min(len(a), len(b))
    while at < most:
        stop = min(most, at + block)
        differ = np.flatnonzero(a[at:stop] != b[at:stop])
        if len(differ):
            return at + int(differ[0])
        at, block = stop, block * 4
    return most


def joined(runs: Runs) -> Offsets:
    """The number of the stretch that each run belongs to: runs that follow one another on both sides, little between.

    Runs must be sorted by pair and place in the first text.
    """
    import numpy as np

    gap_a = runs.a[1:] - runs.a[:-1] - runs.length[:-1]
    gap_b = runs.b[1:] - runs.b[:-1] - runs.length[:-1]
    fits = (runs.pair[1:] == runs.pair[:-1]) & (np.minimum(gap_a, gap_b) >= 0) & (np.maximum(gap_a, gap_b) <= JOIN_GAP)
    return np.cumsum(np.r_[False, ~fits][: len(runs)])
