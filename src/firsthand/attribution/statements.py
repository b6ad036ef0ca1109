"""The drafts of all articles tied together: entities across the pile, chains, credits, confidences, ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from firsthand.attribution.answers import answering
from firsthand.attribution.chains import chain_of, citing, positional_carriers
from firsthand.attribution.clusters import Cluster
from firsthand.attribution.confidence import confidence, reasons
from firsthand.attribution.credits import spoken_credits
from firsthand.attribution.descriptions import describe, points_back
from firsthand.attribution.drafts import Draft, Range
from firsthand.attribution.entities import affiliation_of, cluster, forms_of, fullest, roles_of, split_runs
from firsthand.attribution.extraction import Extract
from firsthand.attribution.gazetteer import place_key
from firsthand.attribution.initials import join_explained
from firsthand.attribution.names import Name, names, usage
from firsthand.attribution.nesting import nest
from firsthand.attribution.references import Described, Resolver
from firsthand.languages import agencies, fold
from firsthand.nouns import Attribution, Credit, Entity, Layout, Span, Statements

_MOST_UNCLOSED = 100  # quotations without an end that are looked at; a text with more is broken throughout
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we"})
_CARRIERS = frozenset({"agency", "outlet"})


def tie(layouts: Sequence[Layout], found: Mapping[str, Extract]) -> Statements:
    """All that was found, as the nouns other rooms read."""
    clusters, by_article = _entities(layouts, found)
    described: dict[str, Described] = {}
    attributions: list[Attribution] = []
    credits: set[Credit] = {c for x in layouts for c in x.credits}
    keyed: list[tuple[Attribution, str | None]] = []
    everyone = [c for c in clusters if c.kind == "person" and any(n.title or n.role for n in c.names)]
    shown = {c.key: fullest(c) for c in clusters}
    for id in sorted(found):
        extract = found[id]
        resolver = Resolver(extract.layout, by_article.get(id, []), described, everyone)

        def carrier(span: Range, resolver: Resolver = resolver) -> str | None:
            held = [c for _, c in resolver.within(*span) if c.kind in _CARRIERS]
            if held:
                return shown[held[-1].key]
            back = resolver.carrier_meant(span)
            return shown.get(back) if back else None

        def lead(span: Range, resolver: Resolver = resolver) -> str | None:
            first = next(((n, c) for n, c in resolver.within(*span)), None)
            return (
                shown[first[1].key] if first and first[1].kind in _CARRIERS and first[0].start - span[0] < 5 else None
            )

        drafts = extract.drafts
        citing(extract.lines, drafts, [d for d in drafts if (d.source and lead(d.source))
                                       or (d.lemma in {"report"} and d.rule != "citing")])  # fmt: skip
        drafts = [d for d in drafts if d.content]
        drafts.sort(key=lambda d: (d.start, d.cue or (0, 0), d.content))
        nest(drafts)
        drafts = [d for d in drafts if d.inside < 0 or d.parent is not None]
        drafts = _less_wishes(extract.layout, drafts)
        resolver.resolve(drafts)
        credits.update(spoken_credits(extract.layout, drafts, carrier, lambda n: agencies().get(n) is not None))
        keyed += _write(extract.layout, drafts, resolver, described, shown, carrier)
    entities, ids = _number(clusters, described)
    for a, key in keyed:
        attributions.append(_with_entity(a, ids.get(key or "")))
    attributions = _answered(attributions, {id: x.layout.text for id, x in found.items()})
    ordered = tuple(sorted(credits, key=lambda c: (c.span, c.kind, c.source)))
    return Statements(tuple(attributions), entities, ordered)


def _less_wishes(layout: Layout, drafts: Sequence[Draft]) -> list[Draft]:
    """Without what speakers wish inside their own statements; what stood in those hangs on the statement."""
    wishes = {id(d) for d in drafts if _own_wish(layout, d)}
    kept = [d for d in drafts if id(d) not in wishes]
    for d in kept:
        while d.parent is not None and id(d.parent) in wishes:
            d.parent = d.parent.parent
    return kept


def _own_wish(layout: Layout, d: Draft) -> bool:
    """True for "he wanted" inside what he said: his statement holds it, nobody else's mind is told of."""
    if d.kind != "belief" or d.parent is None or d.source is None or d.parent.kind == "belief":
        return False
    return layout.text[slice(*d.source)].strip().lower() in _PRONOUNS


def _entities(layouts: Sequence[Layout], found: Mapping[str, Extract]
              ) -> tuple[list[Cluster], dict[str, list[tuple[Name, Cluster]]]]:  # fmt: skip
    supported = [x for x in layouts if x.id in found]
    common = usage(supported)
    every = split_runs([n for x in supported for n in names(x, common)])
    drafts = [(id, d) for id in sorted(found) for d in found[id].drafts]
    texts = {x.id: x.text for x in supported}
    carriers = set(positional_carriers(drafts, every, texts))
    carriers |= {
        " ".join(fold(w) for w in c.source.split()) for x in supported for c in x.credits if c.kind in {"text", "relay"}
    }
    speakers = set()
    for id, d in drafts:
        if d.source:
            speakers.add((id, d.source[1]))
            comma = texts[id].find(",", d.source[0], d.source[1])
            if comma >= 0:
                speakers.add((id, comma))
    forms = forms_of(every, frozenset(speakers), frozenset(carriers), common.lower)
    clusters = join_explained(sorted(cluster(forms), key=lambda c: c.key), texts)
    by_article: dict[str, list[tuple[Name, Cluster]]] = {}
    for c in clusters:
        for n in c.names:
            by_article.setdefault(n.article, []).append((n, c))
    return clusters, by_article


def _write(layout: Layout, drafts: Sequence[Draft], resolver: Resolver, described: Mapping[str, Described],
           shown: Mapping[str, str], carrier: Callable[[Range], str | None]
           ) -> list[tuple[Attribution, str | None]]:  # fmt: skip
    ids = {id(d): f"{layout.id}#a{n}" for n, d in enumerate(drafts, start=1)}
    chains: dict[int, tuple[str, ...]] = {}

    def chain(d: Draft) -> tuple[str, ...]:
        if id(d) not in chains:
            chains[id(d)] = ()  # guards against a cycle
            outer = chain(d.parent) if d.parent is not None else ()
            key = resolver.keys.get(id(d), "")
            name = shown.get(key) or (described[key].name if key in described else None)
            if name is None and d.source is not None:
                what = describe(layout.text[slice(*d.source)])
                name = what.name if what.kind != "pronoun" and what.name and not points_back(what) else None
            told = carrier(d.addressee) if d.addressee else None
            relayed = carrier(d.relay) if d.relay else None
            if d.relay and relayed is None:
                relayed = describe(layout.text[slice(*d.relay)]).name
            chains[id(d)] = chain_of(d, name, told, relayed, outer)
        return chains[id(d)]

    unclosed = [q.span for q in layout.quotations if not q.closed][:_MOST_UNCLOSED]

    def span(r: Range | None) -> Span | None:
        return Span(layout.id, *r) if r else None

    out = []
    for d in drafts:
        key = resolver.keys.get(id(d))
        out.append((Attribution(
            id=ids[id(d)], article=layout.id, source=span(d.source), cue=span(d.cue),
            content=tuple(Span(layout.id, *r) for r in sorted(d.content)), kind=d.kind, addressee=span(d.addressee),
            parent=ids.get(id(d.parent)) if d.parent is not None else None, chain=chain(d),
            confidence=confidence(d), reasons=reasons(d, layout, unclosed),
        ), key))  # fmt: skip
    return out


def _answered(found: Sequence[Attribution], texts: Mapping[str, str]) -> list[Attribution]:
    """With what is denied, confirmed or not commented on, article by article."""
    by_article: dict[str, list[Attribution]] = {}
    for a in found:
        by_article.setdefault(a.article, []).append(a)
    return [a for id, group in by_article.items() for a in answering(group, texts[id])]


def _with_entity(a: Attribution, entity: str | None) -> Attribution:
    return replace(a, entity=entity) if entity else a


def _number(
    clusters: Sequence[Cluster], described: Mapping[str, Described]
) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Entities with ids in order of first mention, and their ids by key."""
    rows: list[tuple[tuple[str, int, int, str], str, Cluster | Described]] = []
    for c in clusters:
        first = min((n.article, n.start, n.end) for n in c.names)
        rows.append(((*first, c.key), c.key, c))
    for key, d in described.items():
        rows.append(((*min(d.mentions), key), key, d))
    rows.sort(key=lambda r: r[0])
    ids = {key: f"e{n}" for n, (_, key, _) in enumerate(rows, start=1)}
    by_word: dict[str, list[tuple[str, str]]] = {}
    anyone: dict[str, list[tuple[str, str]]] = {}
    for c in clusters:
        for form in c.forms:
            if c.kind in {"organisation", "agency", "outlet", "place"}:
                by_word.setdefault(form[0], []).append((place_key(form), c.key))
            elif len(form) > 1:
                anyone.setdefault(form[0], []).append((place_key(form), c.key))
    names = {c.key: fullest(c) for c in clusters}
    out = []
    for _, key, row in rows:
        if isinstance(row, Described):
            aliases = tuple(sorted(row.names - {row.name}))
            mentions = tuple(sorted({Span(*m) for m in row.mentions}))
            sides = tuple(dict.fromkeys(names.get(s, s) for s in row.sides))
            body = ids.get(row.affiliation or "")
            out.append(Entity(ids[key], row.name, row.kind, aliases, mentions, (), body, sides))
            continue
        name = fullest(row)
        written = {" ".join(n.text.split()) for n in row.names}
        mentions = tuple(sorted({Span(n.article, n.start, n.end) for n in row.names}))
        kind = row.kind
        if row.canonical and (known := agencies().get(row.canonical)):
            kind = "agency" if known.kind == "agency" else "outlet"
        body = affiliation_of(row, by_word, anyone) if kind == "person" else None
        out.append(Entity(ids[key], name, kind, tuple(sorted(written - {name})), mentions,
                          roles_of(row) if kind == "person" else (),
                          ids.get(body or "") if body != key else None))  # fmt: skip
    return tuple(out), ids
