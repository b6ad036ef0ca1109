"""The history of one text in its versions: which was made from which, lost versions included.

For versions of one text (an agency's write-throughs, an outlet's updates), not for reports of different newsrooms: that
two outlets share wording does not make one the other's parent. Wording shows which versions stand next to each other
and says next to nothing about which came first, so without times every step is undirected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count, islice
from math import exp, log
from typing import TYPE_CHECKING

from firsthand.lineage.arborescence import likeliest, neighbours, rooted
from firsthand.lineage.edit_costs import cost, tempered
from firsthand.lineage.lost_versions import Lost, lost_versions
from firsthand.lineage.versions import Versions, compare
from firsthand.nouns import Derivation, Lineage, Node, Reason, Source, Span

if TYPE_CHECKING:
    from firsthand.lineage.arborescence import Matrix

Times = Mapping[str, tuple[datetime, datetime]]  # the earliest and the latest a version can have appeared

# Costs are in words. Thirty words' difference decides little, so that many nearly cheapest histories vote on the tree;
# three decide much, which tells sure steps from doubtful ones. Chosen on public version histories (docs/lineage.md).
_TREE_SCALE, _CHANCE_SCALE = 30.0, 3.0
# Of steps with chance 0 and 1 by the costs, the shares that were right; a line between. Measured on half of those
# families (bench/reliability.py), shown on the other.
_WORDING = (0.44, 0.52)
# The same for steps to the likeliest earlier version, and for those to a version further back whose words came through
# while nothing of the later ones did.
_DATED, _PASSED_OVER = (0.78, 0.20), 0.77
_ONLY = 0.95  # only one earlier version: wrong where the real one is not here
_FROM_LOST = 0.6  # a lost version between three: of judgement, too few are known to count
# ln(words + this): beside three words, one more is a third of a change; beside three hundred it is nothing.
_FEW_WORDS = 3
_NOT_LAST, _EACH_BACK = 0.35, 0.1  # in ln(words): versions are mostly made from the last one (DESIGN.md)
_CARRIED = 2  # words a later version changed, of which a child of it would carry something
_SHARPNESS = 2.0  # powers of the cost at which the chance of an earlier version falls off
_LATEST = 5  # versions just before that are looked at, near in wording or not
_SHOWN = 3  # changed places shown as evidence of a step


@dataclass(frozen=True, slots=True)
class Step:
    """One version made from another, as places in the order of ids."""

    parent: int
    child: int
    directed: bool
    confidence: float
    why: str


def history(documents: Mapping[str, str], times: Times | None = None, *, lost: bool = True) -> Lineage:
    """The history of one text.

    Args:
        documents: id -> text of each version.
        times: when versions appeared, where it is known and can be trusted. A step is directed only where the parent
            surely appeared first.
        lost: whether to look for versions that are not here.

    Returns:
        The versions and the lost ones between them as nodes, the steps as edges of kind ``update``, in order of child
        and parent. A single version has no edges; so has an empty history.
    """
    versions = compare(documents)
    steps = _steps(versions, times or {})
    missing = lost_versions(versions, [(s.parent, s.child) for s in steps]) if lost else []
    nodes = [Node(id, "article", id) for id in versions.ids]
    sources = []
    names = _names(missing, documents)
    for id in names:
        nodes.append(Node(id, "unseen", "unnamed version"))
        sources.append(Source(id, "unnamed version", "report", False))
    edges = _edges(versions, steps, missing, names)
    return Lineage(tuple(sources), tuple(nodes), tuple(sorted(edges, key=lambda e: (e.child, e.parent))))


def _names(lost: Sequence[Lost], taken: Container[str]) -> list[str]:
    """An id for each lost version that no document has."""
    free = (id for n in count(1) if (id := f"?unnamed-{n}") not in taken)
    return list(islice(free, len(lost)))


def _chances(versions: Versions) -> tuple[Matrix, Matrix]:
    """How likely each two stand next to each other: as the tree is chosen, and as its steps are trusted."""
    import numpy as np

    costs = versions.costs()
    broad = sum((neighbours(c, _TREE_SCALE) for c in costs), np.zeros_like(costs[0])) / len(costs)
    sharp = sum((neighbours(c, _CHANCE_SCALE) for c in costs), np.zeros_like(costs[0])) / len(costs)
    return np.round(broad, 4), np.round(sharp, 4)


def _steps(versions: Versions, times: Times) -> list[Step]:
    """A tree over all versions: those with times in their order, the others beside those they are nearest to."""
    dated = sorted((i for i, id in enumerate(versions.ids) if id in times), key=lambda i: (*times[versions.ids[i]], i))
    if len(dated) < 2:
        dated = []
    steps = [_by_time(versions, dated[:n], child, times) for n, child in enumerate(dated) if n]
    return steps if len(dated) == len(versions) else [*steps, *_by_wording(versions, dated)]


def _by_wording(versions: Versions, placed: Sequence[int]) -> list[Step]:
    """The steps to all versions that have no place yet, from those that have and from each other."""
    broad, sharp = _chances(versions)
    if placed:
        broad = broad.copy()
        for i in placed:  # what stands already is held together
            broad[i, list(placed)] = 1.0
    edges = likeliest(broad)
    if placed:
        edges = [(a, b) for a, b in edges if not (a in placed and b in placed)]
        held = [(placed[0], i) for i in placed[1:]]
        around = rooted([*held, *edges], placed[0])
        ways = {frozenset(e): e for e in around}
        edges = [ways[frozenset(e)] for e in edges]
    else:
        edges = rooted(edges, _first(versions, edges))
    out = []
    for parent, child in edges:
        sure = _line(_WORDING, float(sharp[parent, child]))
        out.append(Step(parent, child, False, sure, "the cheapest histories of all versions have it; "
                        "nothing tells which came first"))  # fmt: skip
    return out


def _first(versions: Versions, edges: Sequence[tuple[int, int]]) -> int:
    """The likelier first version: an end of the tree from which most steps grow. Near chance; never called directed."""
    degree = Counter(i for step in edges for i in step)
    sizes = [len(forms) for forms in versions.forms]

    def rank(root: int) -> tuple[int, float, int]:
        ways = rooted(edges, root)
        grown = sum((sizes[b] > sizes[a]) - (sizes[b] < sizes[a]) for a, b in ways)
        return -grown, sum(cost(versions.places(a, b)) for a, b in ways), root

    return min((i for i in range(len(versions)) if degree[i] <= 1), key=rank)


def _by_time(versions: Versions, earlier: Sequence[int], child: int, times: Times) -> Step:
    """The step to a version from one that appeared before it.

    The last before it, unless another is clearly closer or the child carries nothing of what a later one changed: then
    the child was made from the one before that change.
    """
    back = {i: n for n, i in enumerate(reversed(earlier))}
    looked_at = [i for i in earlier if back[i] < _LATEST or i in versions.near[child]]
    costs = {i: tempered(versions.places(i, child)) for i in looked_at}
    parent = _passed_over(versions, looked_at, child, costs)
    surely = _before(times, versions.ids[parent], versions.ids[child])
    if parent != looked_at[-1]:
        return Step(parent, child, surely, _PASSED_OVER, "carries nothing of what the versions in between changed")
    scores = {i: log(_FEW_WORDS + costs[i]) + (_NOT_LAST + _EACH_BACK * back[i] if back[i] else 0) for i in looked_at}
    best = min(looked_at, key=lambda i: (scores[i], back[i]))
    chance = 1 / sum(exp(_SHARPNESS * (scores[best] - s)) for s in scores.values())
    sure = _ONLY if len(earlier) == 1 else _line(_DATED, chance)
    surely = _before(times, versions.ids[best], versions.ids[child])
    why = "the last version before it" if not back[best] else "the closest of the versions before it"
    return Step(best, child, surely, sure, why)


def _passed_over(versions: Versions, earlier: Sequence[int], child: int, costs: Mapping[int, float]) -> int:
    """The last version of which the child carries something, or the last of all.

    Words put in and taken out are a distance: where going to the child by way of an earlier version is exactly as far
    as going there from the later one, nothing that the later one changed reached the child.
    """
    last = len(earlier) - 1
    while last > 0:
        q = earlier[last]
        here = versions.distance(q, child)
        fits = []
        for n, p in enumerate(earlier[:last]):
            there, between = versions.distance(p, child), versions.distance(p, q)
            if between >= _CARRIED and there < here and there + between == here:
                fits.append((costs[p], -n))
        if not fits:
            break
        last = -min(fits)[1]
    return earlier[last]


def _before(times: Times, a: str, b: str) -> bool:
    return times[a][1] < times[b][0]


def _line(ends: tuple[float, float], chance: float) -> float:
    return ends[0] + ends[1] * min(1.0, max(0.0, chance))


def _edges(
    versions: Versions, steps: Sequence[Step], lost: Sequence[Lost], names: Sequence[str]
) -> list[Derivation]:
    """The steps as edges; where a version was lost, they run through it."""
    through: dict[frozenset[int], int] = {}
    for n, found in enumerate(lost):
        for side in found.sides:
            through[frozenset((found.middle, side))] = n
    out = []
    into: dict[int, set[int]] = {}
    for step in steps:
        pair = frozenset((step.parent, step.child))
        if pair in through:
            into.setdefault(through[pair], set()).add(step.child)
        else:
            out.append(_edge(versions, step))
    for n, children in sorted(into.items()):
        three = [versions.ids[i] for i in lost[n].three]
        text = "each two of " + ", ".join(sorted(three)) + " share words that the third lacks: a version is missing"
        above = [i for i in lost[n].three if i not in children]
        ties = [(names[n], versions.ids[i]) for i in above]
        ties += [(versions.ids[i], names[n]) for i in sorted(children)]
        for child, parent in ties:
            out.append(Derivation(child, parent, "update", False, confidence=_FROM_LOST, reasons=(Reason(text),)))
    return out


def _edge(versions: Versions, step: Step) -> Derivation:
    """A step with what it cut and added, in shares of words, and where it did."""
    places = versions.places(step.parent, step.child)
    parent, child = versions.ids[step.parent], versions.ids[step.child]
    out, put_in = sum(p.out for p in places), sum(p.put_in for p in places)
    dearest = sorted(places, key=lambda p: (-p.put_in, -p.out, p.b))[:_SHOWN]
    spans = [_span(versions, step.child, p.b, p.b_end) for p in sorted(dearest, key=lambda p: p.b)]
    count = len(places)
    words = f"puts in {put_in} words and takes out {out}, in {count} place{'s' * (count != 1)}"
    if not places:
        words = "has the same words"
    reasons = (Reason(f"{child} {words}, against {parent}", tuple(s for s in spans if s)), Reason(step.why))
    cut = out / max(1, len(versions.forms[step.parent]))
    added = put_in / max(1, len(versions.forms[step.child]))
    return Derivation(child, parent, "update", step.directed, cut, added, confidence=step.confidence, reasons=reasons)


def _span(versions: Versions, i: int, start: int, end: int) -> Span | None:
    words = versions.words[i]
    return Span(versions.ids[i], words[start].start, words[end - 1].end) if end > start else None
