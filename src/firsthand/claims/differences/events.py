"""What one event is called: words that take different sides, in clauses of two articles that tell the same."""

from __future__ import annotations

from firsthand.claims.differences.alignment import Ground
from firsthand.claims.differences.labels import Label, finding, kinds_of, labels
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import Telling, matched
from firsthand.nouns import Span

SURE = 0.36  # how surely two clauses tell the same, where both hold a word of one family besides


def find(ground: Ground) -> list[Finding]:
    """One finding for each family whose sides stand in clauses that tell the same."""
    at: dict[Span, list[Label]] = {}
    for label in labels(ground):
        if kinds_of(ground.language(label.line.article))[label.family] == "event":
            at.setdefault(label.line.span, []).append(label)
    best: dict[str, list[tuple[float, Label, Label]]] = {}
    for x, y, sure in matched(ground):
        if sure < SURE:
            continue
        mine, theirs = _inside(at, x), _inside(at, y)
        for family in sorted({a.family for a in mine} & {b.family for b in theirs}):
            here = [a for a in mine if a.family == family]
            there = [b for b in theirs if b.family == family]
            if not {a.side for a in here} & {b.side for b in there}:
                best.setdefault(family, []).append((sure, here[0], there[0]))
    out = []
    for family in sorted(best):
        rows = sorted(best[family], key=lambda r: (-r[0], r[1].span, r[2].span))
        sure, a, b = rows[0]
        both = [x for _, p, q in rows if {p.side, q.side} & {a.side, b.side} for x in (p, q)]
        out.append(finding(ground, both, "The same is told as", 0.35 + 0.4 * sure))
    return out


def _inside(at: dict[Span, list[Label]], told: Telling) -> list[Label]:
    """The labels of a clause."""
    return [x for x in at.get(told.line.span, ()) if told.span.contains(x.span)]
