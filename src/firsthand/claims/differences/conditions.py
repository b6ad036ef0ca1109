"""Conditions ("unless attacked") that some articles keep and others, which carry the same claim, drop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from firsthand.claims.checks import conditional
from firsthand.claims.differences.alignment import Ground, Line, key, likeness, overlap
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import Place, comparable, places
from firsthand.languages import table
from firsthand.nouns import Span

SAME = 0.5  # share of the lighter mention's weight that both hold
KEPT = 0.3  # share of a condition's weight that a sentence with a condition holds where it keeps the same one
GAP = 2  # words between a condition and what hangs on it


def find(ground: Ground) -> list[Finding]:
    """Claims that hang on something in some articles only, one finding for each condition."""
    kept = {a: [c for line in ground.lines[a] for c in _conditions(ground, line)] for a in ground.lines}
    found: list[tuple[Condition, list[Span], list[Span]]] = []  # a condition, where it is kept, where it is dropped
    for claim in ground.claims:
        rows = [p for p in places(ground, claim) if p.mention.stance != "denied"]
        hung = [(p, c) for p in rows for c in _conditions(ground, p.line) if _hangs(p, c)]
        for place, condition in hung:
            free = [p.span for p in rows if p.article != place.article and comparable(place, p)
                    and overlap(place.keys, p.keys) >= SAME and not _keeps(kept[p.article], condition)]  # fmt: skip
            if not free:
                continue
            for other, keepers, droppers in found:
                if _keeps([other], condition):
                    keepers.append(condition[0])
                    droppers.extend(free)
                    break
            else:
                found.append((condition, [condition[0]], free))
    return [_finding(ground, _each(keepers), _each(droppers)) for _, keepers, droppers in found]


def _each(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The first place in each article."""
    out: dict[str, Span] = {}
    for s in spans:
        out.setdefault(s.article, s)
    return tuple(out[a] for a in sorted(out))


def _finding(ground: Ground, keepers: tuple[Span, ...], droppers: tuple[Span, ...]) -> Finding:
    why = (f"{keepers[0].article} makes it depend: “{ground.text(keepers[0])}”; {droppers[0].article} does not: "
           f"“{ground.text(droppers[0])}”")  # fmt: skip
    return Finding("condition", (keepers, droppers), why, 0.6)


Condition = tuple[Span, Mapping[str, float]]


def _conditions(ground: Ground, line: Line) -> list[Condition]:
    """The conditional clauses of a sentence, each with what it is compared by."""
    language = ground.language(line.article)
    out: list[Condition] = []
    for n, part in enumerate(line.parts):
        found = line.words[part.first : part.last]
        if not found or (
            found[0].form not in _openers(language)
            and not (
                len(found) > 1
                and found[0].form in ("only", "but", "and", "even")
                and found[1].form in _openers(language)
            )
        ):
            continue
        before = line.words[max(0, part.first - 2) : part.first]
        if not conditional([w.form for w in (*before, *found)], language) or len(found) < 3:
            continue
        if len(found) < 4 and n + 1 < len(line.parts):
            found = line.words[part.first : line.parts[n + 1].last]
        keys = {k: line.keys[k] for w in found if (k := key(w.form, language)) in line.keys}
        if len(keys) >= 2:
            out.append((Span(line.article, found[0].start, found[-1].end), keys))
    return out


@cache
def _openers(language: str) -> frozenset[str]:
    return frozenset(p.split()[0] for p in table(language, "negation")["conditions"]) - {"only", "on", "as", "in"}


def _hangs(place: Place, condition: Condition) -> bool:
    """Whether a mention states something that the condition right before or behind it bears on."""
    span = condition[0]
    if span.overlaps(place.span) or len(place.keys.keys() - place.names) < 2:
        return False
    between = sum(1 for w in place.line.words
                  if place.span.end <= w.start < span.start or span.end <= w.start < place.span.start)  # fmt: skip
    return between <= GAP


def _keeps(conditions: Sequence[Condition], condition: Condition) -> bool:
    """Whether one of these conditions is the same."""
    return any(overlap(c[1], condition[1]) >= KEPT or likeness(c[1], condition[1]) >= KEPT for c in conditions)
