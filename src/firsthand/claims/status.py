"""What is shown for a claim, in one word."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.claims.knowers import Ground
from firsthand.claims.units import Unit
from firsthand.claims.voices import dated_back
from firsthand.nouns import ClaimStatus, Origin, Stance


def status(origins: Sequence[Origin], stances: Sequence[Stance], contested: bool, background: bool) -> ClaimStatus:
    """The status of a claim.

    Args:
        contested: whether somebody in the story answers it with a denial.
        background: whether every mention is in an outlet's own voice and dates itself to the past.
    """
    if contested or ("denied" in stances and any(s != "denied" for s in stances)):
        return "disputed"
    if len(origins) > 1:
        return "several-origins"
    if background or any(o.kind == "public-statement" for o in origins):
        return "public-record"
    return "single-origin" if origins else "cannot-tell"


def background(ground: Ground, units: Sequence[Unit]) -> bool:
    """Whether nobody is quoted with a claim and its mentions date themselves to before the story."""
    return all(u.attribution is None and dated_back(ground, u) for u in units)
