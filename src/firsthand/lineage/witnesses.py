"""Which articles bear witness to a lost report, and how nearly they print it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from firsthand.lineage.newsrooms import Newsroom, family, newsroom
from firsthand.lineage.prose import Prose, prose
from firsthand.nouns import Credit, Derivation, Layout, Lineage, Provenance, Span

# How an article stands to the report: it prints it as a whole, copies much of it, tells it in its own words, or tells
# it through another language.
Nearness = Literal["prints", "copies", "retells", "translates"]
NEARNESS: tuple[Nearness, ...] = ("prints", "copies", "retells", "translates")

_WHOLE = 0.999  # share taken from a parent to whom an article is credited as a whole
_NEARLY = 0.5  # ... and that shows newsgathering of its own besides
_MOST_WITNESSES = 40  # a report that hundreds print gains nothing from the fortieth
_MOST_SENTENCES = 400  # of one witness; no agency report is as long
_ALIKE = 0.5  # of the word pairs of the shorter of two sentences, from which they are one sentence
_LEAST_PAIRS = 3  # ... and this many; fewer are a name or a date
_ONE_REPORT = 0.15  # of the sentences of the shorter of two copies: versions of one report share more, two reports less
_MIN_MATTER = 5  # words of a sentence besides its credit; fewer tell nothing
_ENDS = tuple(".!?…\"”’'»)]:;")
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
    credits: bool = False  # it names whose report it is
    mixed: bool = False  # it rests on another report too, and nothing tells what it has from which
    elsewhere: Mapping[Line, str] = field(default_factory=dict)  # sentences that a page of another's has: that page


def witnesses(
    node: str, lineage: Lineage, layouts: Mapping[str, Layout], credits: Sequence[Credit] = ()
) -> tuple[Witness, ...]:
    """The witnesses of an unseen node, directly or through unseen carriers, the nearest and fullest first.

    Args:
        credits: of the whole story. A sentence that does little but credit is no sentence of any report, and one that
            says what another newsroom of the story was told is that newsroom's.
    """
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
    rooms = [newsroom(x) for _, x in sorted(layouts.items())]
    pages = _pages_of_others(node, lineage, layouts)
    name = next((n.name.removesuffix(" report") for n in lineage.nodes if n.id == node), "")
    found = []
    for a, how in sorted(near.items()):
        mine = [c for c in credits if c.span.article == a and c.kind in ("text", "relay")]
        elsewhere = [c.span for c in mine if _of_another(c, name, rooms)]
        own = [s for r in known[a].gathered for s in r.spans] if a in known else []
        start, end = _bounds(layouts[a], mine)
        kept = tuple(x for x in lines(texts[a])
                     if start <= x.span.start < end and not _only_credits(x, mine, texts[a]))  # fmt: skip
        mixed = len([e for e in lineage.parents(a) if e.kind != "cites" and e.directed]) > 1
        helped = [c for c in credits if c.span.article == a and c.kind == "contributor"]
        if any(family(c.source) != family(name) for c in helped):
            how, mixed = max(how, "copies", key=NEARNESS.index), True
        names = a in known and known[a].credited
        theirs = _elsewhere(kept, texts[a], pages)
        found.append(Witness(a, how, kept, (*own, *elsewhere), names, mixed, theirs))
    found.sort(key=lambda w: (NEARNESS.index(w.nearness), -sum(len(x.forms) for x in w.lines), w.article))
    return tuple(w for w in found if w.lines)[:_MOST_WITNESSES]


def _pages_of_others(node: str, lineage: Lineage, layouts: Mapping[str, Layout]) -> dict[tuple[str, str], list[Line]]:
    """Word pairs of the pages in the story that are sources themselves and do not descend from this report."""
    below, todo = {node}, [node]
    while todo:
        for edge in lineage.children(todo.pop()):
            if edge.directed and edge.child not in below:
                below.add(edge.child)
                todo.append(edge.child)
    held: dict[tuple[str, str], list[Line]] = {}
    for a, layout in sorted(layouts.items()):
        supplies = any(e.directed and e.kind != "cites" for e in lineage.children(a))
        if a not in below and (supplies or newsroom(layout).agency):
            for x in lines(prose(layout)):
                for pair in x.pairs:
                    held.setdefault(pair, []).append(x)
    return held


def _elsewhere(
    kept: Sequence[Line], text: Prose, pages: Mapping[tuple[str, str], Sequence[Line]]
) -> dict[Line, str]:  # fmt: skip
    """The sentences that such a page has in the same words.

    What people said in public both may have; a quotation is the page's where the sentence before it is.
    """
    out: dict[Line, str] = {}
    before: Line | None = None
    for x in kept if pages else ():
        count = Counter(y for pair in sorted(x.pairs) for y in pages.get(pair, ()))
        same = [y for y, n in count.items() if n >= max(_LEAST_PAIRS, _ALIKE * min(len(x.pairs), len(y.pairs)))]
        mask = text.mask(x.span)
        quoted = 2 * (mask & text.own).bit_count() < mask.bit_count()
        follows = before is not None and before in out and before.paragraph == x.paragraph
        if same and (not quoted or follows):
            out[x] = min(y.article for y in same)
        before = x
    return out


def _bounds(layout: Layout, credits: Sequence[Credit]) -> tuple[int, int]:
    """Where a report begins and ends on its page: at its dateline, at the credit at its foot."""
    start = next((z.span.start for z in layout.zones if z.kind == "dateline"), 0)
    feet = [c.span.start for c in credits if c.whole and c.span.start > (start + len(layout.text)) // 2]
    return start if 2 * start < len(layout.text) else 0, min(feet, default=len(layout.text))


def _only_credits(x: Line, credits: Sequence[Credit], text: Prose) -> bool:
    """True for "Norwire first reported the remarks.": little stands there besides the credit."""
    inside = [i for c in credits if c.span.overlaps(x.span) for i in text.within(c.span)]
    return bool(inside) and len(x.forms) - len(set(inside)) < _MIN_MATTER


def _of_another(credit: Credit, name: str, rooms: Sequence[Newsroom]) -> bool:
    """True where another newsroom of the story is credited with a statement."""
    theirs = [room for room in rooms if room.key and room.goes_by(credit.source)]
    return not credit.whole and bool(theirs) and not any(room.goes_by(name) for room in theirs)


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
    """The sentences of an article's body, said twice only once. A line that ends like none belongs to the page."""
    seen: Counter[tuple[str, ...]] = Counter()
    out = []
    for number, s in enumerate(text.layout.sentences[:_MOST_SENTENCES]):
        forms = tuple(text.forms[i] for i in text.within(s.span))
        seen[forms] += 1
        ends = text.layout.text[s.span.start : s.span.end].rstrip().endswith(_ENDS)
        if s.zone == "body" and ends and len(forms) >= _MIN_WORDS and seen[forms] == 1:
            pairs = frozenset(pairwise(forms))
            out.append(Line(text.layout.id, number, s.span, s.paragraph, forms, pairs))
    return tuple(out)


def texts_of(of: Sequence[Witness], told: Collection[tuple[str, str]]) -> list[tuple[Witness, ...]]:
    """The witnesses by report: an agency may send several on one event, and its copies tell which is whose.

    Copies are of one report where the shorter has enough sentences of the longer; a retelling goes with the copy it
    shares most sentences with.

    Args:
        told: pairs of articles in which one tells in other words what the other has.
    """
    copies = [w for w in of if w.nearness in ("prints", "copies")]
    group = {w.article: w.article for w in of}

    def root(a: str) -> str:
        while group[a] != a:
            a = group[a]
        return a

    for i, a in enumerate(copies):
        for b in copies[i + 1 :]:
            if common(a, b) >= _ONE_REPORT * min(len(a.lines), len(b.lines)):
                group[root(b.article)] = root(a.article)
    retellings = [w for w in of if w not in copies]
    for n, w in enumerate(retellings):
        near = [(common(w, c), (w.article, c.article) in told or (c.article, w.article) in told, -k)
                for k, c in enumerate(copies or retellings[:n])]  # fmt: skip
        best = max(near, default=(0, False, 0))
        if best[0] or best[1]:
            group[root(w.article)] = root((copies or retellings[:n])[-best[2]].article)
    out: dict[str, list[Witness]] = {}
    for w in of:
        out.setdefault(root(w.article), []).append(w)
    return sorted((tuple(x) for x in out.values()), key=lambda x: (-len(x), x[0].article))


def common(a: Witness, b: Witness) -> int:
    """How many sentences of the shorter of two texts the longer has, whole or edited."""
    shorter, longer = sorted((a, b), key=lambda w: (len(w.lines), w.article))
    held: dict[tuple[str, str], list[int]] = {}
    for n, y in enumerate(longer.lines):
        for pair in y.pairs:
            held.setdefault(pair, []).append(n)
    found = 0
    for x in shorter.lines:
        count: Counter[int] = Counter(n for pair in sorted(x.pairs) for n in held.get(pair, ()))
        best = max(count.items(), key=lambda c: (c[1], -c[0]), default=(0, 0))
        found += best[1] >= _ALIKE * max(1, min(len(x.pairs), len(longer.lines[best[0]].pairs))) and best[1] > 1
    return found


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
