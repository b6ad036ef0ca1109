"""Figures of different articles about the same quantity that cannot both be right.

A quantity is a figure with what it counts and the words beside it. Two are comparable where they count the same thing
in clauses about the same thing of the same time; they agree where each lies within what the other allows ("about 30"
and 29, "more than 11,000" and 11,000).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.claims.clauses import Segment
from firsthand.claims.differences.alignment import Ground, Line, key, likeness, names_apart, same_time
from firsthand.claims.differences.severity import Finding
from firsthand.claims.figures import figures
from firsthand.languages import Word, rarity, stem, table
from firsthand.nouns import Span

ROUGH = 0.08  # share by which "about 30" may be off
ABOVE = 0.1  # share by which the true count may exceed "at least 20" before a reader takes them for two counts
AFTER = 4  # words behind a figure that can be what it counts
REACH = 9  # words either side of a figure, within its clause, that tell what it is about
MAX_SIDES = 4
MATTER = 0.34  # languages.rarity from which a word beside a figure tells what it counts
ALIKE = 0.12  # cosine of two sentences that speak of one thing
FAR = 3  # times: figures further apart count the same only in sentences ...
ALIKE_FAR = 0.3  # ... that are this alike
CROWD = 60  # figures beside one word; a word beside more tells nothing
MIN_SHARED = 0.3  # share of the words beside two figures that both hold


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a text: between ``low`` and ``high``, of what, and the words it stands among."""

    value: float
    low: float
    high: float
    unit: str
    bound: str  # "least", "most", "rough", "" where it is stated as exact
    head: str  # key of what is counted, "" where it is people or is not told
    beside: frozenset[str]  # keys of the clause
    allowed: bool  # says how many there may be, not how many there are
    names: frozenset[str]  # stems of the capitalised words of the clause
    span: Span
    line: Line

    @property
    def article(self) -> str:
        return self.span.article


@cache
def _rows(language: str) -> Mapping[str, Any]:
    rows = table(language, "quantities")
    return {
        "bounds": {name: [tuple(p.split()) for p in found] for name, found in rows["bounds"].items()},
        "people": frozenset(key(w, language) for w in rows["people"]),
        "states": frozenset(key(w, language) for w in rows["states"]),
        "weak": frozenset(key(w, language) for w in {
            *rows["weak"], *rows["skip"], *rows["time"], *rows["people"], *table(language, "figures")["values"],
            *table(language, "reporting_verbs")["speech"], *(w for b in rows["bounds"].values() for p in b for w in p.split()),
        }),
        "time": frozenset(key(w, language) for w in rows["time"]),
        "skip": frozenset(rows["skip"]),
        "allowed": frozenset(rows["allowed"]),
    }


def find(ground: Ground) -> list[Finding]:
    """Quantities that the articles give differently."""
    found = [q for a in ground.lines for line in ground.lines[a] for q in _quantities(ground, line)]
    out = []
    for group in _groups(found):
        sides = _sides(group)
        if len(sides) > 1:
            out.append(_finding(ground, sides))
    return out


def _quantities(ground: Ground, line: Line) -> list[Quantity]:
    text, language = ground.layouts[line.article].text, ground.language(line.article)
    rows = _rows(language)
    dates = [(p.expression.start, p.expression.end) for p in ground.timeline.points
             if p.expression.article == line.article and p.expression.overlaps(line.span)]  # fmt: skip
    out = []
    for figure in figures(text, line.words, language, dates):
        first = next(n for n, w in enumerate(line.words) if w.start >= figure.start)
        last = next(n for n, w in reversed(list(enumerate(line.words))) if w.end <= figure.end)
        part = line.part(figure.start)
        left = max(part.first, first - REACH)
        right = min(part.last, last + 1 + REACH)
        near = [w for n, w in enumerate(line.words[left:right], start=left)
                if not first <= n <= last and not w.form[:1].isdigit() and not any(a <= w.start < b for a, b in dates)]  # fmt: skip
        beside = frozenset(k for w in near if (k := key(w.form, language)) in rows["states"]
                           or (rarity(w.form, language) >= MATTER and k not in rows["weak"]))  # fmt: skip
        head = _head(line.words[last + 1 : min(right, last + 1 + AFTER)], language)
        if not beside or head in rows["time"] or figure.value == 0:
            continue
        bound, start = _bound(line.words, first, part.first, rows["bounds"], figure.start)
        low, high = _range(figure.value, bound)
        end = line.words[min(part.last, last + 1 + AFTER) - 1].end
        if first - part.first <= 3:
            start = min(start, line.words[part.first].start)
        out.append(Quantity(figure.value, low, high, figure.unit, bound, "" if head in rows["people"] | rows["states"] else head,
                            beside, any(w.form in rows["allowed"] for w in near), _names(line, part, dates, text),
                            Span(line.article, start, max(end, figure.end)), line))  # fmt: skip
    return out


def _names(line: Line, part: Segment, dates: Sequence[tuple[int, int]], text: str) -> frozenset[str]:
    """The names of a clause, those of days and months left out."""
    found = line.words[part.first : part.last]
    return frozenset(stem(w.form) for w in found if text[w.start].isupper() and stem(w.form) in line.names
                     and not any(a <= w.start < b for a, b in dates))  # fmt: skip


def _head(after: Sequence[Word], language: str) -> str:
    """What is counted: the first word behind a figure that carries matter and looks like no verb or adverb."""
    skip = _rows(language)["skip"]
    for w in after:
        if w.form in skip or w.form.endswith("ly"):
            continue
        return key(w.form, language) if rarity(w.form, language) >= MATTER else ""
    return ""


def _bound(found: Sequence[Word], first: int, least: int, bounds: Mapping[str, Sequence[tuple[str, ...]]],
           start: int) -> tuple[str, int]:  # fmt: skip
    """The word that makes a figure a bound or a rough one, and where the figure begins with it."""
    for name in sorted(bounds):
        for phrase in bounds[name]:
            for gap in (0, 1):
                at = first - len(phrase) - gap
                if at >= max(0, least) and tuple(w.form for w in found[at : at + len(phrase)]) == phrase:
                    return name, found[at].start
    return "", start


def _range(value: float, bound: str) -> tuple[float, float]:
    if bound == "least":
        return value, value * (1 + ABOVE)
    if bound == "most":
        return value * (1 - ABOVE), value
    if bound == "rough":
        return value * (1 - ROUGH), value * (1 + ROUGH)
    return value, value


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities can both be right as a reader takes them."""
    if a.bound == b.bound == "least" or a.bound == b.bound == "most":
        return a.value == b.value or _rounds(a.value, b.value)
    if a.low <= b.high and b.low <= a.high:
        return True
    return _rounds(a.value, b.value)


def _rounds(a: float, b: float) -> bool:
    """Whether the rounder of two figures of a thousand or more is the other, rounded."""
    for rounder, other in ((a, b), (b, a)):
        if rounder < 1000 or rounder != int(rounder):
            continue
        digits = str(int(rounder))
        kept = len(digits.rstrip("0"))
        if kept < len(digits) and kept >= 2 and round(other, kept - len(str(int(other)))) == rounder:
            return True
    return False


def _groups(found: Sequence[Quantity]) -> list[list[Quantity]]:
    """Quantities that count the same: joined the likeliest pair first, where every two of different articles do."""
    alone = _alone(found)
    index: dict[str, list[int]] = {}
    for i, q in enumerate(found):
        for k in sorted(q.beside):
            index.setdefault(k, []).append(i)
    near = {(i, j) for rows in index.values() if len(rows) <= CROWD for n, i in enumerate(rows) for j in rows[n + 1 :]}
    links = {p for p in near if found[p[0]].article != found[p[1]].article and comparable(found[p[0]], found[p[1]], alone)}
    of = {i: i for i in range(len(found))}
    groups = {i: [i] for i in range(len(found))}
    for i, j in sorted(links, key=lambda p: (-_shared(found[p[0]], found[p[1]]), p)):
        a, b = of[i], of[j]
        if a != b and all(found[x].article == found[y].article or (min(x, y), max(x, y)) in links
                          for x in groups[a] for y in groups[b]):  # fmt: skip
            for x in groups.pop(b):
                groups[a].append(x)
                of[x] = a
    several = ([found[i] for i in sorted(g)] for g in groups.values())
    return [g for g in several if len({q.article for q in g}) > 1]


def _shared(a: Quantity, b: Quantity) -> float:
    """How much of what stands beside two figures is the same, 0..1; sentences that are alike decide between equals."""
    return round(len(a.beside & b.beside) / max(1, len(a.beside | b.beside)) + likeness(a.line.keys, b.line.keys) / 4, 4)


def _alone(found: Sequence[Quantity]) -> frozenset[tuple[str, str]]:
    """(article, key) where one figure alone of the day's news stands beside the key."""
    seen: dict[tuple[str, str], set[float]] = {}
    for q in found:
        if not q.line.past:
            for k in q.beside:
                seen.setdefault((q.article, k), set()).add(q.value)
    return frozenset(k for k, values in seen.items() if len(values) == 1)


def comparable(a: Quantity, b: Quantity, alone: frozenset[tuple[str, str]]) -> bool:
    """Whether two quantities count the same."""
    if a.unit != b.unit or a.allowed != b.allowed or not same_time(a.line, b.line):
        return False
    if a.head and b.head and a.head != b.head:
        return False
    shared = a.beside & b.beside
    about = shared - {a.head} if a.head else shared
    if not shared or (not about and not (a.head and a.line.leads and b.line.leads)):
        return False
    if names_apart(a.names, b.names):
        return False
    if max(a.value, b.value) > FAR * min(a.value, b.value) and likeness(a.line.keys, b.line.keys) < ALIKE_FAR:
        return False
    if len(shared) >= MIN_SHARED * min(len(a.beside), len(b.beside)) and _alike(a.line, b.line):
        return True
    return any((a.article, k) in alone and (b.article, k) in alone for k in about)


def _alike(a: Line, b: Line) -> bool:
    return likeness(a.keys, b.keys) >= ALIKE


def _sides(group: Sequence[Quantity]) -> list[list[Quantity]]:
    """The quantities by version: those that agree with a side's first stand on it. Exact ones open sides first."""
    ordered = sorted(group, key=lambda q: (q.bound == "rough", q.value, q.span))
    sides: list[list[Quantity]] = []
    for q in ordered:
        fitting = [s for s in sides if all(agree(q, x) for x in s)]
        if fitting:
            min(fitting, key=lambda s: (abs(s[0].value - q.value), s[0].value)).append(q)
        else:
            sides.append([q])
    several = [{q.article for q in s} for s in sides]
    if any(not (x - y) or not (y - x) for n, x in enumerate(several) for y in several[n + 1 :] if len(sides) == 2):
        return []  # one article gives both: it tells two counts, or corrects itself
    if len(sides) == 2 and _summed(sides[0], sides[1]):
        return []
    return sides if len(sides) <= MAX_SIDES else []


def _summed(a: Sequence[Quantity], b: Sequence[Quantity]) -> bool:
    """Whether figures of one sentence add up to the other side's value."""
    for mine, theirs in ((a, b), (b, a)):
        for q in mine:
            numbers = [float(m.group().replace(",", "")) for w in q.line.words
                       if (m := re.fullmatch(r"\d{1,12}(?:,\d{3}){0,4}", w.form))]  # fmt: skip
            rest = [n for n in numbers if n != q.value][:12]
            if any(q.value + n == x.value for n in rest for x in theirs):
                return True
    return False


def _finding(ground: Ground, sides: Sequence[Sequence[Quantity]]) -> Finding:
    values = sorted(s[0].value for s in sides)
    gap = (values[-1] - values[0]) / max(values[-1], 1e-9)
    told = "; ".join(f"{', '.join(sorted({q.article for q in s}))}: “{ground.text(s[0].span)}”" for s in sides)
    exact = all(q.bound != "rough" for s in sides for q in s)
    return Finding("number", tuple(tuple(q.span for q in s) for s in sides), f"The figures differ: {told}",
                   0.6 + (0.15 if exact else 0.0), 0.8 + 0.4 * min(1.0, 2 * gap))  # fmt: skip
