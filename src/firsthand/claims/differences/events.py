"""What one event is called: words that take different sides, in clauses of two articles that tell the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.claims.differences.alignment import Ground, around, compatible
from firsthand.claims.differences.labels import Label, finding, kinds_of, labels, rules_of, sides_of
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import SURE, Telling, claimed, matched
from firsthand.nouns import Span

BESIDE = 2  # words of matter that the clauses of two labels share besides them
NEAR = 0.36  # how surely two clauses tell the same, where both hold a word of one family besides


def find(ground: Ground) -> list[Finding]:
    """One finding for each family whose sides stand in clauses that tell the same."""
    events = [x for x in labels(ground) if kinds_of(ground.language(x.line.article))[x.family] == "event"]
    best: dict[str, list[tuple[float, Label, Label]]] = {}
    for sure, a, b in [*_told_alike(ground, events), *_of_one_day(events)]:
        best.setdefault(a.family, []).append((sure, a, b))
    out = []
    for family in sorted(best):
        rows = sorted(best[family], key=lambda r: (-r[0], r[1].span, r[2].span))
        sure, a, b = rows[0]
        both = [x for _, p, q in rows if {p.side, q.side} & {a.side, b.side} for x in (p, q)]
        users = [{x.line.article for x in both if x.side == side} for side in sorted({x.side for x in both})]
        if all(u == users[0] for u in users):
            continue  # the same articles use both words
        out.append(finding(ground, both, "The same is told as", 0.35 + 0.4 * sure))
    return [*out, *(f for f in _leading(ground, events, best.keys()))]


def _told_alike(ground: Ground, events: Sequence[Label]) -> Iterator[tuple[float, Label, Label]]:
    """Words of one family and different sides in clauses that tell the same."""
    at: dict[Span, list[Label]] = {}
    for label in events:
        at.setdefault(label.line.span, []).append(label)
    for x, y, sure in (*matched(ground), *claimed(ground)):
        if sure < NEAR:
            continue
        mine, theirs = _inside(at, x, sure), _inside(at, y, sure)
        for family in sorted({a.family for a in mine} & {b.family for b in theirs}):
            here = [a for a in mine if a.family == family]
            there = [b for b in theirs if b.family == family]
            if not {a.side for a in here} & {b.side for b in there} and _of_one_thing(ground, here[0], there[0]):
                yield sure, here[0], there[0]


def _of_one_thing(ground: Ground, a: Label, b: Label) -> bool:
    """Whether the clauses of two labels tell the same of what they name: they share words besides them."""
    mine, theirs = (around(x.line, x.first, x.last, ground.language(x.line.article)) for x in (a, b))
    shared = mine.keys() & theirs.keys()
    return len(shared) >= BESIDE and bool(shared - a.line.names - b.line.names)


def _inside(at: dict[Span, list[Label]], told: Telling, sure: float) -> list[Label]:
    """The labels of a clause; of its sentence where it surely tells the same as another."""
    return [x for x in at.get(told.line.span, ()) if told.span.contains(x.span) or sure >= SURE]


def _of_one_day(events: Sequence[Label]) -> Iterator[tuple[float, Label, Label]]:
    """Words of one family and different sides in sentences about one past day or year that name the same."""
    past: dict[str, list[Label]] = {}
    for x in events:
        if x.line.past and x.line.days:
            past.setdefault(x.family, []).append(x)
    for family in sorted(past):
        rows = past[family]
        for n, a in enumerate(rows):
            for b in rows[n + 1 :]:
                if a.line.article == b.line.article or a.side == b.side:
                    continue
                one_day = any(compatible(d, e) for d in a.line.days for e in b.line.days if "/" not in d + e)
                if one_day and len(a.line.names & b.line.names) > 1:
                    yield NEAR, a, b


def _leading(ground: Ground, events: Sequence[Label], known: Sequence[str] | object) -> Iterator[Finding]:
    """What the heads of articles, which tell the story's event, call it: a strong word in some only, or other names."""
    told: dict[str, dict[str, dict[str, Label]]] = {}  # family -> article -> side -> where
    anywhere: dict[tuple[str, str], set[str]] = {}
    for x in events:
        anywhere.setdefault((x.family, x.line.article), set()).add(x.side)
        if x.line.leads and not x.line.past and not _quoted(ground, x):
            told.setdefault(x.family, {}).setdefault(x.line.article, {}).setdefault(x.side, x)
    for family in sorted(told):
        rule = rules_of(ground.language(next(iter(told[family])))).get(family)
        if rule is None or family in known:  # type: ignore[operator]
            continue
        strong, apart = rule
        loud = [rows[s] for a, rows in sorted(told[family].items()) for s in strong if s in rows]
        first = next(iter(sides_of(ground.language(next(iter(told[family]))), family)), "")  # the plain word
        calm = [rows[first] for a, rows in sorted(told[family].items()) if first in rows
                and not anywhere[family, a] & set(strong)]  # fmt: skip
        if loud and calm:
            yield finding(ground, [*loud, *calm], "The event is called", 0.5)
        elif apart:
            single = {a: next(iter(rows.values())) for a, rows in told[family].items() if len(anywhere[family, a]) == 1}
            if len({x.side for x in single.values()}) > 1:
                yield finding(ground, list(single.values()), "One thing is called", 0.5)


def _quoted(ground: Ground, label: Label) -> bool:
    return any(q.span.contains(label.span) for q in ground.layouts[label.line.article].quotations)
