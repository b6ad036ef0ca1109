"""Which claims somebody contests: denials found, and what each of them answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from firsthand.claims.units import Unit
from firsthand.claims.wording import groups
from firsthand.languages import has_table, rarity, stem, table, words
from firsthand.nouns import Layout, Reason, Span, Statements

MIN_MATTER = 2  # words of what is denied that a claim must hold; one word in common is chance
_MIN_SHARED = 0.6  # share of the denied matter's weight that a claim must hold to be what is denied
_LEAD = 3  # a denial that names no matter answers what its article says in its first sentences


@dataclass(frozen=True, slots=True)
class Denial:
    """Somebody contests something: where, and the stems of what; no stems where it answers a whole report."""

    span: Span
    matter: frozenset[str]
    voids: bool = False  # contests that an act was free or real ("forced")


def find_denials(layouts: Sequence[Layout], statements: Statements) -> list[Denial]:
    """Every denial of a story, by place."""
    out: dict[Span, Denial] = {}
    by_article = {x.id: x for x in layouts}
    for said in statements.attributions:
        layout = by_article.get(said.article)
        if said.kind != "denial" or layout is None or not has_table(layout.article.language, "denials"):
            continue
        spans = said.content or tuple(s for s in (said.cue,) if s)
        for span in spans:
            out[span] = _denial(layout, span)
    for layout in layouts:
        if not has_table(layout.article.language, "denials"):
            continue
        for sentence in layout.sentences:
            label = _labelled(layout, sentence.span)
            if label is not None and not any(label.overlaps(d.span) for d in out.values()):
                out[label] = Denial(label, frozenset())
    return [out[s] for s in sorted(out)]


def _denial(layout: Layout, span: Span) -> Denial:
    language = layout.article.language
    rows = _rows(language)
    forms = [w.form for w in words(layout.text, span.start, span.end)]
    known = groups(language)
    matter = {known.get(s, s) for f in forms if rarity(f, language) > 0.35 and (s := stem(f, language))}
    general = {known.get(stem(w, language), stem(w, language)) for w in rows["reports"] | rows["labels"]}
    voids = any(f in rows["voided"] for f in forms)
    return Denial(span, frozenset(matter - general), voids)


def _labelled(layout: Layout, span: Span) -> Span | None:
    """The words that call a report or a claim false, where a sentence holds both and says so."""
    rows = _rows(layout.article.language)
    found = words(layout.text, span.start, span.end)
    for n, word in enumerate(found):
        if word.form in rows["labels"]:
            near = found[max(0, n - 8) : n + 4]
            said = [w for w in near if w.form in rows["reports"]]
            if said:
                ends = [word, *said]
                return Span(layout.id, min(w.start for w in ends), max(w.end for w in ends))
    return None


@cache
def _rows(language: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(found) for name, found in table(language, "denials").items()}


def answered(denials: Sequence[Denial], claims: Sequence[Sequence[Unit]], layouts: Sequence[Layout],
             central: Sequence[float]) -> Mapping[int, tuple[Reason, ...]]:  # fmt: skip
    """For each contested claim (its number), the denials that answer it.

    A denial that says what it denies answers the claims that hold most of that. One that only calls "the claims" or
    "the report" false answers the most central claim that its article states before it.

    Args:
        central: how central each claim is to its articles' leads.
    """
    held = _Held(claims, {x.id: x.article.language for x in layouts})
    out: dict[int, tuple[Reason, ...]] = {}
    for denial in denials:
        hits = held.by_matter(denial) if denial.matter else _by_lead(denial, claims, central)
        for n in hits:
            why = Reason(f"{denial.span.article} carries a denial that answers it", (denial.span,))
            out[n] = (*out.get(n, ()), why)
    return out


class _Held:
    """Which mentions of which claims hold a stem: each mention is read once, whatever the number of denials."""

    def __init__(self, claims: Sequence[Sequence[Unit]], languages: Mapping[str, str]) -> None:
        self._of: list[tuple[int, Unit]] = [(n, u) for n, units in enumerate(claims) for u in units]
        self._claims = len(claims)
        self._asked: dict[frozenset[str], list[tuple[int, float]]] = {}
        self._in: dict[str, list[int]] = {}
        for k, (_, unit) in enumerate(self._of):
            for s in _stems(unit, languages[unit.article]):
                self._in.setdefault(s, []).append(k)
        self._weight = {s: log((1 + self._claims) / (1 + len({self._of[k][0] for k in ks}))) for s, ks in
                        self._in.items()}  # fmt: skip

    def by_matter(self, denial: Denial) -> list[int]:
        """The claims that hold most of what is denied, weighed by how few hold it; none where that is too little."""
        best: dict[int, float] = {}
        for k, share in self._shares(denial.matter):
            n, unit = self._of[k]
            if not unit.span.overlaps(denial.span):
                best[n] = max(best.get(n, 0.0), share)
        top = max(best.values(), default=0.0)
        return [n for n, share in sorted(best.items()) if share == top >= _MIN_SHARED][:1]

    def _shares(self, matter: frozenset[str]) -> list[tuple[int, float]]:
        """Mentions that hold enough words of some matter, and what share of its weight; asked once per matter."""
        if matter in self._asked:
            return self._asked[matter]
        weight = {s: self._weight.get(s, log(1 + self._claims)) for s in sorted(matter)}
        total = sum(weight.values())
        held: dict[int, list[float]] = {}
        for s in weight if len(weight) >= MIN_MATTER and total > 0 else ():
            for k in self._in.get(s, ()):
                held.setdefault(k, []).append(weight[s])
        found = [(k, round(sum(ws) / total, 4)) for k, ws in held.items() if len(ws) >= MIN_MATTER]
        self._asked[matter] = found
        return found


def _stems(unit: Unit, language: str) -> frozenset[str]:
    known = groups(language)
    return frozenset(known.get(s, s) for w in unit.words if (s := stem(w.form, language)))


def _by_lead(denial: Denial, claims: Sequence[Sequence[Unit]], central: Sequence[float]) -> list[int]:
    """The claim a report leads with, as the article that carries the denial tells it."""
    before = [
        (central[n], -n)
        for n, units in enumerate(claims)
        if any(u.article == denial.span.article and u.span.end <= denial.span.start for u in units)
        and not any(u.span.overlaps(denial.span) for u in units)
    ]
    return [-max(before)[1]] if before else []
