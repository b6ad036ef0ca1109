"""Whoever matter comes from, and the places in a text that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.nouns.spans import Judgement, Span

CreditKind = Literal["text", "photo", "relay", "contributor"]
CREDIT_KINDS: tuple[CreditKind, ...] = ("text", "photo", "relay", "contributor")

SourceKind = Literal[
    "agency", "outlet", "person", "organisation", "document", "public-statement", "unnamed", "report"
]
SOURCE_KINDS: tuple[SourceKind, ...] = (
    "agency", "outlet", "person", "organisation", "document", "public-statement", "unnamed", "report",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Credit(Judgement):
    """A span that names where matter comes from.

    ``text``: the matter; ``photo``: only a picture, never the matter; ``relay``: a carrier between the supplier and
    this article ("as quoted by X"; the redistributor in "(Supplier/X)"); ``contributor``: gave a part.
    """

    span: Span  # the words that credit ("(Reuters)", "told Reuters", "as quoted by Al Arabiya")
    kind: CreditKind
    source: str  # canonical name, see languages.agencies ("Reuters", "Associated Press"); the words as they stand else
    whole: bool = False  # credits the article as a whole (byline, slug, foot), not one statement of it


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever matter comes from, as a node of a lineage. ``seen`` says whether its text is in the pile."""

    id: str
    name: str
    kind: SourceKind
    seen: bool
    evidence: tuple[Span, ...] = ()
