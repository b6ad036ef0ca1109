"""When, where and why: the same event set at other times and places, or explained otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.claims.clauses import Segment
from firsthand.claims.differences.alignment import Ground, Line, compatible, key, likeness, overlap, pairs, same_time
from firsthand.claims.differences.severity import Finding
from firsthand.languages import Word, rarity, stem, table
from firsthand.nouns import Span

SAME = 0.5  # share of the lighter clause's weight that both hold
ALIKE = 0.3  # cosine of sentences that tell one event
EFFECT = 0.22  # share of what happened that two explanations must have in common
OTHER = 0.34  # share of two reasons from which they are one
MAX_CAUSE = 12  # words of a reason that are shown
MATTER = 0.34  # languages.rarity from which a word of a reason tells something
MIN_KEYS = 3


def find(ground: Ground) -> list[Finding]:
    """Events set apart by date, place or cause."""
    return [*_causes(ground), *_dates_and_places(ground)]


# ---------------------------------------------------------------- why


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason a text gives, and what it is the reason of."""

    span: Span
    line: Line
    reason: Mapping[str, float]
    effect: Mapping[str, float]


@cache
def _markers(language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(p.split()) for p in table(language, "settings")["causes"]), key=lambda p: (-len(p), p)))


def _causes(ground: Ground) -> list[Finding]:
    found = [c for a in ground.lines for n in range(len(ground.lines[a])) for c in _reasons(ground, a, n)]
    groups: list[list[Cause]] = []
    for cause in found:
        for group in groups:
            if all(c.line.article == cause.line.article or _one_effect(c, cause) for c in group):
                group.append(cause)
                break
        else:
            groups.append([cause])
    out = []
    for group in groups:
        sides: list[list[Cause]] = []
        for cause in group:
            fitting = next((s for s in sides if any(_one_reason(cause, c) for c in s)), None)
            fitting.append(cause) if fitting is not None else sides.append([cause])
        if len(sides) < 2 or not _crossed([{c.line.article for c in s} for s in sides]):
            continue
        told = "; ".join(f"{s[0].line.article}: “{ground.text(s[0].span)}”" for s in sides)
        out.append(
            Finding("cause", tuple(tuple(c.span for c in s) for s in sides), f"The reasons given differ: {told}", 0.55)
        )
    return out


def _crossed(sides: Sequence[set[str]]) -> bool:
    """Whether two sides stand in different articles, neither within the other's."""
    return any(a - b and b - a for n, a in enumerate(sides) for b in sides[n + 1 :])


def _reasons(ground: Ground, article: str, n: int) -> list[Cause]:
    rows = ground.lines[article]
    line = rows[n]
    language = ground.language(article)
    forms = [w.form for w in line.words]
    for at in range(len(forms)):
        marker = next((m for m in _markers(language) if tuple(forms[at : at + len(m)]) == m), None)
        if marker is None:
            continue
        end = at + len(marker)
        part = line.part(line.words[min(end, len(forms) - 1)].start)
        last = min(max(part.last, end + 1), end + MAX_CAUSE, len(forms))
        reason = _keys(line, line.words[end:last], language)
        effect = _keys(line, line.words[:at], language)
        if len(effect) < 2 and n:  # "It was because of ..." speaks of what stands before it, or of the day's news
            head = next((r for r in rows if r.leads), rows[n - 1])
            effect = {**head.keys, **rows[n - 1].keys, **effect}
        if reason and len(effect) >= 2:
            return [Cause(Span(article, line.words[at].start, line.words[last - 1].end), line, reason, effect)]
    return []


def _keys(line: Line, found: Sequence[Word], language: str) -> dict[str, float]:
    return {
        k: line.keys[k]
        for w in found
        if rarity(w.form, language) >= MATTER and (k := key(w.form, language)) in line.keys
    }


def _one_effect(a: Cause, b: Cause) -> bool:
    if not same_time(a.line, b.line):
        return False
    return len(a.effect.keys() & b.effect.keys()) >= 1 and likeness(a.effect, b.effect) >= EFFECT


def _one_reason(a: Cause, b: Cause) -> bool:
    return overlap(a.reason, b.reason) >= OTHER


# ---------------------------------------------------------------- when and where


def _dates_and_places(ground: Ground) -> list[Finding]:
    out = []
    articles = sorted(ground.lines)
    for n, a in enumerate(articles):
        for b in articles[n + 1 :]:
            for x, y in pairs(ground.lines[a], ground.lines[b]):
                if likeness(x.keys, y.keys) >= ALIKE:
                    for one in x.parts:
                        for two in y.parts:
                            out.extend(_set_apart(ground, (x, one), (y, two)))
    return out


def _set_apart(ground: Ground, a: tuple[Line, Segment], b: tuple[Line, Segment]) -> list[Finding]:
    """Two clauses that tell the same, of other days or other places."""
    x, y = _words(a), _words(b)
    mine = _keys(a[0], x, ground.language(a[0].article))
    theirs = _keys(b[0], y, ground.language(b[0].article))
    if min(len(mine), len(theirs)) < MIN_KEYS:
        return []
    out = []
    days = _days(ground, a), _days(ground, b)
    if len(days[0]) == len(days[1]) == 1 and not compatible(days[0][0][1], days[1][0][1]):
        one, two = days[0][0][0], days[1][0][0]
        if overlap(_without(ground, a, one, mine), _without(ground, b, two, theirs)) >= SAME:
            out.append(_finding(ground, "date", one, two))
    spots = _spots(ground, a), _spots(ground, b)
    if len(spots[0]) == len(spots[1]) == 1 and same_time(a[0], b[0]):
        p, q = spots[0][0], spots[1][0]
        if _strangers(ground, p, q) and overlap(_without(ground, a, p, mine), _without(ground, b, q, theirs)) >= SAME:
            out.append(_finding(ground, "place", p, q))
    return out


def _words(part: tuple[Line, Segment]) -> tuple[Word, ...]:
    return part[0].words[part[1].first : part[1].last]


def _without(ground: Ground, part: tuple[Line, Segment], span: Span, keys: Mapping[str, float]) -> dict[str, float]:
    """The keys of a clause less those of its date or place."""
    language = ground.language(span.article)
    gone = {key(w.form, language) for w in _words(part) if span.start <= w.start < span.end}
    return {k: v for k, v in keys.items() if k not in gone}


def _days(ground: Ground, part: tuple[Line, Segment]) -> list[tuple[Span, str]]:
    """The days and years a clause gives; those of a clause that tells who speaks are when they spoke."""
    found = _words(part)
    speech = _speech(ground.language(part[0].article))
    if any(stem(w.form, ground.language(part[0].article)) in speech for w in found):
        return []
    span = Span(part[0].article, found[0].start, found[-1].end)
    points = (p for p in ground.timeline.points if p.value and p.grain in ("day", "year", "month", "part-of-day"))
    return [(p.expression, p.value) for p in points if p.expression.overlaps(span)]


@cache
def _speech(language: str) -> frozenset[str]:
    return frozenset(stem(v, language) for v in table(language, "reporting_verbs")["speech"]) | {"said", "told"}


def _spots(ground: Ground, part: tuple[Line, Segment]) -> list[Span]:
    """Names behind a preposition of place."""
    line, segment = part
    text = ground.layouts[line.article].text
    before = frozenset(table(ground.language(line.article), "settings")["places"])
    dated = [p.expression for p in ground.timeline.points if p.expression.article == line.article]
    out = []
    for n in range(segment.first + 1, segment.last):
        w = line.words[n]
        if (
            line.words[n - 1].form in before
            and text[w.start].isupper()
            and not any(d.start <= w.start < d.end for d in dated)
        ):
            end = n
            while end + 1 < segment.last and text[line.words[end + 1].start].isupper():
                end += 1
            out.append(Span(line.article, line.words[n - 1].start, line.words[end].end))
    return out


def _strangers(ground: Ground, a: Span, b: Span) -> bool:
    """Whether each place is named nowhere in the other article."""
    return not _named(ground, a, b.article) and not _named(ground, b, a.article)


def _named(ground: Ground, place: Span, article: str) -> bool:
    text = ground.layouts[article].text.casefold()
    return any(len(w) > 2 and w in text for w in ground.text(place).casefold().split()[1:])


def _finding(ground: Ground, kind: str, a: Span, b: Span) -> Finding:
    why = f"{a.article}: “{ground.text(a)}”; {b.article}: “{ground.text(b)}”"
    if kind == "date":
        return Finding("date", ((a,), (b,)), f"The dates differ: {why}", 0.55)
    return Finding("place", ((a,), (b,)), f"The places differ: {why}", 0.45)
