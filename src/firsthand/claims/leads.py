"""A second, looser pass for what a story leads with: the same news told in other words at the head of each article.

A lead unit joins a cluster of leads when it shares most of the smaller side's weighted stems and synonym groups with
one of its mentions, stands under the same negation, and no check forbids it. Length and rivals do not count here: heads
are short, and each article has one main matter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from firsthand.claims.pruning import Kept
from firsthand.claims.units import Unit
from firsthand.claims.wording import Wording
from firsthand.nouns import Layout

LEAD_SENTENCES = 3  # of the body; a lead seldom runs on, and a paraphrase of it further down is found by the first pass
OVERLAP = 0.4  # share of the lighter side's weight that both hold
MIN_ARTICLES = 2  # a cluster must already be carried by this many


def lead(layouts: Sequence[Layout]) -> dict[tuple[str, int], float]:
    """How central a sentence is to its article: 1 for the headline and the first, then less; by (article, number)."""
    out: dict[tuple[str, int], float] = {}
    for layout in layouts:
        place = 0
        for n, sentence in enumerate(layout.sentences):
            if sentence.zone == "headline":
                out[layout.id, n] = 1.0
            elif sentence.zone == "body" and place < 2 * LEAD_SENTENCES:
                out[layout.id, n] = 1.0 / (1 + place / 2) if place < LEAD_SENTENCES else 0.2
                place += 1
    return out


def centrality(units: Sequence[Unit], heads: dict[tuple[str, int], float]) -> float:
    """How much of the articles' leads a claim is: the sum over its articles of its best place."""
    best: dict[str, float] = {}
    for u in units:
        best[u.article] = max(best.get(u.article, 0.0), heads.get((u.article, u.sentence), 0.05))
    return sum(best[a] for a in sorted(best))


def widen(units: Sequence[Unit], kept: Sequence[Kept], wordings: Wording, heads: dict[tuple[str, int], float],
          negated: Sequence[bool], apart: Callable[[int, int], bool]) -> list[Kept]:  # fmt: skip
    """The kept clusters, the leading one joined by lead units of articles it lacks."""
    multi = [k for k in range(len(kept)) if len({units[i].article for i in kept[k].units}) >= MIN_ARTICLES]
    order = sorted(multi, key=lambda k: (-_weight(units, kept[k], heads), k))[:3]
    out = list(kept)
    placed = {i for k in multi for i in kept[k].units}
    for k in order:
        members = list(out[k].units)
        for article in sorted({u.article for u in units}):
            if article in {units[i].article for i in members}:
                continue
            best: tuple[float, int] | None = None
            for j, unit in enumerate(units):
                if unit.article != article or heads.get((article, unit.sentence), 0.0) < 0.5 or j in placed:
                    continue
                if unit.runs > 1 or any(negated[j] != negated[i] or apart(i, j) for i in members):
                    continue
                score = max(_overlap(wordings.weights[i], wordings.weights[j]) for i in members)
                if score >= OVERLAP and (best is None or score > best[0]):
                    best = (score, j)
            if best is not None:
                members.append(best[1])
                placed.add(best[1])
        if len(members) > len(out[k].units):
            out[k] = Kept(tuple(members), out[k].cohesion)
    return out


def _weight(units: Sequence[Unit], cluster: Kept, heads: dict[tuple[str, int], float]) -> float:
    return centrality([units[i] for i in cluster.units], heads)


def _overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Weight both units hold over the weight of the lighter one."""
    shared = sum(min(v, b[k]) for k, v in a.items() if k in b)
    return round(shared / max(1e-9, min(sum(a.values()), sum(b.values()))), 4)
