"""Claims that plainly state the same, joined: a last pass over what the clustering left apart.

Average linkage keeps two clusters apart where most of their mentions are worded freely, also where one of each plainly
states the same. The test is the one that shows a further origin, which is stricter than any link.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from firsthand.claims.matching import Links
from firsthand.claims.pruning import Kept
from firsthand.claims.units import Unit

LINKED = 0.2  # link that the two mentions have at least; from .2 to .4 the labelled piles score the same
BOTH = 1  # articles that may hold mentions of both: more of them tell the two apart
COHESION = 0.4  # of a cluster joined here that had none


def rejoined(units: Sequence[Unit], kept: Sequence[Kept], links: Links, same: Callable[[int, int], bool],
             apart: Callable[[int, int], bool]) -> list[Kept]:  # fmt: skip
    """The clusters, those joined of which a mention of one and one of the other plainly state the same.

    Args:
        same: whether two units of different articles plainly state the same.
        apart: whether two units can never stand in one cluster.
    """
    home = {i: n for n, k in enumerate(kept) for i in k.units}
    members = {n: list(k.units) for n, k in enumerate(kept)}
    pairs = [(-score, i, j) for i in sorted(home) for j, score in links.get(i, {}).items()
             if i < j and score >= LINKED and home.get(j, home[i]) != home[i]
             and units[i].article != units[j].article]  # fmt: skip
    for _, i, j in sorted(pairs):
        a, b = home[i], home[j]
        if a == b or not same(i, j):
            continue
        left, right = members[a], members[b]
        both = {units[x].article for x in left} & {units[y].article for y in right}
        if len(both) > BOTH or any(apart(x, y) for x in left for y in right):
            continue
        for y in right:
            home[y] = a
        members[a] = sorted(left + members.pop(b))
    return [kept[n] if len(found) == len(kept[n].units) else Kept(tuple(found), kept[n].cohesion or COHESION)
            for n, found in sorted(members.items())]  # fmt: skip
