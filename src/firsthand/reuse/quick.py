"""The kernels' inner parts in machine code where numba is installed: same arrays in, same arrays out, sooner."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from firsthand.reuse.alignment import MIN_RUN
from firsthand.reuse.machine import Loop, is_kept, load
from firsthand.reuse.ngrams import WINDOW
from firsthand.reuse.runs import Side
from firsthand.reuse.stretches import Stretches
from firsthand.reuse.stretches import stretches as stretches_by_array
from firsthand.reuse.tokens import words_of_stretch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from firsthand.reuse.ngrams import Hashes, Offsets
    from firsthand.reuse.tokens import Bytes

WORTH = 4_000_000  # bytes of input files from which loading it, some .06 seconds, pays: it saves about .02 a megabyte
WORTH_MAKING = 20_000_000  # the same where it must be made first, some four seconds, once
LONGEST = 1 << 20  # tokens of a text that loops align: three places in it are sorted as one number


@cache
def loops() -> dict[str, Loop] | None:
    """The loops, or None where they cannot be had; the first time on a machine takes some four seconds."""
    try:
        return load()
    except Exception:  # numba of another Python, a processor that its LLVM does not know: that costs time, no result
        return None


def worth(size: int) -> bool:
    """Whether machine code saves time on input files of so many bytes, and can be had."""
    if size < WORTH:
        return False  # without asking what there is, which itself takes time
    return (size >= WORTH_MAKING or is_kept()) and loops() is not None


def _loops() -> dict[str, Loop]:
    found = loops()
    assert found is not None, "whoever calls has asked"
    return found


def token_hashes(buffer: Bytes, edges: Offsets) -> tuple[Hashes, Offsets]:
    """As ``tokens.token_hashes``: the hashes of all words, and how many stand before each text."""
    hashes, bounds, _, _ = _cut(buffer, edges)
    return hashes, bounds


def token_places(buffer: Bytes, edges: Offsets, most: Offsets) -> tuple[Offsets, Offsets, Offsets]:
    """As ``tokens.cut``: where words start and end in the bytes, and how many stand before each text.

    Of each text as many as ``most`` says, if it has so many, and whatever more was found on the way.
    """
    _, bounds, starts, ends = _cut(buffer, edges, most)
    return starts, ends, bounds


def _cut(buffer: Bytes, edges: Offsets, most: Offsets | None = None) -> tuple[Hashes, Offsets, Offsets, Offsets]:
    import numpy as np

    size = len(buffer)
    placed = most is not None
    hashes = np.empty(size, dtype=np.uint32)
    starts, ends = (np.empty(size if placed else 0, dtype=np.int64) for _ in range(2))
    bounds = np.empty(len(edges), dtype=np.int64)
    beyond = np.empty(3 * (size // 2 + 1), dtype=np.int64)
    most = np.empty(0, dtype=np.int64) if most is None else most
    left = _loops()["cut"](buffer, edges, hashes, starts, ends, bounds, beyond, most)
    count = int(bounds[-1])
    hashes, starts, ends = hashes[:count], starts[:count], ends[:count]
    if not left:
        return hashes, bounds, starts, ends
    whole = buffer.tobytes()
    at, new_hashes, new_starts, new_ends = [], [], [], []
    for before, start, end in beyond[: 3 * left].reshape(-1, 3).tolist():
        for hash, first, last in words_of_stretch(whole[start:end]):
            at.append(before)
            new_hashes.append(hash)
            new_starts.append(start + first)
            new_ends.append(start + last)
    if at:
        hashes = np.insert(hashes, at, np.array(new_hashes, dtype=np.uint32))
        if placed:
            starts, ends = np.insert(starts, at, new_starts), np.insert(ends, at, new_ends)
        own = np.searchsorted(edges, np.array(new_starts), side="right") - 1  # the text each stands in
        bounds[1:] += np.cumsum(np.bincount(own, minlength=len(edges) - 1))
    return hashes, bounds, starts, ends


def fingerprints(hashes: Hashes, bounds: Offsets) -> tuple[NDArray[np.int64], Offsets, NDArray[np.int64]]:
    """As ``ngrams.fingerprints`` with ``dense=False``, and the length of each text in words."""
    import numpy as np

    found, own = np.empty(len(hashes), dtype=np.int64), np.empty(len(bounds), dtype=np.int64)
    words = np.empty(len(bounds) - 1, dtype=np.int64)
    _loops()["prints"](hashes, bounds, found, own, words)
    return found[: own[-1]], own, words


def copies(hashes: Hashes, bounds: Offsets) -> NDArray[np.int64]:
    """As ``kernels._copies``."""
    import numpy as np

    sums = np.empty(len(bounds) - 1, dtype=np.uint64)
    _loops()["copies"](hashes, bounds, sums)
    return sums.view(np.int64)


def characters(buffer: Bytes, edges: Offsets, bounds: Offsets, places: Offsets) -> Offsets:
    """As ``tokens.characters``."""
    import numpy as np

    found = np.empty(len(places), dtype=np.int64)
    _loops()["characters"](buffer, edges, bounds, np.argsort(places, kind="stable"), places, found)
    return found


def stretches(one: Side, other: Side) -> Stretches:
    """As ``stretches.stretches``, of texts in which every token may be an anchor's."""
    import numpy as np

    sizes, others = np.diff(one.bounds), np.diff(other.bounds)
    longest = int(max(sizes.max(initial=0), others.max(initial=0)))
    if longest > LONGEST:
        return stretches_by_array(one, other)
    most = int((np.minimum(sizes, others) // MIN_RUN).sum())
    found, total = np.empty((most, 5), dtype=np.int64), np.empty(len(one.bounds), dtype=np.int64)
    room = longest + 2 * WINDOW
    slots = 1 << max(4, (2 * longest - 1).bit_length())
    _loops()["stretches"](
        one.hashes, one.bounds, other.hashes, other.bounds, found, total,
        np.empty(room, dtype=np.uint64), np.empty(room, dtype=np.uint64), np.empty(room, dtype=np.int64),
        np.full((slots, 6), -1, dtype=np.int64), np.empty(room, dtype=np.int64), np.empty((room, 3), dtype=np.int64),
    )  # fmt: skip
    pair = np.repeat(np.arange(len(sizes)), np.diff(total))
    a_start, a_end, b_start, b_end, shared = found[: total[-1]].T
    return Stretches(pair, a_start, a_end, b_start, b_end, shared)
