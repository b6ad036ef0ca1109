"""People, bodies and documents that an article has its news from, where no supplier stands between.

An article that rests on a supplier has its speakers through that supplier, so only what it adds counts. Speakers become
nodes sparingly: those several articles carry, those who spoke in public, and those on whom an article mostly rests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from firsthand.languages import has_table, table
from firsthand.lineage.credits import Crediting
from firsthand.lineage.kinds import bearers
from firsthand.lineage.matter import Matter
from firsthand.lineage.newsrooms import Newsroom, family, known_as, plain
from firsthand.lineage.prose import union
from firsthand.lineage.suppliers import Draft, Tie, Unseen, unseen_id
from firsthand.nouns import Attribution, Entity, Layout, Reason, Sentence, SourceKind, Span, Statements, merged

_MIN_WORDS = 12  # said by one speaker in one article, below which the article does not rest on them
_PER_ARTICLE = 6  # speakers of one article that become nodes; the rest stand in the attributions
_PER_REPORT = 4  # ... and of one unseen report
_MOST_READ = 12  # siblings that are looked through for the same words
_GUESS = 0.6  # a supplier nobody names, told from shared prose less surely than this, explains no speaker away
_NAME_WORDS = 9  # of a document's name
_SILENT = ("no-comment", "belief")  # kinds in which nothing is told
_SPOKEN, _OCCASION = 0.7, 0.75  # confidence that the article has it from them, and not from a report nobody names
_SPEAKING_KINDS: dict[str, SourceKind] = {
    "person": "person",
    "organisation": "organisation",
    "document": "document",
    "place": "organisation",  # "Moscow said": its government
}


@dataclass(slots=True)
class Voice:
    """What one speaker says in one article."""

    words: int = 0
    spans: list[Span] = field(default_factory=list)
    occasion: Span | None = None
    to_press: bool = False  # said, not done: "told reporters", not "urged his followers"


def hear(
    draft: Draft,
    layouts: Sequence[Layout],
    statements: Statements,
    credited: Sequence[Crediting],
    matter: Matter,
    rooms: Mapping[str, Newsroom],
) -> None:
    """Hang articles under the speakers they have their news from."""
    places = {x.id: x for x in layouts}
    speaker = _speakers(statements)
    voices: dict[tuple[str, str], Voice] = {}
    through: dict[tuple[str, str], Voice] = {}  # supplier, speaker: what the supplier's report has from them
    elsewhere: set[tuple[str, str]] = set()  # who reaches an article through another newsroom
    for a in statements.attributions:
        if a.article not in places or a.kind in _SILENT or a.parent is not None:
            continue  # words inside another's words are reached through the other
        layout, room = places[a.article], rooms[a.article]
        if (sitting := _sitting(layout, a)) is not None:
            speaker.setdefault(sitting.id, sitting)
            key = (_one_supplier(draft, layout.id) or layout.id, sitting.id)
            _note(through.setdefault(key, Voice(occasion=a.addressee, to_press=True)), a, layout, matter)
        entity = speaker.get(a.entity or "") or _document(layout, a)
        if entity is None or not _nameable(entity, places) or _is_supplier(a, credited):
            continue
        supplier = _one_supplier(draft, layout.id)
        if _through_carrier(a, layout, credited, room):
            elsewhere.add((layout.id, entity.id))
        elif _own_body(entity, room):
            continue
        elif _adds(draft, a, layout, entity, statements, matter):
            speaker.setdefault(entity.id, entity)
            _note(voices.setdefault((layout.id, entity.id), Voice()), a, layout, matter)
        elif supplier is not None:
            speaker.setdefault(entity.id, entity)
            _note(through.setdefault((supplier, entity.id), Voice()), a, layout, matter)
    heard = {k: v for k, v in voices.items() if v.to_press and k not in elsewhere}
    known = {e.id: e for e in speaker.values()}
    _select(draft, heard, known, matter, rooms)
    interviewing = {unseen_id(c.family.name) for c in credited if c.told}
    _through_suppliers(draft, {k: v for k, v in through.items() if k[0] not in interviewing}, known)


def _note(voice: Voice, a: Attribution, layout: Layout, matter: Matter) -> None:
    voice.words += sum(len(matter.prose[layout.id].within(c)) for c in a.content)
    voice.spans.extend(s for s in (a.source, a.cue) if s is not None)
    voice.to_press = voice.to_press or _to_press(layout, a)
    if voice.occasion is None:
        voice.occasion = _occasion(layout, a)


def _sitting(layout: Layout, a: Attribution) -> Entity | None:
    """The sitting of a public body that somebody told something: "told the Ostrel Assembly"."""
    if a.addressee is None or not has_table(layout.article.language, "newsgathering"):
        return None
    words = " ".join(layout.article.words(a.addressee).split())
    name = words[4:] if words.casefold().startswith("the ") else words
    listed = table(layout.article.language, "newsgathering")["assemblies"]
    if len(name.split()) > _NAME_WORDS or not any(re.search(rf"\b{re.escape(w)}\b", name) for w in listed):
        return None
    return Entity(f"sitting:{plain(name)}", name, "organisation", mentions=(a.addressee,))


def _document(layout: Layout, a: Attribution) -> Entity | None:
    """A named document that no entity stands for: "a translation on the Quell Archive website"."""
    if a.entity is not None or a.source is None or not has_table(layout.article.language, "newsgathering"):
        return None
    text = " ".join(layout.article.words(a.source).split())
    parts = text.split()
    named = any(w[:1].isupper() for w in parts[1:])
    kinds = table(layout.article.language, "newsgathering")["documents"]
    if not named or len(parts) > _NAME_WORDS or not any(w.strip(",").casefold() in kinds for w in parts):
        return None
    if parts[0].casefold() in ("a", "an", "the", "one", "its", "his", "her", "their"):
        parts = parts[1:]
    return Entity(f"document:{plain(text)}", " ".join(parts), "document", mentions=(a.source,))


def _nameable(entity: Entity, places: Mapping[str, Layout]) -> bool:
    """False for "police", "officials": whoever that is here, it need not be the same elsewhere."""
    return entity.kind in _SPEAKING_KINDS and (" " in entity.name or not _common_noun(entity, places))


def _is_supplier(a: Attribution, credited: Sequence[Crediting]) -> bool:
    """True where the source is a newsroom that is credited under its own name already."""
    return a.source is not None and any(
        a.source.overlaps(s) for c in credited if c.article == a.article for s in c.spans
    )


def _speakers(statements: Statements) -> dict[str, Entity]:
    """Whom each entity speaks as: a body and the one person who speaks for it in the story are one speaker.

    Their name is the person's where every article that has the body has the person too, else the body's.
    """
    entities = {e.id: e for e in statements.entities}
    where: dict[str, set[str]] = {}
    for a in statements.attributions:
        if a.entity is not None:
            where.setdefault(a.entity, set()).add(a.article)
    people: dict[str, list[str]] = {}
    for e in statements.entities:
        if e.kind == "person" and e.affiliation in entities and e.id in where:
            people.setdefault(e.affiliation, []).append(e.id)
    out = dict(entities)
    for body, found in sorted(people.items()):
        if len(found) == 1 and body in where and entities[body].kind == "organisation":
            both = entities[found[0]] if where[body] <= where[found[0]] else entities[body]
            out[body] = out[found[0]] = both
    return out


def _common_noun(entity: Entity, places: Mapping[str, Layout]) -> bool:
    """True where a one-word name is written small somewhere."""
    found = [places[m.article].article.words(m) for m in entity.mentions if m.article in places]
    return entity.name.islower() or any(w.islower() for w in found)


def _to_press(layout: Layout, a: Attribution) -> bool:
    """True where the cue is one of telling the news, not of acting in it."""
    language = layout.article.language
    if a.cue is None or not has_table(language, "newsgathering"):
        return False
    cue = layout.article.words(a.cue).casefold()
    return any(w in table(language, "newsgathering")["telling"] for w in (cue, *cue.split()))


def _own_body(entity: Entity, room: Newsroom) -> bool:
    """True where the speaker is whose page it is: by name, or as "the website of" that name.

    A person's page bears the whole name: Oto Post is not the Post.
    """
    if entity.kind == "person":
        return plain(entity.name) in room.keys and " " in plain(entity.name)
    names = {plain(n) for n in (entity.name, *entity.aliases)}
    long = [k for k in room.keys if " " in k]
    return any(room.goes_by(n) for n in (entity.name, *entity.aliases)) or any(
        n.endswith(" " + k) for n in names for k in long
    )


def _through_carrier(a: Attribution, layout: Layout, credited: Sequence[Crediting], room: Newsroom) -> bool:
    """True where another outlet or agency was told, or carried it."""
    carriers = {c.family.key for c in credited if c.article == a.article}
    carriers.update(r.key for c in credited if c.article == a.article for r in c.relays)
    names = [n for n in a.chain[1:] if not room.goes_by(n)]
    if a.addressee is not None:
        names.append(layout.article.words(a.addressee))
    return any(not room.goes_by(n) and (family(n) in carriers or known_as(n) is not None) for n in names)


def _adds(draft: Draft, a: Attribution, layout: Layout, entity: Entity, statements: Statements, matter: Matter) -> bool:
    """True where the article has this speaker's words otherwise than through its supplier."""
    main = [t for t in draft.parents(layout.id) if t.main and t.directed and (t.spans or t.confidence >= _GUESS)]
    if not main:
        return True
    if any(t.whole for t in main):
        return False
    mates = [m for top in draft.suppliers(layout.id) for m in bearers(draft, top, matter) if m != layout.id]
    if any(o.entity == entity.id and o.article in mates for o in statements.attributions):
        return False
    words = union(matter.prose[layout.id].mask(c) for c in a.content)
    if 2 * (words & matter.has(layout.id, mates[:_MOST_READ])).bit_count() > words.bit_count():
        return False
    return bool(mates) or _occasion(layout, a) is not None


def _select(
    draft: Draft,
    voices: Mapping[tuple[str, str], Voice],
    entities: Mapping[str, Entity],
    matter: Matter,
    rooms: Mapping[str, Newsroom],
) -> None:
    carried: dict[str, int] = {}
    for _, entity in voices:
        carried[entity] = carried.get(entity, 0) + 1
    by_article: dict[str, list[tuple[str, Voice]]] = {}
    for (article, entity), voice in sorted(voices.items()):
        by_article.setdefault(article, []).append((entity, voice))
    for article, found in sorted(by_article.items()):
        found = [(e, v) for e, v in found if v.words >= _MIN_WORDS or v.occasion or carried[e] > 1]
        found.sort(key=lambda x: (carried[x[0]] < 2, x[1].occasion is None, -x[1].words, x[0]))
        for entity_id, voice in found[:_PER_ARTICLE]:
            pages = [a for a in sorted(rooms) if a != article and _own_body(entities[entity_id], rooms[a])]
            fits = [a for a in pages if matter.tells(article, voice.spans, a)]
            if len(fits) == 1:
                _under_page(draft, article, fits[0], entities[entity_id], voice)
            else:
                _hang(draft, article, entities[entity_id], voice)


def _one_supplier(draft: Draft, article: str) -> str | None:
    """The unseen text an article rests on, where there is one and surely."""
    tops = {top for t in draft.parents(article) if t.main and t.directed and t.confidence >= _GUESS
            for top in draft.suppliers(t.parent) or [t.parent]}  # fmt: skip
    found = [top for top in sorted(tops) if top in draft.unseen]
    return found[0] if len(found) == len(tops) == 1 else None


def _through_suppliers(
    draft: Draft, through: Mapping[tuple[str, str], Voice], entities: Mapping[str, Entity]
) -> None:
    """Hang a supplier's report under those who spoke in public or as a body: whom it rests on, seen through its copies.

    One article shows it where it prints the report as a whole; else two have to, as what one of them has may be its
    own. People the supplier interviewed stand in the attributions; as nodes they would hide the report behind its cast,
    so a report to which somebody "told" its matter is left as the root it is.
    """
    whole = {t.child for t in draft.ties if t.whole}
    rows: dict[str, list[tuple[str, Voice]]] = {}
    for (supplier, entity), voice in sorted(through.items()):
        bodily = entities[entity].kind in ("organisation", "document")
        carrying = {s.article for s in voice.spans}
        shown = supplier not in draft.unseen or len(carrying) > 1 or carrying & whole
        if shown and voice.words >= _MIN_WORDS and (voice.occasion is not None or (bodily and voice.to_press)):
            rows.setdefault(supplier, []).append((entity, voice))
    for supplier, found in sorted(rows.items()):
        found.sort(key=lambda x: (x[1].occasion is None, -x[1].words, x[0]))
        kept: list[str] = []
        for entity, voice in found[:_PER_REPORT]:
            name = f" {plain(entities[entity].name)} "
            if not any(name in k or k in name for k in kept):  # "the Tarn relief fund", "Tarn"
                kept.append(name)
                _hang(draft, supplier, entities[entity], voice)


def _hang(draft: Draft, article: str, entity: Entity, voice: Voice) -> None:
    spans = merged(voice.spans)
    kind: SourceKind = "public-statement" if voice.occasion is not None else _SPEAKING_KINDS[entity.kind]
    if plain(entity.name).split()[-1:] and plain(entity.name).split()[-1] in _media():
        kind = "outlet"  # carries news, never its origin
    node = unseen_id(entity.name)
    if node in draft.unseen and draft.unseen[node].kind in ("agency", "outlet"):
        return  # the same name as a supplier: its credit tells it already
    old = draft.unseen.get(node)
    if old is not None and old.kind == "public-statement":
        kind = old.kind
    draft.unseen.pop(node, None)
    draft.node(Unseen(node, entity.name, kind, tuple(sorted({*(old.evidence if old else ()), *spans}))))
    if voice.occasion is not None:
        reason = Reason(f"has it from what {entity.name} said in public", (voice.occasion, *spans[:2]))
    else:
        reason = Reason(f"rests on {entity.name} for {voice.words} words, and names nobody in between", spans[:3])
    confidence = _OCCASION if voice.occasion is not None else _SPOKEN
    draft.add(Tie(article, node, False, False, True, confidence, (reason,), spans))


def _under_page(draft: Draft, article: str, page: str, entity: Entity, voice: Voice) -> None:
    """The body's own page is in the pile and tells the same."""
    spans = merged(voice.spans)
    draft.seen.setdefault(page, Unseen(page, entity.name, _SPEAKING_KINDS[entity.kind], spans))
    reason = Reason(f"names {entity.name}, whose own page this is", spans[:3])
    draft.add(Tie(article, page, True, False, True, _SPOKEN, (reason,), spans))


def _occasion(layout: Layout, a: Attribution) -> Span | None:
    """The words that say a statement was public, in the sentence of the attribution."""
    language = layout.article.language
    if not has_table(language, "newsgathering"):
        return None
    at = a.cue or a.source or (a.content[0] if a.content else None)
    sentence = _sentence(layout, at) if at is not None else None
    if sentence is None:
        return None
    m = _occasions(language).search(layout.text, sentence.span.start, sentence.span.end)
    return Span(layout.id, m.start(), m.end()) if m else None


def _sentence(layout: Layout, span: Span) -> Sentence | None:
    return next((s for s in layout.sentences if s.span.start <= span.start < s.span.end), None)


@cache
def _media() -> frozenset[str]:
    return frozenset(table("en", "newsgathering")["media"])


@cache
def _occasions(language: str) -> re.Pattern[str]:
    listed = sorted(table(language, "newsgathering")["occasions"], key=lambda w: (-len(w), w))
    body = "|".join(re.escape(w).replace(r"\ ", r"[ \u00a0]") for w in listed)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
