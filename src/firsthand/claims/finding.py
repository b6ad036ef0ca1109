"""The claims of one story, step by step."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.claims.agreement import Matter, parted
from firsthand.claims.checks import bearings, contradicts
from firsthand.claims.copies import find_copies, fullest_first
from firsthand.claims.corrected import families, regrouped, resourced
from firsthand.claims.corroboration import Corroboration
from firsthand.claims.disputes import answered, find_denials
from firsthand.claims.knowers import Ground
from firsthand.claims.leads import centrality
from firsthand.claims.mentions import Mentions, gather
from firsthand.claims.nearness import nearness
from firsthand.claims.newsrooms import Newsrooms
from firsthand.claims.origins import Known, as_origin, trace_origins
from firsthand.claims.phrasing import clearest, states
from firsthand.claims.pruning import Kept
from firsthand.claims.rejoining import rejoined
from firsthand.claims.stance import stance
from firsthand.claims.status import background, status
from firsthand.claims.telling import tell
from firsthand.claims.units import Unit, find_units
from firsthand.claims.wording import wording
from firsthand.lineage import newsgathering
from firsthand.nouns import (
    Claim,
    Correction,
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
                timeline: Timeline, corrections: Sequence[Correction] = ()) -> tuple[Claim, ...]:  # fmt: skip
    """What the articles of one story claim, the most carried first, each with the origins shown for it.

    Articles in a language without tables hold no claims.
    """
    layouts = fullest_first(layouts)
    found = find_units(layouts, statements)
    if not found:
        return ()
    ground = Ground.of(layouts, statements, passages, Newsrooms(layouts, lineage, families=families(corrections)),
                       newsgathering(layouts, statements), timeline)  # fmt: skip
    copies = find_copies(layouts, passages)
    units = [u for u in found if not copies.is_copy(u) and states(ground, u)]
    if not units:
        return ()
    bearing = bearings(units, layouts, timeline)
    told, links = tell(units, wording(units, layouts), bearing, layouts, copies)
    agreement = Corroboration(ground)
    matter = Matter(ground, units)
    told = parted(ground, copies, units, told, links, agreement, matter)
    told = rejoined(units, told, links, lambda i, j: agreement.plain(units[i], units[j]) and matter.meets(i, j),
                    lambda i, j: bool(units[i].overlap(units[j])) or contradicts(bearing[i], bearing[j]) is not None)
    told = regrouped(ground, copies, units, told, links, corrections)
    rows = [(gather(ground, copies, [units[i] for i in k.units]), k) for k in told]
    traced = [(m, k, _known(ground, m, agreement)) for m, k in rows]
    shown = [(m, k, known, best) for m, k, known in traced if (best := _shown(ground, m, known)) is not None]
    weight = {k: centrality([u.span for u in m.read], layouts) for m, k, _, _ in shown}
    shown.sort(key=lambda x: (-len({u.article for u in x[0].units}), -weight[x[1]], x[1].units))
    contested = answered(find_denials(layouts, statements), [m.units for m, _, _, _ in shown], layouts,
                         [weight[k] for _, k, _, _ in shown])  # fmt: skip
    ids: dict[str, str] = {}
    claims = [
        _claim(f"c{n}", best, ground, m, k, known, contested.get(n - 1, ()), ids)
        for n, (m, k, known, best) in enumerate(shown, start=1)
    ]
    return resourced(claims, statements, layouts, corrections)


def _stances(ground: Ground, units: Sequence[Unit]) -> list[Stance]:
    return [stance(u, ground.layouts[u.article].article.language, ground.attributions) for u in units]


def _known(ground: Ground, told: Mentions, agreement: Corroboration) -> Known:
    return trace_origins(ground, told, [s == "denied" for s in _stances(ground, told.units)], agreement)


def _shown(ground: Ground, told: Mentions, known: Known) -> tuple[str, Unit] | None:
    """The words a claim is shown with: of a mention that the origins shown stand behind, else of any."""
    best = clearest(ground, told.read, _stances(ground, told.read))
    telling = [told.units[n] for n in known.telling if told.of[n] == n]
    if best is None or not telling or len(telling) == len(told.read):
        return best
    return clearest(ground, telling, _stances(ground, telling)) or best


def _claim(id: str, shown: tuple[str, Unit], ground: Ground, told: Mentions, kept: Kept, known: Known,
           contested: tuple[Reason, ...], ids: dict[str, str]) -> Claim:  # fmt: skip
    """One claim: the stance and origin of each mention, and what follows for the whole."""
    units, stances = told.units, _stances(ground, told.units)
    origins = []
    for group in known.groups:
        key = min(k.key for k in group if k.layer == min(x.layer for x in group))
        origins.append(as_origin(ids.setdefault(key, f"o{len(ids) + 1}"), group, ground.rooms.names))
    by_group = [o.id for o in origins]
    denies = any(s == "denied" for s in stances) and not all(s == "denied" for s in stances)
    mentions = [
        Mention(u.span, s, u.attribution, by_group[g] if g is not None else None, nearness(ground, u, shown[1]))
        for u, s, g in zip(units, stances, known.of, strict=True)
    ]
    unknown = sum(m.origin is None and not (denies and m.stance == "denied") for m in mentions)
    return Claim(
        id,
        shown[0],
        tuple(sorted(mentions, key=lambda m: m.span)),
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
