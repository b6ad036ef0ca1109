"""Articles that share prose and credit nobody for it: under a sibling's supplier, under a lost parent, or a mere pair.

An article is never made another's parent here. Sharing prose shows a common text, not who had it first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from firsthand.lineage.direction import Clock, later_first
from firsthand.lineage.inherited_slips import Slips, slips
from firsthand.lineage.matter import MIN_RUN, Matter, as_reason
from firsthand.lineage.newsrooms import Newsroom, pages_of
from firsthand.lineage.own_versions import updates
from firsthand.lineage.suppliers import Draft, Tie, Unseen
from firsthand.nouns import Layout, Reason

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Words of shared prose from which a common text is near certain; between MIN_RUN and this the passage may be stock.
_MUCH = 40
# Confidence that the sibling's supplier is this article's too, by the prose shared; an inherited slip is a step up.
_ONE_RUN, _LITTLE, _SURE = 0.5, 0.6, 0.75
_FURTHER = 0.9  # ... less for each copy in between
_OR_ANOTHER = 0.85  # ... and where two suppliers could be meant
_RIVAL = 0.5  # of the prose one supplier explains: from here another might be meant
_MOST_ROUNDS = 4  # copies of copies of copies; further ones stay pairs
# Facts told sentence by sentence in the order of a credited sibling, without its words: perhaps the same report.
_FACTS_SHARE, _FACTS_SENTENCES, _FACTS = 0.6, 5, 0.4
# Ten shingles each way that the third lacks: 6 invents a parent in 3 % of intact families, 3 in 10 % (DESIGN.md).
_MIN_OWN_SHINGLES = 10
_MOST_WITNESSES = 40  # articles looked at for a lost parent; the triples grow with the cube
_MOST_TRIPLES = 200  # of those, the clearest ones that are held against the other articles
_SAME_TEXT = 0.95  # share of shingles from which two articles are one witness
# Less shared prose than this between two articles that name no common source is a law, a charge or a title more often
# than a copy.
_PAIR_WORDS, _PAIR_SHARE = 30, 0.2
_UNDER_TWO_SUPPLIERS = 25  # words of prose shared by articles of different suppliers: more than a stock phrase


def join(draft: Draft, matter: Matter, rooms: Mapping[str, Newsroom], clock: Clock) -> None:
    """Explain all shared prose that no credit explains yet."""
    inherited = slips(matter)
    _under_suppliers(draft, matter, rooms, inherited)
    loose = _loose_pairs(draft, matter, rooms)
    updates(draft, matter, rooms, clock, loose)
    _lost_parents(draft, matter, loose)
    _pairs(draft, matter, clock, loose, inherited)


def _under_suppliers(draft: Draft, matter: Matter, rooms: Mapping[str, Newsroom], inherited: Slips) -> None:
    """An article without a supplier that shares prose with one supplier's children belongs there too.

    In rounds: a copy of a copy follows, if what it shares is what the copy has from the supplier. An agency's own page
    is no copy of another's, whether a table knows the agency or this pile credits it; nor is a page to which others are
    credited as a whole.
    """
    pages = sorted(_own_pages(draft, matter, rooms))
    supplying = {t.parent for t in draft.ties if t.whole and not t.label}.union(pages)
    for round in range(_MOST_ROUNDS):
        credited = {a: _agencies(draft, a) for a in matter.prose}
        placed = False
        for article in sorted(matter.prose):
            if credited[article] or article in supplying | draft.digests:
                continue
            # Another outlet's name on the page does not say where that outlet had it from; most of it copied does.
            lent = any(t.whole for t in draft.parents(article))
            found: dict[str, list[str]] = {}
            explained: dict[str, int] = {}
            for mate in matter.near(article):
                if mate in draft.digests:
                    continue
                if lent and 2 * matter.shared(article, mate).own < len(matter.prose[article]):
                    continue
                for parent in credited[mate]:
                    if parent == article or parent not in draft.unseen:
                        continue
                    if parent not in explained:  # what pages at hand of other agencies have too
                        name = draft.unseen[parent].name.removesuffix(" report")
                        explained[parent] = matter.taken(article, [p for p in pages if not rooms[p].goes_by(name)])
                    if _carries(draft, matter, mate, parent, article) and _beyond(
                        matter, article, mate, explained[parent]
                    ):
                        found.setdefault(parent, []).append(mate)
            for parent, sure in _needed(matter, article, found):
                _hang(draft, matter, inherited, article, parent, found[parent], sure * _FURTHER**round)
                placed = True
        if not placed:
            return


def _beyond(matter: Matter, article: str, mate: str, explained: int) -> bool:
    """True where the two share more than what another agency's own page has too, which is that agency's."""
    common = matter.taken(article, (mate,)) & matter.prose[article].own
    return not common & explained or (common & ~explained).bit_count() >= MIN_RUN


def _own_pages(draft: Draft, matter: Matter, rooms: Mapping[str, Newsroom]) -> set[str]:
    """The pages of agencies: by name, credited as one in the story, or with their own slug in the dateline."""
    known = [n for n in (*draft.unseen.values(), *draft.seen.values()) if n.kind == "agency"]
    own = pages_of(rooms, {n.name.removesuffix(" report") for n in known})
    own |= {a for a, room in rooms.items() if room.key and _own_dispatch(matter.prose[a].layout, room)}
    return own | {a for a, room in rooms.items() if room.agency}


def _own_dispatch(layout: Layout, room: Newsroom) -> bool:
    """True for "KELM, March 3 (Norwire) -" on Norwire's own page."""
    slugs = [z.span for z in layout.zones if z.kind == "dateline"]
    mine = [c for c in layout.credits if c.kind == "text" and any(s.contains(c.span) for s in slugs)]
    return bool(mine) and all(room.goes_by(c.source) for c in mine)


def _needed(matter: Matter, article: str, found: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
    """The suppliers that explain prose which none before them does, the one that explains most first, and how surely.

    Two wires merged are two suppliers; pages that also carry a line of another's are not.
    """
    prose = matter.prose[article]
    taken = {p: matter.taken(article, mates) & prose.own for p, mates in found.items()}
    ranked = sorted(taken, key=lambda p: (-taken[p].bit_count(), p))
    out: list[tuple[str, float]] = []
    explained = 0
    for p in ranked:
        if not out or (taken[p] & ~explained).bit_count() >= _MUCH:
            rival = any(taken[o].bit_count() >= _RIVAL * taken[p].bit_count() for o in ranked if o != p)
            out.append((p, _OR_ANOTHER if rival else 1.0))
            explained |= taken[p]
    return out


def _agencies(draft: Draft, article: str) -> list[str]:
    """The suppliers an article rests on: agencies, and outlets to whom it is credited as a whole.

    An outlet that is quoted, or only labelled as the publisher, supplies nobody else.
    """
    whole = {t.parent for t in draft.parents(article) if t.whole and not t.label}
    found = draft.suppliers(article)
    return [s for s in found if s in whole or s not in draft.unseen or draft.unseen[s].kind != "outlet"]


def _carries(draft: Draft, matter: Matter, mate: str, parent: str, article: str) -> bool:
    """True where what the two share is likelier the supplier's matter than another's the mate also used."""
    if not (matter.shared(article, mate).prose or _same_facts(matter, article, mate)):
        return False
    kin = [t.child for t in draft.children(parent) if t.child != mate]
    several = len(_agencies(draft, mate)) > 1
    if any(t.parent == parent and t.spans for t in draft.parents(mate)):  # the mate names the supplier itself
        if not several:
            return True
        kin = [t.child for t in draft.children(parent) if t.spans and len(_agencies(draft, t.child)) == 1]
    common = matter.taken(mate, (article,))
    return 2 * (common & matter.taken(mate, kin)).bit_count() >= max(2 * MIN_RUN, common.bit_count())


def _same_facts(matter: Matter, article: str, mate: str) -> bool:
    shared = matter.shared(article, mate)
    size = len(matter.prose[article])
    lines = len(matter.prose[article].layout.sentences)
    covered = matter.has(article, (mate,)).bit_count()
    return lines >= _FACTS_SENTENCES and bool(shared.passages) and covered >= _FACTS_SHARE * size


def _hang(draft: Draft, matter: Matter, inherited: Slips, article: str, parent: str, mates: list[str],
          sure: float) -> None:  # fmt: skip
    best = max(sorted(mates), key=lambda m: matter.shared(article, m).own)
    slip = next((r for m in sorted(mates) if (r := inherited.reason(article, m))), None)
    slipped = () if slip is None else (slip,)
    shared = matter.shared(article, best)
    name = draft.unseen[parent].name
    if not shared.prose:
        text = f"names no source, but tells the same facts in the same order as {best}, which rests on {name}"
        reason = as_reason(matter, article, best, text)
        draft.add(Tie(article, parent, True, False, False, _FACTS * sure, (reason, *slipped)))
        return
    text = f"names no source, but shares prose with {best}, which rests on {name}"
    steps = (_ONE_RUN, _LITTLE, _SURE, _SURE)
    confidence = steps[(shared.own >= 2 * MIN_RUN) + (shared.own >= _MUCH) + (slip is not None)]
    reasons = (as_reason(matter, article, best, text), *slipped)
    draft.add(Tie(article, parent, True, False, True, confidence * sure, reasons))


def _loose_pairs(draft: Draft, matter: Matter, rooms: Mapping[str, Newsroom]) -> list[tuple[str, str]]:
    """Pairs that share prose which no tie explains."""
    out = []
    tied = {(min(t.child, t.parent), max(t.child, t.parent)) for t in draft.ties}
    for (a, b), shared in matter.pairs.items():
        if not shared.prose or (a, b) in tied:
            continue
        of_a, of_b = set(draft.suppliers(a)), set(draft.suppliers(b))
        if of_a & of_b or b in of_a or a in of_b:
            continue
        if of_a and of_b and shared.own < _UNDER_TWO_SUPPLIERS:
            continue
        out.append((a, b))
    return out


def _lost_parents(draft: Draft, matter: Matter, loose: list[tuple[str, str]]) -> None:
    """Three articles, each pair of which shares prose that the third lacks, had a parent that is not here."""
    number = 0
    for group in _components(loose):
        witnesses = _witnesses(matter, group)
        triple = _triple(matter, witnesses, set(loose))
        if triple is None:
            continue
        number += 1
        family = _family(matter, group, triple)
        node = Unseen(f"?unnamed-{number}", "unnamed report", "report")
        draft.node(node)
        text = "each two of " + ", ".join(triple) + " share prose that the third lacks: all have it from a lost report"
        for article in family:
            mates = [t for t in triple if t != article and matter.shared(article, t).prose]
            spans = tuple(s for m in mates[:2] for s in matter.shared(article, m).evidence[:2])
            sure = 0.7 if article in triple else 0.6
            draft.add(Tie(article, node.id, True, False, True, sure, (Reason(text, spans),)))
        loose[:] = [p for p in loose if not (p[0] in family and p[1] in family)]


def _components(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The articles that hang together through pairs, each list sorted, in order of their first."""
    group: dict[str, set[str]] = {}
    for a, b in pairs:
        joined = group.get(a, {a}) | group.get(b, {b})
        for x in joined:
            group[x] = joined
    return sorted({tuple(sorted(g)): sorted(g) for g in group.values()}.values())


def _witnesses(matter: Matter, group: Sequence[str]) -> list[str]:
    """One article for every text: near-identical copies tell nothing new about a lost parent."""
    shingles = {a: matter.prose[a].shingles() for a in group}
    kept: list[str] = []
    for a in sorted(group, key=lambda a: (-len(shingles[a]), a)):
        same = any(len(shingles[a] & shingles[k]) >= _SAME_TEXT * max(1, len(shingles[a] | shingles[k])) for k in kept)
        if not same:
            kept.append(a)
        if len(kept) == _MOST_WITNESSES:
            break
    return sorted(kept)


def _triple(matter: Matter, articles: Sequence[str], loose: set[tuple[str, str]]) -> tuple[str, str, str] | None:
    """The three articles that show a lost parent most clearly, or None.

    No two of them have what they share from each other or from a source they both name: that pair shows nothing.
    """
    if len(articles) < 3:
        return None
    import numpy as np

    sets = [matter.prose[a].shingles() for a in articles]
    count = Counter(s for x in sets for s in x)
    every = sorted(s for s, n in count.items() if n > 1)
    index = {s: i for i, s in enumerate(every)}
    table = np.zeros((len(articles), len(every)), dtype=np.float32)
    for row, found in zip(table, sets, strict=True):
        row[[index[s] for s in found if s in index]] = 1
    both = table @ table.T
    clear = []
    for i, j in combinations(range(len(articles)), 2):
        if (articles[i], articles[j]) not in loose:
            continue
        three = (table[i] * table[j]) @ table.T
        for k in range(j + 1, len(articles)):
            if (articles[i], articles[k]) not in loose or (articles[j], articles[k]) not in loose:
                continue
            least = int(min(both[i, j] - three[k], both[i, k] - three[k], both[j, k] - three[k]))
            if least >= _MIN_OWN_SHINGLES:
                clear.append((-least, (i, j, k)))
    shown = (t for _, t in sorted(clear)[:_MOST_TRIPLES] if not _held(table, t))
    return next(((articles[i], articles[j], articles[k]) for i, j, k in shown), None)


def _held(table: NDArray[np.float32], three: tuple[int, int, int]) -> bool:
    """True where one further article has nearly all that each two of the three share: the lost text, or its like."""
    a, b, c = (table[n] for n in three)
    lacks = [pair.sum() - table @ pair for pair in (a * b * (1 - c), a * c * (1 - b), b * c * (1 - a))]
    return any(n not in three and all(short[n] < _MIN_OWN_SHINGLES for short in lacks) for n in range(len(table)))


def _family(matter: Matter, group: Sequence[str], triple: Sequence[str]) -> list[str]:
    """The triple, and the articles that share prose with at least two of it."""
    return [a for a in group if a in triple or sum(matter.shared(a, t).prose for t in triple) >= 2]


def _pairs(
    draft: Draft, matter: Matter, clock: Clock, loose: Sequence[tuple[str, str]], inherited: Slips
) -> None:
    """What is left: undirected pairs, as few as hold each group together, the closest first."""
    linked: dict[str, str] = {}

    def root(x: str) -> str:
        while linked.get(x, x) != x:
            x = linked[x]
        return x

    for a, b in sorted(loose, key=lambda p: (-matter.shared(*p).own, p)):
        if root(a) == root(b):
            continue
        shared = matter.shared(a, b)
        slip = inherited.reason(a, b)
        if shared.own < _PAIR_WORDS and shared.share < _PAIR_SHARE and slip is None:
            continue
        linked[root(b)] = root(a)
        child, parent = later_first(a, b, matter, clock)
        text = f"share {shared.own} words of prose; nothing tells who had it first, or whether both took it elsewhere"
        confidence = 0.85 if shared.own >= _MUCH else 0.65
        reasons = (as_reason(matter, a, b, text), *(() if slip is None else (slip,)))
        draft.add(Tie(child, parent, True, False, False, confidence, reasons))
