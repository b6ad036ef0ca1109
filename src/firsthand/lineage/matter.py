"""What the articles of a story share, counted in words: the ground every other judgement of this room stands on.

Sets of words of one article are bit masks (bit i is its i-th word): a story of 200 copies has 40,000 of them.

Quoted words are counted apart. Two reporters at one press conference carry the same quotation, so a shared quotation
says nothing about copying; shared prose of the outlet's own does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.languages import rarity, stem, words
from firsthand.nouns import Layout, Passage, Reason, Span

# A run of eight words outside quotation marks found 10 of 11 copied pairs of real news with none false (DESIGN.md).
MIN_RUN = 8
# Words from half-way up the scale of rarity tell; four are a statement; half of them found again, the same statement.
_TELLING, _MIN_TELLING, _SAME_TELLING = 0.5, 4, 0.5
SHINGLE = 5  # words; the length at which chance agreement between independent reports is rare


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of one article's text, in order, furniture and credits left out."""

    layout: Layout
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    own: int  # mask of the words outside quotation marks

    def __len__(self) -> int:
        return len(self.starts)

    def within(self, span: Span) -> range:
        """The positions of the words that lie wholly inside a span."""
        first = bisect_left(self.starts, span.start)
        return range(first, max(first, bisect_right(self.ends, span.end)))

    def mask(self, span: Span) -> int:
        """The same as a mask."""
        at = self.within(span)
        return (1 << at.stop) - (1 << at.start)

    @property
    def all(self) -> int:
        return (1 << len(self)) - 1

    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Its five-word shingles, those with a quoted word left out."""
        quoted = [c == "0" for c in format(self.own, f"0{len(self)}b")[::-1]] if self.own != self.all else []
        return frozenset(
            self.forms[i : i + SHINGLE]
            for i in range(len(self) - SHINGLE + 1)
            if not quoted or not any(quoted[i : i + SHINGLE])
        )


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

    def shared(self, a: str, b: str) -> Shared:
        return self.pairs.get((min(a, b), max(a, b)), NOTHING)

    def says_the_same(self, article: str, spans: Sequence[Span], other: str) -> bool:
        """True where the sentences of an article at these spans have most of their telling words from another article.

        Finds a source that was wholly reworded: names, figures and rare words remain.
        """
        prose, theirs = self.prose[article], self.prose[other]
        language = prose.layout.article.language
        known = {stem(f, language) for f in theirs.forms}
        mine: set[str] = set()
        for s in prose.layout.sentences:
            if any(c.article == article and s.span.start <= c.start < s.span.end for c in spans):
                cited = [i for c in spans if c.article == article for i in prose.within(c)]
                mine.update(prose.forms[i] for i in prose.within(s.span) if i not in cited)
        telling = {stem(f, language) for f in mine if rarity(f, language) >= _TELLING}
        return len(telling) >= _MIN_TELLING and len(telling & known) >= _SAME_TELLING * len(telling)

    def missing(self, article: str, other: str) -> float:
        """The share of an article's telling words that another lacks: what is left to count where all was reworded."""
        language = self.prose[article].layout.article.language
        known = {stem(f, language) for f in self.prose[other].forms}
        telling = {stem(f, language) for f in self.prose[article].forms if rarity(f, language) >= _TELLING}
        return 1 - len(telling & known) / len(telling) if telling else 0.0

    def near(self, article: str) -> tuple[str, ...]:
        """The articles that share anything with this one, in order of id."""
        return self.neighbours.get(article, ())

    def taken(self, article: str, others: Iterable[str]) -> int:
        """Mask of the words of an article that at least one of the others carries too."""
        mask = 0
        for o in others:
            mask |= self.covered.get((article, o), 0)
        return mask


def weigh(layouts: Sequence[Layout], passages: Sequence[Passage]) -> Matter:
    """Count the words of a story's articles and what each pair shares."""
    prose = {x.id: _prose(x) for x in layouts}
    by_pair: dict[tuple[str, str], list[Passage]] = {}
    for p in passages:
        if p.a.article in prose and p.b.article in prose:
            by_pair.setdefault((p.a.article, p.b.article), []).append(p)
    covered: dict[tuple[str, str], int] = {}
    near: dict[str, set[str]] = {}
    for (a, b), found in sorted(by_pair.items()):
        covered[a, b] = union(prose[a].mask(p.a) for p in found)
        covered[b, a] = union(prose[b].mask(p.b) for p in found)
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    pairs = {k: _shared(prose[k[0]], prose[k[1]], v) for k, v in sorted(by_pair.items())}
    return Matter(prose, pairs, covered, {a: tuple(sorted(x)) for a, x in near.items()})


def union(masks: Iterable[int]) -> int:
    """All the words that stand in any of the masks."""
    out = 0
    for mask in masks:
        out |= mask
    return out


def as_reason(matter: Matter, a: str, b: str, text: str, limit: int = 3) -> Reason:
    """A reason that points at the longest passages two articles share."""
    return Reason(text, matter.shared(a, b).evidence[: 2 * limit])


def _prose(layout: Layout) -> Prose:
    zones = [z.span for z in layout.zones if z.kind == "body"]
    zones = zones or [z.span for z in layout.zones if z.kind in ("headline", "caption")]
    found = [w for z in zones for w in words(layout.text, z.start, z.end)]
    quotes = [q.span for q in layout.quotations if q.depth == 1]
    edges = [q.start for q in quotes]
    flags = []
    for w in found:
        i = bisect_right(edges, w.start) - 1
        flags.append("1" if i < 0 or w.start >= quotes[i].end else "0")
    own = int("".join(reversed(flags)) or "0", 2)
    return Prose(layout, tuple(w.start for w in found), tuple(w.end for w in found), tuple(w.form for w in found), own)


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
