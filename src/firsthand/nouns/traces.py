"""All of it for a pile."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.nouns.articles import Intake, Layout
from firsthand.nouns.corrections import Standing
from firsthand.nouns.derivations import Lineage, Passage
from firsthand.nouns.drifts import Drift
from firsthand.nouns.events import Actor, Relation, Timeline
from firsthand.nouns.spans import Judgement
from firsthand.nouns.statements import Attribution, Claim, Difference, Entity, Statements


@dataclass(frozen=True, slots=True)
class Group(Judgement):
    """Ids of the articles that tell one story, sorted."""

    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The story in numbers; ``main_claim`` is None where no claim was found."""

    articles: int
    main_claim: str | None
    origins_shown: int
    unknown_mentions: int
    newsrooms: int
    first_hand: tuple[str, ...] = ()  # articles that show newsgathering of their own


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one event and everything told of them."""

    id: str
    title: str
    group: Group
    layouts: tuple[Layout, ...]  # in the order of group.articles
    summary: Summary
    passages: tuple[Passage, ...]
    statements: Statements
    lineage: Lineage
    claims: tuple[Claim, ...]
    differences: tuple[Difference, ...]
    timeline: Timeline
    actors: tuple[Actor, ...]
    relations: tuple[Relation, ...]
    untold: tuple[str, ...] = ()  # what could not be told, one line each
    drift: tuple[Drift, ...] = ()  # what each article made of what it derives from, by child and parent

    @property
    def articles(self) -> tuple[str, ...]:
        return self.group.articles

    def layout(self, article: str) -> Layout:
        return next(x for x in self.layouts if x.id == article)

    def claim(self, id: str) -> Claim:
        return next(c for c in self.claims if c.id == id)

    def entity(self, id: str) -> Entity:
        return next(e for e in self.statements.entities if e.id == id)

    def attribution(self, id: str) -> Attribution:
        return next(a for a in self.statements.attributions if a.id == id)


@dataclass(frozen=True, slots=True)
class Trace:
    """What is shown, saved and exported."""

    version: str
    intake: Intake
    layouts: tuple[Layout, ...]  # by article id
    stories: tuple[Story, ...]  # the largest first, then by first article id
    corrections: tuple[Standing, ...] = ()  # what people decided, in order

    def layout(self, article: str) -> Layout:
        return next(x for x in self.layouts if x.id == article)
