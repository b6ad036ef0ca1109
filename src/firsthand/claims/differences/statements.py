"""The mentions of a claim as they are compared with one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firsthand.claims.differences.alignment import Ground, Line, key, names_apart, overlap, same_time
from firsthand.languages import Word
from firsthand.nouns import Claim, Mention, Span

MOSTLY = 0.6  # share of the lighter mention's weight in common, from which one word beside names is enough
MIN_KEYS = 3  # words of matter in a mention that can be told to say the same as another


@dataclass(frozen=True, slots=True)
class Place:
    """A mention, its sentence, and what its own words and those of its clauses are compared by."""

    mention: Mention
    line: Line
    clause: tuple[Word, ...]  # the words of every clause the mention touches
    keys: Mapping[str, float]
    names: frozenset[str]

    @property
    def article(self) -> str:
        return self.mention.span.article

    @property
    def span(self) -> Span:
        return self.mention.span


def places(ground: Ground, claim: Claim) -> list[Place]:
    """The mentions of a claim in the body of readable articles, in order."""
    out = []
    for m in sorted(claim.mentions, key=lambda m: m.span):
        if m.span.article not in ground.layouts:
            continue
        line = ground.line_at(m.span)
        if line is not None:
            out.append(place(ground, m, line))
    return out


def place(ground: Ground, mention: Mention, line: Line) -> Place:
    """One mention as it is compared."""
    language = ground.language(line.article)
    span = mention.span
    touched = [
        p for p in line.parts if line.words[p.first].start < span.end and span.start < line.words[p.last - 1].end
    ]
    clause = line.words[touched[0].first : touched[-1].last] if touched else ()
    own = [w for w in line.words if span.start <= w.start < span.end]
    keys = {k: line.keys[k] for w in own if (k := key(w.form, language)) in line.keys}
    text = ground.layouts[line.article].text
    names = frozenset(k for w in own if text[w.start].isupper() and (k := key(w.form, language)) in line.keys
                      and w.start != line.span.start)  # fmt: skip
    return Place(mention, line, clause, keys, names)


def comparable(a: Place, b: Place) -> bool:
    """Whether two mentions say enough to be told the same, of one time and not of different people."""
    shared = a.keys.keys() & b.keys.keys()
    if min(len(a.keys), len(b.keys)) < MIN_KEYS or len(shared) < 2 or not shared - a.names - b.names:
        return False
    if len(shared - a.names - b.names) < 2 and overlap(a.keys, b.keys) < MOSTLY:
        return False
    return same_time(a.line, b.line) and not names_apart(a.names, b.names)
