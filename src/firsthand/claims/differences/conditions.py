"""Conditions ("unless attacked") that some articles keep and others, which carry the same claim, drop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from firsthand.claims.checks import conditional
from firsthand.claims.differences.alignment import Ground, Line, key, likeness, overlap
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import MIN_SHARED, SURE, Telling, matched
from firsthand.languages import table
from firsthand.nouns import Span

SAME = 0.6  # share of the lighter statement's weight that both hold beside the condition ...
ALIKE = 0.42  # ... and their cosine
KEPT = 0.3  # share of a condition's weight that a sentence with a condition holds where it keeps the same one

Condition = tuple[Span, Mapping[str, float]]  # a conditional clause, and what it is compared by


def find(ground: Ground) -> list[Finding]:
    """Claims that hang on something in some articles only, one finding for each condition."""
    kept = {a: [c for line in ground.lines[a] for c in _conditions(ground, line)] for a in ground.lines}
    found: list[tuple[Condition, list[Span], list[Span]]] = []  # a condition, where it is kept, where it is dropped
    hung: dict[Span, tuple[Condition, list[Span]]] = {}
    for a, b, sure in matched(ground):
        for one, two in ((a, b), (b, a)) if sure >= SURE else ():
            for condition in _conditions(ground, one.line):
                free = not _depends(ground, two.line) and not _keeps(kept[two.article], condition)
                if free and _still(one, two, condition):
                    hung.setdefault(condition[0], (condition, []))[1].append(two.span)
    for span in sorted(hung):
        condition, dropped = hung[span]
        if dropped:
            for other, keepers, droppers in found:
                if _keeps([other], condition):
                    keepers.append(condition[0])
                    droppers.extend(dropped)
                    break
            else:
                found.append((condition, [condition[0]], sorted(dropped)))
    return [_finding(ground, _each(keepers), _each(droppers)) for _, keepers, droppers in found]


def _depends(ground: Ground, line: Line) -> bool:
    """Whether a sentence has any word that can open a condition."""
    return any(w.form in _openers(ground.language(line.article)) for w in line.words)


def _still(a: Telling, b: Telling, condition: Condition) -> bool:
    """Whether two statements are one also without the condition that one of them has."""
    rest = {k: v for k, v in a.keys.items() if k not in condition[1]}
    told = len(rest.keys() & b.keys.keys() - a.line.names) >= MIN_SHARED
    return told and overlap(rest, b.keys) >= SAME and likeness(rest, b.keys) >= ALIKE


def _each(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The first place in each article."""
    out: dict[str, Span] = {}
    for s in spans:
        out.setdefault(s.article, s)
    return tuple(out[a] for a in sorted(out))


def _finding(ground: Ground, keepers: tuple[Span, ...], droppers: tuple[Span, ...]) -> Finding:
    why = (f"{ground.outlets(s.article for s in keepers)} makes it depend: “{ground.text(keepers[0])}”; "
           f"{ground.outlets(s.article for s in droppers)} does not: “{ground.text(droppers[0])}”")  # fmt: skip
    return Finding("condition", (keepers, droppers), why, 0.6)


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


def _keeps(conditions: Sequence[Condition], condition: Condition) -> bool:
    """Whether one of these conditions is the same."""
    return any(overlap(c[1], condition[1]) >= KEPT or likeness(c[1], condition[1]) >= KEPT for c in conditions)
