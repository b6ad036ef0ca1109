"""Where words stand, written for numba: the same bytes and numbers as ``places`` gives. As in ``compiled``."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
from numba import types

from firsthand.reuse.compiled import BYTES, I64, OFFSETS, SHORT, U8, Made, inner, made_of
from firsthand.reuse.places import BEHIND, CLOSE, HEAD, PLAIN

_LEAST_FIRST = sys.byteorder == "little"


@inner
def _put(out: Any, at: Any, number: Any) -> None:
    for n in range(4):  # as this machine writes a number
        out[at + (n if _LEAST_FIRST else 3 - n)] = np.uint8(number >> (8 * n) & 0xFF)


@inner
def _got(data: Any, at: Any) -> Any:
    number = np.int64(0)
    for n in range(4):
        number |= np.int64(data[at + (n if _LEAST_FIRST else 3 - n)]) << (8 * n)
    return number


def packed(starts: Any, ends: Any, bounds: Any, own: Any, out: Any) -> int:
    """The places of words as bytes (``places.packed``).

    Args:
        starts: where each begins in its text.
        ends: where it ends.
        bounds: where each text's end.
        own: filled with the bytes before each text's.
        out: filled with the bytes, as far as there is room.

    Returns:
        How many bytes there are.
    """
    size = np.int64(0)
    own[0] = 0
    for text in range(len(bounds) - 1):
        first, count = bounds[text], bounds[text + 1] - bounds[text]
        at, behind = size + HEAD, size + HEAD + count
        room = len(out) - behind  # for words that are not plain; if there is none, bytes are only counted
        if room >= 0:
            _put(out, size, count)
        size = behind
        before = 0
        for n in range(first, first + count):
            gap, length = starts[n] - before, ends[n] - starts[n]
            before = ends[n]
            plain = (gap < CLOSE) & (length < PLAIN)
            if room >= 0:
                out[at] = np.uint8(length * CLOSE + gap) if plain else np.uint8(0)
                at += 1
            if not plain:
                if size + BEHIND <= len(out):
                    _put(out, size, length)
                    _put(out, size + 4, gap)
                size += BEHIND
        own[text + 1] = size
    return int(size)


def located(data: Any, own: Any, bounds: Any, first: Any, last: Any, starts: Any, ends: Any, room: Any) -> None:
    """Where runs of words begin and end in their texts, from the places of all words.

    Args:
        data: packed places (``places.packed``).
        own: where in them each text's begin.
        bounds: where the runs of each text end.
        first: the first word of each run; within its text.
        last: the word behind its last.
        starts: filled with where each begins.
        ends: filled with where it ends.
        room: for as many numbers as a text has words, and one, twice.
    """
    half = len(room) // 2
    for text in range(len(bounds) - 1):
        most = np.int64(0)
        for n in range(bounds[text], bounds[text + 1]):
            most = max(most, last[n])
        at = own[text] + HEAD
        if most:
            behind = at + _got(data, own[text])
            place = np.int64(0)
            for n in range(most):
                short = np.int64(data[at + n])
                length, gap = short // CLOSE, short % CLOSE
                if not short:
                    length, gap = _got(data, behind), _got(data, behind + 4)
                    behind += BEHIND
                room[n] = place + gap
                place += gap + length
                room[half + n] = place
        for n in range(bounds[text], bounds[text + 1]):
            starts[n], ends[n] = room[first[n]], room[half + last[n] - 1]


def made() -> dict[str, Made]:
    """All loops here by name."""
    return {
        "packed": made_of(packed, (SHORT, SHORT, OFFSETS, I64, U8), types.int64),
        "located": made_of(located, (BYTES, OFFSETS, OFFSETS, OFFSETS, OFFSETS, I64, I64, I64)),
    }
