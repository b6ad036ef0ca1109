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
from numba.extending import intrinsic
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

U8, U32, I32, I64, U64 = (
    types.Array(t, 1, "C") for t in (types.uint8, types.uint32, types.int32, types.int64, types.uint64)
)
BYTES, SHORT, OFFSETS, HASHES, KEYS = (
    types.Array(t, 1, "C", readonly=True) for t in (types.uint8, types.int32, types.int64, types.uint32, types.uint64)
)


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
    at = 1
    while at < count and numbers[at - 1] <= numbers[at]:
        at += 1
    if at >= count:
        return
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


def _count_zeros(context: Any, number: Any) -> Any:
    def make(_: Any, builder: Any, signature: Any, given: Any) -> Any:
        return builder.cttz(given[0], given[0].type.__class__(1)(0))

    return types.uint64(types.uint64), make


_zeros: Any = intrinsic(_count_zeros)  # bits that are 0 below the lowest 1, of 0 all 64: one instruction

_EIGHT = np.uint64(8)
_ONES = np.uint64(0x0101010101010101)
_SMALL8, _LOW7, _HIGH = np.uint64(SMALL) * _ONES, np.uint64(0x7F) * _ONES, np.uint64(0x80) * _ONES
_FROM_A, _PAST_Z = np.uint64(0x80 - ord("a")) * _ONES, np.uint64(0x80 - ord("z") - 1) * _ONES


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
def _eight(buffer: Any, at: np.uint64, end: np.uint64) -> np.uint64:
    """Eight bytes of a text as a number, the first the least; 0 for those behind its end."""
    block = np.uint64(0)
    if at + _EIGHT <= end:
        for n in range(8):  # to a compiler one load
            block |= np.uint64(buffer[at + np.uint64(n)]) << np.uint64(8 * n)
    else:
        for n in range(end - at):
            block |= np.uint64(buffer[at + np.uint64(n)]) << np.uint64(8 * n)
    return block


@inner
def _no_letters(block: np.uint64) -> np.uint64:
    """The highest bit of each of eight bytes that is no letter of ASCII."""
    low = (block | _SMALL8) & _LOW7
    return ~((low + _FROM_A) & ~(low + _PAST_Z) & ~block) & _HIGH


@inner
def _before(stop: np.uint64) -> np.uint64:
    """All bits of the bytes before the first whose highest bit is set; of all eight if none is."""
    one = np.uint64(1)
    return ((stop & (~stop + one)) >> np.uint64(7)) - one


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


def cut(buffer: Any, edges: Any, hashes: Any, starts: Any, ends: Any, bounds: Any, beyond: Any) -> int:
    """The words of some texts as ``tokens.cut`` finds them, but for stretches that hold more than ASCII.

    Places are counted without sign, so that none is looked at as one from the end.

    Args:
        buffer: the bytes of all texts.
        edges: where each text ends.
        hashes: filled with the hash of each word; as long as the buffer, as are the next two.
        starts: filled with where each begins in the characters of its text.
        ends: filled with where each ends.
        bounds: filled with the words before each text.
        beyond: filled with four numbers a stretch left out: words before it, its start, its end, and the characters of
            its text before it.

    Returns:
        How many stretches were left out.
    """
    one = np.uint64(1)
    count = left = 0
    for text in range(len(edges) - 1):
        bounds[text] = count
        at, end = np.uint64(edges[text]), np.uint64(edges[text + 1])
        first = at  # and as many bytes later as lie before here in a text that do not begin a character
        clear, before, clear_first = at, count, first  # behind the last sign that no word holds
        while at < end:
            kind = _KIND[buffer[at]]
            if kind == NOTHING:
                at += one
                clear, before, clear_first = at, count, first
            elif kind in (LETTER, DIGIT):
                start = at
                mixed = np.uint64(FIRST)
                while kind == LETTER:  # sixteen at a time, so that nothing has to be guessed of most words
                    block, then = _eight(buffer, at, end), _eight(buffer, at + _EIGHT, end)
                    stop, then_stop = _no_letters(block), _no_letters(then)
                    letters, then_letters = _zeros(stop) >> np.uint64(3), _zeros(then_stop) >> np.uint64(3)
                    once = _mixed(mixed, (block | _SMALL8) & _before(stop))
                    twice = _mixed(once, (then | _SMALL8) & _before(then_stop))
                    letters += then_letters if letters == _EIGHT else np.uint64(0)
                    mixed = twice if letters > _EIGHT else once if letters else mixed
                    at += letters
                    if letters < _EIGHT + _EIGHT:
                        break
                link = APOSTROPHE if kind == LETTER else POINT
                linked = kind == DIGIT
                while at < end:
                    here = _KIND[buffer[at]]
                    if here != kind:
                        if here != link or at + one == end or _KIND[buffer[at + one]] != kind:
                            break
                        linked = True
                    at += one
                hashes[count] = _word(buffer, np.int64(start), np.int64(at)) if linked else _hash(mixed)
                starts[count], ends[count] = start - first, at - first
                count += 1
            elif kind == BEYOND:
                if _is_mark(buffer, np.int64(at), np.int64(end)):
                    at += np.uint64(3)
                    first += np.uint64(2)
                else:
                    while True:
                        first += np.uint64(buffer[at] & 0xC0 == 0x80)
                        at += one
                        if at == end or _KIND[buffer[at]] == NOTHING or _is_mark(buffer, np.int64(at), np.int64(end)):
                            break
                    place = 4 * left
                    beyond[place], beyond[place + 1], beyond[place + 2] = before, clear, at
                    beyond[place + 3] = clear - clear_first
                    left += 1
                    count = before
                clear, before, clear_first = at, count, first
            else:
                at += one
    bounds[len(edges) - 1] = count
    return left


@inner
def grams(hashes: Any, start: np.uint64, size: Any, found: Any, first: Any) -> None:
    """The n-grams of a text of so many tokens (``ngrams.ngrams``), put down from a place on; each made by itself."""
    for n in range(size - NGRAM + 1):
        at = start + np.uint64(n)
        rolled = np.uint64(hashes[at])
        for i in range(1, NGRAM):
            rolled = rolled * BASE + np.uint64(hashes[at + np.uint64(i)])
        rolled = (rolled ^ (rolled >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
        found[np.uint64(first + n)] = rolled ^ (rolled >> np.uint64(27))


@inner
def _sorted_once(found: Any, first: Any, count: Any, room: Any) -> Any:
    """Sort sampled fingerprints from a place on, each once; how many are left.

    They are spread evenly, so each is put near where it comes to stand (linear probing sort: Gonnet and Munro, "The
    analysis of linear probing sort by the use of a new mathematical transform", Journal of Algorithms 5, 1984).
    """
    nothing = np.int64(2**63 - 1)
    bits = np.int64(1)
    while (1 << bits) < 2 * count:
        bits += 1
    slots = (np.int64(1) << bits) + count
    for n in range(slots):
        room[n] = nothing
    for n in range(first, first + count):
        number = found[n]
        at = number * SAMPLED >> (PRINT_BITS - bits)
        while room[at] < number:
            at += 1
        if room[at] != number:
            while number != nothing:
                room[at], number = number, room[at]
                at += 1
    kept = np.int64(0)
    for n in range(slots):
        found[first + kept] = room[n]  # there are fewer fingerprints than tokens, so that one more finds its place
        kept += np.int64(room[n] != nothing)
    return kept


def prints(hashes: Any, bounds: Any, found: Any, own: Any, words: Any, room: Any) -> None:
    """The sampled fingerprints of several texts, as ``ngrams.fingerprints`` gives them, and their lengths in words.

    Args:
        hashes: the tokens of all texts.
        bounds: where each text's end.
        found: filled with the fingerprints; as long as ``hashes``.
        own: filled with the fingerprints before each text.
        words: filled with the words of each, a letter of a script without spaces counting half.
        room: for five times as many numbers as the longest text has tokens, and two.
    """
    least_of = np.uint64(0xFFFFFFFFFFFFFFFF) // np.uint64(SAMPLED)  # as 2 ** 64 // SAMPLED
    total = np.int64(0)
    own[0] = 0
    for text in range(len(bounds) - 1):
        start, size = np.uint64(bounds[text]), bounds[text + 1] - bounds[text]
        halves = 2 * size
        for n in range(size):
            halves -= np.int64(hashes[start + np.uint64(n)] & np.uint32(1))
        words[text] = (halves + 1) // 2
        first = total
        grams(hashes, start, size, found, first)
        least = np.uint64(0xFFFFFFFFFFFFFFFF)
        for n in range(first, first + size - NGRAM + 1):
            gram = np.uint64(found[np.uint64(n)])
            least = min(least, gram)
            found[np.uint64(total)] = np.int64(gram >> np.uint64(64 - PRINT_BITS))
            total += np.int64(gram < least_of)
        if total == first and size >= NGRAM:
            found[total] = np.int64(least >> np.uint64(64 - PRINT_BITS))
            total += 1
        if total - first > 1:
            total = first + _sorted_once(found, first, total - first, room)
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


def made() -> dict[str, Made]:
    """All loops here by name."""
    return {
        "cut": made_of(cut, (BYTES, OFFSETS, U32, I32, I32, I64, I64), types.int64),
        "prints": made_of(prints, (HASHES, OFFSETS, I64, I64, I64, I64)),
        "copies": made_of(copies, (HASHES, OFFSETS, U64)),
    }
