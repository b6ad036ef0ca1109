"""Rows put in order in memory: each once, beside its own line of the listing, however they came in batches."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")

from firsthand.reuse.gathered import fitting, joined  # noqa: E402


@given(st.permutations(range(12)), st.lists(st.integers(0, 11), unique=True), st.integers(1, 5), st.integers(1, 5))
@settings(max_examples=100, deadline=None)
def test_a_listing_gets_its_rows(stored: list[int], wanted: list[int], batch: int, rows: int) -> None:
    table = pa.table({"row": pa.array(stored, pa.int64()), "text": [f"report {n}" for n in stored]})
    listing = pa.table({"number": pa.array(range(len(wanted)), pa.int64()), "row": pa.array(wanted, pa.int64())})
    found = list(joined(table.to_batches(max_chunksize=batch), listing, "row", rows))
    assert all(len(part) == rows for part in found[:-1])
    told = [line for part in found for line in part.to_pylist()]
    assert told == [{"number": n, "text": f"report {row}"} for n, row in enumerate(wanted)]


def test_more_than_fits_is_not_gathered_and_not_read_on() -> None:
    batches = pa.table({"row": pa.array(range(100), pa.int64())}).to_batches(max_chunksize=10)
    read = []

    def reading():  # type: ignore[no-untyped-def]
        for n, batch in enumerate(batches):
            read.append(n)
            yield batch

    assert fitting(reading(), 250) is None
    assert read == [0, 1, 2, 3]
    assert fitting(iter(batches), 800) == batches
