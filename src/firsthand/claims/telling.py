"""The units of a story -> the clusters of them that a reader is shown.

Stories of more than ``ROUND`` articles are read in rounds: each round is clustered on its own, then what the rounds
tell is matched by one mention of each. So time grows with the number of articles and not with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from firsthand.claims.checks import Bearings, contradicts
from firsthand.claims.clusters import cluster
from firsthand.claims.copies import Copies
from firsthand.claims.leads import widen
from firsthand.claims.matching import Links, match
from firsthand.claims.pruning import Kept, prune
from firsthand.claims.units import Unit
from firsthand.claims.wording import Wording
from firsthand.nouns import Layout

ROUND = 20  # articles matched all with all; the labelled piles have up to six, the largest public story of ours 22


def tell(units: Sequence[Unit], wordings: Wording, bearing: Sequence[Bearings], layouts: Sequence[Layout],
         copies: Copies) -> tuple[list[Kept], Links]:  # fmt: skip
    """The clusters shown, and the links they rest on.

    Args:
        units: none of them a copy, in the order of ``layouts``.
    """

    def apart(i: int, j: int) -> bool:
        return bool(units[i].overlap(units[j])) or contradicts(bearing[i], bearing[j]) is not None

    own = _by_article(units)
    read = _read(units, own, copies)
    articles = [x.id for x in layouts if x.id in own]
    rounds = -(-len(articles) // ROUND)
    links: Links = {}
    kept: list[list[Kept]] = []
    for n in range(rounds):
        here = articles[n::rounds]
        found = match(units, wordings, bearing, [(own[a], read[a]) for a in here])
        members = sorted(i for a in here for i in own[a])
        copied = [i for i in members if copies.places.get((units[i].article, units[i].sentence))]
        kept.append(prune(units, cluster(members, found, apart), found, copied))
        links.update(found)
    told = kept[0] if rounds == 1 else _joined(units, wordings, bearing, kept, links, apart)
    return widen(units, told, wordings, layouts, [b.negated for b in bearing], apart), links


def _by_article(units: Sequence[Unit]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for i, unit in enumerate(units):
        out.setdefault(unit.article, []).append(i)
    return out


def _read(units: Sequence[Unit], own: dict[str, list[int]], copies: Copies) -> dict[str, list[int]]:
    """For each article the units that stand in it: its own, and those read elsewhere in the same words."""
    out = {a: list(ids) for a, ids in own.items()}
    for i, unit in enumerate(units):
        for article in dict.fromkeys(a for a, _ in copies.places.get((unit.article, unit.sentence), ())):
            if article in out and article != unit.article:
                out[article].append(i)
    return out


def _joined(units: Sequence[Unit], wordings: Wording, bearing: Sequence[Bearings], kept: Sequence[Sequence[Kept]],
            links: Links, apart: Callable[[int, int], bool]) -> list[Kept]:  # fmt: skip
    """What the rounds tell, matched by the mention of each that is most like its others."""
    of: dict[int, Kept] = {}
    sides = []
    for told in kept:
        middles = {_middle(k, links): k for k in told}
        of.update(middles)
        sides.append((sorted(middles), sorted(middles)))
    found = match(units, wordings, bearing, sides, within=False)

    def divided(i: int, j: int) -> bool:
        return any(apart(x, y) for x in of[i].units for y in of[j].units)

    out = []
    for members in cluster(sorted(of), found, divided):
        all_ = tuple(sorted(i for m in members for i in of[m].units))
        cohesion = max(of[m].cohesion for m in members) if len(members) == 1 else _mean(members, found)
        out.append(Kept(all_, cohesion))
    for i, row in found.items():
        links.setdefault(i, {}).update(row)
    return sorted(out, key=lambda k: (-len({units[i].article for i in k.units}), k.units))


def _middle(kept: Kept, links: Links) -> int:
    """The unit most alike the others of its cluster."""
    return min(kept.units, key=lambda i: (-round(sum(links.get(i, {}).get(j, 0.0) for j in kept.units), 4), i))


def _mean(members: Sequence[int], links: Links) -> float:
    pairs = [links.get(i, {}).get(j, 0.0) for n, i in enumerate(members) for j in members[n + 1 :]]
    return round(sum(pairs) / len(pairs), 4)
