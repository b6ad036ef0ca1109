"""Who meets whom in fingerprints, written for numba: what ``meetings`` gives, from sorted keys.

As in ``compiled``; the rows may be summed otherwise, so that there are more or fewer, and their sums are the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import types

from firsthand.reuse.compiled import I64, KEYS, OFFSETS, Made, made_of
from firsthand.reuse.meetings import ONE
from firsthand.reuse.ngrams import BASE


def met(keys: Any, shift: int, at: int, houses: Any, rare: int, slots: Any, used: Any, common: Any,
        counts: Any) -> int:  # fmt: skip
    """Sum the meetings in the fingerprints from a place on, as far as there are slots for them.

    Args:
        keys: sorted; each a fingerprint and, in its last bits, the number of the row that holds it.
        shift: so many bits.
        at: the first key to look at.
        houses: the house of each row.
        rare: holders up to which a fingerprint makes meetings.
        slots: rows of four, a power of two of them and more than ``rare`` squared: the two rows that meet as one number
            (-1: nobody yet), how many fingerprints they share, how many of these are of one house, their weight.
        used: filled with the slots that were filled, in this order.
        common: filled with rows of three, for a fingerprint that more hold: the row, the fingerprint, of one house.
        counts: how many slots are used, and how many rows of ``common`` are filled; counted on.

    Returns:
        The first key that was not looked at.
    """
    count = np.int64(len(keys))
    bits = np.uint64(shift)
    mask = (np.uint64(1) << bits) - np.uint64(1)
    last_slot = np.int64(len(slots)) - 1
    while at < count:
        number = keys[at] >> bits
        end = at + 1
        while end < count and keys[end] >> bits == number:
            end += 1
        size = end - at
        if size > 1:
            if size <= rare and 2 * (counts[0] + size * (size - 1) // 2) > last_slot:
                return int(at)
            house = houses[np.int64(keys[at] & mask)]
            own = np.int64(size > 2)
            for n in range(at + 1, end):
                own &= np.int64(houses[np.int64(keys[n] & mask)] == house)
            if size > rare:
                for n in range(at, end):
                    row = counts[1]
                    common[row, 0], common[row, 1], common[row, 2] = np.int64(keys[n] & mask), np.int64(number), own
                    counts[1] += 1
            else:
                weight = (1 - own) * (ONE // ((size - 1) * (size - 1)))
                for n in range(at, end):
                    for other in range(n + 1, end):  # rows of one fingerprint ascend
                        pair = np.int64((keys[n] & mask) << np.uint64(32) | (keys[other] & mask))
                        slot = np.int64((np.uint64(pair) * np.uint64(BASE)) >> np.uint64(24)) & last_slot
                        while slots[slot, 0] != pair and slots[slot, 0] >= 0:
                            slot = (slot + 1) & last_slot
                        if slots[slot, 0] < 0:
                            slots[slot, 0] = pair
                            slots[slot, 1] = slots[slot, 2] = slots[slot, 3] = 0
                            used[counts[0]] = slot
                            counts[0] += 1
                        slots[slot, 1] += 1
                        slots[slot, 2] += own
                        slots[slot, 3] += weight
        at = end
    return int(at)


def made() -> dict[str, Made]:
    """All loops here by name."""
    rows = types.Array(types.int64, 2, "C")
    takes = (KEYS, types.int64, types.int64, OFFSETS, types.int64, rows, I64, rows, I64)
    return {"met": made_of(met, takes, types.int64)}
