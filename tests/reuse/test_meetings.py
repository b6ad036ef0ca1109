"""Who meets whom in fingerprints: as told by counting each pair by itself, however the rows come in parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reuse import meetings as module
from firsthand.reuse.meetings import NOBODY, ONE, held, meetings

postings = st.sets(st.tuples(st.integers(0, 12), st.integers(0, 9)), max_size=60)  # (unit, print)
RARE = 4
Row = tuple[int, int, int]


def house_of(unit: int) -> int:
    return unit // 4


def counted_one_by_one(rows: set[tuple[int, int]]) -> tuple[dict[tuple[int, int], list[int]], set[Row]]:
    holders = defaultdict(list)
    for unit, fingerprint in sorted(rows):
        holders[fingerprint].append(unit)
    met: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    common: set[Row] = set()
    for fingerprint, units in holders.items():
        own = int(len(units) > 2 and len({house_of(u) for u in units}) == 1)
        if len(units) > RARE:
            common |= {(u, fingerprint, own) for u in units}
            continue
        for pair in combinations(units, 2):
            met[pair] = [x + y for x, y in zip(met[pair], (1, own, (1 - own) * (ONE // (len(units) - 1) ** 2)),
                                               strict=True)]  # fmt: skip
    return dict(met), common


def told(found: dict[str, Any]) -> tuple[dict[tuple[int, int], list[int]], set[Row]]:
    met: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    common: set[Row] = set()
    rows = zip(*(found[x].tolist() for x in module.MEETINGS), strict=True)
    for unit, other, fingerprint, shared, own, weight in rows:
        if other == NOBODY:
            common.add((unit, fingerprint, own))
        else:
            assert unit < other
            met[unit, other] = [x + y for x, y in zip(met[unit, other], (shared, own, weight), strict=True)]
    return dict(met), common


def columns(rows: set[tuple[int, int]], factor: int) -> tuple[Any, Any, Any]:
    unit, fingerprint = np.array(sorted(rows, key=hash), dtype=np.int64).reshape(-1, 2).T
    return unit * factor, unit // 4, fingerprint


@given(postings, st.sampled_from([1, 4096, 2**33 + 1]))
@settings(max_examples=200, deadline=None)
def test_meetings_are_those_counted_one_by_one(rows: set[tuple[int, int]], factor: int) -> None:
    found = meetings(held(*columns(rows, factor)), RARE)
    for name in ("unit", "other"):
        found[name] = np.where(found[name] == NOBODY, NOBODY, found[name] // factor)
    assert told(found) == counted_one_by_one(rows)


@given(postings)
@settings(max_examples=50, deadline=None)
def test_meetings_summed_a_few_at_a_time_are_the_same(rows: set[tuple[int, int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PAIRS", 3)
        assert told(meetings(held(*columns(rows, 1)), RARE)) == counted_one_by_one(rows)


@given(postings, st.integers(1, 3), st.sampled_from([1, 40, 10**6]), st.integers(1, 5))
@settings(max_examples=100, deadline=None)
def test_in_parts_all_rows_of_a_number_come_together(
    rows: set[tuple[int, int]], threads: int, memory: int, in_part: int
) -> None:
    pa = pytest.importorskip("pyarrow")
    from firsthand.reuse import parted

    lists: dict[int, list[int]] = {unit: [] for unit in range(13)}
    for unit, fingerprint in rows:
        lists[unit].append(fingerprint)
    table = pa.table({"unit": list(lists), "house": [house_of(u) for u in lists],
                      "print": pa.array(lists.values(), pa.list_(pa.int64()))})  # fmt: skip
    given: list[set[int]] = []

    def remember(part: Any) -> Any:
        given.append(set(part["print"].to_pylist()))
        return part

    def batches() -> Iterator[Any]:
        yield from table.to_batches(max_chunksize=4)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parted, "_IN_PART", in_part)
        tables = list(parted.in_parts(batches, "print", 8, len(table), len(rows), memory, threads, remember))
    assert sum(map(len, given)) == len(set().union(*given)), "a number in two parts"
    found = [tuple(row.values()) for part in tables for row in part.to_pylist()]
    several = {f for _, f in rows if sum(f == other for _, other in rows) > 1}
    assert sorted(found) == sorted((u, house_of(u), f) for u, f in rows if f in several)
