"""Shares told in words ("all", "most", "many") that differ where two articles tell the same of the same people."""

from __future__ import annotations

from functools import cache

from firsthand.claims.differences.alignment import Ground, key, matter
from firsthand.claims.differences.phrases import Phrases, phrase_at, phrases
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import SURE, Telling, claimed, matched
from firsthand.languages import rarity, table
from firsthand.nouns import Span

BEHIND = 5  # words behind a share among which those are named whose share it is
MATTER = 0.34  # languages.rarity from which a word names them


def find(ground: Ground) -> list[Finding]:
    """One finding for each two clauses that give another share of the same people or things."""
    shares: dict[Span, dict[str, tuple[int, Span]]] = {}
    out = []
    for a, b, sure in (*matched(ground), *claimed(ground)):
        if sure < SURE:
            continue
        for told in (a, b):
            if told.span not in shares:
                shares[told.span] = _shares(ground, told)
        mine, theirs = shares[a.span], shares[b.span]
        for of in sorted(mine.keys() & theirs.keys()):
            (level, one), (other, two) = mine[of], theirs[of]
            if level != other and _one_deed(ground, a, one, b, two):
                shown = "; ".join(f"{ground.outlet(s.article)}: “{ground.text(s)}”" for s in (one, two))
                out.append(Finding("number", ((one,), (two,)), f"The shares differ: {shown}", 0.6, 0.6))
    return out


def _one_deed(ground: Ground, a: Telling, one: Span, b: Telling, two: Span) -> bool:
    """Whether the clauses of two shares tell the same of those whose shares they are."""
    told = []
    for x, span in ((a, one), (b, two)):
        part = x.line.part(span.start)
        behind = [w for w in x.line.words[part.first : part.last] if not span.start <= w.start < span.end]
        told.append(matter(x.line, behind, ground.language(x.article)))
    return bool(told[0].keys() & told[1].keys() - a.line.names - b.line.names)


@cache
def _levels(language: str) -> tuple[Phrases, dict[str, int]]:
    """The shares told in words, and the size of each."""
    rows = table(language, "quantities")["shares"]
    return phrases(p for level in rows for p in level), {p: n for n, level in enumerate(rows) for p in level}


def _shares(ground: Ground, told: Telling) -> dict[str, tuple[int, Span]]:
    """Key of those whose share a clause tells -> (how large it is, where)."""
    language = ground.language(told.article)
    words = [w for w in told.line.words if told.span.start <= w.start < told.span.end]
    forms = [w.form for w in words]
    known, levels = _levels(language)
    out: dict[str, tuple[int, Span]] = {}
    n = 0
    while n < len(forms):
        size = phrase_at(forms, n, known)
        level = levels[" ".join(forms[n : n + size])] if size else 0
        for m in range(n + size, min(len(forms), n + size + BEHIND)) if size else ():
            if rarity(forms[m], language) >= MATTER and not forms[m][:1].isdigit():
                out.setdefault(key(forms[m], language), (level, Span(told.article, words[n].start, words[m].end)))
                break
        n += max(1, size)
    return out
