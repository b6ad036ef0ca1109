"""Claims and articles -> where versions differ."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.claims.differences import (
    agents,
    ages,
    attributions,
    causes,
    conditions,
    denials,
    descriptions,
    epithets,
    events,
    harm,
    hedges,
    labels,
    namings,
    numbers,
    omissions,
    quantifiers,
    quotes,
    settings,
    turnouts,
    untold,
)
from firsthand.claims.differences.alignment import Ground
from firsthand.claims.differences.severity import Finding, listed
from firsthand.nouns import Claim, Difference, Layout, Lineage, Passage, Statements, Timeline

_KINDS = (
    numbers,
    ages,
    quantifiers,
    turnouts,
    denials,
    descriptions,
    omissions,
    harm,
    labels,
    events,
    agents,
    epithets,
    namings,
    hedges,
    attributions,
    conditions,
    quotes,
    causes,
    settings,
    untold,
)


def find_differences(layouts: Sequence[Layout], statements: Statements, passages: Sequence[Passage], lineage: Lineage,
                     timeline: Timeline, claims: Sequence[Claim]) -> tuple[Difference, ...]:  # fmt: skip
    """Where the articles of one story disagree, the most serious first, about three for each article at most.

    Articles in a language without tables are not compared.
    """
    ground = Ground(layouts, statements, passages, timeline, claims)
    if len(ground.layouts) < 2:
        return ()
    return listed(findings(ground), ground)


def findings(ground: Ground) -> list[Finding]:
    """All that differs, by kind, before the most serious are chosen and repeated ones are merged."""
    return [finding for kind in _KINDS for finding in kind.find(ground)]
