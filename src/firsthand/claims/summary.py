"""A story in one line, in numbers, and what could not be told of it."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.nouns import Claim, Difference, Layout, Lineage, Statements, Summary, Timeline


def summarise(layouts: Sequence[Layout], statements: Statements, lineage: Lineage, timeline: Timeline,
              claims: Sequence[Claim], differences: Sequence[Difference]) -> tuple[str, Summary, tuple[str, ...]]:  # fmt: skip
    """The story's title, its numbers, and one line for each thing that could not be told."""
    return "", Summary(len(layouts), None, 0, 0, 0), ()
