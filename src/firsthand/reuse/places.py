"""Where the words of a text stand, in little more than a byte a word, so that a text need not be cut again for it.

Of each word its length and the gap before it: four bytes say how many words, then a byte a word holds both where they
are short (``PLAIN``, ``CLOSE``), else is 0, and for each such 0 two numbers of four bytes follow behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from firsthand.reuse.tokens import Bytes, Offsets

    Short = NDArray[np.int32]

PLAIN, CLOSE = 32, 8  # a word shorter than this, after a gap shorter than that, is one byte
HEAD, BEHIND = 4, 8  # bytes before the words of a text, and for each word that is not plain


def packed(starts: Short, ends: Short, bounds: Offsets) -> tuple[Bytes, Offsets]:
    """The places of the words of several texts as bytes, and how many of these stand before each text's.

    Args:
        starts: where each word begins in the characters of its text.
        ends: where it ends.
        bounds: text ``n`` has words ``bounds[n]`` to ``bounds[n + 1]``.
    """
    import numpy as np

    counts = np.diff(bounds)
    gaps = starts - np.r_[np.int32(0), ends[:-1]][: len(ends)]
    first = bounds[:-1][counts > 0]
    gaps[first] = starts[first]
    lengths = ends - starts
    plain = (lengths < PLAIN) & (gaps < CLOSE)
    odd = np.flatnonzero(~plain)
    behind = np.searchsorted(odd, bounds)  # such words before each text
    own = np.zeros(len(bounds), dtype=np.int64)
    np.cumsum(HEAD + counts + BEHIND * np.diff(behind), out=own[1:])
    out = np.empty(own[-1], dtype=np.uint8)
    out[own[:-1, None] + np.arange(HEAD)] = counts.astype(np.uint32)[:, None].view(np.uint8)
    text = np.repeat(np.arange(len(counts)), counts)
    out[own[text] + HEAD + np.arange(len(text)) - bounds[text]] = np.where(plain, lengths * CLOSE + gaps, 0)
    mine = text[odd]
    at = own[mine] + HEAD + counts[mine] + BEHIND * (np.arange(len(odd)) - behind[mine])
    told = np.stack([lengths[odd], gaps[odd]], axis=1).astype(np.uint32)
    out[at[:, None] + np.arange(BEHIND)] = told.view(np.uint8)
    return out, own


def numbers(data: Bytes, starts: Offsets, ends: Offsets) -> Offsets:
    """How many words each text has, from packed places and where in them each text's begin and end."""
    import numpy as np

    there = ends > starts
    heads = data[starts[there][:, None] + np.arange(HEAD)]
    found = np.zeros(len(starts), dtype=np.int64)
    found[there] = np.ascontiguousarray(heads).view(np.uint32).reshape(-1)
    return found


def unpacked(data: Bytes, starts: Offsets, ends: Offsets) -> tuple[Offsets, Offsets, Offsets]:
    """Where each word of several texts begins and ends, and how many stand before each text: ``packed`` undone."""
    import numpy as np

    counts = numbers(data, starts, ends)
    bounds = np.zeros(len(starts) + 1, dtype=np.int64)
    np.cumsum(counts, out=bounds[1:])
    text = np.repeat(np.arange(len(counts)), counts)
    short = data[starts[text] + HEAD + np.arange(len(text)) - bounds[text]].astype(np.int64)
    lengths, gaps = short // CLOSE, short % CLOSE
    odd = np.flatnonzero(short == 0)
    behind = np.searchsorted(odd, bounds)
    mine = text[odd]
    at = starts[mine] + HEAD + counts[mine] + BEHIND * (np.arange(len(odd)) - behind[mine])
    told = np.ascontiguousarray(data[at[:, None] + np.arange(BEHIND)]).view(np.uint32).reshape(-1, 2)
    lengths[odd], gaps[odd] = told[:, 0], told[:, 1]
    word_ends = np.cumsum(lengths + gaps)
    before = np.r_[0, word_ends][bounds[:-1]]
    word_ends -= before[text]
    return word_ends - lengths, word_ends, bounds
