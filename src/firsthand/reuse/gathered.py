"""Rows put in order in memory, where they fit: an engine that sorts texts moves each of them half a dozen times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from firsthand.reuse.columns import column_of, numbers_of

if TYPE_CHECKING:
    from firsthand.reuse.ngrams import Offsets


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


def in_order(batches: Sequence[Any], order: Offsets, rows: int) -> Iterator[Any]:
    """Arrow tables of so many rows each, of the rows of batches with these numbers, counted through all batches."""
    import numpy as np
    import pyarrow as pa

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


def joined(batches: Sequence[Any], listing: Any, key: str, rows: int) -> Iterator[Any]:
    """A listing's rows with those of batches that have the same key beside them, as Arrow tables of so many rows each.

    Args:
        batches: of Arrow; hold each key of the listing, and each once.
        listing: an Arrow table.
        key: a column of 64-bit whole numbers that both have, and neither has in what comes of it.
        rows: of each table.
    """
    import numpy as np

    keys = np.concatenate([numbers_of(batch.column(key)) for batch in batches])
    by_key = np.argsort(keys)
    order = by_key[np.searchsorted(keys[by_key], numbers_of(listing[key]))]
    head = listing.drop_columns([key])
    for n, table in enumerate(in_order(batches, order, rows)):
        whole = head.slice(n * rows, rows)
        for name in table.column_names:
            if name != key:
                whole = whole.append_column(name, table[name])
        yield whole
