"""Figures as quantities: how many, how exactly, of what, and the words that tell what it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.claims.clauses import Segment, clause_words
from firsthand.claims.differences.alignment import Ground, Line, key, well_before
from firsthand.claims.differences.bounds import ROUGH, bound_of, falls_short, range_of, rounds, unit_of
from firsthand.claims.differences.sequences import (
    MATTER,
    changed_by,
    cut,
    is_part,
    is_range,
    is_whole,
    place,
    was_before,
)
from firsthand.claims.differences.uncounted import behind_a_name, goes_with, is_age, is_code, numbers_a_name
from firsthand.claims.figures import Figure, figures
from firsthand.claims.wording import groups
from firsthand.languages import Word, rarity, stem, table
from firsthand.nouns import Span

CONVERTED = 0.04  # share by which a length or weight may be off: it was rounded before it was put into other units
MOST_MAGNITUDE = 10  # of a quake
AFTER = 4  # words behind a figure that can be what it counts
BACK = 12  # words before a figure in which the event is named whose toll it is
REACH = 9  # words either side of a figure, within its clause, that tell what it is about
PEOPLE = "people"  # what is counted where a text only says that they are people
_PER_HOUR = re.compile(r"(?:/|p| per | an )h", re.IGNORECASE)  # "125km/h", "60 miles per hour": how fast at one moment


def folk(language: str) -> frozenset[str]:
    """Keys of heads that say what all the people counted may be ("miners"), not which part of them ("children")."""
    found: frozenset[str] = _rows(language)["folk"]
    return found


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a text: between ``low`` and ``high``, of what, and the words it stands among."""

    value: float
    low: float
    high: float
    unit: str
    bound: str  # "least", "most", "rough", "" where it is stated as exact
    head: str  # key of what is counted, PEOPLE where it is people, "" where it is not told
    beside: frozenset[str]  # keys of the clause
    deeds: frozenset[str]  # those of them that are verbs: what is done with what is counted
    states: frozenset[str]  # what became of those counted: keys of the words that say so ("die", "miss")
    tally: bool  # counts what is counted in games: each player and day has its own
    allowed: bool  # says how many there may be, not how many there are
    scope: str  # "several" or "one" event it is the toll of, "further" ones, or a "change"; "" where it is not told
    past: bool  # of an event well before the day of its article
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
        "language": language,
        "bounds": {name: [tuple(p.split()) for p in found] for name, found in rows["bounds"].items()},
        "people": frozenset(key(w, language) for w in rows["people"]),
        "folk": frozenset(key(w, language) for w in rows["folk"]),
        "states": frozenset(key(w, language) for w in rows["states"]) | rows["meaning"].keys(),
        "fates": frozenset(key(w, language) for w in rows["fates"]),
        "weak": frozenset(
            key(w, language)
            for w in {
                *rows["weak"],
                *rows["skip"],
                *rows["time"],
                *rows["people"],
                *rows["scale"],
                *(w for found in rows["measures"].values() for w in found),
                *table(language, "figures")["values"],
                *(v for v in table(language, "reporting_verbs")["speech"] if stem(v, language) not in groups(language)),
                *(w for b in rows["bounds"].values() for p in b for w in p.split()),
            }
        ),
        "time": frozenset(key(w, language) for w in rows["time"]),
        "skip": frozenset(rows["skip"]),
        "vague": dict(rows["vague"]),
        "scales": frozenset(table(language, "figures")["scales"]),
        "joined": frozenset((*table(language, "figures")["scales"], *rows["joined"])),
        "meaning": {key(w, language): meaning for meaning, found in rows["meaning"].items() for w in found},
        "allowed": frozenset(rows["allowed"]),
        "passed": frozenset(rows["passed"]),
        "foreseen": frozenset(rows["foreseen"]),
        "tallies": frozenset(key(w, language) for w in rows["tallies"]),
        "total": frozenset(rows["total"]),
        "scale": frozenset(rows["scale"]),
        "further": frozenset(rows["further"]),
        "others": frozenset(rows["others"]),
        "terms": {w: float(days) for w, days in rows["terms"].items()},
        "relative": frozenset(rows["relative"]),
        "ages": frozenset(rows["ages"]),
        "aged": frozenset(rows["aged"]),
        "change": frozenset(rows["change"]),
        "changing": frozenset(rows["changing"]),
        "events": frozenset(rows["events"]),
        "short": [tuple(p.split()) for p in rows["short"]],
        "bases": frozenset(rows["measures"]),
        "measures": {
            key(w, language): (float(factor), base)
            for base, words_ in rows["measures"].items()
            for w, factor in words_.items()
        },
    }


def quantities(ground: Ground, line: Line) -> list[Quantity]:
    """The figures of a sentence as quantities, in order; read once for a story."""
    if line.span not in ground.counted:
        ground.counted[line.span] = _quantities(ground, line)
    return ground.counted[line.span]


def _quantities(ground: Ground, line: Line) -> list[Quantity]:
    text, language = ground.layouts[line.article].text, ground.language(line.article)
    rows = _rows(language)
    times = [(at, grain) for at, _, grain in ground.points(line.article) if at.overlaps(line.span)]
    dates = [(at.start, at.end) for at, _ in times]
    days = [(at.start, at.end) for at, grain in times if grain != "duration"]
    out: list[Quantity] = []
    vague = _vague(line.words, rows["vague"], rows["scales"])
    exact = (f for f in figures(text, line.words, language, days) if not is_code(text, line, f, rows))
    found = sorted((*exact, *vague), key=lambda f: f.start)
    at = [place(line.words, f) for f in found]
    for n, figure in enumerate(found):
        first, last = at[n]
        part = line.part(figure.start)
        before = max([part.first, *(cut(line.words, x[1] + 1, first, language) for x in at[:n] if x[1] >= part.first)])
        after = min([part.last, *(cut(line.words, last + 1, x[0], language) for x in at[n + 1 :] if x[0] < part.last)])
        told = line.words[last + 1 : min(after, last + 1 + AFTER)]
        head = _head(told, language)
        left = before if not head else max(before, first - REACH)  # "the toll from ... rose to 25 on Monday"
        near = [*line.words[left:first], *line.words[last + 1 : min(after, last + 1 + REACH)]]
        near = [w for w in near if not w.form[:1].isdigit() and not any(a <= w.start < b for a, b in dates)]
        told_as = {rows["meaning"][k] for w in near if (k := key(w.form, language)) in rows["meaning"]}
        if not near and out and text[figure.start - 2 : figure.start].strip(" $€£¥") == "(":
            # "45 billion crowns ($650 million)" gives one sum twice
            near = [w for w in line.words if key(w.form, language) in out[-1].beside]
        told_as = told_as or {rows["meaning"][k] for w in near if (k := key(w.form, language)) in rows["meaning"]}
        beside = frozenset(told_as) | frozenset(k for w in near if (k := key(w.form, language)) in rows["states"]
                           or (rarity(w.form, language) >= MATTER and k not in rows["weak"]))  # fmt: skip
        if not beside or figure.value == 0:
            continue
        if head in rows["time"]:
            lasting = _lasts(line.words, first, last, rows["terms"], rows["relative"])
            if lasting is None:
                continue
            figure, head = Figure(figure.value * lasting, "day", figure.start, figure.end), ""
        if n and not head and is_whole(line.words, at[n - 1][1], first):
            continue
        if is_part(line.words, last) or any(w.form == "ago" for w in told[:3]):
            continue
        if was_before(line.words, first, last, at[n + 1][0] if n + 1 < len(at) else last):
            continue
        named = numbers_a_name(text, line, figure, first, last, head, rows)
        named = named or behind_a_name(text, line.words, first, last)
        if named or (n and goes_with(line.words, at[n - 1], first, rows)) or is_age(line.words, first, last, rows):
            continue
        size = "." if figure.value % 1 and figure not in vague else ""
        head_people = head in rows["people"] or head in rows["folk"] or head in rows["states"]
        beside_it = {w.form for w in line.words[max(0, first - 3) : last + 3]}
        size = "magnitude" if beside_it & rows["scale"] and figure.value <= MOST_MAGNITUDE and not head_people else size
        sign = text[figure.start - 1 : figure.start] == figure.unit != ""
        bound, start = bound_of(line.words, first, before, rows["bounds"], figure.start - sign)
        if head in rows["measures"] and told and _PER_HOUR.match(text, told[0].end):
            continue
        value, unit, head = _measured(figure.value, figure.unit or size, head, rows["measures"])
        led = any(w.form in rows["passed"] for w in line.words[max(0, first - 2) : first])
        round_one = led and not beside & rows["states"] and value / unit_of(value) < 10
        low, high = range_of(value, bound, falls_short(line.words, first, rows["short"]), round_one)
        if unit in rows["bases"]:
            low, high = low * (1 - CONVERTED), high * (1 + CONVERTED)
        if unit == "day" and not bound:
            low, high = low * (1 - ROUGH), high * (1 + ROUGH)  # a fortnight is 13 days to some
        if figure in vague:
            low, high, bound = vague[figure][0], vague[figure][1], "rough"
        by = changed_by(line.words, at[n - 1][0], at[n - 1][1], first, rows["changing"]) if n else False
        if n and not by and is_range(line.words, at[n - 1][1], first) and found[n - 1].value < figure.value:
            low, start = low * found[n - 1].value / figure.value, found[n - 1].start
            if out and out[-1].span.start <= start < out[-1].span.end:
                out.pop()
        end = line.words[min(after, last + 1 + AFTER) - 1].end
        if first - before <= 3:
            start = min(start, line.words[before].start - (sign and before == first))
        elif not head and not told:
            start = min(start, line.words[max(before, first - AFTER)].start)
        aside = [*dates, *_speakers(ground, line)]
        names = _names(line, part, aside, text) or _names_before(line, part, aside, text)
        span = Span(line.article, start, max(end, figure.end))
        allowed = any(w.form in rows["allowed"] for w in near) or _is_foreseen(line, part, first, rows["foreseen"])
        of = PEOPLE if head in rows["people"] else "" if head in rows["states"] or head in rows["meaning"] else head
        states = frozenset(k for k in beside if k in rows["states"])
        further = bool(told) and told[0].form in rows["further"]
        told_before = {key(w.form, language) for w in line.words[:before]}
        further = further and (first == at[0][0] or bool(states & told_before))  # "60 are dead, six more bodies"
        others = {w.form for w in (*line.words[max(before, first - 1) : first], *told[:1])} & rows["others"]
        further = further or (bool(others) and not states)
        changes = _is_rise(line.words, first, rows["changing"]) or any(w.form in rows["change"] for w in told[:2])
        changes = changes or (n + 1 < len(at) and changed_by(line.words, first, last, at[n + 1][0], rows["changing"]))
        scope = "further" if further else "change" if changes else _scope(line, part, first, rows)
        scope = "" if unit == "day" else scope
        past = _past(ground, line, figure, part)
        if not unit and not of and states & rows["fates"]:
            of = PEOPLE
        deeds = _deeds(near, beside - states, language)
        out.append(Quantity(value, low, high, unit, bound, of, beside, deeds, states, of in rows["tallies"],
                            allowed, scope, past, names, span, line))  # fmt: skip
    return out


def _is_rise(found: Sequence[Word], first: int, changing: frozenset[str]) -> bool:
    """Whether a figure tells by how much another changed: "claims increased by 2,000"."""
    before = [w.form for w in found[max(0, first - 3) : first]]
    return before[-1:] == ["by"] and bool(changing & set(before))


def _is_foreseen(line: Line, part: Segment, first: int, foreseen: frozenset[str]) -> bool:
    """Whether somebody only expected a figure ("Analysts were expecting 870 jobs | and a rate of 5")."""
    start = part.first
    if line.words[start].form in ("and", "or", "to"):
        start = next((p.first for p in reversed(line.parts) if p.first < start), start)
    return any(w.form in foreseen for w in line.words[start:first])


def _deeds(near: Sequence[Word], beside: frozenset[str], language: str) -> frozenset[str]:
    """The verbs among the words beside a figure: what was done with what it counts, or what that did."""
    known = clause_words(language)
    told = (w.form for w in near if known.is_verb(w.form) or w.form in known.participles)
    return frozenset(k for f in told if f not in known.auxiliaries and (k := key(f, language)) in beside)


def _lasts(found: Sequence[Word], first: int, last: int, terms: Mapping[str, float],
           relative: frozenset[str]) -> float | None:  # fmt: skip
    """How many days a unit of time behind a figure has, where they tell how long and not when or how old."""
    behind = [w.form for w in found[last + 1 : last + 4]]
    before = [w.form for w in found[max(0, first - 3) : first]]
    if not behind or behind[0] not in terms or relative & {*before, *behind}:
        return None
    return terms[behind[0]]







def _scope(line: Line, part: Segment, first: int, rows: Mapping[str, Any]) -> str:
    """Whether a figure is the toll of one event or of several ("the attack", "three attacks over four days")."""
    if any(w.form in rows["total"] for w in line.words[part.first : part.last]):
        return "several"
    behind = line.words[first : part.last]
    for w in (*reversed(line.words[max(0, first - BACK) : first]), *behind):
        if w.form in rows["events"]:
            return "several"
        if w.form + "s" in rows["events"]:
            return "one"
    return ""


def _past(ground: Ground, line: Line, figure: Figure, part: Segment) -> bool:
    """Whether a figure is of the past: by the nearest date of its clause, its tense, a date of its sentence, or what
    the sentences before tell.
    """
    dated = [(min(abs(at.start - figure.end), abs(figure.start - at.end)), at, value)
             for at, value, grain in ground.points(line.article)
             if value and grain not in ("duration", "unresolved") and at.overlaps(line.span)]  # fmt: skip
    inside = Span(line.article, line.words[part.first].start, line.words[part.last - 1].end)
    anchor = ground.timeline.anchor(line.article)
    here = [d for d in dated if d[1].overlaps(inside)]
    if here:
        return well_before(min(here)[2], anchor)
    dated = [d for d in dated if d[1].end <= figure.start] or dated  # a date goes before what it dates
    told = line.words[part.first : part.last] if dated else line.words
    if any(w.form in ("has", "have") for w in told):
        return False
    return well_before(min(dated)[2], anchor) if dated else line.past



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


def _measured(value: float, unit: str, head: str, measures: Mapping[str, tuple[float, str]]) -> tuple[float, str, str]:
    """A measure in its base unit, so that miles compare with kilometres."""
    if head in measures:
        factor, base = measures[head]
        return round(value * factor, 4), base, ""
    return value, unit, head


def _names(line: Line, part: Segment, dates: Sequence[tuple[int, int]], text: str) -> frozenset[str]:
    """The names of a clause, those of days, months and speakers left out."""
    found = line.words[part.first : part.last]
    return frozenset(stem(w.form) for w in found if text[w.start].isupper() and stem(w.form) in line.names
                     and not any(a <= w.start < b for a, b in dates))  # fmt: skip


def _speakers(ground: Ground, line: Line) -> list[tuple[int, int]]:
    """Where a sentence names who says what it says: not whom the figure is of."""
    return [(a.source.start, a.source.end) for a in ground.attributed(line.article)
            if a.source is not None and a.source.overlaps(line.span)]  # fmt: skip


def _names_before(line: Line, part: Segment, dates: Sequence[tuple[int, int]], text: str) -> frozenset[str]:
    """The names of the nearest clause before that has any: whose figure it is, where its own clause does not say."""
    for other in reversed([p for p in line.parts if p.last <= part.first]):
        if found := _names(line, other, dates, text):
            return found
    return frozenset()


def _head(after: Sequence[Word], language: str) -> str:
    """What is counted: the first word behind a figure that carries matter and looks like no verb or adverb."""
    skip = _rows(language)["skip"]
    for w in after:
        if w.form in skip or w.form.endswith("ly"):
            continue
        if key(w.form, language) in _rows(language)["people"]:
            return key(w.form, language)
        return key(w.form, language) if rarity(w.form, language) >= MATTER else ""
    return ""


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities can both be right as a reader takes them."""
    if a.bound == b.bound == "least" or a.bound == b.bound == "most":
        return a.value == b.value or rounds(a.value, b.value)
    if a.low <= b.high and b.low <= a.high:
        return True
    return rounds(a.value, b.value)


