"""Findings -> differences: the most serious first, repeated ones merged, no more than a reader will read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.claims.differences.alignment import Ground
from firsthand.nouns import Difference, DifferenceKind, Reason, Span, merged, rounded

MAX_PER_ARTICLE = 3  # differences per article of a story; beyond it nobody reads on

# How much a difference of a kind changes what a reader believes, other things equal.
WEIGHT: dict[DifferenceKind, float] = {
    "denial": 1.0, "number": 0.9, "omission": 0.8, "condition": 0.8, "cause": 0.8, "label": 0.75, "date": 0.7,
    "place": 0.6, "quote": 0.6, "attribution": 0.55, "hedge": 0.55,
}  # fmt: skip
LEADING = 1.3  # a side stands at the head of an article
GRAVEST = 1.4  # the score of a denial of what leads the articles: severity is counted in shares of it
CARRIED = 0.05  # for each article beyond two in which a side stands
SHARE: dict[DifferenceKind, float] = {"attribution": 0.5, "hedge": 0.5, "quote": 0.6, "date": 0.5, "place": 0.5,
                                      "cause": 0.5, "condition": 0.5, "label": 1.0, "omission": 0.8}  # fmt: skip
"""Differences of one kind per article at most: a list of one kind hides the rest."""


LEAST: dict[DifferenceKind, float] = {"attribution": 0.53, "label": 0.42, "hedge": 0.45, "quote": 0.3}
"""Scores below which a difference of a kind is not worth a reader's time: a detail deep in the text, told unsurely."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference before it has a place in the list. ``weight`` is how much it matters among its kind, about 1."""

    kind: DifferenceKind
    sides: tuple[tuple[Span, ...], ...]
    why: str
    confidence: float
    weight: float = 1.0
    bare: bool = False  # of an attribution: the last side says nobody, or fewer, who said it


def listed(findings: Sequence[Finding], ground: Ground) -> tuple[Difference, ...]:
    """The differences a reader is shown, most serious first."""
    ranked = sorted(findings, key=lambda f: (-_severity(f, ground), f.kind, f.sides))
    room = MAX_PER_ARTICLE * len(ground.layouts)
    kept: list[Finding] = []
    for finding in ranked:
        if len(kept) >= room:
            break
        if _severity(finding, ground) < LEAST.get(finding.kind, 0.0):
            continue
        allowed = max(2, round(SHARE.get(finding.kind, 1.5) * len(ground.layouts)))
        if sum(k.kind == finding.kind for k in kept) >= allowed:
            continue
        if not any(_repeats(finding, k) for k in kept):
            kept.append(finding)
    return tuple(_difference(n, f, ground) for n, f in enumerate(kept, start=1))


def _severity(finding: Finding, ground: Ground) -> float:
    spans = [s for side in finding.sides for s in side]
    leads = any(line is not None and line.leads for line in map(ground.line_at, spans))
    carried = len({s.article for s in spans}) - 2
    score = WEIGHT[finding.kind] * finding.weight * (LEADING if leads else 1.0) + CARRIED * max(0, carried)
    return round(score * (0.5 + 0.5 * rounded(finding.confidence)), 4)


def _repeats(finding: Finding, kept: Finding) -> bool:
    """Whether two findings of one kind stand at the same places: each side of one touches a side of the other."""
    if finding.kind != kept.kind:
        return False
    mine = [any(a.overlaps(b) for a in side for other in kept.sides for b in other) for side in finding.sides]
    return sum(mine) >= 2


def _difference(n: int, finding: Finding, ground: Ground) -> Difference:
    sides = tuple(merged(side) for side in finding.sides)
    spans = [s for side in sides for s in side]
    touched = sorted({c.id for c in ground.claims for m in c.mentions for s in spans
                      if s.overlaps(m.span) and _shared(s, m.span)}, key=lambda i: (len(i), i))  # fmt: skip
    return Difference(f"d{n}", finding.kind, sides, tuple(touched), rounded(_severity(finding, ground) / GRAVEST),
                      confidence=finding.confidence,
                      reasons=(Reason(finding.why, tuple(spans)),))  # fmt: skip


def _shared(a: Span, b: Span) -> bool:
    """Whether most of the shorter span lies under the other."""
    return 2 * (min(a.end, b.end) - max(a.start, b.start)) >= min(len(a), len(b))
