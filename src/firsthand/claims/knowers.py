"""Who knows what a mention states, and the ground it is read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.claims.newsrooms import Newsrooms
from firsthand.claims.stance import chain
from firsthand.claims.units import Unit
from firsthand.languages import Word, words
from firsthand.nouns import (
    Attribution,
    Entity,
    Layout,
    OriginKind,
    Passage,
    Reason,
    Span,
    Statements,
    Timeline,
    TimePoint,
)

_COVERED = 0.5  # share of a mention under a shared passage from which the passage explains it
PROSE_RUN = 7  # words in a row, those of names not counted, that two who know would not both choose: lineage's sign of
# copying, less one
QUOTED_RUN = 4  # the same for words in quotation marks
NAMED, UNNAMED, CARRIED, UNCLEAR = range(4)  # layers of a knower: a later one joins an earlier one, never splits it


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
        rooms: keys of all that may have, where several reports stand behind the article.
        inner: keys of those whose words it passes on.
        weak: names nobody, so that beside anybody else it is not shown to be a further origin.
        dispatch: an own report that may rest on people it does not name, so that beside people it is none either.
        inferred: its report is known only by who copied it: beside others it is not shown to be a further newsroom.
        body: a place or an organisation: others may speak for it.
        office: a person in an office that speaks for a state or a body.
        called: the words of its name, its roles and of how this mention names it.
        state: the country whose government it is, or speaks for.
        government: the same, read from all the words for it.
        nations: the countries that it is called by.
        named: the words of its name that tell it from others.
        belongs: such words in what the texts call it: whose it is, where it is from.
        places: those of them that are places.
        speaking: it is called somebody who speaks for others.
        told: it spoke to a newsroom that is named, or that shows it asked.
        reached: it spoke to the outlet itself.
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
    rooms: frozenset[str] = frozenset()
    via: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()
    inner: frozenset[str] = frozenset()
    weak: bool = False
    dispatch: bool = False
    inferred: bool = False
    person: bool = False
    place: bool = False
    body: bool = False
    office: bool = False
    state: str | None = None
    called: frozenset[str] = frozenset()
    government: str | None = None
    nations: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    belongs: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    speaking: bool = False
    told: bool = False
    reached: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """All of a story that origins are read from."""

    layouts: Mapping[str, Layout]
    attributions: Mapping[str, Attribution]
    entities: Mapping[str, Entity]
    rooms: Newsrooms
    passages: Mapping[tuple[str, str], Sequence[Passage]]  # by both articles, either way round
    gathered: Mapping[str, Sequence[Reason]]
    timeline: Timeline
    said_in: Mapping[str, Sequence[Attribution]]  # by article
    times_in: Mapping[str, Sequence[Span]]  # time expressions by article
    points_in: Mapping[str, Sequence[TimePoint]]  # by article
    named_in: Mapping[str, Sequence[tuple[Span, Entity]]]  # mentions of entities by article, by place
    told_by: Mapping[str, frozenset[str]]  # key of a speaker -> keys of the unnamed people who tell their words
    place_words: frozenset[str]  # folded words of the places named in the story
    _words: dict[Span, list[Word]]  # of stretches read before

    @classmethod
    def of(cls, layouts: Sequence[Layout], statements: Statements, passages: Sequence[Passage], rooms: Newsrooms,
           gathered: Mapping[str, Sequence[Reason]], timeline: Timeline) -> Ground:  # fmt: skip
        shared: dict[tuple[str, str], list[Passage]] = {}
        for p in passages:
            for pair in ((p.a.article, p.b.article), (p.b.article, p.a.article)):
                shared.setdefault(pair, []).append(p)
        said: dict[str, list[Attribution]] = {}
        for a in statements.attributions:
            said.setdefault(a.article, []).append(a)
        points: dict[str, list[TimePoint]] = {}
        for point in timeline.points:
            points.setdefault(point.expression.article, []).append(point)
        times = {a: [p.expression for p in found] for a, found in points.items()}
        by_id = {a.id: a for a in statements.attributions}
        entities = {e.id: e for e in statements.entities}
        named: dict[str, list[tuple[Span, Entity]]] = {}
        for span, id in sorted((m, e.id) for e in statements.entities for m in e.mentions):
            named.setdefault(span.article, []).append((span, entities[id]))
        return cls({x.id: x for x in layouts}, by_id, entities, rooms, shared, gathered, timeline, said, times, points,
                   named, _told_by(by_id, entities), _place_words(statements), {})  # fmt: skip

    def words(self, span: Span) -> list[Word]:
        """The words of a stretch; each is read once."""
        if span not in self._words:
            self._words[span] = words(self.layouts[span.article].text, span.start, span.end)
        return self._words[span]


def _place_words(statements: Statements) -> frozenset[str]:
    return frozenset(w.form for e in statements.entities if e.kind == "place" for w in words(e.name))


def _told_by(attributions: Mapping[str, Attribution], entities: Mapping[str, Entity]) -> dict[str, frozenset[str]]:
    """Whose words are told by unnamed people, anywhere in the story: "Holm told the envoy that ..., officials said"."""
    out: dict[str, frozenset[str]] = {}
    for said in attributions.values():
        for outer in chain(said.parent, attributions):
            teller = entities.get(outer.entity or "")
            if said.entity is not None and teller is not None and teller.kind == "unnamed":
                key = f"entity:{said.entity}"
                out[key] = out.get(key, frozenset()) | {f"entity:{teller.id}"}
    return out


def copied(ground: Ground, unit: Unit, other: Unit) -> bool:
    """Whether one shared passage, of prose and not of quoted speech, stands under most of both mentions."""
    return _passage_under(ground, unit, other, quoted=False)


def _passage_under(ground: Ground, unit: Unit, other: Unit, quoted: bool) -> bool:
    """Whether a shared passage stands under both, at one place of it: a copied article is one passage throughout."""
    for p in ground.passages.get((unit.article, other.article), ()):
        if (p.quoted and not quoted) or p.kind == "rewritten":  # the same matter in other words is no sign of copying
            continue
        mine, theirs = (p.a, p.b) if p.a.article == unit.article else (p.b, p.a)
        if _under(unit.span, mine) and _under(other.span, theirs) and _words_shared(unit, other) >= _COVERED:
            return True
    return False


def _words_shared(unit: Unit, other: Unit) -> float:
    """The share of the shorter one's words that both have."""
    mine, theirs = (Counter(w.form for w in u.words) for u in (unit, other))
    return (mine & theirs).total() / max(1, min(mine.total(), theirs.total()))


def same_words(ground: Ground, unit: Unit, other: Unit) -> bool:
    """Whether two mentions are one utterance or one text: a shared passage, a long run of the same words, a shorter one
    within quotes."""
    if unit.article != other.article and _passage_under(ground, unit, other, quoted=True):
        return True
    need = QUOTED_RUN if _quoted(ground, unit) and _quoted(ground, other) else PROSE_RUN
    mine, theirs = ([w.form for w in u.words] for u in (unit, other))
    if mine == theirs and len(mine) >= QUOTED_RUN:
        return True
    text = ground.layouts[unit.article].text
    plain = [n for n, w in enumerate(unit.words) if not text[w.start].isupper()]
    seen: dict[int, set[tuple[str, ...]]] = {}
    for first, last in zip(plain, plain[need - 1 :], strict=False):
        run = tuple(mine[first : last + 1])
        if len(run) not in seen:
            seen[len(run)] = {tuple(theirs[i : i + len(run)]) for i in range(len(theirs) - len(run) + 1)}
        if run in seen[len(run)]:
            return True
    return False


def _quoted(ground: Ground, unit: Unit) -> bool:
    """Whether most of a mention stands within quotation marks."""
    inside = sum(max(0, min(unit.span.end, q.span.end) - max(unit.span.start, q.span.start))
                 for q in ground.layouts[unit.article].quotations)  # fmt: skip
    return inside >= _COVERED * len(unit.span)


def _under(span: Span, passage: Span) -> bool:
    inside = min(span.end, passage.end) - max(span.start, passage.start)
    return inside >= _COVERED * len(span)
