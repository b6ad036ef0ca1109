"""Which texts meet in which fingerprints, and what that weighs: a kernel, over any part of all fingerprints at a time.

It stands here and not in the plan's SQL since numbers are sorted by array in half the time that an engine takes to
group and join them, and most fingerprints are held by one text alone and go no further.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from firsthand.reuse.columns import column_of, numbers_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

ONE: Final = 1_000_000  # the weight of a fingerprint that two units hold; of n holders it is ONE / (n - 1) ** 2
NOBODY: Final = -1  # the other unit, where a unit holds a common fingerprint; the fingerprint, where two units meet
MEETINGS: Final = ("unit", "other", "print", "shared", "own", "weight")  # columns, all of 64 bits
_PAIRS = 1 << 17  # pairs summed at once: 10 MB, which stay near the processor


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Fingerprints that more than one unit holds: a row a unit and fingerprint, sorted by fingerprint."""

    unit: Numbers
    print: Numbers
    holders: Numbers
    own: Numbers  # 1 where at least three hold it and all are of one house


def held(unit: Numbers, house: Numbers, prints: Numbers) -> Held:
    """Of postings, each once, those of fingerprints that two or more units hold."""
    import numpy as np

    if (prints[1:] < prints[:-1]).any():
        order = np.argsort(prints)
        unit, house, prints = unit[order], house[order], prints[order]
    first = np.ones(len(prints) + 1, dtype=np.bool_)
    np.not_equal(prints[1:], prints[:-1], out=first[1:-1])
    several = ~(first[1:] & first[:-1])
    if not several.all():
        unit, house, prints = unit[several], house[several], prints[several]
    start = np.flatnonzero(first[:-1][several])
    if not len(start):
        return Held(unit, prints, unit, unit)
    holders = np.diff(np.r_[start, len(unit)])
    own = (holders > 2) & (np.minimum.reduceat(house, start) == np.maximum.reduceat(house, start))
    return Held(unit, prints, np.repeat(holders, holders), np.repeat(own.astype(np.int64), holders))


def meetings(rows: Held, rare: int) -> dict[str, Numbers]:
    """Who meets whom in fingerprints that at most ``rare`` hold, and who holds those that more do.

    Returns:
        ``MEETINGS`` by name. A row with another unit, greater than ``unit``: how many fingerprints the two share, how
        many of these are of one house alone, and what they weigh. Two units may have several rows. A row without:
        a common fingerprint that ``unit`` holds, and whether it is of one house alone.
    """
    import numpy as np

    start = np.flatnonzero(np.r_[True, rows.print[1:] != rows.print[:-1]][: len(rows.print)])
    size = np.diff(np.r_[start, len(rows.print)])
    few = np.flatnonzero((rows.holders[start] <= rare) & (size > 1))
    few = few[np.argsort(rows.unit[start[few]])]  # so that those of one family of texts are summed together
    pairs = np.cumsum(size[few] * (size[few] - 1) // 2)
    cuts = np.searchsorted(pairs, np.arange(0, int(pairs[-1]) if len(pairs) else 0, _PAIRS), side="left")
    shift = _spare_bits(rows.unit)
    parts = [_summed(rows, start[group], size[group], shift) for group in np.split(few, cuts[1:])]
    common = rows.holders > rare
    nobody = np.full(int(common.sum()), NOBODY)
    ones = np.ones(len(nobody), dtype=np.int64)
    parts.append((rows.unit[common], nobody, rows.print[common], ones, rows.own[common], 0 * ones))
    return {name: np.concatenate(columns) for name, columns in zip(MEETINGS, zip(*parts, strict=True), strict=True)}


def _summed(rows: Held, start: Numbers, size: Numbers, shift: int) -> tuple[Numbers, ...]:
    """The pairs of units of some fingerprints, summed: the first row of each fingerprint, and its rows."""
    import numpy as np

    at, further = [], []
    apart = 1
    while len(start):  # each row with the one so many rows behind it
        many = size > apart
        start, size = start[many], size[many]
        count = size - apart
        ends = np.cumsum(count)
        at.append(np.arange(ends[-1] if len(ends) else 0) + np.repeat(start - ends + count, count))
        further.append(at[-1] + apart)
        apart += 1
    row, other = (np.concatenate(x) if x else np.empty(0, dtype=np.int64) for x in (at, further))
    a, b = np.minimum(rows.unit[row], rows.unit[other]), np.maximum(rows.unit[row], rows.unit[other])
    order = np.lexsort((b, a)) if shift < 0 else np.argsort(a >> shift << 32 | b >> shift)
    a, b, row = a[order], b[order], row[order]
    first = np.flatnonzero(np.r_[True, (a[1:] != a[:-1]) | (b[1:] != b[:-1])][: len(a)])
    if not len(first):
        return a, b, a, a, a, a
    own = rows.own[row]
    weight = (1 - own) * (ONE // (rows.holders[row] - 1) ** 2)
    shared = np.diff(np.r_[first, len(a)])
    nobody = np.full(len(first), NOBODY)
    return a[first], b[first], nobody, shared, np.add.reduceat(own, first), np.add.reduceat(weight, first)


def _spare_bits(units: Numbers) -> int:
    """By how many bits, zero in all, units must be shifted for two of them to fit into one number; -1: they do not."""
    import numpy as np

    used = int(np.bitwise_or.reduce(units)) if len(units) else 0
    spare = (used & -used).bit_length() - 1 if used else 0
    return spare if used >> spare < 1 << 31 else -1


def meetings_of(postings: Any, rare: int) -> Any:
    """As ``meetings`` for an Arrow table of postings (unit, house, print): all there are of some fingerprints."""
    columns = [numbers_of(postings[name]) for name in ("unit", "house", "print")]
    return table_of(meetings(held(*columns), rare))


def table_of(found: dict[str, Numbers]) -> Any:
    """Columns of numbers as an Arrow table."""
    import pyarrow as pa

    return pa.table({name: column_of(values) for name, values in found.items()})
