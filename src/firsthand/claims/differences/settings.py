"""When and where: the same event set at another time or place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from firsthand.claims.clauses import clause_words
from firsthand.claims.differences.alignment import Ground, Line, around, compatible, key
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import SURE, Telling, alike, matched, sameness
from firsthand.languages import Word, stem, table
from firsthand.nouns import Span

PLACED = 0.44  # how surely two clauses tell one event where each gives a direction
DATED = 2  # words of matter, names left out, that the clauses of two dates of one event share
SHORTEST = 3  # characters of a date: "Mar" alone may be a name
DAYS = ("day", "part-of-day", "month", "year")


def find(ground: Ground) -> list[Finding]:
    """Events set apart by date, by place, or by part of a country."""
    out = []
    for a, b, sure in matched(ground):
        if sure >= SURE and (dated := _dates(ground, a, b)):
            out.append(_finding(ground, "date", *dated))
        if sure >= PLACED and (turned := _directions(ground, a, b)):
            out.append(_finding(ground, "direction", *turned))
    spots: dict[Span, list[Span]] = {}
    for a, b in alike(ground):
        for told in (a, b):
            if told.span not in spots:
                spots[told.span] = _spots(ground, told.line, _words(told))
        one, two = spots[a.span], spots[b.span]
        if len(one) == len(two) == 1 and _strangers(ground, one[0], two[0]) and sameness(a, b, names=False) >= SURE:
            out.append(_finding(ground, "place", one[0], two[0]))
    return out


def _words(told: Telling) -> tuple[Word, ...]:
    return tuple(w for w in told.line.words if told.span.start <= w.start < told.span.end)


def _dates(ground: Ground, a: Telling, b: Telling) -> tuple[Span, Span] | None:
    """The one day or year that each gives, where the two cannot be one."""
    one, two = _days(ground, a.line, _words(a)), _days(ground, b.line, _words(b))
    if len(one) != 1 or len(two) != 1 or one[0][2] != two[0][2] or compatible(one[0][1], two[0][1]):
        return None
    if not _one_event(ground, a.line, one[0][0], b.line, two[0][0]):
        return None
    if one[0][2] == "day" and _weekday(ground, one[0][0]) == _weekday(ground, two[0][0]) != "" and _within_a_week(
        ground, a.article, b.article
    ):
        return None  # "on Saturday" in both, read as the last one and as the next
    return one[0][0], two[0][0]


def _one_event(ground: Ground, a: Line, one: Span, b: Line, two: Span) -> bool:
    """Whether the clauses that two dates stand in tell one event, neither pointing back ("that morning")."""
    if any(ground.text(s).casefold().startswith(("that ", "the same ")) for s in (one, two)):
        return False
    deeds = [_deed(x, s, ground.language(x.article)) for x, s in ((a, one), (b, two))]
    if all(deeds) and deeds[0] != deeds[1]:
        return False  # "were killed on Monday", "mourned on Tuesday"
    mine, theirs = (around(x, *_numbers(x, s), ground.language(x.article)) for x, s in ((a, one), (b, two)))
    return len(mine.keys() & theirs.keys() - a.names - b.names) >= DATED


def _deed(line: Line, span: Span, language: str) -> str:
    """Key of the verb nearest to a date in its clause; empty where there is none."""
    known = clause_words(language)
    part, (first, _) = line.part(span.start), _numbers(line, span)
    verbs = [(abs(n - first), n) for n in range(part.first, part.last)
             if (known.is_verb(line.words[n].form) or line.words[n].form in known.participles)
             and line.words[n].form not in known.auxiliaries]  # fmt: skip
    return key(line.words[min(verbs)[1]].form, language) if verbs else ""


def _numbers(line: Line, span: Span) -> tuple[int, int]:
    """The numbers of the words of a sentence under a span, the last exclusive."""
    inside = [n for n, w in enumerate(line.words) if w.start < span.end and span.start < w.end] or [0]
    return inside[0], inside[-1] + 1


def _weekday(ground: Ground, at: Span) -> str:
    """The words of a date that gives no more than a day of the week."""
    forms = [f for f in ground.text(at).casefold().split() if f not in ("on", "last", "this", "next")]
    return forms[0] if len(forms) == 1 and forms[0].endswith("day") else ""


def _within_a_week(ground: Ground, a: str, b: str) -> bool:
    """Whether two articles were published less than a week apart, as far as their days are known."""
    days = [d for d in (ground.timeline.anchor(a), ground.timeline.anchor(b)) if d and len(d) >= 10]
    return len(days) < 2 or abs((date.fromisoformat(days[0][:10]) - date.fromisoformat(days[1][:10])).days) < 7


def _directions(ground: Ground, a: Telling, b: Telling) -> tuple[Span, Span] | None:
    """The one direction that each gives ("in the north", "in western Arrow"), where they differ."""
    one, two = _turned(ground, a), _turned(ground, b)
    if len(one) != 1 or len(two) != 1 or one[0][1] == two[0][1]:
        return None
    return one[0][0], two[0][0]


def _turned(ground: Ground, told: Telling) -> list[tuple[Span, str]]:
    """The directions of a clause behind "in", each with what stands behind it."""
    known = table(ground.language(told.article), "settings")["directions"]
    words, text = _words(told), ground.layouts[told.article].text
    out = []
    for n, w in enumerate(words):
        before = [x.form for x in words[max(0, n - 2) : n]]
        if w.form in known and before[-1:] in (["in"], ["the"]) and "in" in before:
            last = n + 1 if n + 1 < len(words) and text[w.end : words[n + 1].start] == " " else n
            start = words[n - (1 if before[-1] == "in" else 2)].start
            out.append((Span(told.article, start, words[last].end), str(known[w.form])))
    return out


def _days(ground: Ground, line: Line, found: Sequence[Word]) -> list[tuple[Span, str, str]]:
    """The days and years a clause gives; those of a clause that tells who speaks are when they spoke."""
    language = ground.language(line.article)
    speech = _speech(language)
    if any(stem(w.form, language) in speech for w in found):
        return []
    span = Span(line.article, found[0].start, found[-1].end)
    return [(s, v, grain) for s, v, grain in ground.points(line.article)
            if grain in DAYS and v and len(s) > SHORTEST and s.overlaps(span)
            and not {"hours", "minutes"} & set(ground.text(s).casefold().split())]  # fmt: skip


@cache
def _speech(language: str) -> frozenset[str]:
    return frozenset(stem(v, language) for v in table(language, "reporting_verbs")["speech"]) | {"said", "told"}


def _spots(ground: Ground, line: Line, found: Sequence[Word]) -> list[Span]:
    """Names behind a preposition of place."""
    text = ground.layouts[line.article].text
    before = table(ground.language(line.article), "settings")["places"]
    out = []
    for n in range(1, len(found)):
        w = found[n]
        if found[n - 1].form not in before or not text[w.start].isupper():
            continue
        if len(w.form) < SHORTEST or any(s.start <= w.start < s.end for s, _, _ in ground.points(line.article)):
            continue
        end = n
        while end + 1 < len(found) and text[found[end + 1].start].isupper():
            end += 1
        out.append(Span(line.article, found[n - 1].start, found[end].end))
    return out


def _strangers(ground: Ground, a: Span, b: Span) -> bool:
    """Whether each place is named nowhere in the other article."""
    return not _named(ground, a, b.article) and not _named(ground, b, a.article)


def _named(ground: Ground, place: Span, article: str) -> bool:
    text = ground.layouts[article].text.casefold()
    return any(len(w) > 2 and w in text for w in ground.text(place).casefold().split()[1:])


def _finding(ground: Ground, kind: str, a: Span, b: Span) -> Finding:
    why = f"{ground.outlet(a.article)}: “{ground.text(a)}”; {ground.outlet(b.article)}: “{ground.text(b)}”"
    if kind == "date":
        return Finding("date", ((a,), (b,)), f"The dates differ: {why}", 0.55)
    if kind == "place":
        return Finding("place", ((a,), (b,)), f"The places differ: {why}", 0.45)
    return Finding("place", ((a,), (b,)), f"The parts of the country differ: {why}", 0.45, 0.7)
