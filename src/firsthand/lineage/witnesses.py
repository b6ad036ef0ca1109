"""Which articles bear witness to a lost report, and how nearly they print it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from firsthand.lineage.prose import Prose, prose
from firsthand.nouns import Derivation, Layout, Lineage, Provenance, Span

# How an article stands to the report: it prints it as a whole, copies much of it, tells it in its own words, or tells
# it through another language.
Nearness = Literal["prints", "copies", "retells", "translates"]
NEARNESS: tuple[Nearness, ...] = ("prints", "copies", "retells", "translates")

_WHOLE = 0.999  # share taken from a parent to whom an article is credited as a whole
_NEARLY = 0.5  # ... and that shows newsgathering of its own besides
_MOST_WITNESSES = 40  # a report that hundreds print gains nothing from the fortieth
_MOST_SENTENCES = 400  # of one witness; no agency report is as long
_MIN_WORDS = 3  # of a sentence: shorter ones ("Read more") belong to the page


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One sentence of a witness: its words, and the pairs of words that follow each other in it."""

    article: str
    number: int
    span: Span
    paragraph: int
    forms: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Witness:
    """An article that rests on the report."""

    article: str
    nearness: Nearness
    lines: tuple[Line, ...]
    gathered: tuple[Span, ...]  # where it shows newsgathering of its own: never the report's


def witnesses(node: str, lineage: Lineage, layouts: Mapping[str, Layout]) -> tuple[Witness, ...]:
    """The witnesses of an unseen node, directly or through unseen carriers, the nearest and fullest first."""
    known = {p.article: p for p in lineage.provenance}
    near: dict[str, Nearness] = {}
    todo: list[tuple[str, Nearness]] = [(node, "prints")]
    done = set()
    while todo:
        at, above = todo.pop()
        if at in done:
            continue
        done.add(at)
        for edge in lineage.children(at):
            if edge.kind == "cites" or not edge.directed:
                continue
            how = max(above, _nearness(edge, known.get(edge.child), lineage), key=NEARNESS.index)
            if edge.child in layouts:
                near[edge.child] = min(near.get(edge.child, how), how, key=NEARNESS.index)
            else:
                todo.append((edge.child, how))
    texts = {a: prose(layouts[a]) for a in sorted(near)}
    found = [
        Witness(a, how, lines(texts[a]), tuple(s for r in known[a].gathered for s in r.spans) if a in known else ())
        for a, how in sorted(near.items())
    ]
    found.sort(key=lambda w: (NEARNESS.index(w.nearness), -sum(len(x.forms) for x in w.lines), w.article))
    return tuple(w for w in found if w.lines)[:_MOST_WITNESSES]


def _nearness(edge: Derivation, known: Provenance | None, lineage: Lineage) -> Nearness:
    if edge.kind == "translation":
        return "translates"
    if edge.kind == "rewrite":
        return "retells"
    if known is None:  # a carrier
        return "prints" if edge.kind == "reprint" else "copies"
    least = _NEARLY if known.first_hand else _WHOLE
    whole = any(t.parent == edge.parent and t.share >= least for t in known.taken)
    others = [e for e in lineage.parents(edge.child) if e.kind != "cites" and e.directed and e.parent != edge.parent]
    return "prints" if whole and edge.kind == "reprint" and not others else "copies"


def lines(text: Prose) -> tuple[Line, ...]:
    """The sentences of an article's body, said twice only once."""
    seen: Counter[tuple[str, ...]] = Counter()
    out = []
    for number, s in enumerate(text.layout.sentences[:_MOST_SENTENCES]):
        forms = tuple(text.forms[i] for i in text.within(s.span))
        seen[forms] += 1
        if s.zone == "body" and len(forms) >= _MIN_WORDS and seen[forms] == 1:
            pairs = frozenset(pairwise(forms))
            out.append(Line(text.layout.id, number, s.span, s.paragraph, forms, pairs))
    return tuple(out)


def hands(articles: Sequence[str], alike: Sequence[tuple[str, str]]) -> int:
    """How many of the articles were written by different hands: those that share most of their text are one."""
    group = {a: a for a in articles}

    def root(a: str) -> str:
        while group[a] != a:
            a = group[a]
        return a

    for a, b in alike:
        if a in group and b in group:
            group[root(b)] = root(a)
    return len({root(a) for a in group})
