"""Links between units -> clusters of units that state the same: average linkage, forbidden pairs kept apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush

from firsthand.claims.matching import Links
from firsthand.nouns import rounded

CUT = 0.2  # mean link below which two clusters stay apart; the best for every labelled pile left out


def cluster(units: Sequence[int], links: Links, apart: Callable[[int, int], bool]) -> list[list[int]]:
    """Clusters of unit numbers, singles included, each sorted, by first member.

    Average linkage: a pair without a link counts 0. Ties go to the pair of clusters with the lowest members.

    Args:
        units: their numbers.
        apart: whether two units can never stand in one cluster.
    """
    cut = CUT
    members = {i: [i] for i in units}
    sums: dict[int, dict[int, float]] = {i: dict(links.get(i, {})) for i in units}
    heap = [(-score, i, j) for i in units for j, score in sums[i].items() if i < j and score >= cut]
    heapify(heap)
    while heap:
        score, i, j = heappop(heap)
        if i not in members or j not in members or rounded(_mean(sums, members, i, j)) != -score:
            continue
        if any(apart(x, y) for x in members[i] for y in members[j]):
            continue
        members[i] = sorted(members[i] + members.pop(j))
        for k, total in sums.pop(j).items():
            if k != i:
                sums[i][k] = sums[i].get(k, 0.0) + total
                sums[k][i] = sums[i][k]
                del sums[k][j]
        sums[i].pop(j, None)
        for k in sums[i]:
            mean = rounded(_mean(sums, members, i, k))
            if mean >= cut:
                heappush(heap, (-mean, min(i, k), max(i, k)))
    return sorted(members.values())


def _mean(sums: dict[int, dict[int, float]], members: dict[int, list[int]], i: int, j: int) -> float:
    return sums[i].get(j, 0.0) / (len(members[i]) * len(members[j]))
