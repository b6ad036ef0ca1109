"""The words of one article, and sets of them as bit masks (bit i is its i-th word).

Masks, because a story of 200 copies has 40,000 pairs of articles, each with the words they share.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.languages import words
from firsthand.nouns import Layout, Span

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


def union(masks: Iterable[int]) -> int:
    """All the words that stand in any of the masks."""
    out = 0
    for mask in masks:
        out |= mask
    return out


def prose(layout: Layout) -> Prose:
    """The words of an article's body; of its headline and captions where it has no body."""
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
