"""Conditions ("unless attacked") that some articles keep and others, which carry the same claim, drop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from firsthand.claims.checks import conditional
from firsthand.claims.differences.alignment import Ground, Line, likeness, overlap
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import Place, comparable, places
from firsthand.languages import table
from firsthand.nouns import Span

SAME = 0.5  # share of the lighter mention's weight that both hold
KEPT = 0.3  # share of a condition's weight that a sentence with a condition holds where it keeps the same one
MAX_PER_CLAIM = 4  # places shown of each side


def find(ground: Ground) -> list[Finding]:
    """Claims that hang on something in some articles only."""
    kept = {a: [c for line in ground.lines[a] for c in _conditions(ground, line)] for a in ground.lines}
    out = []
    for claim in ground.claims:
        rows = [p for p in places(ground, claim) if p.mention.stance != "denied"]
        hung = [(p, c) for p in rows for c in _conditions(ground, p.line) if not _only(p, c)]
        hung = [(p, c) for p, c in hung if not ground.held(p.mention.attribution) or _beside(ground, p, c)]
        for place, condition in hung:
            free = [p for p in rows if p.article != place.article and comparable(place, p)
                    and overlap(place.keys, p.keys) >= SAME and not _keeps(ground, kept[p.article], condition)]  # fmt: skip
            if free:
                keepers = [c for p, c in hung if p.article not in {f.article for f in free}]
                sides = tuple(c[0] for c in keepers[:MAX_PER_CLAIM]), tuple(f.span for f in free[:MAX_PER_CLAIM])
                why = (f"{place.article} makes it depend: “{ground.text(condition[0])}”; {free[0].article} does not: "
                       f"“{ground.text(free[0].span)}”")  # fmt: skip
                out.append(Finding("condition", sides, why, 0.6))
                break
    return out


Condition = tuple[Span, Mapping[str, float]]


def _conditions(ground: Ground, line: Line) -> list[Condition]:
    """The conditional clauses of a sentence, each with what it is compared by."""
    language = ground.language(line.article)
    out = []
    for n, part in enumerate(line.parts):
        found = line.words[part.first : part.last]
        if not found or found[0].form not in _openers(language) and not (
            len(found) > 1 and found[0].form in ("only", "but", "and", "even") and found[1].form in _openers(language)
        ):
            continue
        before = line.words[max(0, part.first - 2) : part.first]
        if not conditional([w.form for w in (*before, *found)], language) or len(found) < 3:
            continue
        if len(found) < 4 and n + 1 < len(line.parts):
            found = line.words[part.first : line.parts[n + 1].last]
        from firsthand.claims.differences.alignment import key

        keys = {k: line.keys[k] for w in found if (k := key(w.form, language)) in line.keys}
        if len(keys) >= 2:
            out.append((Span(line.article, found[0].start, found[-1].end), keys))
    return out


@cache
def _openers(language: str) -> frozenset[str]:
    return frozenset(p.split()[0] for p in table(language, "negation")["conditions"]) - {"only", "on", "as", "in"}


def _only(place: Place, condition: Condition) -> bool:
    """Whether the mention is nothing but the condition."""
    return condition[0].overlaps(place.span) and 2 * len(condition[0]) > len(place.span)


def _beside(ground: Ground, place: Place, condition: Condition) -> bool:
    """Whether a mention and a condition are said by the same person."""
    held = ground.held(place.mention.attribution)
    return any(c.overlaps(condition[0]) for a in held for c in a.content)


def _keeps(ground: Ground, conditions: Sequence[Condition], condition: Condition) -> bool:
    """Whether an article carries the condition too, anywhere."""
    return any(overlap(c[1], condition[1]) >= KEPT or likeness(c[1], condition[1]) >= KEPT for c in conditions)
