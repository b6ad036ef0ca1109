"""The kernels' inner loops, written for numba: the same numbers as ``tokens`` and ``ngrams`` give, sooner.

Imported only to make machine code of them (``machine``). A loop takes arrays and whole numbers and fills arrays; it
makes none, so that it needs nothing of numba when it runs, and holds no lock of Python's, so that the cores of an
engine work side by side. Whole numbers only, so that nothing differs from the arrays; a test holds each against what
it stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numba
import numpy as np
from numba import types
from numba.np import numpy_support

from firsthand.reuse import ngrams
from firsthand.reuse.ngrams import NGRAM, PRINT_BITS, SAMPLED
from firsthand.reuse.tokens import (
    APOSTROPHE,
    BEYOND,
    DIGIT,
    FIRST,
    LAST,
    LETTER,
    NOTHING,
    POINT,
    SMALL,
    SPREAD,
    byte_kinds,
)

Made = tuple[str, str, list[str]]  # a loop in the words of LLVM, its symbol, what it takes (``machine.Loop``)
Loop = TypeVar("Loop", bound=Callable[..., Any])

U32, I64, U64 = (types.Array(t, 1, "C") for t in (types.uint32, types.int64, types.uint64))
BYTES, OFFSETS, HASHES = (types.Array(t, 1, "C", readonly=True) for t in (types.uint8, types.int64, types.uint32))


def made_of(loop: Loop, takes: Sequence[Any], gives: Any = types.void) -> Made:
    compile: Any = numba.njit
    how = {"nogil": True, "error_model": "numpy", "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    found = compile(gives(*takes), **how)(loop)
    ((text, made),) = zip(found.inspect_llvm().values(), found.overloads.values(), strict=True)
    kinds = [f"{numpy_support.as_dtype(t.dtype).str[1:]}{t.ndim}" if isinstance(t, types.Array) else "" for t in takes]
    return text, made.fndesc.llvm_func_name, kinds


def inner(function: Loop) -> Loop:
    """Make a function part of those that call it."""
    found: Any = numba.njit(inline="never", error_model="numpy")(function)
    return found  # type: ignore[no-any-return]


@inner
def in_order(numbers: Any, count: Any) -> None:
    """Sort the first numbers, by Shell's method: arrays' own sorting makes lists."""
    gap = 1
    while gap < count // 9:
        gap = 3 * gap + 1
    while gap:
        for n in range(gap, count):
            number = numbers[n]
            at = n
            while at >= gap and numbers[at - gap] > number:
                numbers[at] = numbers[at - gap]
                at -= gap
            numbers[at] = number
        gap //= 3


_KIND = np.frombuffer(byte_kinds(), dtype=np.uint8).copy()
BASE = np.uint64(ngrams.BASE)  # also the step of splitmix64


@inner
def _mixed(mixed: np.uint64, block: np.uint64) -> np.uint64:
    mixed = (mixed ^ block) * np.uint64(SPREAD)
    return mixed ^ (mixed >> np.uint64(32))


@inner
def _hash(mixed: np.uint64) -> np.uint32:
    return np.uint32((mixed * np.uint64(LAST) >> np.uint64(32)) & np.uint64(0xFFFFFFFE))


@inner
def _word(buffer: Any, start: Any, end: Any) -> np.uint32:
    """The hash of a word of ASCII (``tokens._hashed``)."""
    if end - start > 2 and buffer[end - 2] == 39 and buffer[end - 1] | np.uint8(SMALL) == 115:  # "'s"
        end -= 2
    mixed = np.uint64(FIRST)
    while start < end:
        stop = min(start + 8, end)
        block = np.uint64(0)
        for n in range(stop - 1, start - 1, -1):
            block = (block << np.uint64(8)) | np.uint64(buffer[n] | np.uint8(SMALL))
        mixed = _mixed(mixed, block)
        start = stop
    return _hash(mixed)


@inner
def _is_mark(buffer: Any, at: Any, end: Any) -> bool:
    """Whether a dash or a quotation mark begins here that no word holds (``tokens._part``)."""
    if at + 2 >= end or buffer[at] != 0xE2 or buffer[at + 1] != 0x80:
        return False
    last = buffer[at + 2]
    if last < 0x90 or last > 0x9F:
        return False
    if last != 0x99 or at + 3 >= end:
        return True
    after = _KIND[buffer[at + 3]]
    return bool(after != LETTER and after != BEYOND)


def cut(buffer: Any, edges: Any, hashes: Any, starts: Any, ends: Any, bounds: Any, beyond: Any,
        most: Any) -> int:  # fmt: skip
    """The words of some texts as ``tokens.cut`` finds them, but for stretches that hold more than ASCII.

    Places are counted without sign, so that none is looked at as one from the end.

    Args:
        buffer: the bytes of all texts.
        edges: where each text ends.
        hashes: filled with the hash of each word, if places are not wanted; as long as the buffer.
        starts: filled with where each begins, if places are wanted.
        ends: filled with where each ends.
        bounds: filled with the words before each text.
        beyond: filled with three numbers a stretch left out: words before it, its start, its end.
        most: of each text, how many of its first words have to be found at least; none, and places are not wanted.

    Returns:
        How many stretches were left out.
    """
    one = np.uint64(1)
    placed = len(most) > 0
    count = left = 0
    for text in range(len(edges) - 1):
        bounds[text] = count
        at, end = np.uint64(edges[text]), np.uint64(edges[text + 1])
        clear, before = at, count  # behind the last sign that no word holds, and the words so far there
        enough = count + most[text] if placed else np.int64(2**62)
        while at < end:
            kind = _KIND[buffer[at]]
            if kind == NOTHING:
                if count >= enough:
                    break
                at += one
                clear, before = at, count
            elif kind in (LETTER, DIGIT):
                start = at
                link = APOSTROPHE if kind == LETTER else POINT
                linked = False
                mixed, block, shift = np.uint64(FIRST), np.uint64(0), np.uint64(0)
                while True:  # hashed as it is read
                    block |= np.uint64(buffer[at] | np.uint8(SMALL)) << shift
                    shift += np.uint64(8)
                    if shift == np.uint64(64):
                        mixed = _mixed(mixed, block)
                        block = shift = np.uint64(0)
                    at += one
                    if at == end:
                        break
                    here = _KIND[buffer[at]]
                    if here != kind:
                        if here != link or at + one == end or _KIND[buffer[at + one]] != kind:
                            break
                        linked = True
                if placed:
                    starts[count], ends[count] = start, at
                elif linked:
                    hashes[count] = _word(buffer, np.int64(start), np.int64(at))
                else:
                    hashes[count] = _hash(_mixed(mixed, block) if shift else mixed)
                count += 1
            elif kind == BEYOND:
                if _is_mark(buffer, np.int64(at), np.int64(end)):
                    at += np.uint64(3)
                else:
                    at += one
                    while at < end and _KIND[buffer[at]] != NOTHING and not _is_mark(
                        buffer, np.int64(at), np.int64(end)
                    ):  # fmt: skip
                        at += one
                    beyond[3 * left], beyond[3 * left + 1], beyond[3 * left + 2] = before, clear, at
                    left += 1
                    count = before
                clear, before = at, count
            else:
                at += one
    bounds[len(edges) - 1] = count
    return left


def prints(hashes: Any, bounds: Any, found: Any, own: Any, words: Any) -> None:
    """The sampled fingerprints of several texts, as ``ngrams.fingerprints`` gives them, and their lengths in words.

    Args:
        hashes: the tokens of all texts.
        bounds: where each text's end.
        found: filled with the fingerprints; as long as ``hashes``.
        own: filled with the fingerprints before each text.
        words: filled with the words of each, a letter of a script without spaces counting half.
    """
    least_of = np.uint64(0xFFFFFFFFFFFFFFFF) // np.uint64(SAMPLED)  # as 2 ** 64 // SAMPLED
    first_factor = np.uint64(1)
    for _ in range(NGRAM - 1):
        first_factor *= BASE
    total = np.int64(0)
    own[0] = 0
    for text in range(len(bounds) - 1):
        start, end = np.uint64(bounds[text]), np.uint64(bounds[text + 1])
        full = min(end, start + np.uint64(NGRAM - 1))
        rolled = np.uint64(0)
        halves = 2 * (bounds[text + 1] - bounds[text])
        for at in range(start, full):
            halves -= np.int64(hashes[at] & np.uint32(1))
            rolled = rolled * BASE + np.uint64(hashes[at])
        first = total
        least = np.uint64(0xFFFFFFFFFFFFFFFF)
        leaving = np.uint64(0)
        for at in range(full, end):
            halves -= np.int64(hashes[at] & np.uint32(1))
            rolled = (rolled - leaving * first_factor) * BASE + np.uint64(hashes[at])
            leaving = np.uint64(hashes[at - np.uint64(NGRAM - 1)])
            gram = rolled ^ (rolled >> np.uint64(31))
            gram *= np.uint64(0xBF58476D1CE4E5B9)
            gram ^= gram >> np.uint64(27)
            least = min(least, gram)
            if gram < least_of:
                found[total] = np.int64(gram >> np.uint64(64 - PRINT_BITS))
                total += 1
        words[text] = (halves + 1) // 2
        if total == first and end - start >= NGRAM:
            found[total] = np.int64(least >> np.uint64(64 - PRINT_BITS))
            total += 1
        if total - first > 1:
            mine = found[first:total]
            in_order(mine, total - first)
            kept = 1
            for n in range(1, len(mine)):
                if mine[n] != mine[kept - 1]:
                    mine[kept] = mine[n]
                    kept += 1
            total = first + kept
        own[text + 1] = total


def copies(hashes: Any, bounds: Any, sums: Any) -> None:
    """A hash of all words of each text in order, as ``kernels._copies`` gives it."""
    for text in range(len(bounds) - 1):
        total = np.uint64(0)
        place = np.uint64(0)
        for at in range(bounds[text], bounds[text + 1]):
            place += BASE
            mixed = np.uint64(hashes[at]) + place
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            total += mixed ^ (mixed >> np.uint64(31))
        sums[text] = total


def characters(buffer: Any, edges: Any, bounds: Any, order: Any, places: Any, found: Any) -> None:
    """Places in the bytes of texts as places in the characters of each (``tokens.characters``).

    Args:
        buffer: the bytes of all texts.
        edges: where each text ends.
        bounds: the places before those of each text.
        order: of the places, text by text, ascending.
        places: in the bytes of all texts.
        found: filled with each place in the characters of its text.
    """
    for text in range(len(edges) - 1):
        at, passed = edges[text], np.int64(0)
        for n in order[bounds[text] : bounds[text + 1]]:
            for byte in buffer[at : places[n]]:
                passed += np.int64(byte & 0xC0 != 0x80)
            at = places[n]
            found[n] = passed


def made() -> dict[str, Made]:
    """All loops here by name."""
    return {
        "cut": made_of(cut, (BYTES, OFFSETS, U32, I64, I64, I64, I64, OFFSETS), types.int64),
        "prints": made_of(prints, (HASHES, OFFSETS, I64, I64, I64)),
        "copies": made_of(copies, (HASHES, OFFSETS, U64)),
        "characters": made_of(characters, (BYTES, OFFSETS, OFFSETS, OFFSETS, OFFSETS, I64)),
    }
