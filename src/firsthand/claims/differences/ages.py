"""How old one person is, where articles of one day give other ages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.claims.differences.alignment import Ground, Line
from firsthand.claims.differences.labels import names_in
from firsthand.claims.differences.severity import Finding
from firsthand.languages import table
from firsthand.nouns import Span

OLDEST = 119
MAX_BETWEEN = 60  # characters between "40-year-old" and the name it is said of
MAX_SIDES = 3
_BEHIND = re.compile(r"\s{0,2},\s{0,2}(?:aged\s{1,2}|who\s(?:is|was)\s)?(\d{1,3})"
                     r"(?=\s{0,2}[,;.)\u2014]|\s-|\s(?:and|who|was|is|from)\b)")  # fmt: skip
_BRACKET = re.compile(r"\s{0,2}\((?:aged\s)?(\d{1,3})\)")


def find(ground: Ground) -> list[Finding]:
    """People whose age the articles give differently, one finding for each."""
    told: dict[str, dict[int, dict[str, Span]]] = {}  # who -> age -> article -> where
    for line in ground.fresh:
        if not line.past:
            for who, age, span in _ages(ground, line):
                told.setdefault(who, {}).setdefault(age, {}).setdefault(line.article, span)
    out = []
    for who in sorted(told):
        ages = sorted(told[who].items())
        users = [set(where) for _, where in ages]
        if not 1 < len(ages) <= MAX_SIDES or any(a & b for n, a in enumerate(users) for b in users[n + 1 :]):
            continue  # one article gives both: two people of one name, or another time
        name = ground.entities[who].name
        shown = "; ".join(f"“{ground.text(min(w.values()))}” in {ground.outlets(w)}" for _, w in ages)
        sides = tuple(tuple(where[a] for a in sorted(where)) for _, where in ages)
        out.append(Finding("number", sides, f"The age of {name} differs: {shown}", 0.7, 0.7))
    return out


def _ages(ground: Ground, line: Line) -> Iterator[tuple[str, int, Span]]:
    """The ages a sentence gives, each with whose it is and where."""
    text = ground.layouts[line.article].text
    for who, name in names_in(ground, line):
        if ground.entities[who].kind != "person":
            continue
        tail = text[name.end : name.end + MAX_BETWEEN]
        found = _BEHIND.match(tail) or _BRACKET.match(tail)
        if found and 0 < int(found.group(1)) <= OLDEST:
            yield who, int(found.group(1)), Span(line.article, name.start, name.end + found.end(1))
    yield from _before_names(ground, line)


def _before_names(ground: Ground, line: Line) -> Iterator[tuple[str, int, Span]]:
    """ "40-year-old Ada Fenn", "40-year-old monk Ole Brandt"."""
    text = ground.layouts[line.article].text
    old = table(ground.language(line.article), "quantities")["old"]
    for n, word in enumerate(line.words[:-2]):
        joined = " ".join(w.form for w in line.words[n + 1 : n + 3])
        if not word.form.isdecimal() or not 0 < int(word.form) <= OLDEST or joined not in old:
            continue
        after = line.words[n + 2].end
        near = [(s.start, who, s) for who, s in names_in(ground, line)
                if after <= s.start <= after + MAX_BETWEEN and ground.entities[who].kind == "person"]  # fmt: skip
        if near:
            _, who, name = min(near)
            between = text[after : name.start]
            if not any(c in between for c in ",;:.()\"“”") and len(between.split()) <= 4 and " and " not in between:
                yield who, int(word.form), Span(line.article, word.start, name.end)
