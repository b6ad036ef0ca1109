"""Who said what, through whom; what is claimed; where versions differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.nouns.sources import Credit
from firsthand.nouns.spans import Judgement, Span, rounded

EntityKind = Literal["person", "organisation", "place", "document", "unnamed", "outlet", "agency"]
ENTITY_KINDS: tuple[EntityKind, ...] = (
    "person", "organisation", "place", "document", "unnamed", "outlet", "agency",
)  # fmt: skip

AttributionKind = Literal["direct", "indirect", "mixed", "hearsay", "denial", "confirmation", "no-comment", "belief"]
ATTRIBUTION_KINDS: tuple[AttributionKind, ...] = (
    "direct", "indirect", "mixed", "hearsay", "denial", "confirmation", "no-comment", "belief",
)  # fmt: skip

Stance = Literal["asserted", "attributed", "hedged", "denied"]
STANCES: tuple[Stance, ...] = ("asserted", "attributed", "hedged", "denied")

Nearness = Literal["equal", "weaker", "broader", "shifted"]
NEARNESS: tuple[Nearness, ...] = ("equal", "weaker", "broader", "shifted")

ClaimStatus = Literal["several-origins", "single-origin", "disputed", "public-record", "cannot-tell"]
CLAIM_STATUSES: tuple[ClaimStatus, ...] = (
    "several-origins", "single-origin", "disputed", "public-record", "cannot-tell",
)  # fmt: skip

OriginKind = Literal["named", "unnamed", "document", "public-statement", "report", "own-reporting", "not-shown"]
ORIGIN_KINDS: tuple[OriginKind, ...] = (
    "named", "unnamed", "document", "public-statement", "report", "own-reporting", "not-shown",
)  # fmt: skip

UNSEEN_REPORT = "an unseen report"  # the source of an origin of the kind "report" that nothing names

DifferenceKind = Literal[
    "number", "denial", "label", "hedge", "attribution", "condition", "quote", "date", "place", "cause", "omission"
]
DIFFERENCE_KINDS: tuple[DifferenceKind, ...] = (
    "number", "denial", "label", "hedge", "attribution", "condition", "quote", "date", "place", "cause", "omission",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, body or group of unnamed people across the articles of a story."""

    id: str  # "e1", .. in order of first mention by (article, start)
    name: str  # fullest form that stands in a text
    kind: EntityKind
    aliases: tuple[str, ...] = ()  # the other forms, sorted
    mentions: tuple[Span, ...] = ()
    roles: tuple[str, ...] = ()  # as the texts describe them: "supreme leader", "spokesman for ..."
    affiliation: str | None = None  # id of the entity they speak for, where the text says so
    sides: tuple[str, ...] = ()  # of unnamed people: whose they are, "Iranian and rebel commanders" ("Iran", "rebel")


@dataclass(frozen=True, slots=True)
class Attribution(Judgement):
    """Somebody said something. ``chain`` holds names innermost first; the article itself is not in it.

    "A Quell official told Norwire, as quoted by the Post": source "A Quell official", addressee "Norwire",
    chain ("Quell official", "Norwire", "the Post").
    """

    id: str  # "<article>#a1", .. in text order
    article: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: AttributionKind
    addressee: Span | None = None
    parent: str | None = None  # id of the attribution whose content holds this one
    entity: str | None = None  # id of the Entity the source resolves to; None where not exactly one fits
    chain: tuple[str, ...] = ()
    answers: Span | None = None  # what a denial, a confirmation or a refusal to comment is about
    answered: str | None = None  # id of the statement before it that it answers; None where not exactly one fits


@dataclass(frozen=True, slots=True)
class Statements:
    """All that the attribution room found in one story."""

    attributions: tuple[Attribution, ...]
    entities: tuple[Entity, ...]
    credits: tuple[Credit, ...]  # layout credits and in-sentence ones together, by span


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a claim is stated.

    ``nearness``: beside the words the claim is shown with, it says the same (equal), the same more guardedly (weaker),
    less of it (broader), or something akin (shifted).
    """

    span: Span
    stance: Stance
    attribution: str | None = None  # id of the innermost attribution that holds it
    origin: str | None = None  # id of its origin in the claim; None: unknown
    nearness: Nearness = "equal"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who knows: where the chain of a mention ends. ``via`` names the carriers, nearest to the origin first."""

    id: str  # "o1", .. within the story: one origin behind two claims keeps its id
    source: str
    kind: OriginKind
    via: tuple[str, ...] = ()
    newsroom: str | None = None  # the newsroom that gathered it, where the texts tell
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim(Judgement):
    """What several mentions state in their own words. Counts follow DESIGN.md's counting rule."""

    id: str  # "c1", .. the most carried first
    text: str  # its clearest mention
    mentions: tuple[Mention, ...]
    origins: tuple[Origin, ...]
    independent_origins: int
    unknown_mentions: int  # mentions whose origin nobody shows: listed, never counted
    newsrooms: int
    status: ClaimStatus

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that state it, sorted."""
        return tuple(sorted({m.span.article for m in self.mentions}))


@dataclass(frozen=True, slots=True)
class Difference(Judgement):
    """Spans of two or more sides that disagree. ``reasons[0].text`` says how, for a reader.

    ``severity`` is how much it changes what a reader believes, 0..1: by its kind, how far the sides lie apart, and
    whether one of them leads its article.
    """

    id: str  # "d1", .. the most serious first
    kind: DifferenceKind
    sides: tuple[tuple[Span, ...], ...]
    claims: tuple[str, ...] = ()
    severity: float = 0.5

    def __post_init__(self) -> None:
        Judgement.__post_init__(self)
        object.__setattr__(self, "severity", rounded(self.severity))
