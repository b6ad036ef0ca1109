"""Articles as read, and as laid out: zones, sentences, quotations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from firsthand.nouns.sources import Credit
from firsthand.nouns.spans import Span

ZoneKind = Literal[
    "headline", "dateline", "byline", "body", "caption", "credit-text", "credit-photo", "furniture"
]
ZONE_KINDS: tuple[ZoneKind, ...] = (
    "headline", "dateline", "byline", "body", "caption", "credit-text", "credit-photo", "furniture",
)  # fmt: skip
TEXT_ZONES: frozenset[ZoneKind] = frozenset({"headline", "body", "caption"})  # zones that hold sentences

RejectionCode = Literal[
    "empty", "no-words", "binary", "undecodable", "no-permission", "too-large", "bad-record", "unreadable",
    "unsupported", "not-installed", "unsafe", "timed-out",
]  # fmt: skip
REJECTION_CODES: tuple[RejectionCode, ...] = (
    "empty", "no-words", "binary", "undecodable", "no-permission", "too-large", "bad-record", "unreadable",
    "unsupported", "not-installed", "unsafe", "timed-out",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Published:
    """When an article says it appeared. ``value`` is EDTF or None; ``basis`` says where it was found."""

    value: str | None = None
    basis: str = "none"  # none | record | meta | url | dateline | html


@dataclass(frozen=True, slots=True)
class Role:
    """What a page's markup says a stretch of its text is, ``[start, end)`` in code points: a figcaption, a byline."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Article:
    """One published text. ``text`` is never changed after reading; every span points into it."""

    id: str
    path: str  # relative to the argument it was found under, "/" between parts; "-" for standard input
    text: str
    sha256: str  # of text in UTF-8
    source_sha256: str  # of the bytes read
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    published: Published = Published()
    updated: str | None = None
    url: str | None = None
    language: str = "und"  # BCP 47 primary subtag, "und" where it cannot be told
    metadata: tuple[tuple[str, str], ...] = ()  # as found, sorted by key; "encoding" where it was guessed
    roles: tuple[Role, ...] = ()  # what the markup of its page says of stretches of the text, in order, not overlapping
    place: str = field(default="", compare=False, repr=False)  # digest of where it stood; tells items apart, not shown

    def words(self, span: Span) -> str:
        """The text under a span of this article."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Zone:
    """A span of an article and its role."""

    span: Span
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence inside one text zone. ``paragraph`` counts from 0 over the article's text zones."""

    span: Span
    zone: ZoneKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks, the marks left out. Unclosed ones end with their paragraph."""

    span: Span
    depth: int = 1  # 2 for a quotation inside a quotation
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Layout:
    """An article with its zones. Zones are sorted, do not overlap, and cover every non-space character."""

    article: Article
    zones: tuple[Zone, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    credits: tuple[Credit, ...] = ()  # the ones the layout shows: bylines, slugs, "(Reuters)", photo lines

    @property
    def id(self) -> str:
        return self.article.id

    @property
    def text(self) -> str:
        return self.article.text

    def zone_at(self, offset: int) -> ZoneKind | None:
        """The kind of zone an offset stands in; None between zones."""
        for zone in self.zones:
            if zone.span.start <= offset < zone.span.end:
                return zone.kind
        return None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The same item read again: ``of`` is the id of the article that was kept."""

    path: str
    of: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """An item that could not become an article, and why, in words a person can act on."""

    path: str
    code: RejectionCode
    reason: str


@dataclass(frozen=True, slots=True)
class Intake:
    """All that was read: ``read == len(articles) + len(duplicates) + len(rejected)``."""

    articles: tuple[Article, ...]
    duplicates: tuple[Duplicate, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    warnings: tuple[str, ...] = ()  # what was odd yet no reason to reject: a metadata row that matches nothing
    read: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "read", len(self.articles) + len(self.duplicates) + len(self.rejected))
