"""Claims and articles -> where versions differ."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.nouns import Claim, Difference, Layout, Lineage, Passage, Statements, Timeline


def find_differences(layouts: Sequence[Layout], statements: Statements, passages: Sequence[Passage], lineage: Lineage,
                     timeline: Timeline, claims: Sequence[Claim]) -> tuple[Difference, ...]:  # fmt: skip
    """Where the articles of one story disagree, the most serious first."""
    return ()
