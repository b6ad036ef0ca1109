"""Articles into stories: one story, one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from firsthand.grouping.corrected import decided, reasons_for
from firsthand.grouping.likeness import Likeness, copied_prose, one_each
from firsthand.grouping.reasons import alone, together
from firsthand.grouping.terms import Terms, terms, weights
from firsthand.nouns import Correction, Group, Layout, Passage
from firsthand.nouns.limits import MAX_LINKED, MIN_STORY_WORDS

if TYPE_CHECKING:
    from firsthand.grouping.likeness import Scores

SAME_STORY = 0.20  # mean likeness from which two sets of articles are one story; measured, see docs/quality.md
CUT_STEP = 0.05  # how much higher, each time


def group(layouts: Sequence[Layout], passages: Sequence[Passage],
          corrections: Sequence[Correction] = ()) -> tuple[Group, ...]:  # fmt: skip
    """Every article in exactly one group; the largest group first, then by first id.

    Average linkage: two sets of articles become one story while the mean likeness between them is at least
    ``SAME_STORY``; copies of one text go where that text goes and count once. Articles with fewer than
    ``MIN_STORY_WORDS`` words stand alone.
    """
    by_id = {x.id: x for x in layouts}
    pile = [terms(by_id[id]) for id in sorted(by_id)]
    copied = copied_prose(pile, by_id, passages)
    stands = one_each(pile, copied)
    told = weights([t for n, t in enumerate(pile) if stands[n] == n])
    likeness = Likeness(pile, told, by_id, copied)
    speaking = [n for n, t in enumerate(pile) if t.words >= MIN_STORY_WORDS and stands[n] == n]
    short = [[n] for n, t in enumerate(pile) if t.words < MIN_STORY_WORDS]
    groups = []
    pairs, nearest = likeness.close(SAME_STORY)
    sets = [*_with_copies(_linked(likeness, speaking, pairs), stands), *short]
    if corrections:
        ids = {t.article: n for n, t in enumerate(pile)}
        sets = decided(sets, ids, corrections, lambda a, b: float(likeness.among([a], [b])[0, 0]))
    prose = _prose_by_set(sets, pile, passages)
    for n, members in enumerate(sets):
        found = [pile[n] for n in members]
        if len(found) > 1:
            scores = likeness.among(members, members)
            confidence, reasons = together(found, scores, told, by_id, prose[n], SAME_STORY)
        else:
            confidence, reasons = alone(found[0], pile, *nearest[members[0]], told, by_id, SAME_STORY)
        if people := reasons_for([t.article for t in found], corrections):
            named = {a for c in people for a in c.names}
            confidence = 1.0 if named >= {t.article for t in found} else confidence
            reasons = (*(c.reason() for c in people), *(r for r in reasons if r.text))
        groups.append(Group(tuple(t.article for t in found), confidence=confidence, reasons=reasons))
    return tuple(sorted(groups, key=lambda g: (-len(g.articles), g.articles)))


def _with_copies(sets: Sequence[Sequence[int]], stands: Mapping[int, int]) -> list[list[int]]:
    """Each set with the copies of its articles."""
    copies: defaultdict[int, list[int]] = defaultdict(list)
    for n, one in stands.items():
        copies[one].append(n)
    return [sorted(c for n in s for c in copies[n]) for s in sets]


def _prose_by_set(sets: Sequence[Sequence[int]], pile: Sequence[Terms],
                  passages: Sequence[Passage]) -> list[list[Passage]]:  # fmt: skip
    """The passages inside each set; found once, since a large pile has as many stories as articles."""
    home = {pile[n].article: s for s, members in enumerate(sets) for n in members}
    out: list[list[Passage]] = [[] for _ in sets]
    for p in passages:
        if home[p.a.article] == home[p.b.article]:
            out[home[p.a.article]].append(p)
    return out


def _linked(likeness: Likeness, articles: Sequence[int], pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Sets of articles by average linkage.

    Args:
        pairs: those at least SAME_STORY alike.

    Sets can only meet at SAME_STORY through a pair that is so alike, so the clumps of such pairs can be linked one by
    one with the same outcome as all at once; only clumps over MAX_LINKED are an approximation.
    """
    found: list[list[int]] = []
    speaking = set(articles)
    edges = [(i, j) for i, j in pairs if i in speaking and j in speaking]
    todo = [(SAME_STORY, sorted(articles), edges)]
    while todo:
        least, members, edges = todo.pop()
        for clump, inside in _clumps(members, edges):
            if len(clump) == 1:
                found.append(clump)
            elif len(clump) <= MAX_LINKED:
                found += _average(likeness.among(clump, clump), clump)
            else:
                keep = {*likeness.close(least + CUT_STEP)[0]}
                todo.append((least + CUT_STEP, clump, [e for e in inside if e in keep]))
    return sorted(found)


def _clumps(members: Sequence[int], edges: Sequence[tuple[int, int]]) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """Connected components, each with its edges."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not members:
        return []
    place = {n: i for i, n in enumerate(members)}
    rows, columns = [place[i] for i, _ in edges], [place[j] for _, j in edges]
    graph = coo_matrix(([1] * len(rows), (rows, columns)), shape=(len(members), len(members)))
    labels = connected_components(graph, directed=False)[1].tolist()
    clumps: defaultdict[int, tuple[list[int], list[tuple[int, int]]]] = defaultdict(lambda: ([], []))
    for n, label in zip(members, labels, strict=True):
        clumps[label][0].append(n)
    for edge in edges:
        clumps[labels[place[edge[0]]]][1].append(edge)
    return list(clumps.values())


def _average(scores: Scores, members: Sequence[int]) -> list[list[int]]:
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distance = 1 - scores
    np.fill_diagonal(distance, 0.0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1 - SAME_STORY + 1e-9, "distance")
    sets: defaultdict[int, list[int]] = defaultdict(list)
    for n, label in zip(members, labels.tolist(), strict=True):
        sets[label].append(n)
    return list(sets.values())
