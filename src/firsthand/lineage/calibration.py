"""How often a tie of its evidence is right: what a derivation's confidence says.

While the graph is drawn, a tie's confidence ranks evidence. What is stated is a frequency, counted over the development
bank of invented stories (bench/simulated.py) and the labelled piles together; docs/quality-lineage.md has the counts,
and the figures on stories that nothing was counted on.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.lineage.suppliers import Draft, Tie

Points = Sequence[tuple[float, float]]  # (rank, share right), rising; a line in between

_REPORTS = ("agency", "outlet", "report")
# An article that names its supplier nearly always has it (424 of 430), surest by a credit line or a byline.
_CREDITED: Points = ((0.3, 0.6), (0.5, 0.93), (0.7, 0.97), (0.95, 0.99))
# No credit, but prose that a credited sibling has too: up to 16 words are mostly chance (5 of 28), forty are not
# (36 of 36), and in between it is four in five (22 of 26).
_BY_PROSE: Points = ((0.3, 0.15), (0.5, 0.18), (0.6, 0.8), (0.75, 0.93))
_BY_SPEECH: Points = ((0.5, 0.5), (0.7, 0.6), (0.75, 0.85))  # on whom it rests: 24 of 40; spoken in public: 8 of 8
# Three that share two by two: 37 of 42, on invented stories alone, where no passage is dropped and put back.
_LOST: Points = ((0.6, 0.8), (0.7, 0.85))

# Below an even chance a derivation is not called directed: it is a guess at whose matter it might be.
DIRECTED = 0.5


def stated(draft: Draft, tie: Tie) -> float:
    """The confidence of a tie as it is written. What a person decided stays, and so do ties that claim no direction."""
    if tie.confidence >= 1 or not tie.directed or tie.update:
        return tie.confidence
    parent = draft.unseen.get(tie.parent) or draft.seen.get(tie.parent)
    if parent is not None and parent.kind not in _REPORTS:
        return _at(_BY_SPEECH, tie.confidence)
    if tie.spans:
        return _at(_CREDITED, tie.confidence)
    if parent is not None and parent.kind == "report":
        return _at(_LOST, tie.confidence)
    return _at(_BY_PROSE, tie.confidence)


def _at(points: Points, rank: float) -> float:
    """The value at a rank, on the line between the points around it; beyond the ends, the end's."""
    below = points[0]
    for point in points:
        if rank < point[0]:
            if point is points[0]:
                return point[1]
            return below[1] + (point[1] - below[1]) * (rank - below[0]) / (point[0] - below[0])
        below = point
    return below[1]
