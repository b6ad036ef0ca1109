"""A report, and a world of them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from simulator.bank import Bank, Event
from simulator.sentences import Sentence, Speaker

Paragraph = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Descent:
    """A parent of a report. ``cut`` is the share of the parent's sentences left out, ``added`` that of the child's
    sentences that the parent has not; ``credited`` whether the child's text names the parent's outlet."""

    parent: str
    kind: str  # reprint, edited, rewrite, translation, cites, update
    cut: float
    added: float
    credited: bool


@dataclass(frozen=True, slots=True)
class Report:
    """One report, in the pile (``seen``) or not. ``lineage`` is the id that all versions of it share."""

    id: str
    lineage: str
    outlet: str
    headline: str
    paragraphs: tuple[Paragraph, ...]
    minutes: int  # after the event
    seen: bool = True
    place: str = ""  # of its dateline: a reporter there
    credit: str = ""  # byline, dateline, foot, contributed, cited
    credits: tuple[str, ...] = ()  # the outlets it names as where it has this from
    descents: tuple[Descent, ...] = ()
    stamp: int | None = 0  # minutes its published time is off; None where it has none

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(s for p in self.paragraphs for s in p)

    @property
    def roots(self) -> frozenset[str]:
        return frozenset(s.root for s in self.sentences)


@dataclass(slots=True)
class World:
    """What a world is made of while it is made: ``used`` holds the frames taken, so that no two writers share one."""

    name: str
    bank: Bank
    event: Event
    chance: Random
    people: dict[str, Speaker]
    values: dict[str, str]
    outlets: list[str]  # still free
    agencies: list[str]
    used: dict[str, list[str]]
    reports: list[Report]

    def frame(self, fact: str, frames: tuple[str, ...]) -> str | None:
        """A frame of the fact that nobody has used, or None."""
        free = [f for f in frames if f not in self.used.setdefault(fact, [])]
        if not free:
            return None
        chosen = self.chance.choice(free)
        self.used[fact].append(chosen)
        return chosen
