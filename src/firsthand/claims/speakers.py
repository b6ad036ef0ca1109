"""From a quoted mention to who knows it: the innermost source of its chain; carriers are never origins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from firsthand.attribution.descriptions import less_article
from firsthand.attribution.gazetteer import people
from firsthand.claims.clauses import clause_words
from firsthand.claims.descriptions import (
    holds_office,
    institutions,
    is_vague,
    only_carries,
    points_back,
    roles,
    sides,
    state,
)
from firsthand.claims.kinship import beside, government_of, nations_of, own_words, speaks_for_another
from firsthand.claims.knowers import CARRIED, NAMED, UNCLEAR, UNNAMED, Ground, Knower, copied
from firsthand.claims.stance import chain
from firsthand.claims.units import Unit
from firsthand.languages import agencies, fold
from firsthand.lineage.newsrooms import family
from firsthand.nouns import UNSEEN_REPORT, Attribution, Entity, Layout, OriginKind, Reason, Span

_STOP = re.compile(r"[.?!]")
_BACK = 2  # sentences looked back for whoever gave "the message"


def speaker(ground: Ground, unit: Unit, held: Sequence[Attribution], fellows: Sequence[Unit]) -> Knower | None:
    """The innermost source of a chain; None where the chain names carriers only, or nobody.

    Where unnamed people tell what somebody said, it is they who know: the words of the named one are theirs to tell.
    """
    insider = next((n for n, a in enumerate(held) if n and _kind(ground, a) == "unnamed"), 0)
    inner = frozenset(f"entity:{a.entity}" for a in held[:insider] if a.entity)
    for n, said in enumerate(held[insider:], start=insider):
        entity = ground.entities.get(said.entity or "") or _named_in(ground, said.source)
        words_ = ground.layouts[said.article].article.words(said.source) if said.source else ""
        name = entity.name if entity else words_.strip()
        language = ground.layouts[unit.article].article.language
        if not name:
            continue
        if points_back(words_ or name, language) and (entity is None or entity.kind == "document"):
            before = _told_before(ground, said)
            return speaker(ground, unit, before, fellows) if before else None
        carriers = _carriers(said, held[n + 1 :], name)
        medium = (entity is not None and entity.kind in ("agency", "outlet")) or _medium(ground, entity, words_)
        if medium or agencies().get(name) is not None or only_carries(name, language):
            return _reported(ground, unit, name, said, carriers)
        return _speaking(ground, unit, said, entity, name, carriers, inner, _reports(ground, unit, fellows))
    return None


def _medium(ground: Ground, entity: Entity | None, source: str) -> bool:
    """Whether a source is called a medium ("the Press Herald newspaper"), or is a report that bears one's name."""
    last = source.split()[-1:] if "," not in source and " who " not in source else []
    if last and last[0].lower() in people("carriers"):
        return entity is None or entity.kind not in ("document", "unnamed")
    if entity is None or entity.kind != "document":
        return False
    return any(e.kind in ("agency", "outlet") and any(f in entity.name for f in (e.name, *e.aliases))
               for e in ground.entities.values())  # fmt: skip


def _told_before(ground: Ground, said: Attribution) -> list[Attribution]:
    """The chain that "the message" or "this" goes back to: of what was last told in the sentences just before."""
    layout = ground.layouts[said.article]
    if said.source is None:
        return []
    here = next((n for n, s in enumerate(layout.sentences) if s.span.overlaps(said.source)), 0)
    near = [s.span for s in layout.sentences[max(0, here - _BACK) : here]]
    told = [a for a in ground.said_in.get(said.article, ())
            if a.source is not None and a.id != said.id
            and any(span.overlaps(a.source) for span in near)
            and not points_back(layout.article.words(a.source), layout.article.language)]  # fmt: skip
    last = max(told, key=lambda a: (_sentence(layout, a), a.source or near[0], a.id), default=None)
    return chain(last.id, ground.attributions) if last else []


def _sentence(layout: Layout, said: Attribution) -> int:
    return next((n for n, s in enumerate(layout.sentences) if said.source and s.span.overlaps(said.source)), -1)


def _reports(ground: Ground, unit: Unit, fellows: Sequence[Unit]) -> list[str]:
    """Keys of the reports that the whole article rests on, or those whose words the mention is in."""
    whole = [r.key for r in ground.rooms.reports[unit.article] if r.whole]
    mates = [f.article for f in fellows if f.article != unit.article and copied(ground, unit, f)] if not whole else []
    return whole or [r.key for a in mates for r in ground.rooms.reports[a] if r.whole]


def _speaking(ground: Ground, unit: Unit, said: Attribution, entity: Entity | None, name: str, carriers: Sequence[str],
              inner: frozenset[str], whole: Sequence[str]) -> Knower:  # fmt: skip
    """The knower a source is: named, unnamed, or unclear where it resolves to nobody."""
    language = ground.layouts[unit.article].article.language
    own = ground.rooms.own[unit.article]
    families = [family(c) for c in carriers if _is_carrier(ground, c)]
    via = tuple(dict.fromkeys((*carriers, *(ground.rooms.names.get(k, k) for k in whole))))
    evidence = tuple(s for s in (said.source, said.cue) if s is not None)
    person = entity is not None and entity.kind == "person"
    source = ground.layouts[said.article].article.words(said.source) if said.source else ""
    described = " ".join((name, *entity.roles, source)) if entity else name
    key, layer, kind = _identity(unit, entity, name, language)
    gathered = not families and (gathered_in(ground, unit) or name in ground.rooms.direct[unit.article])
    reports = ground.rooms.reports[unit.article]
    behind = () if gathered else tuple(r.key for r in reports)
    if gathered:
        whole, via = (), tuple(carriers)
    heading = said.source is not None and ground.layouts[said.article].zone_at(said.source.start) == "headline"
    vague = layer == UNNAMED and not families and is_vague(name, language)
    generic = entity is not None and entity.kind == "organisation" and not any(c.isupper() for c in name) and not (
        institutions(described, language))  # fmt: skip
    body = ground.entities.get(entity.affiliation or "") if entity else None
    belongs = own_words(" ".join((*(entity.roles if entity else ()), source, body.name if body else "")), language)
    belongs |= beside(ground, entity, language) if person and entity is not None else frozenset()
    named = own_words(name, language)
    return Knower(
        key=key,
        kind=kind,
        name=name,
        layer=layer,
        article=unit.article,
        reason=Reason(f"{unit.article} gives it to {name}" + (f", through {', '.join(via)}" if via else "")
                      + ("" if carriers or gathered else _resting(ground, unit, whole)), evidence),
        affiliation=entity.affiliation if entity else None,
        sides=sides(" ".join(entity.roles) if entity is not None and person else name, language),
        roles=roles(described, language),
        institutions=institutions(described, language),
        families=frozenset((*families, *behind, own)),
        newsroom=families[-1] if families else [*whole, own][0],
        rooms=frozenset(families or whole or [own]),
        via=via,
        evidence=evidence,
        inner=inner,
        weak=vague or heading or generic or said.kind == "belief" or _in_passing(ground, unit, said),
        person=person,
        place=entity is not None and entity.kind == "place",
        body=entity is not None and entity.kind in ("place", "organisation"),
        office=person and holds_office(described, language),
        state=state(name) if not person else None,
        called=frozenset(described.split()),
        government=government_of(described, language) or (state(name) if not person else None),
        nations=nations_of(described),
        named=named,
        belongs=belongs - named,
        places=belongs & ground.place_words,
        speaking=speaks_for_another(described, language) or holds_office(described, language),
        told=bool(carriers) or gathered,
        reached=not families and gathered_in(ground, unit),
    )


def _in_passing(ground: Ground, unit: Unit, said: Attribution) -> bool:
    """Whether a mention only dates what its speaker says ("since the siege began"), or asks."""
    layout = ground.layouts[unit.article]
    asked = _STOP.search(layout.text, unit.span.end, layout.sentences[unit.sentence].span.end)
    if asked is not None and asked.group() == "?":
        return True
    opens = unit.words[0].form in clause_words(layout.article.language).dating
    return opens and any(c.start < unit.span.start < c.end for c in said.content if c.article == unit.article)


def _resting(ground: Ground, unit: Unit, whole: Sequence[str]) -> str:
    """What shows that an article rests on a report it does not name beside the statement, in brackets."""
    shown = [x for r in ground.rooms.reports[unit.article] if r.key in whole for x in r.reasons]
    return f" ({unit.article} {shown[0]})" if shown else ""


def _identity(unit: Unit, entity: Entity | None, name: str, language: str) -> tuple[str, int, OriginKind]:
    """Key, layer and kind of a source."""
    if entity is None:
        return f"words:{unit.article}:{fold(name)}", UNCLEAR, "unnamed"
    key = f"entity:{entity.id}"
    office_only = entity.kind == "person" and not any(c.isupper() for c in entity.name)  # "the harbour master"
    if entity.kind == "unnamed" or office_only or (entity.kind != "document" and is_vague(name, language)):
        return key, UNNAMED, "unnamed"
    return key, NAMED, "document" if entity.kind == "document" else "named"


def gathered_in(ground: Ground, unit: Unit) -> bool:
    """Whether the sentence of a mention itself shows that its outlet spoke to the source ("reached by telephone")."""
    layout = ground.layouts[unit.article]
    sentence = layout.sentences[unit.sentence].span
    return any(span.overlaps(sentence) and layout.zone_at(span.start) != "dateline"
               for shown in ground.gathered.get(unit.article, ()) for span in shown.spans)  # fmt: skip


def _named_in(ground: Ground, source: Span | None) -> Entity | None:
    """The one person named within the words of a source that resolves to nobody ("the harbour master, Ilse Quandt")."""
    if source is None:
        return None
    rows = ground.named_in.get(source.article, ())
    first = bisect_left(rows, source.start, key=lambda r: r[0].start)
    last = bisect_left(rows, source.end, key=lambda r: r[0].start)
    people = {e.id: e for span, e in rows[first:last] if e.kind == "person" and source.contains(span)}
    return next(iter(people.values())) if len(people) == 1 else None


def _kind(ground: Ground, said: Attribution) -> str | None:
    entity = ground.entities.get(said.entity or "")
    return entity.kind if entity else None


def _carriers(said: Attribution, outer: Sequence[Attribution], name: str) -> tuple[str, ...]:
    """The names a statement passed through, nearest to the speaker first."""
    names = [c for c in said.chain if c and fold(less_article(c)) != fold(less_article(name))]
    for a in outer:
        names.extend(a.chain)
    return tuple(dict.fromkeys(names))


def _is_carrier(ground: Ground, name: str) -> bool:
    return agencies().get(name) is not None or family(name) in ground.rooms.names


def _reported(ground: Ground, unit: Unit, name: str, said: Attribution, carriers: Sequence[str]) -> Knower:
    """A statement given to an agency or an outlet: its report, and whoever that report names is the origin."""
    key = _report(ground, unit, name, carriers)
    evidence = tuple(s for s in (said.source, said.cue) if s is not None)
    reason = Reason(f"{unit.article} gives it to {name}, a carrier, and names nobody behind it", evidence)
    language = ground.layouts[unit.article].article.language
    named = key in ground.rooms.names or _kind(ground, said) in ("agency", "outlet")
    nameless = not named and only_carries(name, language)
    label = UNSEEN_REPORT if nameless else f"{ground.rooms.names.get(key, name)} report"
    return Knower(f"report:{key}", "report", label, CARRIED, unit.article, reason, families=frozenset({key}),
                  newsroom=key, via=tuple(carriers), evidence=evidence, weak=True)  # fmt: skip


def _report(ground: Ground, unit: Unit, name: str, carriers: Sequence[str]) -> str:
    """The key of the report meant: the one named, else the last it passed through, else the article's only supplier."""
    own = family(name)
    if _is_carrier(ground, name):
        return own
    behind = [family(c) for c in carriers if _is_carrier(ground, c)]
    whole = [r.key for r in ground.rooms.reports[unit.article] if r.whole]
    return behind[-1] if behind else whole[0] if len(whole) == 1 else own
