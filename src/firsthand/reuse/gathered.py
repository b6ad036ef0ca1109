"""Rows put in order in memory, where they fit: an engine that sorts texts moves each of them half a dozen times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from firsthand.reuse.columns import column_of, numbers_of


def fitting(batches: Iterable[Any], most: int) -> list[Any] | None:
    """Arrow batches as a list, or None once they take more than so many bytes."""
    kept: list[Any] = []
    taken = 0
    for batch in batches:
        taken += batch.nbytes
        if taken > most:
            return None
        kept.append(batch)
    return kept


def in_order(batches: Sequence[Any], by: Sequence[str], rows: int) -> Iterator[Any]:
    """Arrow tables of so many rows each, sorted by columns of 64-bit whole numbers, the first of which counts most."""
    import numpy as np
    import pyarrow as pa

    keys = [np.concatenate([numbers_of(batch.column(name)) for batch in batches]) for name in reversed(by)]
    order = np.lexsort(keys)
    first = np.cumsum([0, *map(len, batches)])
    batch = np.searchsorted(first, order, side="right") - 1
    row = order - first[batch]
    for start in range(0, len(order), rows):
        here, there = batch[start : start + rows], row[start : start + rows]
        together = np.argsort(here, kind="stable")  # batch by batch, then back into the order
        own, at = np.unique(here[together], return_index=True)
        rests = np.split(there[together], at[1:])
        parts = [batches[n].take(column_of(rest)) for n, rest in zip(own, rests, strict=True)]
        back = np.empty(len(together), dtype=np.int64)
        back[together] = np.arange(len(together))
        yield pa.Table.from_batches(parts).combine_chunks().take(column_of(back))
