"""What one article reports with a hedge and another states flatly."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from firsthand.claims.differences.alignment import Ground
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import SURE, Telling, matched
from firsthand.languages import Word, table
from firsthand.nouns import Span, merged

AROUND = 2  # words either side of a hedge that must not turn it ("it is not likely")


def find(ground: Ground) -> list[Finding]:
    """Statements that are hedged in some articles and flat in others, one finding for each place of a hedge."""
    found: dict[Span, list[tuple[float, Telling, Telling]]] = {}
    for a, b, sure in matched(ground):
        if sure < SURE or a.line.zone != "body" or b.line.zone != "body":
            continue
        for one, two in ((a, b), (b, a)):
            hedge = _hedge(ground, one.line.words, one)
            if hedge is not None and not _careful(ground, two):
                found.setdefault(hedge, []).append((sure, one, two))
    out = []
    for hedge in sorted(found):
        rows = found[hedge]
        sure, one, two = max(rows, key=lambda r: (r[0], r[2].span))
        flat = merged(r[2].span for r in rows)
        own = not two.speakers and not two.quoted
        why = (f"{ground.outlet(one.article)} keeps its distance, “{ground.text(hedge)}”; "
               f"{ground.outlets(s.article for s in flat)} does not: “{ground.text(two.span)}”")  # fmt: skip
        out.append(Finding("hedge", ((hedge,), flat), why, 0.35 + 0.35 * sure + 0.1 * own, 1.0 if own else 0.8))
    return out


@cache
def _phrases(language: str, also: bool) -> tuple[tuple[str, ...], ...]:
    """What keeps a distance; with ``also``, what makes a statement careful in any way."""
    rows = table(language, "hedges")
    found = [*rows["words"], *rows["phrases"], *table(language, "settings")["provisional"]]
    if also:
        found += table(language, "settings")["careful"]
    return tuple(sorted({tuple(p.split()) for p in found}, key=lambda p: (-len(p), p)))


def _careful(ground: Ground, told: Telling) -> bool:
    """Whether the sentence of a telling hedges, asks, accuses or looks ahead in any way."""
    forms = [w.form for w in told.line.words]
    phrases = _phrases(ground.language(told.article), True)
    return any(_at(forms, n, phrases) for n in range(len(forms)))


def _hedge(ground: Ground, found: Sequence[Word], told: Telling) -> Span | None:
    """The words by which a telling keeps its distance, with the next one; negated ones are none."""
    inside = [w for w in found if told.span.start <= w.start < told.span.end]
    forms = [w.form for w in inside]
    phrases = _phrases(ground.language(told.article), False)
    for n in range(len(forms)):
        length = _at(forms, n, phrases)
        before = forms[max(0, n - AROUND) : n]
        if length and not any(f in ("not", "no") or f.endswith("n't") for f in before):
            last = min(len(inside), n + length + 1) - 1
            return Span(told.article, inside[n].start, inside[last].end)
    return None


def _at(forms: Sequence[str], n: int, phrases: Sequence[tuple[str, ...]]) -> int:
    """How many words of the longest phrase that begins at a place; 0 where none does."""
    return next((len(p) for p in phrases if tuple(forms[n : n + len(p)]) == p), 0)
