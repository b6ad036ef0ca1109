"""The kernels as engines call them: columns of Arrow in, a list per row out. They know no engine. Need pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from firsthand.reuse.ngrams import fingerprints
from firsthand.reuse.runs import Side
from firsthand.reuse.stretches import stretches
from firsthand.reuse.tokens import characters, cut, token_hashes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from firsthand.reuse.ngrams import Hashes, Offsets

    Numbers = NDArray[np.int64]

PIECE = 16_384  # tokens of a unit: so much text is compared at once; a book is several
TEXTS = 1024  # cut and hashed at once: fewer meet less of the same words, the arrays of more leave the cache
KEYS = 1 << 17  # tokens aligned at once: what they are sorted by fits the processor's cache

# Types of what comes out, in the words of DuckDB's SQL.
FINGERPRINT: Final = (
    "STRUCT(piece INTEGER, copy BIGINT, words INTEGER, size INTEGER, tokens INTEGER[], prints BIGINT[])[]"
)
ALIGN: Final = "STRUCT(a_start INTEGER, a_end INTEGER, b_start INTEGER, b_end INTEGER, shared INTEGER)[]"
LOCATE: Final = "STRUCT(place INTEGER, character INTEGER)[]"


def fingerprint(texts: Any) -> Any:
    """For each text its pieces: number, hash of the whole text's words, then of the piece its length in words,
    how many fingerprints it has, its tokens and its fingerprints.

    What a text gives depends on that text alone. A text without words has one piece without any.
    """
    import numpy as np
    import pyarrow as pa

    if len(texts) > TEXTS:
        return pa.concat_arrays([fingerprint(texts[n : n + TEXTS]) for n in range(0, len(texts), TEXTS)])
    buffer, edges = _texts(texts)
    hashes, found = token_hashes(buffer, edges)
    bounds, piece = _pieces(found.bounds)
    prints, own = fingerprints(hashes, bounds, dense=False)
    count = np.maximum(1, -(-np.diff(found.bounds) // PIECE))
    rows = pa.StructArray.from_arrays(
        [
            pa.array(piece, pa.int32()),
            pa.array(np.repeat(_copies(hashes, found.bounds), count)),
            pa.array(_words(hashes, bounds), pa.int32()),
            pa.array(np.diff(own), pa.int32()),
            _lists(bounds, hashes.view(np.int32)),
            _lists(own, prints),
        ],
        ["piece", "copy", "words", "size", "tokens", "prints"],
    )
    return _lists(np.r_[0, np.cumsum(count)], rows)


def align(a: Any, b: Any) -> Any:
    """For each row of two lists of tokens the stretches they share, in the order of the first."""
    import numpy as np
    import pyarrow as pa

    (hashes_a, bounds_a), (hashes_b, bounds_b) = _tokens(a), _tokens(b)
    load = bounds_a + bounds_b
    parts = []
    first = 0
    while first < len(load) - 1:
        stop = max(first + 1, int(np.searchsorted(load, load[first] + KEYS, side="right")) - 1)
        sides = (
            Side(hashes[bounds[first] : bounds[stop]], bounds[first : stop + 1] - bounds[first])
            for hashes, bounds in ((hashes_a, bounds_a), (hashes_b, bounds_b))
        )
        found = stretches(*sides)
        parts.append((found.pair + first, found.a_start, found.a_end, found.b_start, found.b_end, found.shared))
        first = stop
    pair, *columns = (np.concatenate(c) for c in zip(*parts, strict=True)) if parts else [np.empty(0, np.int64)] * 6
    names = ["a_start", "a_end", "b_start", "b_end", "shared"]
    rows = pa.StructArray.from_arrays([pa.array(c, pa.int32()) for c in columns], names)
    return _lists(np.searchsorted(pair, np.arange(len(load))), rows)


def locate_tokens(texts: Any, places: Any) -> Any:
    """Where tokens stand in the characters of each text.

    Place ``2 n`` is the start of token ``n``, place ``2 n + 1`` its end.

    Returns:
        Each row's places in the order given, each with its offset. A place past the last token is left out.
    """
    import numpy as np
    import pyarrow as pa

    buffer, edges = _texts(texts)
    found = cut(buffer, edges)
    wanted, bounds = _tokens(places)
    row = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    token = found.bounds[row] + wanted.astype(np.int64) // 2
    there = token < found.bounds[row + 1]
    row, token, wanted = row[there], token[there], wanted[there]
    at = np.where(wanted & 1, found.ends[token], found.starts[token])
    bounds = np.searchsorted(row, np.arange(len(bounds)))
    rows = pa.StructArray.from_arrays(
        [pa.array(wanted.astype(np.int32)), pa.array(characters(buffer, edges, bounds, at), pa.int32())],
        ["place", "character"],
    )
    return _lists(bounds, rows)


def _texts(column: Any) -> tuple[NDArray[np.uint8], Offsets]:
    """The bytes of a column of strings, one after another, and where each ends; a missing one is empty."""
    import numpy as np
    import pyarrow as pa

    array = _whole(column, pa.large_string())
    if array.null_count:
        array = array.fill_null("")
    _, offsets, data = array.buffers()
    edges = np.frombuffer(offsets, dtype=np.int64)[array.offset : array.offset + len(array) + 1]
    if data is None or not len(array):
        return np.empty(0, dtype=np.uint8), np.zeros(len(array) + 1, dtype=np.int64)
    return np.frombuffer(data, dtype=np.uint8)[edges[0] : edges[-1]], edges - edges[0]


def _tokens(column: Any) -> tuple[Hashes, Offsets]:
    """The numbers of a column of lists, one after another, and where each list ends; a missing one is empty."""
    import numpy as np
    import pyarrow as pa

    array = _whole(column, pa.large_list(pa.int32()))
    sizes = array.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    bounds = np.zeros(len(array) + 1, dtype=np.int64)
    np.cumsum(sizes, out=bounds[1:])
    return array.flatten().to_numpy(zero_copy_only=False).view(np.uint32), bounds


def _whole(column: Any, type: Any) -> Any:
    import pyarrow as pa

    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):  # several chunks even so: too large for one of 32-bit offsets
        array = pa.concat_arrays([c.cast(type) for c in array.chunks])
    return array.cast(type)


def _lists(bounds: Offsets, values: Any) -> Any:
    import numpy as np
    import pyarrow as pa

    values = pa.array(values) if isinstance(values, np.ndarray) else values
    return pa.ListArray.from_arrays(pa.array(bounds, pa.int32()), values)


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
