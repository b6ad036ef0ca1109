"""Harm to people that some articles tell and others, which count the same dead or hurt, leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.claims.differences.alignment import Ground, Line, key
from firsthand.claims.differences.numbers import FIT, MAX_FIGURES, fitness, same_count
from firsthand.claims.differences.quantities import PEOPLE, Quantity, agree, quantities
from firsthand.claims.differences.severity import Finding
from firsthand.languages import table
from firsthand.nouns import Span, merged

HARM = ("hurt", "missing")  # what became of people besides those who died
DEATH = "die"
NEAR = 1  # sentences from the figure for the dead to the one for the hurt
BESIDE = 2  # sentences from the hurt of one side to those of the other
OF_THEM = 5  # words behind "three of whom" among which stands what became of them


def find(ground: Ground) -> list[Finding]:
    """The hurt and missing, those of one side, and the dead among a number, that not every article tells."""
    figures: dict[str, list[Quantity]] = {}
    for article in ground.lines:
        found = [q for line in ground.lines[article] for q in quantities(ground, line)]
        figures[article] = [q for q in found if not q.past and not q.unit]
    return [*_harmed(ground, figures), *_one_side(ground, figures), *_among(ground, figures)]


def _harmed(ground: Ground, figures: dict[str, list[Quantity]]) -> list[Finding]:
    """How many were hurt, or are missing: told beside the dead by some, left out by others that count the dead."""
    left_out: dict[tuple[str, ...], list[tuple[Span, Span]]] = {}  # who leaves it out -> (what is told, what instead)
    for harm in HARM:
        told = {a: pair for a, rows in figures.items() if (pair := _beside_the_dead(rows, harm)) is not None}
        instead: dict[str, Span] = {}
        for article, rows in figures.items():
            if article not in told and not _speaks_of(ground, article, harm):
                best = _fitting(ground, rows, [dead for _, dead in told.values()])
                if best is not None:
                    instead[article] = best.span
        if told and instead:
            pairs = left_out.setdefault(tuple(sorted(instead)), [])
            pairs += [(told[a][0].span, instead[b]) for a in sorted(told) for b in sorted(instead)]
    out = []
    for without in sorted(left_out):
        counted, dead = (merged(found) for found in zip(*left_out[without], strict=True))
        why = (f"{ground.outlets(s.article for s in counted)} counts them, “{ground.text(counted[0])}”; "
               f"{ground.outlets(without)} counts only the dead")  # fmt: skip
        out.append(Finding("omission", (counted, dead), why, 0.6, 0.8))
    return out


def _beside_the_dead(rows: list[Quantity], harm: str) -> tuple[Quantity, Quantity] | None:
    """The first figure for a harm of the day's news that stands near one for the dead, and that one."""
    for q in rows:
        dead = [d for d in rows if DEATH in d.states]
        near = [d for d in dead if harm in q.states and abs(d.line.number - q.line.number) <= NEAR]
        if near:
            return q, min(near, key=lambda d: (abs(d.span.start - q.span.start), d.span.start))
    return None


def _fitting(ground: Ground, rows: list[Quantity], dead: list[Quantity]) -> Quantity | None:
    """The figure for the dead that fits best what the articles count that also count the hurt; None where none does."""
    fits = [(fitness(ground, q, d, frozenset()), -q.span.start, q) for q in rows if DEATH in q.states for d in dead]
    best = max(fits, key=lambda f: f[:2], default=None)
    return best[2] if best is not None and best[0] >= FIT else None


def _speaks_of(ground: Ground, article: str, state: str) -> bool:
    language = ground.language(article)
    return any(key(w.form, language) == state for line in ground.lines[article] for w in line.words)


def _one_side(ground: Ground, figures: dict[str, list[Quantity]]) -> list[Finding]:
    """The hurt of one side, told beside those of the other by some and left out by articles that count only these.

    "Two policemen and dozens of protesters were hurt" against "two policemen were hurt".
    """
    out: dict[tuple[str, str], tuple[list[Span], list[Span]]] = {}  # who tells of whom -> (where, what others tell)
    for state in (DEATH, *HARM):
        counted = {a: [q for q in rows if state in q.states and q.head not in ("", PEOPLE)][:MAX_FIGURES]
                   for a, rows in figures.items()}  # fmt: skip
        known = {a: {q.head for q in rows if state in q.states} for a, rows in figures.items()}
        for article, rows in counted.items():
            for both, other in _pairs(rows):
                for b, theirs in counted.items():
                    alike = [q for q in theirs if q.head == both.head and agree(q, both)]
                    if b == article or not alike or known[b] - {both.head}:
                        continue
                    if _tells_besides(ground, b, both.head, state):
                        continue
                    told, instead = out.setdefault((article, both.head), ([], []))
                    told.append(other.span)
                    instead.append(alike[0].span)
    found = []
    for _, (told, instead) in sorted(out.items()):
        both_sides, one = merged(told), merged(instead)
        why = (f"{ground.outlet(told[0].article)} counts both sides, “{ground.text(both_sides[0])}”; "
               f"{ground.outlets(s.article for s in one)} only one: “{ground.text(one[0])}”")  # fmt: skip
        found.append(Finding("omission", (both_sides, one), why, 0.6, 0.9))
    return found


def _pairs(rows: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Figures of one article for the same harm to two groups, told near one another: each way round."""
    for p in rows:
        for q in rows:
            if p.head != q.head and abs(p.line.number - q.line.number) <= BESIDE:
                yield p, q


def _tells_besides(ground: Ground, article: str, head: str, state: str) -> bool:
    """Whether an article has any sentence that says of others what became of them."""
    return any(state in line.keys and head not in line.keys for line in ground.lines[article])


def _among(ground: Ground, figures: dict[str, list[Quantity]]) -> list[Finding]:
    """Those of a number who died, or were hurt, left out where the same number is told: "eight, three of whom died"."""
    told = [(q, part) for rows in figures.values() for q in rows if (part := _of_whom(ground, q)) is not None]
    if not told:
        return []
    beside: dict[Span, list[Quantity]] = {}
    for p, q in same_count(ground):
        beside.setdefault(p.span, []).append(q)
        beside.setdefault(q.span, []).append(p)
    out = []
    for q, (span, state, fewer) in told:
        bare = [p for p in beside.get(q.span, ()) if p.article != q.article and _of_whom(ground, p) is None
                and not _tells_some(ground, p.line, state)
                and not any(state in x.states and x.value == fewer for x in figures[p.article])]  # fmt: skip
        if bare:
            why = (f"{ground.outlet(q.article)} tells what became of some, “{ground.text(span)}”; "
                   f"{ground.outlets(p.article for p in bare)} does not: “{ground.text(bare[0].span)}”")  # fmt: skip
            out.append(Finding("omission", ((span,), merged(p.span for p in bare)), why, 0.6, 0.8))
    return out


def _of_whom(ground: Ground, q: Quantity) -> tuple[Span, str, float] | None:
    """The words behind a figure that tell of how many of those counted something became, what, and how many."""
    line, language = q.line, ground.language(q.article)
    forms = [w.form for w in line.words]
    fates = {key(w, language) for w in table(language, "quantities")["fates"]}
    small = table(language, "figures")["values"]
    for n in range(len(forms) - 2):
        if line.words[n].start < q.span.start or forms[n + 1 : n + 3] not in (["of", "whom"], ["of", "them"]):
            continue
        value = small.get(forms[n], float(forms[n]) if forms[n].isdecimal() and len(forms[n]) < OF_THEM else None)
        after = forms[n + 3 : n + 3 + OF_THEM]
        at = next((m for m, f in enumerate(after) if key(f, language) in fates), None)
        if value is not None and at is not None and value < q.value:
            end = line.words[n + 3 + at].end
            return Span(q.article, line.words[n].start, end), key(after[at], language), float(value)
    return None


def _tells_some(ground: Ground, line: Line, state: str) -> bool:
    """Whether a sentence itself tells that something became of people."""
    language = ground.language(line.article)
    return any(key(w.form, language) == state for w in line.words)
