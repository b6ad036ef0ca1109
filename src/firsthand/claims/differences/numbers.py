"""Figures of different articles about the same quantity that cannot both be right.

Two are comparable where they count the same, in sentences about the same thing of the same time, and neither article
has a figure that fits the other's better. They agree where each lies within what the other allows ("about 30" and 29,
"more than 11,000" and 11,000).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from firsthand.claims.differences.alignment import Ground, likeness, names_apart, overlap, same_time
from firsthand.claims.differences.quantities import PEOPLE, Quantity, agree, folk, quantities
from firsthand.claims.differences.severity import Finding
from firsthand.nouns import Span, merged

TOLLS = ("die", "hurt", "miss")
LEAST_SUM = 5  # smaller figures are the same by chance
SUMMED = 2  # sentences behind a figure in which another adds to it
BOTH = 2  # words beside two figures of one value by which they count one thing
MAX_SIDES = 4
MAX_FIGURES = 40  # of one article: a table of results is no report
FIT = 0.42  # likeness of two figures' surroundings from which they count the same
LEADS = 0.12  # what it adds that both stand at the head of their articles
STATE = 0.2  # that the same became of those counted
ALONE = 0.2  # that neither article has another figure for what they share
SEVERAL = 0.15  # that both are tolls of several events together
ALLOWED = 0.1  # that both say how many there may be
COUNTED = 0.15  # that both name the same thing, not only people
ALIKE = 0.12  # cosine of two sentences that speak of one thing
FAR = 2  # times: figures further apart count the same only in sentences ...
ALIKE_FAR = 0.3  # ... that are this alike
ALIKE_DEEDS = 0.45  # cosine of two sentences that may tell one deed with two verbs
CURRENCIES = frozenset("$€£¥")
NEXT = 0.85  # share of the best fit from which another figure of the same article fits as well


def find(ground: Ground) -> list[Finding]:
    """Quantities that the articles give differently."""
    found = _counted(ground)
    by_article = {a: list(rows) for a, rows in groupby(found, key=lambda q: q.article)}
    out = []
    for group in _groups(ground, found):
        sides = _sides(ground, group)
        if len(sides) > 1 and not (len(sides) == 2 and _gives_both(by_article, sides)):
            out.append(_finding(ground, sides))
    return [*out, *_summed_up(ground, found)]


def _counted(ground: Ground) -> list[Quantity]:
    """The figures that are compared, by place, of each article no more than a report has."""
    found: list[Quantity] = []
    for _, lines in groupby(ground.fresh, key=lambda line: line.article):
        found.extend([q for line in lines for q in quantities(ground, line)][:MAX_FIGURES])
    return found


def _summed_up(ground: Ground, found: Sequence[Quantity]) -> list[Finding]:
    """One figure that is the toll of several events in some articles and of one in others.

    Only where an article that gives it for several gives less for the one: else "the blasts" may be "the blast".
    """
    out = []
    for state in TOLLS:
        tolls = [q for q in found if state in q.states and not q.past and q.value >= LEAST_SUM]
        for value in sorted({q.value for q in tolls}):
            several = [q for q in tolls if q.value == value and q.scope == "several" and _parts(q, tolls)]
            summing = {q.article for q in tolls if q.value == value and q.scope == "several"}
            about = [ground.setting(p.line) for q in several for p in _parts(q, tolls)]
            one = [r for r in tolls if r.value == value and r.scope == "one" and r.article not in summing
                   and any(likeness(ground.setting(r.line), x) >= ALIKE for x in about)]  # fmt: skip
            if one:
                why = (f"The same figure counts other things: {ground.outlets(q.article for q in several)} has it for "
                       f"several events, “{ground.text(several[0].span)}”; {ground.outlets(r.article for r in one)} "
                       f"for one, “{ground.text(one[0].span)}”")  # fmt: skip
                sides = merged(q.span for q in several), merged(r.span for r in one)
                out.append(Finding("number", sides, why, 0.65))
    return out


def _parts(toll: Quantity, tolls: Sequence[Quantity]) -> list[Quantity]:
    """What the article of a toll of several events counts for one of them."""
    return [p for p in tolls if p.article == toll.article and p.scope == "one" and p.value < toll.value]


def same_count(ground: Ground) -> list[tuple[Quantity, Quantity]]:
    """Figures of two articles that give one count of one thing in one value, "about 30" and "30" alike."""
    found = _counted(ground)
    fits = _fits(ground, found)
    return [(found[i], found[j]) for i, j in sorted(_mutual(found, fits)) if found[i].value == found[j].value]


def _groups(ground: Ground, found: Sequence[Quantity]) -> list[list[Quantity]]:
    """Quantities that count the same: joined the likeliest pair first, where every two of different articles do."""
    fits = _fits(ground, found)
    links = _mutual(found, fits)
    of = {i: i for i in range(len(found))}
    groups = {i: [i] for i in range(len(found))}
    for i, j in sorted(links, key=lambda p: (-fits[p], p)):
        a, b = of[i], of[j]
        if a != b and _join(found, groups[a], groups[b], fits):
            for x in groups.pop(b):
                groups[a].append(x)
                of[x] = a
    several = ([found[i] for i in sorted(g)] for g in groups.values())
    return [g for g in several if len({q.article for q in g}) > 1]


def _fits(ground: Ground, found: Sequence[Quantity]) -> Mapping[tuple[int, int], float]:
    """Every two figures of different articles that can count the same, and how well they fit."""
    index: dict[str, list[int]] = {}
    for i, q in enumerate(found):
        for k in sorted(q.beside):
            index.setdefault(k, []).append(i)
    near = {(i, j) for rows in index.values() for n, i in enumerate(rows) for j in rows[n + 1 :]}
    only = _only(found)
    out = {}
    for i, j in sorted(near):
        if found[i].article != found[j].article and (fit := fitness(ground, found[i], found[j], only)) >= FIT:
            out[i, j] = fit
    return out


def _mutual(found: Sequence[Quantity], fits: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs of which each is about the best fit of the other in its article."""
    best: dict[tuple[int, str], float] = {}
    for (i, j), fit in fits.items():
        for x, y in ((i, j), (j, i)):
            best[x, found[y].article] = max(best.get((x, found[y].article), 0.0), fit)
    return [(i, j) for (i, j), fit in fits.items()
            if fit >= NEXT * max(best[i, found[j].article], best[j, found[i].article])]  # fmt: skip


def _join(found: Sequence[Quantity], a: Sequence[int], b: Sequence[int],
          fits: Mapping[tuple[int, int], float]) -> bool:  # fmt: skip
    """Whether two groups count the same: most pairs over articles do, and no article gives two values."""
    across = [(min(x, y), max(x, y)) for x in a for y in b if found[x].article != found[y].article]
    if any(found[x].article == found[y].article and not agree(found[x], found[y]) for x in a for y in b):
        return False
    return 2 * sum(p in fits for p in across) >= len(across) > 0


def fitness(ground: Ground, a: Quantity, b: Quantity, only: frozenset[tuple[Span, str]]) -> float:
    """How well two figures fit one count, 0..1; 0 where they count different things, times or people.

    Args:
        only: (place, key) of the figures that are all their article has to tell of a key.
    """
    if not _comparable(a, b, _whole_toll(ground, a, b, only)):
        return 0.0
    counted = {a.head, b.head} - {PEOPLE, ""}
    told = (a.beside & b.beside) - counted
    leads = a.line.leads and b.line.leads
    alone = any((a.span, k) in only and (b.span, k) in only for k in told)
    if not told and not (leads and a.head == b.head != ""):
        return 0.0
    context = likeness(ground.setting(a.line), ground.setting(b.line))
    if context < ALIKE and not leads and not alone:
        return 0.0
    if a.unit and a.unit != "metre" and len(told) < 2 and not a.states & b.states:
        return 0.0  # two sums, two shares: one word in common says little
    small = max(a.value, b.value) < LEAST_SUM and not a.unit and not a.states & b.states
    if small and context < ALIKE_FAR:
        return 0.0
    far = max(a.value, b.value) > FAR * min(a.value, b.value)
    if far and context < ALIKE_FAR and not (alone and a.unit in CURRENCIES):
        return 0.0
    beside = _weighed(a, counted), _weighed(b, counted)
    shared = len(beside[0].keys() & beside[1].keys())
    near = overlap(*beside) * min(1.0, shared / 2)  # one word in common is half a proof
    fit = 0.45 * (context + near) if all(beside) else 0.75 * context
    fit += STATE * bool(a.states & b.states) + LEADS * leads + ALONE * alone
    fit += SEVERAL * (a.scope == b.scope == "several")
    fit += ALLOWED * a.allowed + COUNTED * bool(counted and a.head == b.head)
    return round(min(1.0, fit), 4)


def _whole_toll(ground: Ground, a: Quantity, b: Quantity, only: frozenset[tuple[Span, str]]) -> bool:
    """Whether one counts people and the other says who they were, each at the head of its article and all it tells."""
    heads = {a.head, b.head} - {PEOPLE}
    known = folk(ground.language(a.article)) | folk(ground.language(b.article))
    if PEOPLE not in (a.head, b.head) or not heads <= known or not (a.line.leads and b.line.leads):
        return False
    return any((a.span, s) in only and (b.span, s) in only for s in a.states & b.states)


def _comparable(a: Quantity, b: Quantity, whole: bool = False) -> bool:
    """Whether nothing says that two figures count different things; ``whole`` if they are all that is counted."""
    if a.unit != b.unit or a.allowed != b.allowed or a.past != b.past or _strangers(a, b):
        return False
    if a.past and not same_time(a.line, b.line):
        return False
    if (a.head and b.head and a.head != b.head and not whole) or not _one_scope(a.scope, b.scope):
        return False
    if a.unit and _other_time(a, b):
        return False
    if (a.tally or b.tally) and not _one_player(a, b):
        return False
    if _other_deeds(a, b) and likeness(a.line.keys, b.line.keys) < ALIKE_DEEDS:
        return False
    if a.head == b.head == PEOPLE and bool(a.states) != bool(b.states):
        return False  # those aboard of one, those who drowned of the other
    return not (a.states and b.states and not a.states & b.states)  # the dead of one, the missing of another


def _strangers(a: Quantity, b: Quantity) -> bool:
    """Whether each clause names somebody or some place, and neither sentence names one of the other's."""
    return names_apart(a.names, b.names | b.line.names) and names_apart(b.names, a.names | a.line.names)


def _one_player(a: Quantity, b: Quantity) -> bool:
    """Whether two figures of a game can be of one player and day: the same names, in sentences that are alike."""
    named = bool(a.names & b.names) and (a.names <= b.names or b.names <= a.names)
    return named and likeness(a.line.keys, b.line.keys) >= ALIKE_DEEDS


def _other_deeds(a: Quantity, b: Quantity) -> bool:
    """Whether one thing is counted of which each clause tells another deed: "1,000 cancelled", "1,500 delayed"."""
    return bool(a.deeds and b.deeds and a.head == b.head and not a.states & b.states
                and not a.deeds & b.beside and not b.deeds & a.beside)  # fmt: skip


def _other_time(a: Quantity, b: Quantity) -> bool:
    """Whether two shares or sums are of a year, a month or a span of years each, and not of the same."""
    one, two = ({d.rstrip("~?") for d in q.line.days if len(d) < 8 or "/" in d} for q in (a, b))
    return bool(one and two and not one & two)


def _one_scope(a: str, b: str) -> bool:
    """Whether two tolls can be of the same events."""
    return a == b or (not (a and b) and not {"further", "change"} & {a, b})


def _weighed(q: Quantity, without: set[str]) -> dict[str, float]:
    return {k: q.line.keys.get(k, 0.0) for k in sorted(q.beside - without - q.states)}


def _only(found: Sequence[Quantity]) -> frozenset[tuple[Span, str]]:
    """(place, key) where a figure, or one value given more than once, is all its article tells of a key today."""
    seen: dict[tuple[str, str, str, str], list[Quantity]] = {}
    for q in found:
        if not q.past:
            for k in sorted(q.beside):
                seen.setdefault((q.article, q.unit, q.scope, k), []).append(q)
    return frozenset((q.span, k) for (*_, k), rows in seen.items() if len({r.value for r in rows}) == 1 for q in rows)


def _sides(ground: Ground, group: Sequence[Quantity]) -> list[list[Quantity]]:
    """The quantities by version: those that agree with a side's first stand on it. Exact ones open sides first."""
    ordered = sorted(group, key=lambda q: (q.bound == "rough", q.value, q.span))
    sides: list[list[Quantity]] = []
    for q in ordered:
        fitting = [s for s in sides if all(agree(q, x) for x in s)]
        if fitting:
            min(fitting, key=lambda s: (abs(s[0].value - q.value), s[0].value)).append(q)
        else:
            sides.append([q])
    several = [{a for q in s for a in ground.carriers(q.line)} for s in sides]
    if any(not (x - y) or not (y - x) for n, x in enumerate(several) for y in several[n + 1 :] if len(sides) == 2):
        return []  # one article gives both: it tells two counts, or corrects itself
    if len(sides) == 2 and (_summed(sides[0], sides[1]) or _added_up(ground, sides[0], sides[1])):
        return []
    return sides if len(sides) <= MAX_SIDES else []


def _gives_both(found: Mapping[str, Sequence[Quantity]], sides: Sequence[Sequence[Quantity]]) -> bool:
    """Whether an article of one side has the other side's value too, of the same: it tells of both, or of a change."""
    for mine, theirs in (sides, sides[::-1]):
        for q in [q for a in sorted({x.article for x in mine}) for q in found.get(a, ())]:
            if q in mine or q.past or q.scope in ("further", "change"):
                continue
            same = [x for x in theirs if (x.unit, x.value, x.head, x.states) == (q.unit, q.value, q.head, q.states)]
            if any(len(x.beside & q.beside) >= BOTH for x in same):
                return True
    return False


def _added_up(ground: Ground, a: Sequence[Quantity], b: Sequence[Quantity]) -> bool:
    """Whether those of whom the next sentence tells ("Two more died") make up the other side's value."""
    for mine, theirs in ((a, b), (b, a)):
        for q in mine:
            rows = [line for line in ground.lines[q.article] if 0 < line.number - q.line.number <= SUMMED]
            more = [p for line in rows for p in quantities(ground, line) if p.scope == "further"]
            if any(q.value + p.value == x.value for p in more if p.states & q.states for x in theirs):
                return True
    return False


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
    told = "; ".join(f"{ground.outlets(q.article for q in s)}: “{ground.text(s[0].span)}”" for s in sides)
    exact = all(q.bound != "rough" for s in sides for q in s)
    return Finding("number", tuple(tuple(q.span for q in s) for s in sides), f"The figures differ: {told}",
                   0.6 + (0.15 if exact else 0.0), 0.8 + 0.4 * min(1.0, 2 * gap))  # fmt: skip
