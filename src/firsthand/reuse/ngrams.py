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
PRINT_BITS = 52  # of a fingerprint: with a text's number above them it can be sorted as one integer
_TEXTS = 1 << (64 - PRINT_BITS)  # whose fingerprints are sorted at once
_BASE = 0x9E3779B97F4A7C15  # odd, its powers spread over 64 bits (golden ratio)
_NONE = 2**64 - 1  # where no n-gram begins: it would reach past its text


def ngrams(hashes: Hashes, n: int = NGRAM) -> Grams:
    """One hash for every run of ``n`` tokens; shape ``(max(0, len - n + 1),)``."""
    import numpy as np

    count = len(hashes) - n + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    wide = hashes.astype(np.uint64)
    rolled = wide[:count].copy()
    for i in range(1, n):  # a polynomial in _BASE modulo 2**64
        rolled *= np.uint64(_BASE)
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


def chosen(grams: Grams, window: int = WINDOW) -> Offsets:
    """Where the n-grams begin that are the least of some ``window`` in a row. What a text gives depends on it alone.

    At the ends of a text, and beside tokens that are barred, windows are shorter, so the outermost run counts too.
    Between two texts must lie ``window - 1`` places where no n-gram begins.
    """
    import numpy as np

    count = len(grams)
    padded = np.full(count + 2 * (window - 1), _NONE, dtype=np.uint64)
    padded[window - 1 : window - 1 + count] = grams
    # A window's least n-gram is the least; of the windows that hold a place, the greatest such least is compared.
    best = _sliding(_sliding(padded, window, np.minimum), window, np.maximum)
    return np.flatnonzero((grams == best) & (grams != _NONE))


def _sliding(values: Grams, window: int, take: np.ufunc) -> Grams:
    """What ``take`` leaves of every ``window`` numbers in a row, by doubling."""
    reach = 1
    while reach < window:
        step = min(reach, window - reach)
        values = take(values[:-step], values[step:])
        reach += step
    return values


def fingerprints(hashes: Hashes, bounds: Offsets, window: int = WINDOW) -> tuple[NDArray[np.int64], Offsets]:
    """The fingerprints of several texts, each once and ascending, and the bounds of each text's own.

    Two texts that share a run of ``NGRAM + window - 1`` words share at least one.
    """
    import numpy as np

    grams = text_grams(hashes, bounds)
    gap = max(0, window - NGRAM)  # places to be laid between two texts, beside those where no n-gram begins anyway
    if gap:
        texts = np.arange(len(bounds) - 1)
        spread = np.full(len(grams) + gap * len(texts), _NONE, dtype=np.uint64)
        spread[np.arange(len(grams)) + gap * np.repeat(texts, np.diff(bounds))] = grams
        grams = spread
        bounds = bounds + gap * np.arange(len(bounds))
    at = chosen(grams, window)
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
