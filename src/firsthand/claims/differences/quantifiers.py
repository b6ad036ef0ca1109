"""Shares told in words ("all", "most", "many") that differ where two articles tell the same of the same people."""

from __future__ import annotations

from functools import cache

from firsthand.claims.differences.alignment import Ground, key
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import SURE, Telling, matched
from firsthand.languages import rarity, table
from firsthand.nouns import Span

BEHIND = 5  # words behind a share among which those are named whose share it is
MATTER = 0.34  # languages.rarity from which a word names them


def find(ground: Ground) -> list[Finding]:
    """One finding for each two clauses that give another share of the same people or things."""
    out = []
    for a, b, sure in matched(ground):
        if sure < SURE:
            continue
        mine, theirs = _shares(ground, a), _shares(ground, b)
        for of in sorted(mine.keys() & theirs.keys()):
            (level, one), (other, two) = mine[of], theirs[of]
            if level != other:
                told = "; ".join(f"{ground.outlet(s.article)}: “{ground.text(s)}”" for s in (one, two))
                out.append(Finding("number", ((one,), (two,)), f"The shares differ: {told}", 0.6, 0.6))
    return out


@cache
def _levels(language: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    rows = table(language, "quantities")["shares"]
    found = [(tuple(p.split()), n) for n, level in enumerate(rows) for p in level]
    return tuple(sorted(found, key=lambda x: (-len(x[0]), x)))


def _shares(ground: Ground, told: Telling) -> dict[str, tuple[int, Span]]:
    """Key of those whose share a clause tells -> (how large it is, where)."""
    language = ground.language(told.article)
    words = [w for w in told.line.words if told.span.start <= w.start < told.span.end]
    forms = [w.form for w in words]
    out: dict[str, tuple[int, Span]] = {}
    n = 0
    while n < len(forms):
        phrase, level = next(((p, x) for p, x in _levels(language) if tuple(forms[n : n + len(p)]) == p), ((), -1))
        for m in range(n + len(phrase), min(len(forms), n + len(phrase) + BEHIND)) if phrase else ():
            if rarity(forms[m], language) >= MATTER and not forms[m][:1].isdigit():
                out.setdefault(key(forms[m], language), (level, Span(told.article, words[n].start, words[m].end)))
                break
        n += max(1, len(phrase))
    return out
