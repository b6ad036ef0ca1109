"""The kernels' inner parts in machine code where numba is installed: same arrays in, same arrays out, sooner."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from firsthand.reuse.alignment import MIN_RUN
from firsthand.reuse.machine import Loop, is_kept, load
from firsthand.reuse.meetings import MEETINGS, NOBODY
from firsthand.reuse.ngrams import WINDOW
from firsthand.reuse.places import HEAD
from firsthand.reuse.stretches import Stretches
from firsthand.reuse.tokens import words_of_stretch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from firsthand.reuse.ngrams import Hashes, Offsets
    from firsthand.reuse.parted import Keys
    from firsthand.reuse.places import Short
    from firsthand.reuse.tokens import Bytes

    Number = TypeVar("Number", bound=np.generic)

WORTH = 4_000_000  # bytes of input files from which loading it, some .06 seconds, pays: it saves about .02 a megabyte
WORTH_MAKING = 20_000_000  # the same where it must be made first, some four seconds, once
_LEAST_SLOTS = 1 << 10  # for pairs that are summed at once
LONGEST = 1 << 20  # tokens of a text that loops align: three places in it are sorted as one number


_LOADING = threading.Lock()


def loops() -> dict[str, Loop] | None:
    """The loops, or None where they cannot be had; the first time on a machine takes some four seconds."""
    with _LOADING:  # who asks while another thread is at it waits for that
        return _loaded()


@cache
def _loaded() -> dict[str, Loop] | None:
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
    found = _loaded()
    assert found is not None, "whoever calls has asked"
    return found


class _Room(threading.local):
    """Arrays that loops fill and nobody keeps, one a name and thread: new ones each time would be new pages of memory,
    which cost more than what is written into them."""

    def array(self, name: str, size: int, kind: type[Number]) -> NDArray[Number]:
        import numpy as np

        kept: NDArray[Number] | None = getattr(self, name, None)
        if kept is None or len(kept) < size:
            kept = np.empty(size + size // 4, dtype=kind)
            setattr(self, name, kept)
        return kept[:size]


_ROOM = _Room()


def words(buffer: Bytes, edges: Offsets) -> tuple[Hashes, Offsets, Short, Short]:
    """The hashes of all words as ``tokens.token_hashes`` gives them, how many stand before each text, and where each
    begins and ends in the characters of its text. They hold until this thread asks again."""
    import numpy as np

    size = len(buffer)
    hashes = _ROOM.array("hashes", size, np.uint32)
    starts, ends = (_ROOM.array(name, size, np.int32) for name in ("starts", "ends"))
    bounds = np.empty(len(edges), dtype=np.int64)
    beyond = _ROOM.array("beyond", 4 * (size // 2 + 1), np.int64)
    left = _loops()["cut"](buffer, edges, hashes, starts, ends, bounds, beyond)
    count = int(bounds[-1])
    hashes, starts, ends = hashes[:count], starts[:count], ends[:count]
    if not left:
        return hashes, bounds, starts, ends
    whole = buffer.tobytes()
    at, stretch, new_hashes, new_starts, new_ends = [], [], [], [], []
    for before, start, end, characters in beyond[: 4 * left].reshape(-1, 4).tolist():
        for hash, first, last in words_of_stretch(whole[start:end]):
            at.append(before)
            stretch.append(start)
            new_hashes.append(hash)
            new_starts.append(characters + first)
            new_ends.append(characters + last)
    if at:
        hashes = np.insert(hashes, at, np.array(new_hashes, dtype=np.uint32))
        starts, ends = np.insert(starts, at, new_starts), np.insert(ends, at, new_ends)
        own = np.searchsorted(edges, np.array(stretch), side="right") - 1  # the text each stands in
        bounds[1:] += np.cumsum(np.bincount(own, minlength=len(edges) - 1))
    return hashes, bounds, starts, ends


def packed(starts: Short, ends: Short, bounds: Offsets) -> tuple[Bytes, Offsets]:
    """As ``places.packed``. What it gives holds until this thread asks again."""
    import numpy as np

    own = np.empty(len(bounds), dtype=np.int64)
    out = _ROOM.array("packed", HEAD * len(bounds) + len(starts) + len(starts) // 4, np.uint8)
    if (size := _loops()["packed"](starts, ends, bounds, own, out)) > len(out):
        out = _ROOM.array("packed", size, np.uint8)
        _loops()["packed"](starts, ends, bounds, own, out)
    return out[:size], own


def located(data: Bytes, own: Offsets, bounds: Offsets, first: Offsets, last: Offsets) -> tuple[Offsets, Offsets]:
    """Where runs of words begin and end in the characters of their texts.

    Args:
        data: packed places of words (``places.packed``).
        own: where in them each text's begin.
        bounds: where the runs of each text end.
        first: the first word of each, in its text.
        last: the word behind its last.
    """
    import numpy as np

    starts, ends = (np.empty(len(first), dtype=np.int64) for _ in range(2))
    room = np.empty(2 * (int(last.max(initial=0)) + 1), dtype=np.int64)
    _loops()["located"](data, own, bounds, first, last, starts, ends, room)
    return starts, ends


def fingerprints(hashes: Hashes, bounds: Offsets) -> tuple[NDArray[np.int64], Offsets, NDArray[np.int64]]:
    """As ``ngrams.fingerprints`` with ``dense=False``, and the length of each text in words."""
    import numpy as np

    found, own = _ROOM.array("found", len(hashes), np.int64), np.empty(len(bounds), dtype=np.int64)
    words = np.empty(len(bounds) - 1, dtype=np.int64)
    room = _ROOM.array("sorting", 5 * int(np.diff(bounds).max(initial=0)) + 2, np.int64)
    _loops()["prints"](hashes, bounds, found, own, words, room)
    return found[: own[-1]].copy(), own, words


def copies(hashes: Hashes, bounds: Offsets) -> NDArray[np.int64]:
    """As ``kernels._copies``."""
    import numpy as np

    sums = np.empty(len(bounds) - 1, dtype=np.uint64)
    _loops()["copies"](hashes, bounds, sums)
    return sums.view(np.int64)


def meetings(keys: Keys, shift: int, unit: Offsets, house: Offsets, rare: int) -> dict[str, NDArray[np.int64]]:
    """As ``meetings.meetings``, from sorted keys.

    Args:
        keys: each a fingerprint and, in its last ``shift`` bits, the number of the row that holds it.
        unit: of each row.
        house: of each row.
    """
    import numpy as np

    slots = 1 << max(2 * rare * rare, len(keys) // 4, _LEAST_SLOTS).bit_length()
    table, used = _ROOM.array("met", 4 * slots, np.int64).reshape(-1, 4), _ROOM.array("used", slots, np.int64)
    table[:, 0] = -1
    common, counts = _ROOM.array("common", 3 * len(keys), np.int64).reshape(-1, 3), np.zeros(2, dtype=np.int64)
    parts = []
    at = 0
    while at < len(keys):
        at = _loops()["met"](keys, shift, at, house, rare, table, used, common, counts)
        filled = used[: counts[0]]
        pair, shared, own, weight = table[filled].T
        table[filled, 0] = -1
        counts[0] = 0
        one, other = unit[pair >> 32], unit[pair & (2**32 - 1)]
        nobody = np.full(len(pair), NOBODY)
        parts.append((np.minimum(one, other), np.maximum(one, other), nobody, shared, own, weight))
    row, print, own = common[: counts[1]].T
    ones = np.ones(len(row), dtype=np.int64)
    parts.append((unit[row], NOBODY * ones, print, ones, own, 0 * ones))
    return {name: np.concatenate(columns) for name, columns in zip(MEETINGS, zip(*parts, strict=True), strict=True)}


def stretches(one: Hashes, starts: Offsets, ends: Offsets, other: Hashes, other_starts: Offsets, other_ends: Offsets
              ) -> Stretches | None:  # fmt: skip
    """As ``stretches.stretches``, of texts that stand anywhere in two arrays of tokens, none of them barred.

    None where one is too long for loops.
    """
    import numpy as np

    sizes, others = ends - starts, other_ends - other_starts
    longest = int(max(sizes.max(initial=0), others.max(initial=0)))
    if longest > LONGEST:
        return None
    most = int((np.minimum(sizes, others) // MIN_RUN).sum())
    found, total = _ROOM.array("stretches", 5 * most, np.int64).reshape(-1, 5), np.empty(len(sizes) + 1, dtype=np.int64)
    room = longest + 2 * WINDOW
    slots = 1 << max(4, (2 * longest - 1).bit_length())
    sought = _ROOM.array("sought", 6 * slots, np.int64)
    sought[:] = -1
    _loops()["stretches"](
        one, starts, ends, other, other_starts, other_ends, found, total,
        _ROOM.array("grams", room, np.uint64), _ROOM.array("least", room, np.uint64),
        _ROOM.array("places", room, np.int64), sought.reshape(-1, 6),
        _ROOM.array("keys", room, np.int64), _ROOM.array("runs", 3 * room, np.int64).reshape(-1, 3),
    )  # fmt: skip
    pair = np.repeat(np.arange(len(sizes)), np.diff(total))
    a_start, a_end, b_start, b_end, shared = found[: total[-1]].T.copy()
    return Stretches(pair, a_start, a_end, b_start, b_end, shared)
