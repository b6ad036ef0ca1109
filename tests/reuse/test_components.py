"""Articles that hang together by pairs are one part, named by its least number."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reuse.components import cut_to_size, parts

pairs = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=16)


@given(pairs)
@settings(max_examples=300, deadline=None)
def test_parts_are_those_that_walking_finds(made: list[tuple[int, int]]) -> None:
    found = parts(12, np.array([a for a, _ in made], dtype=np.int64), np.array([b for _, b in made], dtype=np.int64))
    for start in range(12):
        reached = {start}
        while more := {x for a, b in made for x in (a, b) if {a, b} & reached} - reached:
            reached |= more
        assert found[start] == min(reached)


def test_a_long_chain_in_any_order_is_one_part() -> None:
    order = np.random.default_rng(3).permutation(20_000)
    assert not parts(20_000, order[:-1], order[1:]).any()


def test_a_part_too_large_becomes_several_piles() -> None:
    piles = cut_to_size(np.array([0, 0, 2, 0, 2, 0, 0]), 2)
    assert piles.tolist() == [0, 0, 2, 3, 2, 3, 6]
