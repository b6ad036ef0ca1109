"""Every pair of articles that shares prose, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from firsthand.nouns import TEXT_ZONES, Layout, Passage, Span, merged
from firsthand.nouns.limits import MAX_COPIES_PAIRED
from firsthand.reuse.alignment import Run, Stretch, align
from firsthand.reuse.candidates import candidate_pairs
from firsthand.reuse.tokens import Tokens, tokenise

if TYPE_CHECKING:
    from firsthand.reuse.ngrams import Flags, Offsets

Aligning = Callable[[Tokens, Tokens], Sequence[Stretch]]

MIN_QUOTED = 0.5  # of the words on both sides inside quotation marks: the passage is shared speech, not shared prose


@dataclass(frozen=True, slots=True, eq=False)
class Prose:
    """The words of an article's text zones."""

    article: str
    tokens: Tokens
    stretch: Offsets  # which row of text zones each token stands in: no passage reaches over furniture into another
    quoted: Flags  # inside quotation marks


def shared_passages(layouts: Sequence[Layout], aligning: Aligning = align) -> tuple[Passage, ...]:
    """Every passage that two articles of the pile share, verbatim or edited, sorted.

    Headline, body and captions are compared, furniture and credits never. A passage needs a run of about eight equal
    words; shorter runs around it lengthen it to an edited passage.

    Args:
        aligning: what aligns two texts, where those aligned before need not be aligned again.
    """
    import numpy as np

    proses = [_prose(x) for x in sorted(layouts, key=lambda x: x.id)]
    copies: dict[bytes, list[int]] = {}
    for n, prose in enumerate(proses):
        copies.setdefault(prose.tokens.hashes.tobytes(), []).append(n)
    groups = list(copies.values())
    first = [group[0] for group in groups]
    found = [p for group in groups for p in _copied(group, proses)]
    hashes = [proses[n].tokens.hashes for n in first]
    bounds = np.cumsum([0, *map(len, hashes)], dtype=np.int64)
    for i, j in candidate_pairs(np.concatenate([np.empty(0, dtype=np.uint32), *hashes]), bounds):
        stretches = aligning(proses[first[i]].tokens, proses[first[j]].tokens)
        if stretches:
            for x, y in _members(groups[i], groups[j]):
                found += _passages(stretches, proses[x], proses[y])
    return tuple(sorted(found, key=lambda p: (p.a, p.b)))


def passages_between(a: Layout, b: Layout) -> tuple[Passage, ...]:
    """The passages that two articles share, whatever else is in the pile; sorted."""
    one, other = _prose(a), _prose(b)
    return tuple(sorted(_passages(align(one.tokens, other.tokens), one, other), key=lambda p: (p.a, p.b)))


def _members(group: list[int], other: list[int]) -> list[tuple[int, int]]:
    """Which copies of two texts are paired: all with all, or in large groups each with the first of the other."""
    if len(group) * len(other) <= MAX_COPIES_PAIRED:
        return [(x, y) for x in group for y in other]
    return sorted({*((x, other[0]) for x in group), *((group[0], y) for y in other)})


def _copied(group: list[int], proses: Sequence[Prose]) -> Iterator[Passage]:
    """The passages of identical articles: the whole text."""
    if not len(proses[group[0]].tokens):
        return
    whole = [Stretch((Run(0, 0, len(proses[group[0]].tokens)),))]
    for n, x in enumerate(group):
        for y in group[n + 1 :] if len(group) <= MAX_COPIES_PAIRED or n == 0 else []:
            yield from _passages(whole, proses[x], proses[y])


def _prose(layout: Layout) -> Prose:
    import numpy as np

    stretches: list[tuple[int, int]] = []
    going_on = False
    for zone in layout.zones:
        if zone.kind in TEXT_ZONES:
            stretches.append((stretches.pop()[0] if going_on else zone.span.start, zone.span.end))
        going_on = zone.kind in TEXT_ZONES
    tokens = tokenise(layout.text, stretches, layout.article.language)
    stretch = np.searchsorted(np.array([s for s, _ in stretches], dtype=np.int64), tokens.starts, side="right")
    marks = merged(q.span for q in layout.quotations if q.closed)
    starts, ends = (np.array([getattr(m, side) for m in marks], dtype=np.int64) for side in ("start", "end"))
    at = np.searchsorted(starts, tokens.starts, side="right") - 1
    quoted = np.zeros(len(tokens), dtype=np.bool_)
    if len(marks):
        quoted = (at >= 0) & (tokens.ends <= ends[np.maximum(at, 0)])
    return Prose(layout.id, tokens, stretch, quoted)


def _passages(stretches: Sequence[Stretch], a: Prose, b: Prose) -> Iterator[Passage]:
    for stretch in stretches:
        for part in _whole(stretch, a, b):
            yield _passage(part, a, b) if a.article < b.article else _passage(part.turned(), b, a)


def _whole(stretch: Stretch, a: Prose, b: Prose) -> Iterator[Stretch]:
    """A stretch cut where either side steps over furniture, so that no span holds any."""
    import numpy as np

    runs: list[Run] = []
    for run in stretch.runs:
        x, y = a.stretch[run.a : run.a + run.length], b.stretch[run.b : run.b + run.length]
        cuts = [0, *(np.flatnonzero((np.diff(x) != 0) | (np.diff(y) != 0)) + 1).tolist(), run.length]
        for start, stop in pairwise(cuts):
            piece = Run(run.a + start, run.b + start, stop - start)
            last = runs[-1] if runs else None
            if last and (a.stretch[last.a] != a.stretch[piece.a] or b.stretch[last.b] != b.stretch[piece.b]):
                yield Stretch(tuple(runs))
                runs = []
            runs.append(piece)
    if runs:
        yield Stretch(tuple(runs))


def _passage(stretch: Stretch, a: Prose, b: Prose) -> Passage:
    (a0, a1), (b0, b1) = stretch.a, stretch.b
    size = max(a1 - a0, b1 - b0)
    altered = a.tokens.altered[a0:a1].any() or b.tokens.altered[b0:b1].any()
    return Passage(
        Span(a.article, int(a.tokens.starts[a0]), int(a.tokens.ends[a1 - 1])),
        Span(b.article, int(b.tokens.starts[b0]), int(b.tokens.ends[b1 - 1])),
        "verbatim" if stretch.shared == size and not altered else "edited",
        stretch.shared / size,
        min(float(a.quoted[a0:a1].mean()), float(b.quoted[b0:b1].mean())) > MIN_QUOTED,
    )
