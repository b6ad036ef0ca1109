"""Runs of words as numbers, and the few of them that stand for a text.

Winnowing: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD 2003).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grams = NDArray[np.uint64]
    Hashes = NDArray[np.uint32]
    Offsets = NDArray[np.int64]
    Flags = NDArray[np.bool_]

NGRAM = 5  # words: shorter n-grams recur by chance, longer ones miss lightly edited copies
WINDOW = 4  # n-grams: NGRAM + WINDOW - 1 = 8, so that every shared run of 8 words leaves a shared fingerprint
SAMPLED = 6  # a scan keeps one n-gram in so many: 80 of a report of 500 words
PRINT_BITS = 42  # of a fingerprint: with a text's number it is one integer to sort; few of millions are equal by chance
_TEXTS = 1 << (64 - PRINT_BITS)  # whose fingerprints are sorted at once
BASE = 0x9E3779B97F4A7C15  # odd, its powers spread over 64 bits (golden ratio)
_NONE = 2**64 - 1  # where no n-gram begins: it would reach past its text


def ngrams(hashes: Hashes, n: int = NGRAM) -> Grams:
    """One hash for every run of ``n`` tokens; shape ``(max(0, len - n + 1),)``."""
    import numpy as np

    count = len(hashes) - n + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    wide = hashes.astype(np.uint64)
    rolled = wide[:count].copy()
    for i in range(1, n):  # a polynomial in BASE modulo 2**64
        rolled *= np.uint64(BASE)
        rolled += wide[i : i + count]
    rolled ^= rolled >> np.uint64(31)  # mix high bits down: the minimum of a window looks at all of them
    rolled *= np.uint64(0xBF58476D1CE4E5B9)
    rolled ^= rolled >> np.uint64(27)
    return rolled


def text_grams(hashes: Hashes, bounds: Offsets, barred: Flags | None = None) -> Grams:
    """The n-gram that begins at each token of several texts; the greatest number where none does.

    Args:
        hashes: the tokens of all texts, one text after another.
        bounds: text ``n`` has tokens ``bounds[n]`` to ``bounds[n + 1]``.
        barred: tokens that no n-gram may hold.
    """
    import numpy as np

    grams = np.full(len(hashes), _NONE, dtype=np.uint64)
    rolled = ngrams(hashes)
    grams[: len(rolled)] = rolled
    ends = bounds[1:]
    for i in range(1, NGRAM):
        last = ends - i
        grams[last[last >= 0]] = _NONE  # also of texts shorter than this: what is before them has the next to reach
    short = np.flatnonzero(np.diff(bounds) < NGRAM)
    for n in short.tolist():
        grams[bounds[n] : bounds[n + 1]] = _NONE
    if barred is not None and barred.any():
        touched = np.r_[0, np.cumsum(barred)]
        reach = np.minimum(np.arange(len(hashes)) + NGRAM, len(hashes))
        grams[touched[reach] > touched[:-1]] = _NONE
    return grams


def chosen(grams: Grams) -> Offsets:
    """Where the n-grams begin that are the least of WINDOW in a row. What a text gives depends on it alone.

    At the ends of a text, and beside tokens that are barred, windows are shorter, so the outermost run counts too.
    """
    import numpy as np

    assert WINDOW <= NGRAM, "else a window would reach over the gap between two texts"
    count = len(grams)
    padded = np.full(count + 2 * (WINDOW - 1), _NONE, dtype=np.uint64)
    padded[WINDOW - 1 : WINDOW - 1 + count] = grams
    # Of the windows that hold a place, the greatest of their least n-grams is compared: is it least in any of them?
    best = _sliding(_sliding(padded, np.minimum), np.maximum)
    return np.flatnonzero((grams == best) & (grams != _NONE))


def _sliding(values: Grams, take: np.ufunc) -> Grams:
    """What ``take`` leaves of every WINDOW numbers in a row, by doubling."""
    reach = 1
    while reach < WINDOW:
        step = min(reach, WINDOW - reach)
        values = take(values[:-step], values[step:])
        reach += step
    return values


def sampled(grams: Grams, bounds: Offsets) -> Offsets:
    """Where the n-grams begin that are among the least one in SAMPLED of all numbers; of a text without any, its least.

    Other than with ``chosen``, an n-gram of a notice is chosen in every text that has it or in none, whatever stands
    beside it, so that counting who shares it tells how common it is (Manber, "Finding similar files in a large file
    system", USENIX 1994). What 50 words in a row share is all but sure to be among it, of 15 words in six of seven.
    """
    import numpy as np

    at = np.flatnonzero(grams < np.uint64(2**64 // SAMPLED))
    own = np.searchsorted(at, bounds)
    without = np.flatnonzero((own[1:] == own[:-1]) & (np.diff(bounds) >= NGRAM))
    if not len(without):
        return at
    least = [int(bounds[n] + np.argmin(grams[bounds[n] : bounds[n + 1]])) for n in without.tolist()]
    return np.union1d(at, least)


def fingerprints(hashes: Hashes, bounds: Offsets, dense: bool = True) -> tuple[NDArray[np.int64], Offsets]:
    """The fingerprints of several texts, each once and ascending, and the bounds of each text's own.

    Args:
        hashes: the tokens of all texts, one text after another.
        bounds: text ``n`` has tokens ``bounds[n]`` to ``bounds[n + 1]``.
        dense: as ``chosen``: two texts that share a run of 8 words share at least one. Else as ``sampled``.
    """
    import numpy as np

    grams = text_grams(hashes, bounds)
    at = chosen(grams) if dense else sampled(grams, bounds)
    text = np.searchsorted(bounds, at, side="right") - 1
    values = grams[at] >> np.uint64(64 - PRINT_BITS)
    parts: list[NDArray[np.uint64]] = []
    sizes = np.zeros(len(bounds), dtype=np.int64)
    for first in range(0, max(1, len(bounds) - 1), _TEXTS):
        here = slice(*np.searchsorted(text, (first, first + _TEXTS)).tolist())
        packed = (text[here] - first).astype(np.uint64) << np.uint64(PRINT_BITS) | values[here]
        packed.sort()
        packed = packed[np.r_[True, packed[1:] != packed[:-1]]] if len(packed) else packed
        own = np.bincount((packed >> np.uint64(PRINT_BITS)).astype(np.int64))
        sizes[first + 1 : first + 1 + len(own)] = own
        parts.append(packed & np.uint64((1 << PRINT_BITS) - 1))
    return np.concatenate(parts).astype(np.int64), np.cumsum(sizes)
