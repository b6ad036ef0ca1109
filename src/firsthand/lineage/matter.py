"""What the articles of a story share, counted in words: the ground every other judgement of this room stands on.

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
    own: tuple[bool, ...]  # False inside quotation marks

    def __len__(self) -> int:
        return len(self.starts)

    def within(self, span: Span) -> range:
        """The positions of the words that lie wholly inside a span."""
        return range(bisect_left(self.starts, span.start), max(0, bisect_right(self.ends, span.end)))

    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Its five-word shingles, those with a quoted word left out."""
        return frozenset(
            self.forms[i : i + SHINGLE] for i in range(len(self) - SHINGLE + 1) if all(self.own[i : i + SHINGLE])
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
    covered: Mapping[tuple[str, str], frozenset[int]] = field(repr=False)  # (a, b): words of a that b has too

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

    def near(self, article: str) -> list[str]:
        """The articles that share anything with this one, in order of id."""
        return sorted({b for a, b in self.covered if a == article})

    def taken(self, article: str, others: Iterable[str]) -> frozenset[int]:
        """The words of an article that at least one of the others carries too."""
        return frozenset().union(*(self.covered.get((article, o), frozenset()) for o in others if o != article))


def weigh(layouts: Sequence[Layout], passages: Sequence[Passage]) -> Matter:
    """Count the words of a story's articles and what each pair shares."""
    prose = {x.id: _prose(x) for x in layouts}
    by_pair: dict[tuple[str, str], list[Passage]] = {}
    for p in passages:
        if p.a.article in prose and p.b.article in prose:
            by_pair.setdefault((p.a.article, p.b.article), []).append(p)
    covered: dict[tuple[str, str], frozenset[int]] = {}
    for (a, b), found in sorted(by_pair.items()):
        covered[a, b] = frozenset(i for p in found for i in prose[a].within(p.a))
        covered[b, a] = frozenset(i for p in found for i in prose[b].within(p.b))
    return Matter(prose, {k: _shared(prose[k[0]], prose[k[1]], v) for k, v in sorted(by_pair.items())}, covered)


def as_reason(matter: Matter, a: str, b: str, text: str, limit: int = 3) -> Reason:
    """A reason that points at the longest passages two articles share."""
    return Reason(text, matter.shared(a, b).evidence[: 2 * limit])


def shared_shingles(matter: Matter, articles: Sequence[str]) -> dict[str, frozenset[tuple[str, ...]]]:
    """The shingles of each article that at least one of the others has too."""
    own = {a: matter.prose[a].shingles() for a in articles}
    count: dict[tuple[str, ...], int] = {}
    for a in articles:
        for s in own[a]:
            count[s] = count.get(s, 0) + 1
    return {a: frozenset(s for s in own[a] if count[s] > 1) for a in articles}


def _prose(layout: Layout) -> Prose:
    zones = [z.span for z in layout.zones if z.kind == "body"]
    zones = zones or [z.span for z in layout.zones if z.kind in ("headline", "caption")]
    found = [w for z in zones for w in words(layout.text, z.start, z.end)]
    quotes = [q.span for q in layout.quotations if q.depth == 1]
    edges = [q.start for q in quotes]
    own = []
    for w in found:
        i = bisect_right(edges, w.start) - 1
        own.append(i < 0 or w.start >= quotes[i].end)
    return Prose(layout, tuple(w.start for w in found), tuple(w.end for w in found), tuple(w.form for w in found),
                 tuple(own))  # fmt: skip


def _shared(a: Prose, b: Prose, passages: Sequence[Passage]) -> Shared:
    close = [p for p in passages if p.kind != "rewritten"]
    counts = {p: _own_words(a, b, p) for p in close}
    mine: set[int] = set()
    for p in close:
        mine.update(a.within(p.a))
    own = sum(a.own[i] for i in mine)
    ranked = sorted(passages, key=lambda p: (-counts.get(p, 0), p.kind, p.a, p.b))
    return Shared(
        passages=tuple(passages),
        own=own,
        quoted=len(mine) - own,
        run=max(counts.values(), default=0),
        rewritten=len(passages) - len(close),
        smaller=min(len(a), len(b)),
        evidence=tuple(s for p in ranked for s in (p.a, p.b)),
    )


def _own_words(a: Prose, b: Prose, p: Passage) -> int:
    """Words of a passage outside quotation marks on both sides: the smaller of the two counts."""
    if p.kind == "rewritten":
        return 0
    return min(sum(x.own[i] for i in x.within(s)) for x, s in ((a, p.a), (b, p.b)))
