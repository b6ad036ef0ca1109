"""Who said it, in one article; nobody, or somebody else, in another."""

from __future__ import annotations

from firsthand.claims.differences.alignment import Ground, overlap
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import Place, comparable, places
from firsthand.languages import table
from firsthand.nouns import Attribution, Claim, Span, merged

SAME = 0.5  # share of the lighter mention's weight that both hold where one drops who said it
NEARLY = 0.3  # the same where both say who said it
TELLING = 0.35  # weight from which a word in common shows that two mentions tell the same
MIN_MATTER = 3  # words beside names in what is stated
NEAR = 120  # characters from who speaks to that they speak, shown as one


def find(ground: Ground) -> list[Finding]:
    """Claims whose speaker is dropped or changes."""
    out = []
    for claim in ground.claims:
        found = _dropped(ground, claim) or _shortened(ground, claim) or _shifted(ground, claim)
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
    bare = [p for p in rows if p.mention.stance == "asserted" and p.article not in quoting and _in_body(ground, p)]
    bare = [p for p in bare if _states(p) and not _told_near(ground, p)]
    told = [t for t in told if any(_same(t, b) for b in bare)]
    bare = [b for b in bare if any(_same(t, b) for t in told)]
    if not told or not bare:
        return None
    said = _speech(ground, told[0])
    who = _name(ground, said) if said is not None else "somebody"
    why = f"{told[0].article} has it from {who}; {bare[0].article} states it as its own: “{ground.text(bare[0].span)}”"
    sides = merged(s for t in told for s in _with_source(ground, t)), tuple(b.span for b in bare)
    return Finding("attribution", sides, why, 0.6, 1.0 if len(bare[0].keys) > 4 else 0.9)


def _shortened(ground: Ground, claim: Claim) -> Finding | None:
    """A claim that some article has from people who tell what another said, and another straight from that other."""
    rows = [(p, h) for p in places(ground, claim) if (h := _speakers(ground, p))]
    longer = [(p, h) for p, h in rows if len(h) > 1 and not _carries(ground, h[-1])]
    shorter = [(p, h) for p, h in rows if len(h) == 1 and _in_body(ground, p)]
    told = [(p, h) for p, h in longer if any(_same(p, q) and _alike(h[0], g[0]) for q, g in shorter)]
    direct = [(q, g) for q, g in shorter if any(_same(p, q) and _alike(h[0], g[0]) for p, h in longer)]
    direct = [
        (q, g) for q, g in direct if q.article not in {p.article for p, _ in rows if len(_speakers(ground, p)) > 1}
    ]
    if not told or not direct:
        return None
    teller, place = told[0][1][-1], direct[0][0]
    who = ground.text(teller.source) if teller.source is not None else "somebody"
    why = f"{told[0][0].article} has it from {who}; {place.article} leaves them out: “{ground.text(place.span)}”"
    sides = merged(h[-1].source for _, h in told if h[-1].source is not None), tuple(q.span for q, _ in direct)
    return Finding("attribution", sides, why, 0.6) if sides[0] else None


def _speakers(ground: Ground, place: Place) -> list[Attribution]:
    """The attributions of a mention with somebody who speaks, innermost first."""
    held = ground.held(place.mention.attribution)
    return [s for s in held if s.source is not None and s.kind not in ("belief", "denial", "no-comment")]


def _carries(ground: Ground, said: Attribution) -> bool:
    entity = ground.entities.get(said.entity or "")
    return entity is not None and entity.kind in ("agency", "outlet")


def _alike(a: Attribution, b: Attribution) -> bool:
    """Whether two attributions have one speaker."""
    return a.entity is not None and a.entity == b.entity


def _shifted(ground: Ground, claim: Claim) -> Finding | None:
    """A claim for which the articles give different speakers."""
    told = [(p, s) for p in places(ground, claim) if (s := _speech(ground, p)) is not None and s.entity is not None]
    rows = [(p, s) for p, s in told if s.kind != "direct"]  # two people's own words are two quotations
    sides: list[list[tuple[Place, Attribution]]] = []
    for place, said in rows:
        fitting = next((s for s in sides if any(not _others(ground, said, x) for _, x in s)), None)
        if fitting is None:
            sides.append([(place, said)])
        elif place.article not in {p.article for p, _ in fitting}:
            fitting.append((place, said))
    alone = [
        s for s in sides if not any({p.article for p, _ in s} <= {p.article for p, _ in o} for o in sides if o is not s)
    ]
    if len(alone) < 2 or not any(_near(a, b) for a, _ in alone[0] for b, _ in alone[1]):
        return None
    names = "; ".join(f"{s[0][0].article} has it from {_name(ground, s[0][1])}" for s in alone)
    spans = tuple(merged(x for p, _ in s for x in _with_source(ground, p)) for s in alone)
    return Finding("attribution", spans, f"{names}: “{ground.text(alone[0][0][0].span)}”", 0.5, 0.8)


def _in_body(ground: Ground, place: Place) -> bool:
    return ground.layouts[place.article].zone_at(place.span.start) == "body"  # a headline may drop who says it


def _states(place: Place) -> bool:
    """Whether a mention has a verb and says more than a name."""
    touched = [p for p in place.line.parts if place.line.words[p.first].start < place.span.end
               and place.span.start < place.line.words[p.last - 1].end]  # fmt: skip
    return any(p.whole for p in touched) and len(place.keys.keys() - place.names) >= MIN_MATTER


def _near(a: Place, b: Place) -> bool:
    shared = [k for k in a.keys.keys() & b.keys.keys() if min(a.keys[k], b.keys[k]) >= TELLING]
    return a.article != b.article and len(shared) > 1 and comparable(a, b) and overlap(a.keys, b.keys) >= NEARLY


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
    spoken = table(ground.language(place.article), "settings")["said"]
    if any(w.form in spoken for w in place.line.words):
        return True
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
    return a.kind == b.kind  # a body and a person may be one: somebody speaks for it


def _name(ground: Ground, said: Attribution) -> str:
    entity = ground.entities.get(said.entity or "")
    if entity is not None:
        return entity.name
    return ground.text(said.source) if said.source is not None else "somebody"


def _with_source(ground: Ground, place: Place) -> list[Span]:
    """The words that say who said it where they stand in the mention's sentence, else the mention."""
    said = _speech(ground, place)
    spans = [s for s in (said.source, said.cue) if s is not None and place.line.span.overlaps(s)] if said else []
    if not spans:
        return [place.span]
    whole = Span(place.article, min(s.start for s in spans), max(s.end for s in spans))
    return [whole] if len(whole) <= NEAR else spans
