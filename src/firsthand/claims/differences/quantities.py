"""Figures as quantities: how many, how exactly, of what, and the words that tell what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.claims.clauses import Segment
from firsthand.claims.differences.alignment import Ground, Line, key
from firsthand.claims.figures import Figure, figures
from firsthand.claims.wording import groups
from firsthand.languages import Word, rarity, stem, table
from firsthand.nouns import Span

ROUGH = 0.08  # share by which "about 30" may be off
ABOVE = 0.1  # share by which the true count may exceed "at least 20" before a reader takes them for two counts
AFTER = 4  # words behind a figure that can be what it counts
REACH = 9  # words either side of a figure, within its clause, that tell what it is about
MATTER = 0.34  # languages.rarity from which a word beside a figure tells what it counts


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
        "weak": frozenset(
            key(w, language)
            for w in {
                *rows["weak"],
                *rows["skip"],
                *rows["time"],
                *rows["people"],
                *table(language, "figures")["values"],
                *(v for v in table(language, "reporting_verbs")["speech"] if stem(v, language) not in groups(language)),
                *(w for b in rows["bounds"].values() for p in b for w in p.split()),
            }
        ),
        "time": frozenset(key(w, language) for w in rows["time"]),
        "skip": frozenset(rows["skip"]),
        "vague": dict(rows["vague"]),
        "scales": frozenset(table(language, "figures")["scales"]),
        "meaning": {key(w, language): meaning for meaning, found in rows["meaning"].items() for w in found},
        "allowed": frozenset(rows["allowed"]),
        "measures": {
            key(w, language): (float(factor), base)
            for base, words_ in rows["measures"].items()
            for w, factor in words_.items()
        },
    }


def quantities(ground: Ground, line: Line) -> list[Quantity]:
    text, language = ground.layouts[line.article].text, ground.language(line.article)
    rows = _rows(language)
    dates = [(p.expression.start, p.expression.end) for p in ground.timeline.points
             if p.expression.article == line.article and p.expression.overlaps(line.span)]  # fmt: skip
    out: list[Quantity] = []
    vague = _vague(line.words, rows["vague"], rows["scales"])
    found = sorted((*figures(text, line.words, language, dates), *vague), key=lambda f: f.start)
    at = [_place(line.words, f) for f in found]
    for n, figure in enumerate(found):
        first, last = at[n]
        part = line.part(figure.start)
        before = max([part.first, *(_cut(line.words, x[1] + 1, first) for x in at[:n] if x[1] >= part.first)])
        after = min([part.last, *(_cut(line.words, last + 1, x[0]) for x in at[n + 1 :] if x[0] < part.last)])
        told = line.words[last + 1 : min(after, last + 1 + AFTER)]
        head = _head(told, language)
        left = before if not head else max(before, first - REACH)  # "the toll from ... rose to 25 on Monday"
        near = [*line.words[left:first], *line.words[last + 1 : min(after, last + 1 + REACH)]]
        near = [w for w in near if not w.form[:1].isdigit() and not any(a <= w.start < b for a, b in dates)]
        told_as = {rows["meaning"][k] for w in near if (k := key(w.form, language)) in rows["meaning"]}
        beside = frozenset(told_as) | frozenset(k for w in near if (k := key(w.form, language)) in rows["states"]
                           or (rarity(w.form, language) >= MATTER and k not in rows["weak"]))  # fmt: skip
        if not beside or head in rows["time"] or figure.value == 0:
            continue
        bound, start = _bound(line.words, first, before, rows["bounds"], figure.start)
        value, unit, head = _measured(figure.value, figure.unit, head, rows["measures"])
        low, high = _range(value, bound)
        if figure in vague:
            low, high, bound = vague[figure][0], vague[figure][1], "rough"
        if n and _is_range(line.words, at[n - 1][1], first) and found[n - 1].value < figure.value:
            low, start = low * found[n - 1].value / figure.value, found[n - 1].start
            if out and out[-1].span.start <= start < out[-1].span.end:
                out.pop()
        end = line.words[min(after, last + 1 + AFTER) - 1].end
        if first - before <= 3:
            start = min(start, line.words[before].start)
        elif not head and not told:
            start = min(start, line.words[max(before, first - AFTER)].start)
        names = _names(line, part, dates, text)
        span = Span(line.article, start, max(end, figure.end))
        allowed = any(w.form in rows["allowed"] for w in near)
        out.append(Quantity(value, low, high, unit, bound, "" if head in rows["people"] | rows["states"] else head,
                            beside, allowed, names, span, line))  # fmt: skip
    return out


def _vague(
    found: Sequence[Word], words_: Mapping[str, Sequence[float]], scales: frozenset[str]
) -> dict[Figure, Sequence[float]]:
    """The vague counts of a sentence ("dozens"), each with the least and the most it can mean."""
    out: dict[Figure, Sequence[float]] = {}
    for n, w in enumerate(found):
        near = {x.form for x in (*found[max(0, n - 2) : n], *found[n + 1 : n + 3])}
        if w.form in words_ and not near & (scales | words_.keys()):  # "hundreds of thousands" is neither
            low, high = words_[w.form]
            out[Figure((low * high) ** 0.5, "", w.start, w.end)] = (low, high)
    return out


def _place(found: Sequence[Word], figure: Figure) -> tuple[int, int]:
    """The numbers of the first and last word of a figure."""
    inside = [n for n, w in enumerate(found) if w.start >= figure.start and w.end <= figure.end]
    return inside[0], inside[-1]


def _cut(found: Sequence[Word], first: int, last: int) -> int:
    """Where between two figures the words of the one end: at the "and", else at the later one."""
    return next((n for n in range(last - 1, first - 1, -1) if found[n].form in ("and", "or", "but", "with")), last)


def _is_range(found: Sequence[Word], last: int, first: int) -> bool:
    """Whether two figures are the ends of a range: "between 16 and 20", "10 to 15"."""
    between = [w.form for w in found[last + 1 : first]]
    return between in (["to"], ["and"]) and (
        between == ["to"] or any(w.form == "between" for w in found[max(0, last - 2) : last])
    )


def _measured(value: float, unit: str, head: str, measures: Mapping[str, tuple[float, str]]) -> tuple[float, str, str]:
    """A measure in its base unit, so that miles compare with kilometres."""
    if head in measures:
        factor, base = measures[head]
        return round(value * factor, 4), base, ""
    return value, unit, head


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
