"""When and where: the same event set at another time or place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from firsthand.claims.clauses import Segment
from firsthand.claims.differences.alignment import (
    Ground,
    Line,
    compatible,
    key,
    likeness,
    matter,
    overlap,
    pairs,
    same_time,
)
from firsthand.claims.differences.severity import Finding
from firsthand.languages import Word, stem, table
from firsthand.nouns import Span

SAME = 0.5  # share of the lighter clause's weight that both hold
ALIKE = 0.3  # cosine of sentences that tell one event
MIN_KEYS = 3  # words of matter in a clause that can be told to say the same as another


@dataclass(frozen=True, slots=True)
class Setting:
    """A clause that gives exactly one day, or exactly one place, and what it is compared by without that."""

    line: Line
    kind: str  # "date" | "place"
    span: Span
    value: str  # EDTF; "" for a place
    keys: Mapping[str, float]


def find(ground: Ground) -> list[Finding]:
    """Events set apart by date or place."""
    found: dict[str, dict[int, list[Setting]]] = {}
    for article in ground.compared:
        for line in ground.lines[article]:
            for setting in _settings(ground, line):
                found.setdefault(article, {}).setdefault(line.number, []).append(setting)
    out: list[Finding] = []
    for a, b in ground.couples():
        mine, theirs = found.get(a, {}), found.get(b, {})
        left = [x for x in ground.lines[a] if x.number in mine]
        right = [y for y in ground.lines[b] if y.number in theirs]
        for x, y in pairs(left, right):
            if likeness(x.keys, y.keys) >= ALIKE:
                out.extend(
                    _finding(ground, one, two)
                    for one in mine[x.number]
                    for two in theirs[y.number]
                    if one.kind == two.kind and _apart(ground, one, two)
                )
    return out


def _apart(ground: Ground, a: Setting, b: Setting) -> bool:
    """Whether two clauses tell the same, of days or places that cannot be one."""
    if overlap(a.keys, b.keys) < SAME:
        return False
    if a.kind == "date":
        return not compatible(a.value, b.value)
    return same_time(a.line, b.line) and _strangers(ground, a.span, b.span)


def _settings(ground: Ground, line: Line) -> list[Setting]:
    out = []
    for part in line.parts:
        found = line.words[part.first : part.last]
        keys = matter(line, found, ground.language(line.article))
        if len(keys) < MIN_KEYS:
            continue
        days, spots = _days(ground, line, found), _spots(ground, line, part)
        if len(days) == 1:
            out.append(Setting(line, "date", *days[0], _without(ground, found, days[0][0], keys)))
        if len(spots) == 1:
            out.append(Setting(line, "place", spots[0], "", _without(ground, found, spots[0], keys)))
    return out


def _without(ground: Ground, found: tuple[Word, ...], span: Span, keys: Mapping[str, float]) -> dict[str, float]:
    """The keys of a clause less those of its date or place."""
    language = ground.language(span.article)
    gone = {key(w.form, language) for w in found if span.start <= w.start < span.end}
    return {k: v for k, v in keys.items() if k not in gone}


def _days(ground: Ground, line: Line, found: tuple[Word, ...]) -> list[tuple[Span, str]]:
    """The days and years a clause gives; those of a clause that tells who speaks are when they spoke."""
    language = ground.language(line.article)
    speech = _speech(language)
    if any(stem(w.form, language) in speech for w in found):
        return []
    span = Span(line.article, found[0].start, found[-1].end)
    return [(s, v) for s, v, grain in ground.points(line.article)
            if grain in ("day", "year", "month", "part-of-day") and v and s.overlaps(span)]  # fmt: skip


@cache
def _speech(language: str) -> frozenset[str]:
    return frozenset(stem(v, language) for v in table(language, "reporting_verbs")["speech"]) | {"said", "told"}


def _spots(ground: Ground, line: Line, part: Segment) -> list[Span]:
    """Names behind a preposition of place."""
    text = ground.layouts[line.article].text
    before = table(ground.language(line.article), "settings")["places"]
    out = []
    for n in range(part.first + 1, part.last):
        w = line.words[n]
        if line.words[n - 1].form not in before or not text[w.start].isupper():
            continue
        if any(s.start <= w.start < s.end for s, _, _ in ground.points(line.article)):
            continue
        end = n
        while end + 1 < part.last and text[line.words[end + 1].start].isupper():
            end += 1
        out.append(Span(line.article, line.words[n - 1].start, line.words[end].end))
    return out


def _strangers(ground: Ground, a: Span, b: Span) -> bool:
    """Whether each place is named nowhere in the other article."""
    return not _named(ground, a, b.article) and not _named(ground, b, a.article)


def _named(ground: Ground, place: Span, article: str) -> bool:
    text = ground.layouts[article].text.casefold()
    return any(len(w) > 2 and w in text for w in ground.text(place).casefold().split()[1:])


def _finding(ground: Ground, a: Setting, b: Setting) -> Finding:
    why = f"{a.line.article}: “{ground.text(a.span)}”; {b.line.article}: “{ground.text(b.span)}”"
    if a.kind == "date":
        return Finding("date", ((a.span,), (b.span,)), f"The dates differ: {why}", 0.55)
    return Finding("place", ((a.span,), (b.span,)), f"The places differ: {why}", 0.45)
