"""Who said it, in one article; nobody, somebody else, or only who carried it, in another."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.claims.clauses import clause_words
from firsthand.claims.differences.alignment import MATTER, Ground, key
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import SURE, Telling, matched
from firsthand.languages import rarity, stem, table, words
from firsthand.nouns import Attribution, Span, merged

NEAR = 120  # characters from who speaks to that they speak, shown as one
HELD = 0.5  # share of a bare statement's weight that the attributed one must hold
BESIDE = 1  # sentences either side of a bare statement
CARRIED = 0.7  # the same where a carrier is named for who said it
WORD_FOR_WORD = 0.85  # how surely two statements are one where nobody would say that one only tells alike
OPENING = 4  # first words of a statement among which its subject stands
PASSIVE = frozenset(("was", "were", "be", "been", "being", "is", "are"))
NOT_SAID = ("denial", "no-comment")


def find(ground: Ground) -> list[Finding]:
    """Statements whose speaker is dropped, blurred or changed, one finding for each way of telling them."""
    changed: dict[tuple[str, Span], list[tuple[float, Telling, Telling]]] = {}
    for a, b, sure in matched(ground):
        if sure < SURE:
            continue
        for one, two in ((a, b), (b, a)):
            how = _change(ground, one, two, sure)
            if how:
                place = two.span if how == "dropped" else one.span
                changed.setdefault((how, place), []).append((sure, one, two))
    return [_finding(ground, how, rows) for (how, _), rows in sorted(changed.items(), key=lambda x: x[0])]


def _change(ground: Ground, a: Telling, b: Telling, sure: float) -> str:
    """What the second article does to who says it in the first: "" where nothing can be said."""
    if not (a.line.leads and b.line.leads) or not _one_deed(ground, a, b):
        return ""  # a detail deep in a text, or another statement about the same people
    if a.article == b.article or any(s.kind in NOT_SAID for s in (*a.speakers, *b.speakers)):
        return ""
    mine = [s for s in a.speakers if not _carries(ground, s)]
    theirs = [s for s in b.speakers if not _carries(ground, s)]
    if not b.speakers:
        held = sum(b.keys[k] for k in sorted(b.keys.keys() & a.keys.keys()))
        if held < HELD * sum(b.keys[k] for k in sorted(b.keys)):
            return ""  # it tells of something else besides
        bare = not b.quoted and b.line.zone == "body" and not _told_near(ground, b)
        known = mine and bare and _states(ground, mine[0]) and not _of_itself(ground, b, mine[0])
        known = known and not _named_beside(ground, b, mine[0]) and not _credited(ground, b, mine[0])
        known = known and (_grave(ground, b) or (sure >= WORD_FOR_WORD and not _is_public(ground, mine[0])))
        return "dropped" if known else ""
    if not mine or not _states(ground, mine[0]) or not _states(ground, b.speakers[0]):
        return ""
    if not theirs:
        told = _says_who(ground, mine[0]) and not _itself(ground, b) and not _is_public(ground, b.speakers[0])
        return "carried" if told and sure >= CARRIED and _is_somebody(ground, mine[0]) else ""
    if len(mine) > 1 and len(theirs) == 1 and _one(mine[0], theirs[0]):
        return "" if _own_words(ground, b) or not _is_somebody(ground, mine[-1]) else "shortened"
    if a.span > b.span or (a.quoted and b.quoted):
        return ""
    if _is_public(ground, mine[0]) and _is_public(ground, theirs[0]):
        return ""  # police and "the authorities": nobody minds who of them said it
    if not (_is_somebody(ground, mine[0]) and _is_somebody(ground, theirs[0])):
        return ""
    return "shifted" if _others(ground, mine[0], theirs[0]) else ""


def _finding(ground: Ground, how: str, rows: Sequence[tuple[float, Telling, Telling]]) -> Finding:
    sure, a, b = max(rows, key=lambda r: (r[0], r[2].span))
    both = a.line.leads and b.line.leads
    told = list({r[2].span: r[2] for r in sorted(rows, key=lambda r: r[2].span)}.values())
    theirs = ground.outlets(t.article for t in told)
    mine = [s for s in a.speakers if not _carries(ground, s)]
    who = _name(ground, mine[-1 if how == "shortened" else 0])
    here = ground.outlets(r[1].article for r in rows) if how == "dropped" else ground.outlet(a.article)
    said = f": “{ground.text(b.span)}”"
    if how == "dropped":
        why, weight = f"{here} has it from {who}; {theirs} states it as its own{said}", 0.8
    elif how == "carried":
        carrier = _name(ground, b.speakers[0])
        why, weight = f"{here} has it from {who}; {theirs} names only who carried it, {carrier}{said}", 1.0
    elif how == "shortened":
        why, weight = f"{here} has it from {who}; {theirs} leaves them out{said}", 0.9
    else:
        other = _name(ground, _speaker(ground, b))
        why, weight = f"{here} has it from {who}; {theirs} from {other}{said}", 1.0
    bare = how in ("dropped", "shortened")
    having = {r[1].span: r[1] for r in rows}
    last = how == "shortened"
    mine_said = merged(s for t in having.values() for s in _with_source(t, _speaker(ground, t, last)))
    their_said = merged(s for t in told for s in ([t.span] if bare else _with_source(t, t.speakers[0])))
    return Finding("attribution", (mine_said, their_said), why, 0.4 + 0.4 * sure, weight + 0.2 * both, bare)


def _one_deed(ground: Ground, a: Telling, b: Telling) -> bool:
    """Whether two statements share a verb: else they may only be about the same people and places."""
    mine, theirs = _deeds(ground, a), _deeds(ground, b)
    return bool(mine & theirs) or not (mine and theirs)


def _deeds(ground: Ground, told: Telling) -> set[str]:
    language = ground.language(told.article)
    known = clause_words(language)
    return {key(w.form, language) for w in told.line.words if told.span.start <= w.start < told.span.end
            and w.form not in known.auxiliaries and (known.is_verb(w.form) or w.form in known.participles)}  # fmt: skip


def _speaker(ground: Ground, told: Telling, last: bool = False) -> Attribution:
    """Who says it, carriers left out; the last of several who pass it on, who told it to the report, if asked."""
    mine = [s for s in told.speakers if not _carries(ground, s)]
    return mine[-1 if last else 0]


def _carries(ground: Ground, said: Attribution) -> bool:
    entity = ground.entities.get(said.entity or "")
    return entity is not None and entity.kind in ("agency", "outlet")


def _states(ground: Ground, said: Attribution) -> bool:
    """Whether an attribution reports a statement, not a wish, an order or an act ("called for")."""
    if said.cue is None:
        return said.kind == "direct"
    forms = ground.text(said.cue).casefold().split()
    known = table(ground.language(said.article), "settings")["stating"]
    return any(f in known for f in forms)


def _is_public(ground: Ground, said: Attribution) -> bool:
    """Whether somebody speaks for the authorities: by their name, their roles, or the words that name them."""
    entity = ground.entities.get(said.entity or "")
    told = [ground.text(said.source)] if said.source is not None else []
    told += [entity.name, *entity.roles] if entity is not None else []
    whose = ground.entities.get(entity.affiliation or "") if entity is not None else None
    told += [whose.name] if whose is not None else []
    public = table(ground.language(said.article), "settings")["public"]
    return any(w.form in public for text in told for w in words(text))


def _grave(ground: Ground, told: Telling) -> bool:
    """Whether a statement is of guilt: who says so matters, as it does not of a price, a programme or a sentence."""
    language = ground.language(told.article)
    rows = table(language, "denials")
    guilt = frozenset((*rows["accusing"], *rows["charges"], *rows["guilt"]))
    forms = [w.form for w in told.line.words]
    did = any(f in rows["did"] and n and forms[n - 1] not in PASSIVE for n, f in enumerate(forms))
    return did or any(f in guilt for f in forms)


def _is_somebody(ground: Ground, said: Attribution) -> bool:
    """Whether a speaker is named, no outlet's initials, or speaks for the authorities: "doctors" may be anybody."""
    line = ground.line_at(said.source) if said.source is not None else None
    found = words(ground.text(said.source)) if said.source is not None else []
    own = ground.text(said.source) if said.source is not None else ""
    named = line is not None and any(stem(w.form, ground.language(said.article)) in line.names
                                     and not own[w.start : w.end].isupper() for w in found)  # fmt: skip
    entity = ground.entities.get(said.entity or "")
    return _is_public(ground, said) or (named and entity is not None and entity.kind in ("person", "organisation"))


def _credited(ground: Ground, told: Telling, said: Attribution) -> bool:
    """Whether a bare sentence has the word for who says it elsewhere ("is being treated by police as")."""
    language = ground.language(told.article)
    found = words(ground.text(said.source)) if said.source is not None else []
    named = {key(w.form, language) for w in found if rarity(w.form, language) >= MATTER}
    return any(key(w.form, language) in named for w in told.line.words)


def _says_who(ground: Ground, said: Attribution) -> bool:
    """Whether a source is more than "the report" or "media"."""
    rows = table(ground.language(said.article), "denials")["reports"]
    found = ground.text(said.source).casefold().split() if said.source is not None else []
    return any(w not in rows and w not in ("the", "a", "media", "news") for w in found)


def _itself(ground: Ground, told: Telling) -> bool:
    """Whether an article names its own outlet as who said it: it reports, it does not carry."""
    own = "".join(c for c in ground.outlet(told.article).casefold() if c.isalnum())
    named = "".join(c for c in _name(ground, told.speakers[0]).casefold() if c.isalnum())
    return bool(named) and (named in own or own in named)


def _own_words(ground: Ground, told: Telling) -> bool:
    """Whether a sentence has words that only somebody who speaks uses ("I", "our")."""
    own = table(ground.language(told.article), "settings")["own_words"]
    text = ground.layouts[told.article].text
    return any(w.form in own and text[w.start : w.start + 2] != "US" for w in told.line.words)


def _told_near(ground: Ground, b: Telling) -> bool:
    """Whether the sentence, or the next one, says who said it, also where nobody could be told to speak."""
    rows_ = table(ground.language(b.article), "settings")
    spoken = {*rows_["said"], *rows_["stating"]}
    if any(w.form in spoken for w in b.line.words) or _own_words(ground, b):
        return True
    rows = ground.lines[b.article]
    at = rows.index(b.line)
    before = rows[at - 1].span if at and rows[at - 1].zone == b.line.zone else None
    after = rows[at + 1].span if at + 1 < len(rows) else None
    for said in ground.attributed(b.article):
        if said.cue is not None and said.cue.overlaps(b.line.span):
            return True
        if before is not None and said.cue is not None and said.cue.overlaps(before) and _goes_on(ground, before, b):
            return True
        if before is not None and any(c.overlaps(before) and c.end >= before.end - 2 for c in said.content):
            return True  # what follows "She said that ..." is often hers too
        if after is not None and said.cue is not None and said.cue.overlaps(after) and not said.content:
            return True
    return False


def _one(a: Attribution, b: Attribution) -> bool:
    """Whether two attributions have one speaker."""
    return a.entity is not None and a.entity == b.entity


def _others(ground: Ground, x: Attribution, y: Attribution) -> bool:
    """Whether two speakers are two people, or two bodies, and neither speaks for the other."""
    a, b = ground.entities.get(x.entity or ""), ground.entities.get(y.entity or "")
    if a is None or b is None or a.id == b.id or {a.kind, b.kind} & {"agency", "outlet", "unnamed", "document"}:
        return False
    if a.affiliation == b.id or b.affiliation == a.id or (a.affiliation and a.affiliation == b.affiliation):
        return False
    if set(a.name.casefold().split()) & set(b.name.casefold().split()) - {"the", "of", "and"}:
        return False  # "the county police", "the police of Osmund"
    voices = table(ground.language(x.article), "settings")["voices"]
    if any(w in voices for e in (a, b) for role in e.roles for w in role.casefold().replace("-", " ").split()):
        return False  # who speaks for somebody may say the same as they
    person, body = (a, b) if a.kind == "person" else (b, a)
    if body.kind == "organisation" and person.kind == "person" and person.affiliation:
        whose = ground.entities.get(person.affiliation)
        described = " ".join((*person.roles, whose.name if whose is not None else "")).casefold().split()
        named = " ".join((body.name, *body.aliases)).casefold().split()
        return whose is not None and not set(described) & set(named)
    return a.kind == b.kind  # a body and a person may be one: somebody speaks for it


def _named_beside(ground: Ground, told: Telling, said: Attribution) -> bool:
    """Whether the sentences beside a bare statement name, or quote, who said it elsewhere."""
    near = [x.span for x in ground.lines[told.article] if abs(x.number - told.line.number) <= BESIDE]
    entity = ground.entities.get(said.entity or "")
    places = list(entity.mentions) if entity is not None else []
    places += [a.source for a in ground.attributed(told.article) if a.source is not None and a.entity == said.entity]
    return any(s.article == told.article and s.overlaps(x) for s in places for x in near)


def _goes_on(ground: Ground, before: Span, told: Telling) -> bool:
    """Whether a sentence stands in one paragraph with the one before it: who spoke there may speak on."""
    return "\n" not in ground.layouts[told.article].text[before.end : told.line.span.start]


def _of_itself(ground: Ground, told: Telling, said: Attribution) -> bool:
    """Whether a statement begins with whoever said it elsewhere: who tells of their own plans is their source."""
    entity = ground.entities.get(said.entity or "")
    if entity is None:
        return False
    language = ground.language(told.article)
    names = {key(w.form, language) for w in words(entity.name) if rarity(w.form, language) >= MATTER}
    return any(key(w.form, language) in names for w in told.line.words[:OPENING])


def _name(ground: Ground, said: Attribution) -> str:
    entity = ground.entities.get(said.entity or "")
    if entity is not None:
        return entity.name
    return f"“{ground.text(said.source)}”" if said.source is not None else "somebody"


def _with_source(told: Telling, said: Attribution) -> list[Span]:
    """The words that say who said it where they stand in the sentence, else the statement."""
    spans = [s for s in (said.source, said.cue) if s is not None and told.line.span.overlaps(s)]
    if not spans:
        return [told.span]
    whole = Span(told.article, min(s.start for s in spans), max(s.end for s in spans))
    return [whole] if len(whole) <= NEAR else spans
