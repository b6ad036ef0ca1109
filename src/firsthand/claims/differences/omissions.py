"""A denial that some articles carry and others, which carry the same claim, leave out."""

from __future__ import annotations

from firsthand.claims.differences.alignment import Ground
from firsthand.claims.differences.denials import disputes
from firsthand.claims.differences.severity import Finding


def find(ground: Ground) -> list[Finding]:
    """Claims whose denial not every article tells."""
    found = disputes(ground)
    denying = {d.article for dispute in found for d in dispute.denied}
    out = []
    for dispute in found:
        without = tuple(s for s in dispute.stated if s.article not in denying)
        if without:
            names = ", ".join(sorted({s.article for s in without}))
            why = (f"{names} carries the claim without the denial that {dispute.denied[0].article} has: "
                   f"“{ground.text(dispute.denied[0])}”")  # fmt: skip
            out.append(Finding("omission", (dispute.denied, without), why, 0.6, 0.9))
    return out
