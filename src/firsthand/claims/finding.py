"""The claims of one story, step by step."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.claims.agreement import parted
from firsthand.claims.checks import bearings, contradicts
from firsthand.claims.clusters import cluster
from firsthand.claims.disputes import answered, find_denials
from firsthand.claims.knowers import Ground
from firsthand.claims.leads import centrality, widen
from firsthand.claims.matching import match
from firsthand.claims.newsrooms import Newsrooms
from firsthand.claims.origins import Known, as_origin, trace_origins
from firsthand.claims.phrasing import clearest, states
from firsthand.claims.pruning import Kept, prune
from firsthand.claims.stance import stance
from firsthand.claims.status import background, status
from firsthand.claims.units import Unit, find_units
from firsthand.claims.wording import wording
from firsthand.lineage import newsgathering
from firsthand.nouns import (
    Claim,
    Layout,
    Lineage,
    Mention,
    Passage,
    Reason,
    Stance,
    Statements,
    Timeline,
)


def find_claims(layouts: Sequence[Layout], statements: Statements, passages: Sequence[Passage], lineage: Lineage,
                timeline: Timeline) -> tuple[Claim, ...]:  # fmt: skip
    """What the articles of one story claim, the most carried first, each with the origins shown for it.

    Articles in a language without tables hold no claims.
    """
    layouts = sorted(layouts, key=lambda x: x.id)
    units = find_units(layouts, statements)
    if not units:
        return ()
    ground = Ground.of(layouts, statements, passages, Newsrooms(layouts, lineage),
                       newsgathering(layouts, statements), timeline)  # fmt: skip
    units = [u for u in units if states(ground, u)]
    told = _tell(ground, units, layouts, timeline)
    weight = {k: centrality([units[i].span for i in k.units], layouts) for k in told}
    carried = {k: len({units[i].article for i in k.units}) for k in told}
    told.sort(key=lambda k: (-carried[k], -weight[k], min(units[i].span for i in k.units)))
    mentions = [[units[i] for i in sorted(k.units, key=lambda i: units[i].span)] for k in told]
    texts = [clearest(ground, m, _stances(ground, m)) for m in mentions]
    shown = [n for n, text in enumerate(texts) if text is not None]
    told, mentions, texts = [told[n] for n in shown], [mentions[n] for n in shown], [texts[n] for n in shown]
    contested = answered(find_denials(layouts, statements), mentions, layouts, [weight[k] for k in told])
    ids: dict[str, str] = {}
    return tuple(
        _claim(f"c{n}", text or "", ground, units_, kept, contested.get(n - 1, ()), ids)
        for n, (text, units_, kept) in enumerate(zip(texts, mentions, told, strict=True), start=1)
    )


def _tell(ground: Ground, units: Sequence[Unit], layouts: Sequence[Layout], timeline: Timeline) -> list[Kept]:
    """The clusters of units a reader is shown."""
    wordings = wording(units, layouts)
    bearing = bearings(units, layouts, timeline)

    def apart(i: int, j: int) -> bool:
        return bool(units[i].overlap(units[j])) or contradicts(bearing[i], bearing[j]) is not None

    links = match(units, wordings, bearing)
    kept = prune(units, cluster(len(units), links, apart), links)
    kept = widen(units, kept, wordings, layouts, [b.negated for b in bearing], apart)
    return parted(ground, units, kept, links)


def _stances(ground: Ground, units: Sequence[Unit]) -> list[Stance]:
    return [stance(u, ground.layouts[u.article].article.language, ground.attributions) for u in units]


def _claim(id: str, text: str, ground: Ground, units: Sequence[Unit], kept: Kept, contested: tuple[Reason, ...],
           ids: dict[str, str]) -> Claim:  # fmt: skip
    """One claim: the stance and origin of each mention, and what follows for the whole."""
    stances = _stances(ground, units)
    known = trace_origins(ground, units, [s == "denied" for s in stances])
    origins = []
    for group in known.groups:
        key = min(k.key for k in group if k.layer == min(x.layer for x in group))
        origins.append(as_origin(ids.setdefault(key, f"o{len(ids) + 1}"), group, ground.rooms.names))
    by_group = [o.id for o in origins]
    denies = any(s == "denied" for s in stances) and not all(s == "denied" for s in stances)
    mentions = tuple(
        Mention(u.span, s, u.attribution, by_group[g] if g is not None else None)
        for u, s, g in zip(units, stances, known.of, strict=True)
    )
    unknown = sum(m.origin is None and not (denies and m.stance == "denied") for m in mentions)
    return Claim(
        id,
        text,
        mentions,
        tuple(origins),
        max(1, len(origins)),
        unknown,
        known.newsrooms,
        status(origins, stances, bool(contested), background(ground, units)),
        confidence=_confidence(kept, known, units),
        reasons=(*known.reasons, *contested),
    )


def _confidence(kept: Kept, known: Known, units: Sequence[Unit]) -> float:
    """How sure the mentions are one claim, and that its origins are read rightly."""
    joined = 1.0 if len(units) == 1 else 0.4 + 0.6 * min(1.0, kept.cohesion * 1.2)
    shown = sum(g is not None for g in known.of) / len(units)
    return joined * (0.7 + 0.3 * shown)
