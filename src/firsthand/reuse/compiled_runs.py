"""What pairs of texts share, written for numba: the same numbers as ``stretches`` gives, a pair at a time.

As in ``compiled``; the method is told in ``runs`` and ``stretches``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import types

from firsthand.reuse.alignment import MIN_RUN
from firsthand.reuse.compiled import HASHES, I64, OFFSETS, U64, Made, in_order, inner, made_of
from firsthand.reuse.compiled import grams as ngrams
from firsthand.reuse.ngrams import NGRAM, WINDOW
from firsthand.reuse.quick import LONGEST
from firsthand.reuse.runs import JOIN_GAP, MAX_COPIES

_BITS = 21
_MASK = (1 << _BITS) - 1
_NONE = np.uint64(2**64 - 1)


@inner
def _chosen(hashes: Any, start: int, end: int, grams: Any, least: Any, places: Any) -> int:
    """Where the n-grams begin that ``ngrams.chosen`` takes of a text, all of them in ``grams``; how many there are."""
    count = max(0, end - start - NGRAM + 1)
    edge = WINDOW - 1  # greatest numbers before and behind the n-grams: windows are shorter at the ends of a text
    for n in range(edge):
        grams[n] = grams[edge + count + n] = _NONE
    ngrams(hashes, np.uint64(start), end - start, grams, edge)
    for n in range(count + edge):
        of_window = grams[n]
        for i in range(1, WINDOW):
            of_window = min(of_window, grams[n + i])
        least[n] = of_window
    found = 0
    for n in range(count):
        best = least[n]
        for i in range(1, WINDOW):
            best = max(best, least[n + i])
        places[found] = n
        found += (grams[edge + n] == best) & (best != _NONE)
    return found


@inner
def _slot(sought: Any, size: Any, pair: int, gram: np.uint64) -> int:
    """Where facts about an n-gram of this pair are, or where they would be."""
    slot = np.int64(gram >> np.uint64(40)) & (size - 1)
    while sought[slot, 0] == pair and sought[slot, 1] != np.int64(gram):
        slot = (slot + 1) & (size - 1)
    return int(slot)


@inner
def _anchors(one: Any, a: int, a_end: int, other: Any, b: int, b_end: int, pair: int, size: Any, grams: Any,
             least: Any, places: Any, sought: Any, keys: Any) -> int:  # fmt: skip
    """The anchors of a pair as keys of diagonal and place in the first text, sorted; how many there are.

    ``sought`` has a row for each n-gram of the first text: the pair, the n-gram, how often it stands in each text, and
    where first in each.
    """
    for n in range(_chosen(one, a, a_end, grams, least, places)):
        gram = grams[WINDOW - 1 + places[n]]
        slot = _slot(sought, size, pair, gram)
        if sought[slot, 0] != pair:
            sought[slot, 0], sought[slot, 1] = pair, np.int64(gram)
            sought[slot, 2] = sought[slot, 3] = 0
            sought[slot, 4] = places[n]
        sought[slot, 2] += 1
    met = 0
    for n in range(_chosen(other, b, b_end, grams, least, places)):
        gram = grams[WINDOW - 1 + places[n]]
        slot = _slot(sought, size, pair, gram)
        if sought[slot, 0] == pair:
            if not sought[slot, 3]:
                sought[slot, 5] = places[n]
                keys[met] = slot
                met += 1
            sought[slot, 3] += 1
    found = 0
    for n in range(met):
        slot = keys[n]
        if sought[slot, 2] <= MAX_COPIES and sought[slot, 3] <= MAX_COPIES:
            i, j = sought[slot, 4], sought[slot, 5]
            truly = True
            for step in range(NGRAM):
                truly = truly and one[a + i + step] == other[b + j + step]
            if truly:
                keys[found] = (i - j + LONGEST) << _BITS | i
                found += 1
    in_order(keys, found)
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
    """Runs that use each word once (``stretches._laid``), sorted, as keys of place in the first text, length (the
    longer, the less) and place in the second; how many."""
    for n in range(count):
        length = runs[n, 2] - runs[n, 0]
        keys[n] = runs[n, 0] << (2 * _BITS) | (_MASK - length) << _BITS | (runs[n, 1] ^ _MASK)
    count = _used_once(keys, _used_once(keys, count, _MASK), 0)
    in_order(keys, count)
    return count


@inner
def _used_once(keys: Any, count: int, flip: int) -> int:
    """Cut runs to what lies behind all earlier ones in one text, and turn their keys: the other text comes first.

    How many are left. Places in the other text are read by ``flip``: with all bits, of equal runs the last comes first.
    """
    in_order(keys, count)
    kept = 0
    reached = np.int64(0)
    for n in range(count):
        place, length, other = keys[n] >> (2 * _BITS), _MASK - (keys[n] >> _BITS & _MASK), (keys[n] & _MASK) ^ flip
        if place + length > reached:
            cut = max(0, reached - place)
            keys[kept] = (other + cut) << (2 * _BITS) | (_MASK - (length - cut)) << _BITS | (place + cut)
            kept += 1
            reached = place + length
    return kept


def stretches(one: Any, starts: Any, ends: Any, other: Any, other_starts: Any, other_ends: Any, found: Any, total: Any,
              grams: Any, least: Any, places: Any, sought: Any, keys: Any, runs: Any) -> None:  # fmt: skip
    """The stretches that the texts of each pair share (``stretches.stretches``).

    Args:
        one: tokens that hold those of the first text of each pair.
        starts: where each such text begins in them.
        ends: where it ends; none may have more than LONGEST.
        other: the same of the second texts, and so are the next two.
        other_starts: where these begin.
        other_ends: where they end.
        found: filled with a row a stretch: start and end in each text, words shared. Of a pair there are at most one
            for every MIN_RUN tokens of the shorter text.
        total: filled with the stretches before each pair.
        grams: room for as many as the longest text has tokens, and 2 * WINDOW; so are the others.
        least: the same.
        places: the same.
        sought: rows of six, all -1, at least twice as many as the longest text has tokens, and a power of two.
        keys: as ``grams``.
        runs: rows of three.
    """
    count = np.int64(0)
    total[0] = 0
    for pair in range(len(starts)):
        a, a_end, b, b_end = starts[pair], ends[pair], other_starts[pair], other_ends[pair]
        room = np.int64(16)
        while room < 2 * (a_end - a):
            room *= 2
        anchors = _anchors(one, a, a_end, other, b, b_end, pair, room, grams, least, places, sought, keys)
        laid = _laid(runs, _runs(one, a, a_end, other, b, b_end, keys, anchors, runs), keys)
        n = 0
        while n < laid:
            first = n
            doubled = longest_run = np.int64(0)
            while True:
                i, j, length = keys[n] >> (2 * _BITS), keys[n] & _MASK, _MASK - (keys[n] >> _BITS & _MASK)
                halves = 2 * length
                for at in range(a + i, a + i + length):
                    halves -= np.int64(one[at] & np.uint32(1))
                doubled += halves
                longest_run = max(longest_run, halves)
                n += 1
                if n == laid:
                    break
                gap_a = (keys[n] >> (2 * _BITS)) - i - length
                gap_b = (keys[n] & _MASK) - j - length
                if min(gap_a, gap_b) < 0 or max(gap_a, gap_b) > JOIN_GAP:
                    break
            if longest_run >= 2 * MIN_RUN:
                found[count, 0], found[count, 1] = keys[first] >> (2 * _BITS), i + length
                found[count, 2], found[count, 3] = keys[first] & _MASK, j + length
                found[count, 4] = doubled // 2
                count += 1
        total[pair + 1] = count


def made() -> dict[str, Made]:
    """All loops here by name."""
    rows = types.Array(types.int64, 2, "C")
    takes = (HASHES, OFFSETS, OFFSETS, HASHES, OFFSETS, OFFSETS, rows, I64, U64, U64, I64, rows, I64, rows)
    return {"stretches": made_of(stretches, takes)}
