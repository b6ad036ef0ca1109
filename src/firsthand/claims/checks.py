"""Checks on a pair of units that wording would join: each can only forbid the pair or mark it, never join it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.claims.figures import figures
from firsthand.claims.units import Unit
from firsthand.languages import stem, table
from firsthand.nouns import Layout, Timeline


@dataclass(frozen=True, slots=True)
class Bearings:
    """What of a unit must agree before it can say the same as another."""

    figures: frozenset[tuple[float, str]]
    negated: bool
    conditional: bool
    days: frozenset[str]  # values of resolved time expressions in it


Turns = tuple[frozenset[str], frozenset[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]


@cache
def _negation(language: str) -> Turns:
    """Negating words, stems of negating verbs, harmless double forms, conditions, and what only looks like one."""
    rows: Mapping[str, Any] = table(language, "negation")

    def phrases(name: str) -> re.Pattern[str]:
        return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in sorted(rows[name], key=len, reverse=True)) + r")\b")

    verbs = frozenset(stem(v, language) for v in rows["verbs"])
    return frozenset(rows["words"]), verbs, phrases("harmless"), phrases("conditions"), phrases("no_conditions")


def negated(forms: Sequence[str], language: str) -> bool:
    """Whether folded words hold an odd number of turns: "did not refuse" is none."""
    words_, verbs, harmless, _, _ = _negation(language)
    kept = harmless.sub(" ", " ".join(forms)).split()
    return sum(f in words_ or f.endswith("n't") or stem(f, language) in verbs for f in kept) % 2 == 1


def conditional(forms: Sequence[str], language: str) -> bool:
    """Whether folded words hang what they state on something."""
    _, _, _, conditions, none = _negation(language)
    return conditions.search(none.sub(" ", " ".join(forms))) is not None


def bearings(units: Sequence[Unit], layouts: Sequence[Layout], timeline: Timeline) -> list[Bearings]:
    """The bearings of every unit, in order."""
    by_id = {x.id: x for x in layouts}
    dates: dict[str, list[tuple[int, int, str]]] = {}
    for p in timeline.points:
        dates.setdefault(p.expression.article, []).append((p.expression.start, p.expression.end, p.value))
    out = []
    for unit in units:
        layout = by_id[unit.article]
        language = layout.article.language
        forms = [w.form for w in unit.words]
        near = [d for d in dates.get(unit.article, ()) if d[0] < unit.span.end and unit.span.start < d[1]]
        found = figures(layout.text, unit.words, language, [(a, b) for a, b, _ in near])
        days = frozenset(v for _, _, v in near if re.fullmatch(r"\d{4}-\d\d-\d\d.*", v))
        out.append(Bearings(frozenset((f.value, f.unit) for f in found), negated(forms, language),
                            conditional(forms, language), frozenset(d[:10] for d in days)))  # fmt: skip
    return out


def contradicts(a: Bearings, b: Bearings) -> str | None:
    """Why two units cannot state the same, or None: "number", "negation", "condition", "time"."""
    if a.figures and b.figures and not (a.figures <= b.figures or b.figures <= a.figures):
        return "number"
    if a.negated != b.negated:
        return "negation"
    if a.conditional != b.conditional:
        return "condition"
    if a.days and b.days and not a.days & b.days:
        return "time"
    return None
