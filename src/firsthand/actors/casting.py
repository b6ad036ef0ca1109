"""``cast``: who acts in a story, and what is between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from firsthand.actors.clauses import Clauses
from firsthand.actors.frames import frames
from firsthand.actors.relations import SYMMETRIC, Tie, ties
from firsthand.languages import fold, has_table, supported
from firsthand.nouns import Actor, Claim, Entity, Layout, Reason, Relation, Span, Statements
from firsthand.nouns.limits import MAX_ACTORS

_PARTIES = frozenset({"person", "organisation", "place"})
_HELD = 0.6  # share of a relation's span a mention must cover to hold it
_Key = tuple[str, str, str, bool, bool]  # source, target, kind, whether on a condition, whether negated
_OF_BODIES = frozenset({"part-of", "leads"})  # bodies and countries only; geography is none
_MORE_PLACES = 0.05  # added to the confidence per further place that says the same, up to 4 of them


def cast(layouts: Sequence[Layout], statements: Statements, claims: Sequence[Claim]
         ) -> tuple[tuple[Actor, ...], tuple[Relation, ...]]:  # fmt: skip
    """The actors of a story, the most named first, and the relations between them.

    An actor is a named person, body, or country acting as one, that two sentences name, that says something, or that
    stands in a relation. Relations are read clause by clause from the frames of ``relations.toml``; what is only
    planned, asked or feared is left out, what depends on a condition carries it.
    """
    entities = {e.id: e for e in statements.entities}
    relations = _relations(layouts, statements, claims)
    related = {id for r in relations for id in (r.source, r.target)}
    speaking = {a.entity for a in statements.attributions if a.entity}
    starts = {x.id: [s.span.start for s in sorted(x.sentences, key=lambda s: s.span)] for x in layouts}
    found = []
    for entity in entities.values():
        places = {(m.article, bisect_right(starts.get(m.article, []), m.start)) for m in entity.mentions}
        named_twice = len(places) >= 2 and entity.kind != "place"
        if entity.kind in _PARTIES and (entity.id in related or entity.id in speaking or named_twice):
            found.append(Actor(entity.id, entity.name, entity.kind, entity.aliases, entity.mentions))
    found.sort(key=lambda a: (-len(a.mentions), _order(a.id)))
    kept = tuple(found[:MAX_ACTORS])
    ids = {a.id for a in kept}
    return kept, tuple(r for r in relations if r.source in ids and r.target in ids)


def _order(id: str) -> tuple[int, str]:
    digits = "".join(c for c in id if c.isdigit())
    return (int(digits) if digits else 0, id)


def _relations(layouts: Sequence[Layout], statements: Statements, claims: Sequence[Claim]) -> tuple[Relation, ...]:
    entities = {e.id: e for e in statements.entities}
    parties = [e for e in statements.entities if e.kind in _PARTIES]
    mentions: dict[str, list[tuple[int, int, str, bool]]] = {}
    for entity in parties:
        for span in entity.mentions:
            mentions.setdefault(span.article, []).append((span.start, span.end, entity.id, entity.kind == "place"))
    names = _names(parties)
    denied = [s for a in statements.attributions if a.kind == "denial" for s in a.content]
    places: dict[_Key, list[tuple[Span, Tie]]] = {}
    for layout in sorted(layouts, key=lambda x: x.id):
        language = layout.article.language
        if not (supported(language) and has_table(language, "relations")):
            continue
        here, at = sorted(mentions.get(layout.id, ())), 0
        for sentence in sorted(layout.sentences, key=lambda s: s.span):
            while at < len(here) and here[at][0] < sentence.span.start:
                at += 1
            stop = at
            while stop < len(here) and here[stop][0] < sentence.span.end:
                stop += 1
            if stop == at:
                continue
            clauses = Clauses(layout.text, sentence.span.start, sentence.span.end, here[at:stop], frames(language))
            for tie in ties(clauses, names):
                toks = clauses.tokens
                span = Span(layout.id, toks[tie.first].start, toks[tie.last - 1].end)
                kinds = (entities[tie.source].kind, entities[tie.target].kind)
                beside = tie.kind in _OF_BODIES and (kinds[1] == "person" or kinds == ("place", "place"))
                if not beside and not any(d.contains(span) for d in denied):
                    places.setdefault(_key(tie), []).append((span, tie))
    out = [_relation(key, found, claims) for key, found in places.items()]
    return tuple(sorted(out, key=lambda r: (-len(r.spans), _order(r.source), _order(r.target), r.kind, r.condition)))


def _names(parties: Sequence[Entity]) -> Mapping[str, str]:
    """Folded name -> entity, where exactly one goes by it."""
    owners: dict[str, set[str]] = {}
    for entity in parties:
        for name in (entity.name, *entity.aliases):
            owners.setdefault(fold(name), set()).add(entity.id)
    return {name: min(ids) for name, ids in owners.items() if len(ids) == 1}


def _key(tie: Tie) -> _Key:
    a, b = tie.source, tie.target
    if tie.kind in SYMMETRIC and not tie.condition and _order(b) < _order(a):
        a, b = b, a
    return a, b, tie.kind, bool(tie.condition), tie.negated


def _relation(key: _Key, found: Sequence[tuple[Span, Tie]], claims: Sequence[Claim]
              ) -> Relation:  # fmt: skip
    source, target, kind, _, negated = key
    condition = min(found, key=lambda f: f[0])[1].condition  # the first telling of it stands for the others
    spans = tuple(sorted({s for s, _ in found}))
    held = {c.id for c in claims for m in c.mentions for s in spans if _holds(m.span, s)}
    best = max(t.confidence for _, t in found)
    words = sorted({t.words for _, t in found})
    reason = Reason(f"tied by {', '.join(repr(w) for w in words[:3])}", spans)
    return Relation(source, target, kind, tuple(c.id for c in claims if c.id in held), spans, condition, negated,
                    confidence=min(0.95, best + _MORE_PLACES * min(4, len(spans) - 1)), reasons=(reason,))  # fmt: skip


def _holds(mention: Span, span: Span) -> bool:
    if not mention.overlaps(span):
        return False
    shared = min(mention.end, span.end) - max(mention.start, span.start)
    return shared >= _HELD * len(span)
