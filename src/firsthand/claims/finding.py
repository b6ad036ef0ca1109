"""The claims of one story, step by step."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.nouns import Claim, Layout, Lineage, Passage, Statements, Timeline


def find_claims(layouts: Sequence[Layout], statements: Statements, passages: Sequence[Passage], lineage: Lineage,
                timeline: Timeline) -> tuple[Claim, ...]:  # fmt: skip
    """What the articles of one story claim, the most carried first, each with the origins shown for it."""
    return ()
