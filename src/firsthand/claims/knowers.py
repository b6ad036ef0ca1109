"""From a mention to who knows it: the first half of the counting rule, step by step.

A mention somebody is quoted with belongs to the innermost source of its chain. A mention in an outlet's own voice
belongs to the report it was taken from where copying or a credit shows one, else to the newsroom where the text shows
newsgathering on the day's news, else to nobody shown. What a text says about its own sourcing in general is never read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.claims.descriptions import holds_office, institutions, only_carries, roles, sides
from firsthand.claims.newsrooms import Newsrooms, Report
from firsthand.claims.stance import chain
from firsthand.claims.units import Unit
from firsthand.languages import agencies, fold, has_table, stem, table
from firsthand.lineage.newsrooms import family
from firsthand.nouns import Attribution, Entity, Layout, OriginKind, Passage, Reason, Span, Statements, Timeline

NAMED, UNNAMED, CARRIED, UNCLEAR = range(4)  # layers of a knower: a later one joins an earlier one, never splits it
_OLD_DAYS = 7  # an event further back than this is background on the day of the article
_LEAD = 3  # sentences of the body that tell the day's news in any case
_SUBJECT = 20  # characters between a body's name and what it did: "the Assembly on Friday voted"
_COVERED = 0.5  # share of a mention under a shared passage from which the passage explains it
_SURE_CREDIT = 0.5  # confidence from which a credit of the whole article explains each statement in it


@dataclass(frozen=True, slots=True)
class Knower:
    """Where the chain of one mention ends.

    Attributes:
        layer: NAMED, UNNAMED, CARRIED or UNCLEAR.
        affiliation: id of the entity it speaks for.
        sides: names within a description: whose people they are, not what they are called.
        roles: what kind of people it is about; empty where anybody could be meant.
        institutions: bodies of which a place has one ("police").
        families: every report or newsroom it may have come through.
        newsroom: the key of the one that gathered it.
        inner: keys of those whose words it passes on.
        weak: names nobody, so that beside anybody else it is not shown to be a further origin.
        dispatch: an own report that may rest on people it does not name, so that beside people it is none either.
        body: a place or an organisation: others may speak for it.
        office: a person in an office that speaks for a state or a body.
    """

    key: str
    kind: OriginKind
    name: str
    layer: int
    article: str
    reason: Reason
    affiliation: str | None = None
    sides: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    newsroom: str | None = None
    via: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()
    inner: frozenset[str] = frozenset()
    weak: bool = False
    dispatch: bool = False
    person: bool = False
    place: bool = False
    body: bool = False
    office: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """All of a story that origins are read from."""

    layouts: Mapping[str, Layout]
    attributions: Mapping[str, Attribution]
    entities: Mapping[str, Entity]
    rooms: Newsrooms
    passages: Mapping[str, Sequence[Passage]]  # by either article
    gathered: Mapping[str, Sequence[Reason]]
    timeline: Timeline

    @classmethod
    def of(cls, layouts: Sequence[Layout], statements: Statements, passages: Sequence[Passage], rooms: Newsrooms,
           gathered: Mapping[str, Sequence[Reason]], timeline: Timeline) -> Ground:  # fmt: skip
        shared: dict[str, list[Passage]] = {}
        for p in passages:
            for article in (p.a.article, p.b.article):
                shared.setdefault(article, []).append(p)
        return cls({x.id: x for x in layouts}, {a.id: a for a in statements.attributions},
                   {e.id: e for e in statements.entities}, rooms, shared, gathered, timeline)  # fmt: skip


def knower(ground: Ground, unit: Unit, fellows: Sequence[Unit]) -> Knower | None:
    """Who knows what a mention states, or None where nothing shows it.

    Args:
        fellows: the other mentions of the claim.
    """
    held = chain(unit.attribution, ground.attributions)
    if held:
        speaker = _speaker(ground, unit, held)
        if speaker is not None:
            return speaker
    return _own_voice(ground, unit, fellows)


def _speaker(ground: Ground, unit: Unit, held: Sequence[Attribution]) -> Knower | None:
    """The innermost source of a chain; None where the chain names carriers only, or nobody.

    Where unnamed people tell what somebody said, it is they who know: the words of the named one are theirs to tell.
    """
    insider = next((n for n, a in enumerate(held) if n and _kind(ground, a) == "unnamed"), 0)
    inner = frozenset(f"entity:{a.entity}" for a in held[:insider] if a.entity)
    for n, said in enumerate(held[insider:], start=insider):
        entity = ground.entities.get(said.entity or "")
        words_ = ground.layouts[said.article].article.words(said.source) if said.source else ""
        name = entity.name if entity else words_.strip()
        if not name:
            continue
        carriers = _carriers(said, held[n + 1 :], name)
        language = ground.layouts[unit.article].article.language
        by_kind = entity is not None and entity.kind in ("agency", "outlet")
        if by_kind or agencies().get(name) is not None or only_carries(name, language):
            return _reported(ground, unit, name, said, carriers)
        evidence = tuple(s for s in (said.source, said.cue) if s is not None)
        described = " ".join((name, *entity.roles)) if entity else name
        own = ground.rooms.own[unit.article]
        families = [family(c) for c in carriers if _is_carrier(ground, c)]
        whole = [r.key for r in ground.rooms.reports[unit.article] if r.whole]
        newsroom = (families or whole or [own])[-1 if families else 0]
        every = frozenset((*families, *(r.key for r in ground.rooms.reports[unit.article]), own))
        via = tuple(dict.fromkeys((*carriers, *(ground.rooms.names.get(k, k) for k in whole))))
        if entity is None:
            key, layer = f"words:{unit.article}:{fold(name)}", UNCLEAR
        elif entity.kind == "unnamed":
            key, layer = f"entity:{entity.id}", UNNAMED
        else:
            key, layer = f"entity:{entity.id}", NAMED
        kind: OriginKind = "unnamed"
        if entity is not None and layer == NAMED:
            kind = "document" if entity.kind == "document" else "named"
        return Knower(
            key, kind, name, layer, unit.article,
            Reason(f"{unit.article} gives it to {name}" + (f", through {', '.join(via)}" if via else ""), evidence),
            entity.affiliation if entity else None,
            sides(" ".join(entity.roles) if entity is not None and entity.kind == "person" else name, language),
            roles(described, language),
            institutions(described, language), every, newsroom, via, evidence, inner,
            person=entity is not None and entity.kind == "person", place=entity is not None and entity.kind == "place",
            body=entity is not None and entity.kind in ("place", "organisation"),
            office=entity is not None and entity.kind == "person" and holds_office(described, language),
        )  # fmt: skip
    return None


def _kind(ground: Ground, said: Attribution) -> str | None:
    entity = ground.entities.get(said.entity or "")
    return entity.kind if entity else None


def _carriers(said: Attribution, outer: Sequence[Attribution], name: str) -> tuple[str, ...]:
    """The names a statement passed through, nearest to the speaker first."""
    names = [c for c in said.chain if c and fold(c) != fold(name)]
    for a in outer:
        names.extend(a.chain)
    return tuple(dict.fromkeys(names))


def _is_carrier(ground: Ground, name: str) -> bool:
    key = family(name)
    return agencies().get(name) is not None or key in ground.rooms.names


def _reported(ground: Ground, unit: Unit, name: str, said: Attribution, carriers: Sequence[str]) -> Knower:
    """A statement given to an agency or an outlet: its report, and whoever that report names is the origin."""
    behind = [family(c) for c in carriers if _is_carrier(ground, c)]
    reports = [r.key for r in ground.rooms.reports[unit.article]]
    key = family(name) if agencies().get(name) is not None or not (behind or reports) else (behind or reports)[-1]
    evidence = tuple(s for s in (said.source, said.cue) if s is not None)
    reason = Reason(f"{unit.article} gives it to {name}, a carrier, and names nobody behind it", evidence)
    label = f"{ground.rooms.names.get(key, name)} report"
    return Knower(f"report:{key}", "report", label, CARRIED, unit.article, reason, families=frozenset({key}),
                  newsroom=key, via=tuple(carriers), evidence=evidence, weak=True)  # fmt: skip


def _own_voice(ground: Ground, unit: Unit, fellows: Sequence[Unit]) -> Knower | None:
    """A statement no one is quoted with: taken from a report, gathered, or shown by nothing."""
    article, rooms = unit.article, ground.rooms
    for report in rooms.reports[article]:
        why = _explains(ground, unit, report, fellows)
        if why is not None:
            return Knower(f"report:{report.key}", "report", f"{report.name} report", CARRIED, article, why,
                          families=frozenset({report.key}), newsroom=_gatherer(rooms, report),
                          evidence=why.spans, weak=True)  # fmt: skip
    act = _public_act(ground, unit)
    if act is not None:
        return act
    shown = _gathering(ground, unit)
    if shown is not None and not dated_back(ground, unit):
        key = rooms.own[article]
        reason = Reason(f"{article} states it in its own voice and shows newsgathering: {shown.text}", shown.spans)
        return Knower(f"own:{key}", "own-reporting", rooms.names[key], CARRIED, article, reason,
                      families=frozenset({key}), newsroom=key, evidence=shown.spans,
                      weak=not of_the_day(ground, unit), dispatch=_is_dispatch(ground, shown))  # fmt: skip
    mates = [f.article for f in fellows if f.article != article and copied(ground, unit, f)]
    if mates:
        first = min([article, *mates])
        reason = Reason(f"{article} states it in words it shares with {', '.join(sorted(set(mates)))}", (unit.span,))
        return Knower(f"text:{first}", "report", "an unseen report", CARRIED, article, reason,
                      families=frozenset(rooms.own[a] for a in (article, *mates)), evidence=(unit.span,),
                      weak=True)  # fmt: skip
    return None


def _public_act(ground: Ground, unit: Unit) -> Knower | None:
    """What a body did in the open ("The Assembly voted ..."): one origin, however many describe it."""
    language = ground.layouts[unit.article].article.language
    if not has_table(language, "acts"):
        return None
    verbs = {stem(v, language) for v in table(language, "acts")["verbs"]}
    done = [w for w in unit.words if w.form.endswith("ed") and stem(w.form, language) in verbs]
    for entity in sorted(ground.entities.values(), key=lambda e: e.id) if done else ():
        if entity.kind not in ("organisation", "place"):
            continue
        for m in entity.mentions:
            if unit.span.contains(m) and any(0 <= w.start - m.end <= _SUBJECT for w in done):
                reason = Reason(f"{unit.article} describes a public act of {entity.name}", (m,))
                return Knower("act", "public-statement", entity.name, CARRIED, unit.article, reason, evidence=(m,),
                              weak=True)  # fmt: skip
    return None


def _gatherer(rooms: Newsrooms, report: Report) -> str | None:
    return report.key if report.key in rooms.names and not report.key.startswith("?") else None


def _explains(ground: Ground, unit: Unit, report: Report, fellows: Sequence[Unit]) -> Reason | None:
    """Why a report is where a mention in an outlet's own voice comes from, or None."""
    for fellow in fellows:
        if fellow.article == unit.article or not ground.rooms.rests_on(fellow.article, report.key):
            continue
        if copied(ground, unit, fellow):
            text = f"{unit.article} states it in words shared with {fellow.article}, which rests on {report.name}"
            return Reason(text, (unit.span, fellow.span))
        if report.whole:
            return Reason(f"{unit.article} rests on {report.name}, and so does {fellow.article}, which states it too",
                          (unit.span, fellow.span))  # fmt: skip
    if report.whole and report.confidence >= _SURE_CREDIT:
        return Reason(f"{unit.article} as a whole rests on {report.name}", (unit.span,))
    return None


def copied(ground: Ground, unit: Unit, other: Unit) -> bool:
    """Whether one shared passage, of prose and not of quoted speech, stands under most of both mentions."""
    for p in ground.passages.get(unit.article, ()):
        if p.quoted:
            continue
        mine, theirs = (p.a, p.b) if p.a.article == unit.article else (p.b, p.a)
        if theirs.article == other.article and _under(unit.span, mine) and _under(other.span, theirs):
            return True
    return False


def _under(span: Span, passage: Span) -> bool:
    inside = min(span.end, passage.end) - max(span.start, passage.start)
    return inside >= _COVERED * len(span)


def _is_dispatch(ground: Ground, shown: Reason) -> bool:
    layout = ground.layouts[shown.spans[0].article] if shown.spans else None
    return layout is not None and layout.zone_at(shown.spans[0].start) == "dateline"


def _gathering(ground: Ground, unit: Unit) -> Reason | None:
    """The newsgathering that bears on a mention: the article's dateline, or a sign in its sentence or one beside it."""
    layout = ground.layouts[unit.article]
    for shown in ground.gathered.get(unit.article, ()):
        if _is_dispatch(ground, shown):
            return shown
        near = [s.span for s in layout.sentences[max(0, unit.sentence - 1) : unit.sentence + 2]]
        if any(span.overlaps(s) for span in shown.spans for s in near):
            return shown
    return None


def dated_back(ground: Ground, unit: Unit) -> bool:
    """Whether the sentence of a mention dates itself to well before the article's day, and to nothing newer."""
    ages = _ages(ground, unit)
    return bool(ages) and min(ages) > _OLD_DAYS


def of_the_day(ground: Ground, unit: Unit) -> bool:
    """Whether a mention is the day's news: it stands in the lead, or its sentence dates itself to these days."""
    layout = ground.layouts[unit.article]
    body = [n for n, s in enumerate(layout.sentences) if s.zone == "body"][:_LEAD]
    return unit.sentence in body or any(age <= _OLD_DAYS for age in _ages(ground, unit))


def _ages(ground: Ground, unit: Unit) -> list[int]:
    """How many days before the article's day the time expressions of the mention's sentence lie."""
    from datetime import date

    anchor = ground.timeline.anchor(unit.article)
    sentence = ground.layouts[unit.article].sentences[unit.sentence].span
    out = []
    for p in ground.timeline.points:
        if not p.expression.overlaps(sentence):
            continue
        if p.grain in ("year", "decade", "month", "season", "duration"):
            out.append(_OLD_DAYS + 1)
            continue
        try:
            out.append((date.fromisoformat((anchor or "")[:10]) - date.fromisoformat(p.value[:10])).days)
        except ValueError:
            continue
    return out
