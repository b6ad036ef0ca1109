"""What one article reports with a hedge and another states flatly."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from firsthand.claims.differences.alignment import Ground, overlap
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import Place, comparable, places
from firsthand.languages import table
from firsthand.nouns import Span

SAME = 0.5  # share of the lighter mention's weight that both hold


def find(ground: Ground) -> list[Finding]:
    """Claims that are hedged in some articles and flat in others."""
    out = []
    for claim in ground.claims:
        rows = [p for p in places(ground, claim) if p.mention.stance != "denied"]
        hedged = [p for p in rows if _hedge(ground, p) is not None]
        careful = {p.article for p in hedged}
        flat = [p for p in rows if p.article not in careful]
        hedged = [h for h in hedged if any(_same(ground, h, f) for f in flat)]
        flat = [f for f in flat if any(_same(ground, h, f) for h in hedged)]
        if hedged and flat:
            why = (f"{hedged[0].article} keeps its distance: “{ground.text(hedged[0].span)}”; "
                   f"{flat[0].article} does not: “{ground.text(flat[0].span)}”")  # fmt: skip
            own = any(f.mention.stance == "asserted" for f in flat)
            sides = tuple(s for p in hedged if (s := _hedge(ground, p)) is not None), tuple(p.span for p in flat)
            out.append(Finding("hedge", sides, why, 0.65 if own else 0.5, 1.0 if own else 0.75))
    return out


def _same(ground: Ground, a: Place, b: Place) -> bool:
    return a.article != b.article and comparable(a, b) and overlap(a.keys, b.keys) >= SAME


@cache
def _rows(language: str) -> Mapping[str, Any]:
    return {
        "words": frozenset(table(language, "hedges")["words"]),
        "phrases": tuple(table(language, "hedges")["phrases"]),
    }


def _hedge(ground: Ground, place: Place) -> Span | None:
    """The words by which the clause of a mention keeps its distance, with the next one; negated ones are none."""
    rows = _rows(ground.language(place.article))
    forms = [w.form for w in place.clause]
    for n in range(len(forms)):
        before = forms[max(0, n - 2) : n]
        if any(f in ("not", "no") or f.endswith("n't") for f in before):
            continue
        length = 1 if forms[n] in rows["words"] else 0
        for phrase in rows["phrases"]:
            size = len(phrase.split())
            if " ".join(forms[n : n + size]) == phrase:
                length = max(length, size)
        if length:
            last = min(len(forms), n + length + 1) - 1
            return Span(place.article, place.clause[n].start, place.clause[last].end)
    return None
