"""What one event is called: words that take different sides, in sentences of two articles that tell the same."""

from __future__ import annotations

from firsthand.claims.differences.alignment import Ground, Line, likeness, pairs, same_time
from firsthand.claims.differences.labels import Label, finding, kinds_of, labels
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import comparable, places
from firsthand.nouns import Span

SAME = 0.36  # cosine of sentences that tell one event


def find(ground: Ground) -> list[Finding]:
    """One finding for each family whose sides stand in sentences that tell the same."""
    at: dict[tuple[str, int], list[Label]] = {}
    for label in labels(ground):
        if kinds_of(ground.language(label.line.article))[label.family] == "event":
            at.setdefault((label.line.article, label.line.number), []).append(label)
    best: dict[str, list[tuple[float, Label, Label]]] = {}
    for x, y, sure in _told_alike(ground):
        mine, theirs = at.get((x.article, x.number), []), at.get((y.article, y.number), [])
        for family in sorted({a.family for a in mine} & {b.family for b in theirs}):
            here = [a for a in mine if a.family == family]
            there = [b for b in theirs if b.family == family]
            if {a.side for a in here} & {b.side for b in there}:
                continue
            best.setdefault(family, []).append((sure, here[0], there[0]))
    out = []
    for family in sorted(best):
        rows = sorted(best[family], key=lambda r: (-r[0], r[1].span, r[2].span))
        _, a, b = rows[0]
        both = [x for _, p, q in rows if {p.side, q.side} == {a.side, b.side} for x in (p, q)]
        out.append(finding(ground, both, "The same is told as", 0.55))
    return out


def _told_alike(ground: Ground) -> list[tuple[Line, Line, float]]:
    """Sentences of two articles that tell the same, and how sure that is."""
    out: dict[tuple[Span, Span], tuple[Line, Line, float]] = {}
    held = {x.line.span for x in labels(ground)}
    rows = {a: [x for x in ground.lines[a] if x.span in held] for a in ground.compared}
    for a, b in ground.couples():
        for x, y in pairs(rows[a], rows[b]):
            if same_time(x, y) and (score := likeness(x.keys, y.keys)) >= SAME:
                out[x.span, y.span] = (x, y, score)
    for p in ground.passages:
        first, second = ground.line_at(p.a), ground.line_at(p.b)
        if first is not None and second is not None:
            out.setdefault((first.span, second.span), (first, second, p.score))
    for claim in ground.claims:
        told = places(ground, claim)
        for n, one in enumerate(told):
            for two in told[n + 1 :]:
                if one.article != two.article and comparable(one, two):
                    u, v = sorted((one.line, two.line), key=lambda line: line.span)
                    if (score := likeness(u.keys, v.keys)) >= SAME / 2:
                        out.setdefault((u.span, v.span), (u, v, score))
    return [out[k] for k in sorted(out)]
