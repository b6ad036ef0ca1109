"""How many of a group took part, stayed away, or voted for and against, where the articles tell different shares.

A share stands before the group ("nearly all coast delegates stayed away") or behind what they did ("the coast delegates
shunned the session completely").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from firsthand.claims.differences.alignment import Ground, Line, key
from firsthand.claims.differences.phrases import Phrases, phrase_at, phrases
from firsthand.claims.differences.severity import Finding
from firsthand.languages import rarity, table
from firsthand.nouns import Span

MATTER = 0.34  # languages.rarity from which a word names a group
GROUP = 8  # words between a share, or the head of a clause, and what the group did
BEHIND = 8  # words behind a deed among which stands that all did it
MAX_TOLD = 60  # of a story that are held against one another
NAMING = 2  # words for a group, none of them a name, that must be shared


@dataclass(frozen=True, slots=True)
class Turnout:
    """What share of a group did something, by the size of the share (0 is all)."""

    deed: str
    level: int
    group: frozenset[str]
    span: Span
    line: Line


def find(ground: Ground) -> list[Finding]:
    """One finding for each two articles that tell another share of one group for one deed."""
    told = [t for line in ground.fresh if not line.past for t in _turnouts(ground, line)][:MAX_TOLD]
    out = []
    for n, a in enumerate(told):
        for b in told[n + 1 :]:
            if a.line.article == b.line.article or a.deed != b.deed or a.level == b.level or not _one_group(a, b):
                continue
            shown = "; ".join(f"{ground.outlet(s.article)}: “{ground.text(s)}”" for s in (a.span, b.span))
            out.append(Finding("number", ((a.span,), (b.span,)), f"The shares differ: {shown}", 0.6, 0.7))
    return out


def _one_group(a: Turnout, b: Turnout) -> bool:
    """Whether two groups are one: a name of one is in both, or enough other words are."""
    shared = a.group & b.group
    named = shared & (a.line.names | b.line.names)
    return bool(named) or len(shared) >= NAMING


@cache
def _deeds(language: str) -> tuple[Phrases, dict[str, str]]:
    """What a group does, and the family of each phrase."""
    families = table(language, "turnouts")["deeds"]
    return phrases(p for found in families.values() for p in found), {
        p: family for family, found in families.items() for p in found
    }


@cache
def _shares(language: str) -> tuple[Phrases, dict[str, int]]:
    rows = table(language, "quantities")["shares"]
    return phrases(p for level in rows for p in level), {p: n for n, level in enumerate(rows) for p in level}


@cache
def _wholly(language: str) -> Phrases:
    return phrases(table(language, "turnouts")["wholly"])


def _turnouts(ground: Ground, line: Line) -> Iterator[Turnout]:
    """The shares of groups that a sentence tells."""
    language = ground.language(line.article)
    known, family = _deeds(language)
    shares, level_of = _shares(language)
    forms = [w.form for w in line.words]
    for at in range(1, len(forms)):
        size = phrase_at(forms, at, known)
        if not size:
            continue
        part = line.part(line.words[at].start)
        least = max(part.first, at - GROUP)
        deed = family[" ".join(forms[at : at + size])]
        begins = [(n, phrase_at(forms, n, shares)) for n in range(least, at)]
        share = next(((n, long) for n, long in begins if long), None)
        if share is not None:
            first, long = share
            group = _group(ground, line, first + long, at)
            level = level_of[" ".join(forms[first : first + long])]
            last = at + size
        else:
            last = next((n + found for n in range(at - 1, min(at + size + BEHIND, len(forms), part.last))
                         if (found := phrase_at(forms, n, _wholly(language)))), 0)  # fmt: skip
            first, level, group = least, 0, _group(ground, line, least, at)
        if last and group:
            start, end = line.words[first].start, line.words[max(last, at + size) - 1].end
            yield Turnout(deed, level, group, Span(line.article, start, end), line)


def _group(ground: Ground, line: Line, first: int, last: int) -> frozenset[str]:
    """What some words call a group."""
    language = ground.language(line.article)
    return frozenset(key(w.form, language) for w in line.words[first:last] if rarity(w.form, language) >= MATTER
                     and not w.form[:1].isdigit())  # fmt: skip
