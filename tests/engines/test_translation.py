"""Every query of the plan is one that Spark understands, and says the same there."""

from __future__ import annotations

import pytest

from firsthand.reuse import plan

pytest.importorskip("sqlglot")

STEPS = (*plan.NUMBERED, *plan.POSTED, ("postings", plan.POSTINGS), ("their number", plan.POSTINGS_SIZES),
         *plan.CANDIDATES, *plan.ALIGNED, *plan.PLACED,
         ("wanted", plan.WANTED), ("listed", plan.LISTED), ("piles", plan.PILES))  # fmt: skip


@pytest.mark.parametrize(("name", "query"), STEPS, ids=[name for name, _ in STEPS])
def test_every_step_translates(name: str, query: str) -> None:
    import sqlglot

    from firsthand.engines.spark import translated

    numbers = dict.fromkeys(
        ["rare", "least", "share", "house", "heads", "partners", "one", "piece", "pieces", "words", "copies", "span"], 7
    )
    there = translated(query.format(**numbers, **plan.WRITTEN))
    assert sqlglot.parse_one(there, read="spark")
    assert "UNNEST" not in there.upper()


def test_types_of_the_kernels_translate() -> None:
    from firsthand.engines.spark import _type
    from firsthand.reuse import kernels

    assert _type(kernels.LOCATE).upper() == "ARRAY<STRUCT<SPAN: BIGINT, FIRST: INT, LAST: INT>>"
