"""What the articles of a story share, counted in words: the ground every other judgement of this room stands on.

Quoted words are counted apart. Two reporters at one press conference carry the same quotation, so a shared quotation
says nothing about copying; shared prose of the outlet's own does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.lineage.prose import Prose, prose, union
from firsthand.lineage.retellings import RETOLD, Retellings, listen
from firsthand.nouns import Layout, Passage, Reason, Span

# A run of eight words outside quotation marks found 10 of 11 copied pairs of real news with none false (DESIGN.md).
MIN_RUN = 8
_TOLD_SENTENCES = 2  # one sentence told again may be the news itself, which everybody has


@dataclass(frozen=True, slots=True)
class Shared:
    """What two articles share. ``own`` counts words outside quotation marks in verbatim or edited passages."""

    passages: tuple[Passage, ...]
    own: int  # words of the outlet's own prose in verbatim or edited passages
    quoted: int  # words inside quotation marks in such passages
    run: int  # the longest of those passages, in words outside quotation marks
    rewritten: int  # passages with the same matter in other words
    smaller: int  # words of the shorter article
    evidence: tuple[Span, ...] = ()  # the passages that carry it, longest first

    @property
    def prose(self) -> bool:
        """True where the two share prose that neither can have from a quotation."""
        return self.run >= MIN_RUN

    @property
    def share(self) -> float:
        """Shared prose as a share of the shorter article."""
        return self.own / self.smaller if self.smaller else 0.0


NOTHING = Shared((), 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Matter:
    """The words and the shared passages of a story, looked up by article or by pair."""

    prose: Mapping[str, Prose]
    pairs: Mapping[tuple[str, str], Shared]
    covered: Mapping[tuple[str, str], int] = field(repr=False)  # (a, b): mask of the words of a that b has too
    neighbours: Mapping[str, tuple[str, ...]] = field(repr=False)  # the articles that share anything with it, by id
    retellings: Retellings = field(repr=False)

    def shared(self, a: str, b: str) -> Shared:
        return self.pairs.get((min(a, b), max(a, b)), NOTHING)

    def tells(self, article: str, spans: Sequence[Span], other: str) -> bool:
        """True where another article tells what an article says at these spans, or shares a passage with it.

        Finds a source that was wholly reworded: the sentence that names it, or two others, told there in other words.
        """
        if self.shared(article, other).passages:
            return True
        prose = self.prose[article]
        sentences = [s.span for s in prose.layout.sentences]
        told = [s for s in sentences if prose.mask(s) & self.retellings.told(article, (other,))]
        near = any(c.article == article and s.start <= c.start < s.end for s in told for c in spans)
        return near or len(told) >= _TOLD_SENTENCES

    def near(self, article: str) -> tuple[str, ...]:
        """The articles that share anything with this one, in order of id."""
        return self.neighbours.get(article, ())

    def taken(self, article: str, others: Iterable[str]) -> int:
        """Mask of the words of an article that at least one of the others carries too."""
        mask = 0
        for o in others:
            mask |= self.covered.get((article, o), 0)
        return mask

    def has(self, article: str, others: Iterable[str], share: float = RETOLD) -> int:
        """The same, with the sentences that one of the others tells in other words."""
        others = tuple(others)
        return self.taken(article, others) | self.retellings.told(article, others, share)


def weigh(layouts: Sequence[Layout], passages: Sequence[Passage]) -> Matter:
    """Count the words of a story's articles and what each pair shares."""
    texts = {x.id: prose(x) for x in layouts}
    by_pair: dict[tuple[str, str], list[Passage]] = {}
    for p in passages:
        if p.a.article in texts and p.b.article in texts:
            by_pair.setdefault((p.a.article, p.b.article), []).append(p)
    covered: dict[tuple[str, str], int] = {}
    near: dict[str, set[str]] = {}
    for (a, b), found in sorted(by_pair.items()):
        covered[a, b] = union(texts[a].mask(p.a) for p in found)
        covered[b, a] = union(texts[b].mask(p.b) for p in found)
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    pairs = {k: _shared(texts[k[0]], texts[k[1]], v) for k, v in sorted(by_pair.items())}
    neighbours = {a: tuple(sorted(x)) for a, x in near.items()}
    return Matter(texts, pairs, covered, neighbours, listen(texts, covered))


def as_reason(matter: Matter, a: str, b: str, text: str, limit: int = 3) -> Reason:
    """A reason that points at the longest passages two articles share."""
    return Reason(text, matter.shared(a, b).evidence[: 2 * limit])


def _shared(a: Prose, b: Prose, passages: Sequence[Passage]) -> Shared:
    close = [p for p in passages if p.kind != "rewritten"]
    counts = {p: _own_words(a, b, p) for p in close}
    mine = union(a.mask(p.a) for p in close)
    own = (mine & a.own).bit_count()
    ranked = sorted(passages, key=lambda p: (-counts.get(p, 0), p.kind, p.a, p.b))
    return Shared(
        passages=tuple(passages),
        own=own,
        quoted=mine.bit_count() - own,
        run=max(counts.values(), default=0),
        rewritten=len(passages) - len(close),
        smaller=min(len(a), len(b)),
        evidence=tuple(s for p in ranked for s in (p.a, p.b)),
    )


def _own_words(a: Prose, b: Prose, p: Passage) -> int:
    """Words of a passage outside quotation marks on both sides: the smaller of the two counts."""
    if p.kind == "rewritten":
        return 0
    return min((x.mask(s) & x.own).bit_count() for x, s in ((a, p.a), (b, p.b)))
