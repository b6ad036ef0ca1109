"""Figures of different articles about the same quantity that cannot both be right.

Two are comparable where they count the same thing in clauses about the same thing of the same time; they agree where
each lies within what the other allows ("about 30" and 29, "more than 11,000" and 11,000).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.claims.differences.alignment import Ground, Line, likeness, names_apart, same_time
from firsthand.claims.differences.quantities import Quantity, agree, quantities
from firsthand.claims.differences.severity import Finding
from firsthand.nouns import Span

MAX_SIDES = 4
ALIKE = 0.12  # cosine of two sentences that speak of one thing
FAR = 3  # times: figures further apart count the same only in sentences ...
ALIKE_FAR = 0.3  # ... that are this alike
CROWD = 60  # figures beside one word; a word beside more tells nothing
MIN_SHARED = 0.3  # share of the words beside two figures that both hold


def find(ground: Ground) -> list[Finding]:
    """Quantities that the articles give differently."""
    found = [q for a in ground.lines for line in ground.lines[a] for q in quantities(ground, line)]
    out = []
    for group in _groups(found):
        sides = _sides(group)
        if len(sides) > 1:
            out.append(_finding(ground, sides))
    return out


def _groups(found: Sequence[Quantity]) -> list[list[Quantity]]:
    """Quantities that count the same: joined the likeliest pair first, where every two of different articles do."""
    chief = _chief(found)
    index: dict[str, list[int]] = {}
    for i, q in enumerate(found):
        for k in sorted(q.beside):
            index.setdefault(k, []).append(i)
    near = {(i, j) for rows in index.values() if len(rows) <= CROWD for n, i in enumerate(rows) for j in rows[n + 1 :]}
    links = {
        p for p in near if found[p[0]].article != found[p[1]].article and comparable(found[p[0]], found[p[1]], chief)
    }
    of = {i: i for i in range(len(found))}
    groups = {i: [i] for i in range(len(found))}
    for i, j in sorted(links, key=lambda p: (-_shared(found[p[0]], found[p[1]]), p)):
        a, b = of[i], of[j]
        if a != b and _fit(found, groups[a], groups[b], links):
            for x in groups.pop(b):
                groups[a].append(x)
                of[x] = a
    several = ([found[i] for i in sorted(g)] for g in groups.values())
    return [g for g in several if len({q.article for q in g}) > 1]


def _fit(found: Sequence[Quantity], a: Sequence[int], b: Sequence[int], links: set[tuple[int, int]]) -> bool:
    """Whether two groups count the same: most pairs over articles do, and no article gives two values."""
    across = [(min(x, y), max(x, y)) for x in a for y in b if found[x].article != found[y].article]
    if any(found[x].article == found[y].article and not agree(found[x], found[y]) for x in a for y in b):
        return False
    return 2 * sum(p in links for p in across) >= len(across) > 0


def _shared(a: Quantity, b: Quantity) -> float:
    """How much of what stands beside two figures is the same, 0..1; sentences that are alike decide between equals."""
    return round(
        len(a.beside & b.beside) / max(1, len(a.beside | b.beside)) + likeness(a.line.keys, b.line.keys) / 4, 4
    )


def _chief(found: Sequence[Quantity]) -> frozenset[tuple[Span, str]]:
    """(place of a quantity, key) where it is what its article has to tell of the key: the one figure of the day's news
    that stands beside it, or the first at the head of the article.
    """
    seen: dict[tuple[str, str], list[Quantity]] = {}
    for q in sorted(found, key=lambda q: q.span):
        if not q.line.past:
            for k in q.beside:
                seen.setdefault((q.article, k), []).append(q)
    out: set[tuple[Span, str]] = set()
    for (_, k), rows in seen.items():
        if len({q.value for q in rows}) == 1:
            out.update((q.span, k) for q in rows)
        elif rows[0].line.leads:
            out.add((rows[0].span, k))
    return frozenset(out)


def comparable(a: Quantity, b: Quantity, chief: frozenset[tuple[Span, str]]) -> bool:
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
    return any((a.span, k) in chief and (b.span, k) in chief for k in about)


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
