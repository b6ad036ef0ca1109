"""What two texts share, and who derives from whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from firsthand.nouns.sources import Source
from firsthand.nouns.spans import Judgement, Reason, Span, rounded

PassageKind = Literal["verbatim", "edited", "rewritten"]
PASSAGE_KINDS: tuple[PassageKind, ...] = ("verbatim", "edited", "rewritten")

DerivationKind = Literal["reprint", "edited", "rewrite", "translation", "cites", "update"]
DERIVATION_KINDS: tuple[DerivationKind, ...] = ("reprint", "edited", "rewrite", "translation", "cites", "update")


@dataclass(frozen=True, slots=True)
class Passage:
    """Two spans in two articles that share matter; ``a.article < b.article``. ``score`` in 0..1, 1 is identical.

    ``quoted``: most of it stands inside quotation marks on both sides, so that it is shared speech: that two articles
    quote one speaker does not show that one copied the other.
    """

    a: Span
    b: Span
    kind: PassageKind
    score: float = 1.0
    quoted: bool = False

    def __post_init__(self) -> None:
        if self.a.article >= self.b.article:
            raise ValueError("a passage's first article comes before its second by id")
        object.__setattr__(self, "score", rounded(self.score))


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a lineage: an article of the story, or an unseen source (its id begins with "?")."""

    id: str
    kind: Literal["article", "unseen"]
    name: str


@dataclass(frozen=True, slots=True)
class Derivation(Judgement):
    """``child`` took matter from ``parent``. Where not ``directed``, this is only the likelier way round.

    ``cut`` is the share of the parent's matter the child leaves out, ``added`` the share of the child's that the
    parent lacks, each 0..1; against an unseen parent both are counted on what its other children show of it.
    """

    child: str
    parent: str
    kind: DerivationKind
    directed: bool = True
    cut: float = 0.0
    added: float = 0.0

    def __post_init__(self) -> None:
        Judgement.__post_init__(self)
        object.__setattr__(self, "cut", rounded(self.cut))
        object.__setattr__(self, "added", rounded(self.added))


@dataclass(frozen=True, slots=True)
class Taken:
    """What an article has from one parent, as a share 0..1 of the article's words."""

    parent: str  # id of a node: an article or an unseen source
    share: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "share", rounded(self.share))


@dataclass(frozen=True, slots=True)
class Provenance(Judgement):
    """Whose report an article prints, what it took from whom, and what it adds.

    ``supplier`` is None where that cannot be told: nobody is credited and no copy tells, or two could be meant. The
    confidence and the reasons are those of the supplier. Shares are of the article's words; what it has from several
    parents counts with each.
    """

    article: str
    words: int
    supplier: str | None = None
    credited: bool = False  # the article names the supplier itself; else its place in the lineage tells
    taken: tuple[Taken, ...] = ()  # from its parents, whole reports before single statements
    shared: float = 0.0  # carried elsewhere too, and nothing tells who had it first
    own: float = 0.0  # carried by no other article and credited to no other text; what people told it is its own
    additions: tuple[Span, ...] = ()  # sentences of which that is true, where there is something to tell them from
    gathered: tuple[Reason, ...] = ()  # where its text shows newsgathering of its own

    def __post_init__(self) -> None:
        Judgement.__post_init__(self)
        object.__setattr__(self, "shared", rounded(self.shared))
        object.__setattr__(self, "own", rounded(self.own))

    @property
    def first_hand(self) -> bool:
        """True where the article's own text shows that its outlet gathered news itself."""
        return bool(self.gathered)


@dataclass(frozen=True, slots=True)
class Lineage:
    """The acyclic graph of derivations of one story, unseen ancestors included."""

    sources: tuple[Source, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Derivation, ...]
    provenance: tuple[Provenance, ...] = ()  # of every article, by id

    def parents(self, node: str) -> tuple[Derivation, ...]:
        """The derivations whose child is this node."""
        return tuple(e for e in self.edges if e.child == node)

    def children(self, node: str) -> tuple[Derivation, ...]:
        """The derivations whose parent is this node."""
        return tuple(e for e in self.edges if e.parent == node)

    def provenance_of(self, article: str) -> Provenance:
        """What is known of one article's matter.

        Raises:
            StopIteration: the lineage has no such article.
        """
        return next(p for p in self.provenance if p.article == article)

    def ancestors(self, node: str) -> Iterator[str]:
        """Every node this one derives from, nearest first, each once."""
        seen, todo = {node}, [node]
        while todo:
            for edge in self.parents(todo.pop(0)):
                if edge.parent not in seen:
                    seen.add(edge.parent)
                    todo.append(edge.parent)
                    yield edge.parent
