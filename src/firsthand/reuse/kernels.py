"""The kernels as engines call them: columns of Arrow in, a list per row out. They know no engine. Need pyarrow.

Each works by array, or, if ``fast``, in machine code (``quick.loops`` must give some): the numbers are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from firsthand.reuse import quick
from firsthand.reuse.columns import column_of, lists_in, lists_of, numbers_of, packed_in, packed_of, texts_of
from firsthand.reuse.ngrams import fingerprints
from firsthand.reuse.places import numbers, packed, unpacked
from firsthand.reuse.runs import Side
from firsthand.reuse.stretches import stretches
from firsthand.reuse.tokens import characters, token_hashes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from firsthand.reuse.held import HeldWords
    from firsthand.reuse.ngrams import Hashes, Offsets
    from firsthand.reuse.tokens import Bytes

    Numbers = NDArray[np.int64]

PIECE = 16_384  # tokens of a unit: so much text is compared at once; a book is several
TEXTS = 1024  # cut and hashed at once: fewer meet less of the same words, the arrays of more leave the cache
SPAN = 1 << 32  # more than the tokens of any text
KEYS = 1 << 17  # tokens aligned at once: what they are sorted by fits the processor's cache

# Types of what comes out, in the words of DuckDB's SQL.
_FACTS = "piece INTEGER, copy BIGINT, words INTEGER, size INTEGER"
FINGERPRINT: Final = f"STRUCT({_FACTS}, prints BIGINT[], tokens BLOB, places BLOB)[]"
FINGERPRINT_HELD: Final = f"STRUCT({_FACTS})[]"
ALIGN: Final = "STRUCT(a_start INTEGER, a_end INTEGER, b_start INTEGER, b_end INTEGER, shared INTEGER)[]"
LOCATE: Final = "STRUCT(span BIGINT, first INTEGER, last INTEGER)[]"


Registered = tuple[str, Callable[..., Any], list[str], str]  # name in SQL, function, types it takes, type it gives


def registered(fast: bool) -> tuple[Registered, ...]:
    """What an engine registers."""
    return (
        ("fingerprint", lambda texts: fingerprint(texts, fast), ["VARCHAR"], FINGERPRINT),
        ("align", lambda a, b: align(a, b, fast), ["BLOB", "BLOB"], ALIGN),
        ("locate_tokens", lambda places, spans: locate_tokens(places, spans, fast), ["BLOB", "BIGINT[]"], LOCATE),
    )


def registered_held(held: HeldWords, fast: bool) -> tuple[Registered, ...]:
    """The same of an engine that holds words."""
    return (
        ("fingerprint_held", lambda rows, texts: fingerprint_held(held, rows, texts, fast), ["BIGINT", "VARCHAR"],
         FINGERPRINT_HELD),
        ("align_held", lambda a, m, b, n: align_held(held, a, m, b, n, fast), ["BIGINT"] * 4, ALIGN),
        ("locate_held", lambda rows, spans: locate_held(held, rows, spans, fast), ["BIGINT", "BIGINT[]"], LOCATE),
    )  # fmt: skip


def fingerprint(texts: Any, fast: bool = False) -> Any:
    """For each text its pieces: number, hash of the whole text's words, then of the piece its length in words,
    how many fingerprints it has, its fingerprints, its tokens, packed (lists cost an engine twice as much), and with
    the first piece where the words of the whole text stand (``places.packed``).

    What a text gives depends on that text alone. A text without words has one piece without any.
    """
    return _in_portions(texts, fast, lambda part, _: _fingerprinted(part, fast, None))


def fingerprint_held(held: HeldWords, rows: Any, texts: Any, fast: bool = False) -> Any:
    """The same without fingerprints, tokens and places, which are held by the numbers of the texts' rows instead."""
    numbers = numbers_of(rows)

    def hold(first: int, *words: Any) -> None:
        held.add(numbers[first : first + len(words[1]) - 1], *words)

    return _in_portions(texts, fast, lambda part, first: _fingerprinted(part, fast, partial(hold, first)))


def _in_portions(texts: Any, fast: bool, function: Callable[[Any, int], Any]) -> Any:
    import pyarrow as pa

    if fast or len(texts) <= TEXTS:
        return function(texts, 0)
    return pa.concat_arrays([function(texts[n : n + TEXTS], n) for n in range(0, len(texts), TEXTS)])


def _fingerprinted(texts: Any, fast: bool, hold: Callable[..., None] | None) -> Any:
    import numpy as np
    import pyarrow as pa

    buffer, edges = texts_of(texts)
    if fast:
        hashes, ends, word_starts, word_ends = quick.words(buffer, edges)
        bounds, piece = _pieces(ends)
        prints, own, words = quick.fingerprints(hashes, bounds)
        copies = quick.copies(hashes, ends)
        placed, place_ends = quick.packed(word_starts, word_ends, ends)
    else:
        hashes, found = token_hashes(buffer, edges)
        ends = found.bounds
        bounds, piece = _pieces(ends)
        prints, own = fingerprints(hashes, bounds, dense=False)
        words, copies = _words(hashes, bounds), _copies(hashes, ends)
        word_starts, word_ends = (
            characters(buffer, edges, ends, x).astype(np.int32) for x in (found.starts, found.ends)
        )
        placed, place_ends = packed(word_starts, word_ends, ends)
    count = np.maximum(1, -(-np.diff(ends) // PIECE))
    columns = {
        "piece": column_of(piece, pa.int32()),
        "copy": column_of(np.repeat(copies, count)),
        "words": column_of(words, pa.int32()),
        "size": column_of(np.diff(own), pa.int32()),
    }
    if hold:
        hold(hashes, ends, placed, place_ends, piece, prints, own)
    else:
        columns["prints"] = lists_of(own, prints)
        columns["tokens"] = packed_of(bounds, hashes.copy())
        columns["places"] = packed_of(np.r_[0, np.repeat(place_ends[1:], count)], placed.copy())
    rows = pa.StructArray.from_arrays(list(columns.values()), list(columns))
    return lists_of(np.r_[0, np.cumsum(count)], rows)


def align(a: Any, b: Any, fast: bool = False) -> Any:
    """For each row of two texts' tokens the stretches they share, in the order of the first."""
    import numpy as np

    sides = (packed_in(column, np.uint32) for column in (a, b))
    (one, bounds), (other, other_bounds) = sides
    return _aligned(one, bounds[:-1], bounds[1:], other, other_bounds[:-1], other_bounds[1:], fast)


def align_held(held: HeldWords, rows: Any, pieces: Any, other_rows: Any, other_pieces: Any, fast: bool = False) -> Any:
    """As ``align`` of pieces whose words are held, by the numbers of their rows and their own."""
    one, other = (held.tokens(numbers_of(row), numbers_of(piece), PIECE)
                  for row, piece in ((rows, pieces), (other_rows, other_pieces)))  # fmt: skip
    return _aligned(*one, *other, fast)


def _aligned(one: Hashes, starts: Offsets, ends: Offsets, other: Hashes, other_starts: Offsets, other_ends: Offsets,
             fast: bool) -> Any:  # fmt: skip
    import numpy as np
    import pyarrow as pa

    load = np.zeros(len(starts) + 1, dtype=np.int64)
    np.cumsum(ends - starts + other_ends - other_starts, out=load[1:])
    parts = []
    first = 0
    while first < len(starts):
        stop = max(first + 1, int(np.searchsorted(load, load[first] + KEYS, side="right")) - 1)
        texts = one, starts[first:stop], ends[first:stop], other, other_starts[first:stop], other_ends[first:stop]
        found = quick.stretches(*texts) if fast else None
        if found is None:
            found = stretches(_side(*texts[:3]), _side(*texts[3:]))
        parts.append((found.pair + first, found.a_start, found.a_end, found.b_start, found.b_end, found.shared))
        first = stop
    pair, *columns = (np.concatenate(c) for c in zip(*parts, strict=True)) if parts else [np.empty(0, np.int64)] * 6
    names = ["a_start", "a_end", "b_start", "b_end", "shared"]
    rows = pa.StructArray.from_arrays([column_of(c, pa.int32()) for c in columns], names)
    return lists_of(np.searchsorted(pair, np.arange(len(load))), rows)


def _side(hashes: Hashes, starts: Offsets, ends: Offsets) -> Side:
    """Texts that stand anywhere in an array of tokens, one after another."""
    import numpy as np

    if (starts[1:] == ends[:-1]).all():  # they do so already
        return Side(hashes[starts[0] : ends[-1]], np.r_[starts, ends[-1]] - starts[0])
    bounds = np.zeros(len(starts) + 1, dtype=np.int64)
    np.cumsum(ends - starts, out=bounds[1:])
    at = np.arange(bounds[-1]) + np.repeat(starts - bounds[:-1], ends - starts)
    return Side(hashes[at], bounds)


def locate_tokens(places: Any, spans: Any, fast: bool = False) -> Any:
    """Where stretches of tokens stand in the characters of each text.

    Args:
        places: of its tokens, as ``fingerprint`` gives them with the first piece of a text.
        spans: a list a text: SPAN times the first token of a stretch, plus the one after its last.
        fast: in machine code.

    Returns:
        Each row's spans in the order given, each with its start and end. One that ends past the last token is left out.
    """
    import numpy as np

    data, own = packed_in(places, np.uint8)
    return _located(data, own[:-1], own[1:], spans, fast)


def locate_held(held: HeldWords, rows: Any, spans: Any, fast: bool = False) -> Any:
    """As ``locate_tokens`` of texts whose words are held, by the numbers of their rows."""
    return _located(*held.places(numbers_of(rows)), spans, fast)


def _located(data: Bytes, starts: Offsets, ends: Offsets, spans: Any, fast: bool) -> Any:
    import numpy as np
    import pyarrow as pa

    wanted, bounds = lists_in(spans, np.int64)
    row = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    first, last = wanted // SPAN, wanted % SPAN
    there = (first < last) & (last <= numbers(data, starts, ends)[row])
    row, first, last, wanted = row[there], first[there], last[there], wanted[there]
    bounds = np.searchsorted(row, np.arange(len(bounds)))
    if fast:
        found_starts, found_ends = quick.located(data, starts, bounds, first, last)
    else:
        word_starts, word_ends, before = unpacked(data, starts, ends)
        found_starts, found_ends = word_starts[before[row] + first], word_ends[before[row] + last - 1]
    columns = [column_of(wanted), column_of(found_starts, pa.int32()), column_of(found_ends, pa.int32())]
    return lists_of(bounds, pa.StructArray.from_arrays(columns, ["span", "first", "last"]))


def _pieces(bounds: Offsets) -> tuple[Offsets, Numbers]:
    """Bounds of the pieces of all texts, and each piece's number within its text."""
    import numpy as np

    sizes = np.diff(bounds)
    if sizes.max(initial=0) <= PIECE:
        return bounds, np.zeros(len(sizes), dtype=np.int64)
    count = np.maximum(1, -(-sizes // PIECE))
    piece = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.r_[np.repeat(bounds[:-1], count) + piece * PIECE, bounds[-1]], piece


def _words(hashes: Hashes, bounds: Offsets) -> Numbers:
    """The length of each text in words, a letter of a script without spaces counting half."""
    import numpy as np

    halves = np.zeros(len(hashes) + 1, dtype=np.int64)
    np.cumsum(2 - (hashes & 1), out=halves[1:])
    return (halves[bounds[1:]] - halves[bounds[:-1]] + 1) // 2


def _copies(hashes: Hashes, bounds: Offsets) -> Numbers:
    """A hash of all words of each text in order; 0 for a text without words.

    Each word is mixed with its place before they are summed, so that no repetition cancels out.
    """
    import numpy as np

    place = np.arange(len(hashes)) - np.repeat(bounds[:-1], np.diff(bounds))
    mixed = hashes + (place.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):  # splitmix64
        mixed ^= mixed >> np.uint64(shift)
        mixed *= np.uint64(factor)
    sums = np.zeros(len(mixed) + 1, dtype=np.uint64)
    np.cumsum(mixed, out=sums[1:])
    return (sums[bounds[1:]] - sums[bounds[:-1]]).view(np.int64)
