"""What pairs of texts share, as machine code, by numba: the same numbers as ``stretches`` gives, a pair at a time.

As in ``compiled``; the method is told in ``runs`` and ``stretches``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import types

from firsthand.reuse.alignment import MIN_RUN
from firsthand.reuse.compiled import BASE, HASHES, I64, OFFSETS, compiled, inner
from firsthand.reuse.ngrams import NGRAM, WINDOW
from firsthand.reuse.runs import JOIN_GAP, MAX_COPIES

LONGEST = 1 << 20  # tokens of a text: three places in it are sorted as one number
_BITS = 21
_MASK = (1 << _BITS) - 1
_NONE = np.uint64(2**64 - 1)
_ANCHOR = 5  # numbers of an anchor sought: n-gram, how often in one text, in the other, where first in each


@inner
def _grams(hashes: Any, start: int, end: int, grams: Any) -> int:
    """The n-grams of a text with WINDOW - 1 greatest numbers before and behind; how many there are."""
    count = max(0, end - start - NGRAM + 1)
    for n in range(WINDOW - 1):
        grams[n] = grams[WINDOW - 1 + count + n] = _NONE
    for n in range(count):
        at = start + n
        rolled = np.uint64(hashes[at])
        for i in range(1, NGRAM):
            rolled = rolled * BASE + np.uint64(hashes[at + i])
        rolled = (rolled ^ (rolled >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
        grams[WINDOW - 1 + n] = rolled ^ (rolled >> np.uint64(27))
    return count


@inner
def _is_least(grams: Any, at: int) -> bool:
    """Whether an n-gram is the least of some WINDOW in a row (``ngrams.chosen``)."""
    gram = grams[at]
    before = 0
    while before < WINDOW - 1 and grams[at - before - 1] >= gram:
        before += 1
    behind = WINDOW - 1 - before
    for n in range(1, behind + 1):
        if grams[at + n] < gram:
            return False
    return bool(gram != _NONE)


@inner
def _anchors(one: Any, a: int, a_end: int, other: Any, b: int, b_end: int, grams: Any, sought: Any, size: Any,
             keys: Any) -> int:  # fmt: skip
    """The anchors of a pair as keys of diagonal and place in the first text, sorted; how many there are."""
    mask = np.uint64(size - 1)
    for n in range(size):
        sought[_ANCHOR * n + 1] = 0
    count = _grams(one, a, a_end, grams)
    for n in range(count):
        if not _is_least(grams, WINDOW - 1 + n):
            continue
        gram = grams[WINDOW - 1 + n]
        slot = (gram >> np.uint64(40)) & mask
        while sought[_ANCHOR * slot + np.uint64(1)] and sought[_ANCHOR * slot] != gram:
            slot = (slot + np.uint64(1)) & mask
        at = _ANCHOR * int(slot)
        if not sought[at + 1]:
            sought[at], sought[at + 2], sought[at + 3] = gram, 0, n
        sought[at + 1] += np.uint64(1)
    count = _grams(other, b, b_end, grams)
    for n in range(count):
        if not _is_least(grams, WINDOW - 1 + n):
            continue
        gram = grams[WINDOW - 1 + n]
        slot = (gram >> np.uint64(40)) & mask
        while sought[_ANCHOR * slot + np.uint64(1)] and sought[_ANCHOR * slot] != gram:
            slot = (slot + np.uint64(1)) & mask
        at = _ANCHOR * int(slot)
        if sought[at + 1]:
            if not sought[at + 2]:
                sought[at + 4] = n
            sought[at + 2] += np.uint64(1)
    found = 0
    for n in range(size):
        at = _ANCHOR * n
        if 1 <= sought[at + 1] <= MAX_COPIES and 1 <= sought[at + 2] <= MAX_COPIES:
            i, j = np.int64(sought[at + 3]), np.int64(sought[at + 4])
            truly = True
            for step in range(NGRAM):
                truly = truly and one[a + i + step] == other[b + j + step]
            if truly:
                keys[found] = (i - j + LONGEST) << _BITS | i
                found += 1
    keys[:found].sort()
    return found


@inner
def _runs(one: Any, a: int, a_end: int, other: Any, b: int, b_end: int, keys: Any, count: int, runs: Any) -> int:
    """Maximal runs of equal words around anchors (``runs.shared_runs``), as rows of (a, b, end); how many there are."""
    found = 0
    n = 0
    while n < count:
        diagonal, i = keys[n] >> _BITS, keys[n] & _MASK
        last = i
        n += 1
        while n < count and keys[n] >> _BITS == diagonal and (keys[n] & _MASK) - last <= NGRAM:
            last = keys[n] & _MASK
            n += 1
        runs[found, 0], runs[found, 1], runs[found, 2] = i, i - diagonal + LONGEST, last + NGRAM
        found += 1
    kept = 0
    behind = np.int64(-1)  # the end of the run before, not yet grown
    for n in range(found):
        i, j, end = runs[n, 0], runs[n, 1], runs[n, 2]
        beside = n > 0 and i - j == runs[kept - 1, 0] - runs[kept - 1, 1]
        follows = n + 1 < found and runs[n + 1, 0] - runs[n + 1, 1] == i - j
        room = i - behind if beside else min(i, j)
        back = 0
        while back < room and one[a + i - back - 1] == other[b + j - back - 1]:
            back += 1
        room = runs[n + 1, 0] - end if follows else min(a_end - a - end, b_end - b - (end - i + j))
        on = 0
        while on < room and one[a + end + on] == other[b + end - i + j + on]:
            on += 1
        behind = end
        if beside and i - back <= runs[kept - 1, 2]:
            runs[kept - 1, 2] = end + on
        else:
            runs[kept, 0], runs[kept, 1], runs[kept, 2] = i - back, j - back, end + on
            kept += 1
    return kept


@inner
def _laid(runs: Any, count: int, keys: Any) -> int:
    """Runs that use each word once (``stretches._laid``), as keys of place in each text and length; how many."""
    for n in range(count):
        length = runs[n, 2] - runs[n, 0]
        keys[n] = runs[n, 0] << (2 * _BITS) | (_MASK - length) << _BITS | (_MASK - runs[n, 1])
    keys[:count].sort()
    kept = 0
    reached = np.int64(0)
    for n in range(count):
        i = keys[n] >> (2 * _BITS)
        length = _MASK - (keys[n] >> _BITS & _MASK)
        j = _MASK - (keys[n] & _MASK)
        if i + length > reached:
            cut = max(0, reached - i)
            keys[kept] = (j + cut) << (2 * _BITS) | (_MASK - (length - cut)) << _BITS | (i + cut)
            kept += 1
            reached = i + length
    count = kept
    keys[:count].sort()
    kept = 0
    reached = np.int64(0)
    for n in range(count):
        j = keys[n] >> (2 * _BITS)
        length = _MASK - (keys[n] >> _BITS & _MASK)
        i = keys[n] & _MASK
        if j + length > reached:
            cut = max(0, reached - j)
            keys[kept] = (i + cut) << (2 * _BITS) | (j + cut) << _BITS | (length - cut)
            kept += 1
            reached = j + length
    keys[:kept].sort()
    return kept


@compiled(HASHES, OFFSETS, HASHES, OFFSETS, types.Array(types.int64, 2, "C"), I64)
def stretches(one: Any, one_bounds: Any, other: Any, other_bounds: Any, found: Any, total: Any) -> None:
    """The stretches that the texts of each pair share (``stretches.stretches``).

    Args:
        one: the tokens of the first text of all pairs.
        one_bounds: where each text's end; none may have more than LONGEST.
        other: the same of the second texts.
        other_bounds: where they end.
        found: filled with a row a stretch: start and end in each text, words shared. Of a pair there are at most one
            for every MIN_RUN tokens of the shorter text.
        total: filled with the stretches before each pair.
    """
    longest = np.int64(0)
    for n in range(len(one_bounds) - 1):
        longest = max(longest, one_bounds[n + 1] - one_bounds[n], other_bounds[n + 1] - other_bounds[n])
    size = np.int64(16)
    while size < 2 * longest:
        size *= 2
    grams = np.empty(longest + 2 * WINDOW, dtype=np.uint64)
    sought = np.empty(size * _ANCHOR, dtype=np.uint64)
    keys = np.empty(longest + 1, dtype=np.int64)
    runs = np.empty((longest + 1, 3), dtype=np.int64)
    count = np.int64(0)
    total[0] = 0
    for pair in range(len(one_bounds) - 1):
        a, a_end, b, b_end = one_bounds[pair], one_bounds[pair + 1], other_bounds[pair], other_bounds[pair + 1]
        room = np.int64(16)
        while room < 2 * (a_end - a):
            room *= 2
        anchors = _anchors(one, a, a_end, other, b, b_end, grams, sought, room, keys)
        laid = _laid(runs, _runs(one, a, a_end, other, b, b_end, keys, anchors, runs), keys)
        n = 0
        while n < laid:
            first = n
            doubled = longest_run = np.int64(0)
            while True:
                i, j, length = keys[n] >> (2 * _BITS), keys[n] >> _BITS & _MASK, keys[n] & _MASK
                halves = 2 * length
                for at in range(a + i, a + i + length):
                    halves -= np.int64(one[at] & np.uint32(1))
                doubled += halves
                longest_run = max(longest_run, halves)
                n += 1
                if n == laid:
                    break
                gap_a = (keys[n] >> (2 * _BITS)) - i - length
                gap_b = (keys[n] >> _BITS & _MASK) - j - length
                if min(gap_a, gap_b) < 0 or max(gap_a, gap_b) > JOIN_GAP:
                    break
            if longest_run >= 2 * MIN_RUN:
                found[count, 0], found[count, 1] = keys[first] >> (2 * _BITS), i + length
                found[count, 2], found[count, 3] = keys[first] >> _BITS & _MASK, j + length
                found[count, 4] = doubled // 2
                count += 1
        total[pair + 1] = count
