"""When things happened, and between whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.nouns.spans import Judgement, Span
from firsthand.nouns.statements import EntityKind

Grain = Literal["time", "part-of-day", "day", "week", "month", "season", "year", "decade", "interval", "duration",
                "unresolved"]  # fmt: skip
GRAINS: tuple[Grain, ...] = (
    "time", "part-of-day", "day", "week", "month", "season", "year", "decade", "interval", "duration", "unresolved",
)  # fmt: skip

RELATION_KINDS: tuple[str, ...] = (
    "backs", "fights", "attacks", "allied-with", "met", "told", "denies", "demands", "accuses", "part-of", "leads",
)


@dataclass(frozen=True, slots=True)
class TimePoint(Judgement):
    """A time expression and what it means. ``value`` is EDTF (forms in docs/time.md), "" where it cannot be told."""

    expression: Span
    value: str
    grain: Grain
    event: str = ""  # the words of the clause it dates; "" where it dates none
    claims: tuple[str, ...] = ()  # ids of the claims whose mention holds it


@dataclass(frozen=True, slots=True)
class Anchor(Judgement):
    """The day an article speaks from, as EDTF, or None where nothing tells."""

    article: str
    value: str | None
    basis: str  # meta | record | url | html | dateline | text | pile | none


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every time expression of a story in text order, and the anchors they were resolved against."""

    points: tuple[TimePoint, ...]
    anchors: tuple[Anchor, ...]

    def anchor(self, article: str) -> str | None:
        """The day the article speaks from, or None."""
        return next((a.value for a in self.anchors if a.article == article), None)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts in the story."""

    id: str  # the entity's id
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation(Judgement):
    """Something between two actors, and the claims that carry it. ``met``, ``fights``, ``allied-with`` go both ways."""

    source: str  # actor id ("from" in the JSON)
    target: str  # actor id ("to" in the JSON)
    kind: str  # one of RELATION_KINDS
    claims: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    condition: str = ""  # in the words of the text: holds only so ("unless attacked by ..."); "" where it simply holds
    negated: bool = False  # the texts say it is not so
