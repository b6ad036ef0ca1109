"""Claims and origins as a person decided them. Every count that follows from a decision says that it is theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.claims.copies import Copies
from firsthand.claims.knowers import Ground
from firsthand.claims.matching import Links
from firsthand.claims.mentions import gather
from firsthand.claims.pruning import Kept
from firsthand.claims.units import Unit
from firsthand.lineage.corrected import called
from firsthand.lineage.newsrooms import family
from firsthand.nouns import (
    Attribution,
    Claim,
    ClaimStatus,
    Correction,
    Layout,
    Mention,
    Origin,
    Reason,
    Span,
    Statements,
    of_kind,
    rounded,
)


def families(corrections: Sequence[Correction]) -> dict[str, str]:
    """Key of an outlet -> the family a person said it belongs to."""
    return {family(c.names[0]): c.value for c in of_kind(corrections, "family")}


def regrouped(ground: Ground, copies: Copies, units: Sequence[Unit], kept: Sequence[Kept], links: Links,
              corrections: Sequence[Correction]) -> list[Kept]:  # fmt: skip
    """Claims joined and parted as decided; each other mention of a parted claim goes with the one it is more alike."""
    decided = of_kind(corrections, "one-claim", "two-claims")
    out = list(kept)
    if not decided:
        return out
    places = [[u.span for u in gather(ground, copies, [unit]).units] for unit in units]
    sure: set[tuple[int, int]] = set()
    for c in decided:
        found = [_stating(units, places, out, span, c.kind == "one-claim") for span in c.spans]
        if None in found:
            continue
        i, j = (n for n in found if n is not None)
        homes = [k for k in out if i in k.units or j in k.units]
        if c.kind == "one-claim" and i != j and not any({i, j} <= set(k.units) for k in homes):
            sure.add((min(i, j), max(i, j)))
            members = sorted({i, j}.union(*(k.units for k in homes)))
            out = [k for k in out if k not in homes] + [Kept(tuple(members), _cohesion(members, links, sure))]
        elif c.kind == "two-claims" and i != j and homes and {i, j} <= set(homes[0].units):
            sides = [i], [j]
            for n in homes[0].units:
                if n not in (i, j):
                    near = [rounded(links.get(n, {}).get(x, 0.0)) for x in (i, j)]
                    sides[near[1] > near[0]].append(n)
            out = [k for k in out if k is not homes[0]]
            out += [Kept(tuple(sorted(s)), _cohesion(sorted(s), links, sure)) for s in sides]
    return out


def _stating(units: Sequence[Unit], places: Sequence[Sequence[Span]], kept: Sequence[Kept], span: Span,
             anywhere: bool) -> int | None:  # fmt: skip
    """The unit that a span means: the one it shares most with, of those shown, or of all where it may be added.

    Args:
        places: where the words of each unit stand, copies included.
    """
    shown = {n for k in kept for n in k.units}

    def best(among: Sequence[int]) -> int | None:
        meant = [(-max(_share(s, span) for s in places[n] if s.overlaps(span)), n) for n in among
                 if any(s.overlaps(span) for s in places[n])]  # fmt: skip
        return min(meant, key=lambda m: (m[0], units[m[1]].span), default=(0.0, None))[1]

    found = best(sorted(shown))
    return best([n for n, u in enumerate(units) if u.clause]) if found is None and anywhere else found


def _share(a: Span, b: Span) -> float:
    """What two stretches have in common, as a share of all they cover."""
    both = min(a.end, b.end) - max(a.start, b.start)
    return rounded(both / (len(a) + len(b) - both))


def _cohesion(members: Sequence[int], links: Links, sure: set[tuple[int, int]]) -> float:
    pairs = [(i, j) for n, i in enumerate(members) for j in members[n + 1 :]]
    scores = [1.0 if p in sure else links.get(p[0], {}).get(p[1], 0.0) for p in pairs]
    return rounded(sum(scores) / len(scores)) if scores else 0.0


@dataclass(frozen=True, slots=True)
class _Said:
    """What the origins of a story's claims are recognised by."""

    attributions: Mapping[str, Attribution]
    names: Mapping[str, tuple[str, ...]]  # entity id -> every name of it

    def means(self, mention: Mention, side: Span | str) -> bool:
        """Whether a mention is given to this source."""
        said = self.attributions.get(mention.attribution or "")
        if said is None:
            return False
        if isinstance(side, Span):
            return said.source is not None and said.source.overlaps(side)
        return any(called(name, side) for name in (*self.names.get(said.entity or "", ()), *said.chain[:1]))


def resourced(claims: Sequence[Claim], statements: Statements, layouts: Sequence[Layout],
              corrections: Sequence[Correction]) -> tuple[Claim, ...]:  # fmt: skip
    """Claims whose origins are joined and parted as decided, with the reasons that say so.

    Two sources that are one are one origin in every claim; an origin that mixes two is parted by whom each of its
    mentions names. A mention that names nobody stays where it is: no decision makes an unknown a known one.
    """
    if not corrections:
        return tuple(claims)
    said = _Said(
        {a.id: a for a in statements.attributions},
        {e.id: tuple(dict.fromkeys((e.name, *e.aliases))) for e in statements.entities},
    )
    out = list(claims)
    for c in of_kind(corrections, "same-source", "other-source"):
        out = _one(out, c, said) if c.kind == "same-source" else _two(out, c, said)
    outlets = {x.id: family(x.article.outlet or "") for x in layouts}
    return tuple(_marked(claim, outlets, corrections) for claim in out)


def means(claims: Sequence[Claim], statements: Statements, side: Span | str) -> set[str]:
    """Ids of the origins of a story that a source is."""
    said = _Said(
        {a.id: a for a in statements.attributions},
        {e.id: tuple(dict.fromkeys((e.name, *e.aliases))) for e in statements.entities},
    )
    return _matching(claims, side, said)


def _matching(claims: Sequence[Claim], side: Span | str, said: _Said) -> set[str]:
    found = set()
    for claim in claims:
        for o in claim.origins:
            named = called(o.source, side) if isinstance(side, str) else any(e.overlaps(side) for e in o.evidence)
            if named or any(m.origin == o.id and said.means(m, side) for m in claim.mentions):
                found.add(o.id)
    return found


def _one(claims: Sequence[Claim], c: Correction, said: _Said) -> list[Claim]:
    sides = [_matching(claims, side, said) for side in c.about]
    together = set().union(*sides)
    if not all(sides) or len(together) < 2:
        return list(claims)
    kept = min(sides[0], key=_number)
    known = {o.id: o for claim in reversed(claims) for o in claim.origins}
    out = []
    for claim in claims:
        here = [o for o in claim.origins if o.id in together]
        if not here:
            out.append(claim)
            continue
        one = replace(
            next((o for o in here if o.id == kept), known[kept]),
            via=tuple(dict.fromkeys(v for o in here for v in o.via if v != known[kept].source)),
            newsroom=next((o.newsroom for o in here if o.newsroom), None),
            evidence=tuple(sorted({s for o in here for s in o.evidence})),
        )
        at = claim.origins.index(here[0])
        origins = [o for o in claim.origins if o.id not in together]
        origins.insert(min(at, len(origins)), one)
        mentions = [replace(m, origin=kept) if m.origin in together else m for m in claim.mentions]
        out.append(_recounted(claim, origins, mentions, c.reason() if len(here) > 1 or here[0].id != kept else None))
    return out


def _two(claims: Sequence[Claim], c: Correction, said: _Said) -> list[Claim]:
    used = {_number(o.id) for claim in claims for o in claim.origins}
    ids: dict[str, str] = {}
    out = []
    for claim in claims:
        origins, mentions = list(claim.origins), list(claim.mentions)
        for o in claim.origins:
            mine = [m for m in claim.mentions if m.origin == o.id]
            first, second = ([m for m in mine if said.means(m, side)] for side in c.about)
            moved = [m for m in second if m not in first]
            if not moved or not first:
                continue
            new = ids.setdefault(o.id, f"o{max(used) + 1 + len(ids)}")
            parted = _named(o, c.about[1], moved, said)
            rest = _named(o, c.about[0], [m for m in mine if m not in moved], said)
            origins[origins.index(o)] = rest
            origins.append(replace(parted, id=new))
            mentions = [replace(m, origin=new) if m in moved else m for m in mentions]
        out.append(_recounted(claim, origins, mentions, c.reason()) if len(origins) > len(claim.origins) else claim)
    return out


def _named(o: Origin, side: Span | str, mentions: Sequence[Mention], said: _Said) -> Origin:
    """An origin as one of the two sources it mixed."""
    told = [a for m in mentions if (a := said.attributions.get(m.attribution or ""))]
    evidence = tuple(sorted({s for a in told for s in (a.source, a.cue) if s is not None}))
    names = [said.names[a.entity][0] for a in told if a.entity and a.entity in said.names]
    names += [a.chain[0] for a in told if a.chain]
    meant = [n for n in names if isinstance(side, Span) or called(n, side)]
    return replace(o, source=next(iter(meant or names), o.source), evidence=evidence)


def _recounted(claim: Claim, origins: Sequence[Origin], mentions: Sequence[Mention], why: Reason | None) -> Claim:
    """A claim with other origins: the count and the status follow from them as they do from any."""
    status: ClaimStatus = claim.status
    if status != "disputed":
        if len(origins) > 1:
            status = "several-origins"
        elif status == "several-origins":
            status = "public-record" if origins[0].kind == "public-statement" else "single-origin"
    return replace(claim, origins=tuple(origins), mentions=tuple(mentions), independent_origins=max(1, len(origins)),
                   status=status, reasons=(*([why] if why else []), *claim.reasons))  # fmt: skip


def _marked(claim: Claim, outlets: Mapping[str, str], corrections: Sequence[Correction]) -> Claim:
    """A claim with the reasons of what was decided about its mentions and its outlets."""
    theirs = []
    for c in of_kind(corrections, "one-claim", "two-claims", "family"):
        if c.kind == "family":
            applies = any(outlets.get(m.span.article) == family(c.names[0]) for m in claim.mentions)
        else:
            held = [any(m.span.overlaps(s) for m in claim.mentions) for s in c.spans]
            applies = all(held) if c.kind == "one-claim" else held.count(True) == 1
        if applies:
            theirs.append(c.reason())
    return replace(claim, reasons=(*theirs, *claim.reasons)) if theirs else claim


def _number(id: str) -> int:
    return int(id[1:]) if id[1:].isdigit() else 0
