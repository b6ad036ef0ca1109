"""A second, looser pass for what a story leads with: the same news told in other words at the head of each article.

Only for what is said not to be: a refusal or a denial at the head of an article is worded most freely ("will not
enter", "can expect no help"), and a story seldom leads with two. Such a cluster joins another when their mentions share
enough of the lighter side's weighted stems and synonym groups and no check forbids it. Tried for all leads, the same
pass joined more that differs than that agrees.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from firsthand.claims.pruning import Kept
from firsthand.claims.units import Unit
from firsthand.claims.wording import Wording
from firsthand.nouns import Layout

LEAD_SENTENCES = 3  # of the body; a lead seldom runs on, and a paraphrase of it further down is found by the first pass
OVERLAP = 0.4  # share of the lighter side's weight that both hold
LEADING = 0.4  # of lead(): headline and the first sentences
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
    """The kept clusters, those that stand at the heads of articles joined where they tell the same news."""
    out = list(kept)
    for a in sorted(range(len(out)), key=lambda k: (-_carried(units, out[k]), k)):
        if _carried(units, out[a]) < MIN_ARTICLES:
            continue
        for b in range(len(out)):
            if a == b or not out[b].units or _carried(units, out[b]) > _carried(units, out[a]):
                continue
            missing = {units[i].article for i in out[b].units} - {units[i].article for i in out[a].units}
            if not any(units[i].article in missing and _leads(units[i], heads) for i in out[b].units):
                continue
            if not any(_leads(units[i], heads) for i in out[a].units):
                continue
            if any(not (negated[i] and negated[j]) or apart(i, j) for i in out[a].units for j in out[b].units):
                continue
            if _same_news(wordings, out[a].units, out[b].units):
                out[a] = Kept(tuple(sorted((*out[a].units, *out[b].units))), out[a].cohesion)
                out[b] = Kept((), 0.0)
    return [k for k in out if k.units]


def _carried(units: Sequence[Unit], kept: Kept) -> int:
    return len({units[i].article for i in kept.units})


def _leads(unit: Unit, heads: dict[tuple[str, int], float]) -> bool:
    return heads.get((unit.article, unit.sentence), 0.0) >= LEADING and unit.runs <= 1


def _same_news(wordings: Wording, a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether each mention of the smaller cluster overlaps some mention of the larger one well, on average."""
    best = [max(_overlap(wordings.weights[i], wordings.weights[j]) for j in a) for i in b]
    return max(best) >= OVERLAP and sum(best) / len(best) >= OVERLAP - 0.05


def _overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Weight both units hold over the weight of the lighter one."""
    shared = sum(min(v, b[k]) for k, v in a.items() if k in b)
    return round(shared / max(1e-9, min(sum(a.values()), sum(b.values()))), 4)
