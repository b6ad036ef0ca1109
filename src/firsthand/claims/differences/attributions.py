"""Who said it, in one article; nobody, or somebody else, in another."""

from __future__ import annotations

from firsthand.claims.differences.alignment import Ground, overlap
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import Place, comparable, places
from firsthand.nouns import Attribution, Claim, Span, merged

SAME = 0.55  # share of the lighter mention's weight that both hold
NEAR = 120  # characters from who speaks to that they speak, shown as one


def find(ground: Ground) -> list[Finding]:
    """Claims whose speaker is dropped or changes."""
    out = []
    for claim in ground.claims:
        found = _dropped(ground, claim) or _shifted(ground, claim)
        if found is not None:
            out.append(found)
    return out


def _dropped(ground: Ground, claim: Claim) -> Finding | None:
    """A claim that some article states in its own voice and another puts in somebody's mouth."""
    if claim.status == "public-record":
        return None
    rows = [p for p in places(ground, claim) if p.line.number >= 0]
    told = [p for p in rows if p.mention.stance in ("attributed", "hedged") and _speech(ground, p)]
    quoting = {p.article for p in told}
    bare = [p for p in rows if p.mention.stance == "asserted" and p.article not in quoting and not _told_near(ground, p)
            and ground.layouts[p.article].zone_at(p.span.start) == "body"]  # fmt: skip
    told = [t for t in told if any(_same(t, b) for b in bare)]
    bare = [b for b in bare if any(_same(t, b) for t in told)]
    if not told or not bare:
        return None
    said = _speech(ground, told[0])
    who = ground.text(said.source) if said is not None and said.source is not None else "somebody"
    why = f"{told[0].article} has it from {who}; {bare[0].article} states it as its own: “{ground.text(bare[0].span)}”"
    sides = merged(s for t in told for s in _with_source(ground, t)), tuple(b.span for b in bare)
    return Finding("attribution", sides, why, 0.6, 1.0 if len(bare[0].keys) > 4 else 0.9)


def _shifted(ground: Ground, claim: Claim) -> Finding | None:
    """A claim that different named speakers are given for."""
    rows = [(p, s) for p in places(ground, claim) if (s := _speech(ground, p)) is not None and s.entity is not None]
    for n, (a, x) in enumerate(rows):
        for b, y in rows[n + 1 :]:
            if a.article == b.article or not _same(a, b) or not _others(ground, x, y):
                continue
            first, second = _with_source(ground, a), _with_source(ground, b)
            why = (f"{a.article} has it from {_name(ground, x)}, {b.article} from {_name(ground, y)}: "
                   f"“{ground.text(a.span)}”")  # fmt: skip
            return Finding("attribution", (merged(first), merged(second)), why, 0.5, 0.8)
    return None


def _same(a: Place, b: Place) -> bool:
    return a.article != b.article and comparable(a, b) and overlap(a.keys, b.keys) >= SAME


def _speech(ground: Ground, place: Place) -> Attribution | None:
    """The innermost attribution of a mention with somebody who speaks."""
    for said in ground.held(place.mention.attribution):
        if said.source is not None and said.kind not in ("belief", "denial", "no-comment"):
            return said
    return None


def _told_near(ground: Ground, place: Place) -> bool:
    """Whether an attribution stands in the same sentence, or right after it."""
    rows = ground.lines[place.article]
    at = rows.index(place.line)
    after = rows[at + 1] if at + 1 < len(rows) else None
    for said in ground.statements.attributions:
        if said.article != place.article or said.cue is None:
            continue
        if said.cue.overlaps(place.line.span):
            return True
        if after is not None and said.cue.overlaps(after.span) and overlap(place.keys, after.keys) >= SAME:
            return True
    return False


def _others(ground: Ground, x: Attribution, y: Attribution) -> bool:
    """Whether two speakers are two people, or two bodies, and neither speaks for the other."""
    a, b = ground.entities.get(x.entity or ""), ground.entities.get(y.entity or "")
    if a is None or b is None or a.id == b.id or {a.kind, b.kind} & {"agency", "outlet", "unnamed", "document"}:
        return False
    if a.affiliation == b.id or b.affiliation == a.id or (a.affiliation and a.affiliation == b.affiliation):
        return False
    return a.kind == b.kind == "person" or {a.kind, b.kind} <= {"organisation", "person"}


def _name(ground: Ground, said: Attribution) -> str:
    entity = ground.entities.get(said.entity or "")
    return entity.name if entity is not None else "somebody"


def _with_source(ground: Ground, place: Place) -> list[Span]:
    """The words that say who said it where they stand in the mention's sentence, else the mention."""
    said = _speech(ground, place)
    spans = [s for s in (said.source, said.cue) if s is not None and place.line.span.overlaps(s)] if said else []
    if not spans:
        return [place.span]
    whole = Span(place.article, min(s.start for s in spans), max(s.end for s in spans))
    return [whole] if len(whole) <= NEAR else spans
