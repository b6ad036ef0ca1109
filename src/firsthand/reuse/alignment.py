"""Which stretches two texts share: runs of equal words, grown over small edits.

Runs of equal words are found around fingerprints that both texts have (``runs``); the longest are laid first, each word
used once (greedy string tiling: Wise, "YAP3", SIGCSE 1996); runs a few words apart become one edited stretch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from firsthand.reuse.runs import Runs, Side, equal_from_start, joined, shared_runs
from firsthand.reuse.tokens import Tokens

if TYPE_CHECKING:
    from firsthand.reuse.ngrams import Flags, Hashes

MIN_RUN = 8  # words: shorter runs recur between texts that share nothing (names of offices, stock phrases)
MIN_WEIGHT = 2.0  # rarity of its plain words together: the long name of an office, or "at the end of the day", is less
SURE_RUN = 15  # words: a run so long needs no rare ones
ROUNDS = 3  # tilings, each over what the one before left: repeated paragraphs find their second copy
SMALL_RUN = 3  # words: a run that may lengthen a stretch already found
REACH = 6  # words skipped at most to reach such a run


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Equal words: ``length`` tokens from ``a`` in one text and from ``b`` in the other."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs in order on both sides, little between them. All numbers count tokens."""

    runs: tuple[Run, ...]

    @property
    def a(self) -> tuple[int, int]:
        return self.runs[0].a, self.runs[-1].a + self.runs[-1].length

    @property
    def b(self) -> tuple[int, int]:
        return self.runs[0].b, self.runs[-1].b + self.runs[-1].length

    @property
    def shared(self) -> int:
        return sum(run.length for run in self.runs)

    def turned(self) -> Stretch:
        """The same with the two texts exchanged."""
        return Stretch(tuple(Run(run.b, run.a, run.length) for run in self.runs))


def align(a: Tokens, b: Tokens) -> list[Stretch]:
    """The stretches two texts share, in the order of the first, none overlapping another on either side."""
    import numpy as np

    used_a, used_b = np.zeros(len(a), dtype=np.bool_), np.zeros(len(b), dtype=np.bool_)
    whole_a, whole_b = np.array([0, len(a)], dtype=np.int64), np.array([0, len(b)], dtype=np.int64)
    seeds: list[Run] = []
    for run in _ends(a.hashes, b.hashes):
        if _is_evidence(run, a):
            seeds.append(run)
            _use(run, used_a, used_b)
    for _ in range(ROUNDS):
        laid = 0
        runs = shared_runs(Side(a.hashes, whole_a, used_a), Side(b.hashes, whole_b, used_b))
        for n in np.lexsort((runs.b, runs.a, -runs.length)).tolist():
            for piece in _free(Run(int(runs.a[n]), int(runs.b[n]), int(runs.length[n])), used_a, used_b):
                if _is_evidence(piece, a):
                    seeds.append(piece)
                    _use(piece, used_a, used_b)
                    laid += 1
        if not laid:
            break
    return [_grown(s, a.hashes, b.hashes, used_a, used_b) for s in _stretches(sorted(seeds))]


def _stretches(seeds: list[Run]) -> Iterator[Stretch]:
    """Sorted runs, those of one edited stretch together."""
    import numpy as np

    places = np.array([(0, r.a, r.b, r.length) for r in seeds], dtype=np.int64).reshape(-1, 4)
    for _, group in groupby(zip(joined(Runs(*places.T)).tolist(), seeds, strict=True), key=lambda x: x[0]):
        yield Stretch(tuple(run for _, run in group))


def _is_evidence(run: Run, tokens: Tokens) -> bool:
    part = slice(run.a, run.a + run.length)
    words = float(tokens.size[part].sum())
    if words >= SURE_RUN or words < MIN_RUN:
        return words >= SURE_RUN
    return float(tokens.weight[part].sum()) >= MIN_WEIGHT


def _use(run: Run, used_a: Flags, used_b: Flags) -> None:
    used_a[run.a : run.a + run.length] = True
    used_b[run.b : run.b + run.length] = True


def _ends(a: Hashes, b: Hashes) -> Iterator[Run]:
    """What the two begin with and, after that, end with: found without anchors, whatever repeats inside."""
    head = equal_from_start(a, b)
    if head:
        yield Run(0, 0, head)
    tail = equal_from_start(a[head:][::-1], b[head:][::-1])
    if tail:
        yield Run(len(a) - tail, len(b) - tail, tail)


def _free(run: Run, used_a: Flags, used_b: Flags) -> Iterator[Run]:
    """The parts of a run that no other run uses on either side."""
    import numpy as np

    taken = used_a[run.a : run.a + run.length] | used_b[run.b : run.b + run.length]
    if not taken.any():
        yield run
        return
    edges = np.flatnonzero(np.diff(np.r_[True, taken, True].astype(np.int8)))
    for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield Run(run.a + start, run.b + start, stop - start)


def _grown(stretch: Stretch, a: Hashes, b: Hashes, used_a: Flags, used_b: Flags) -> Stretch:
    """The stretch with the short runs around and between its runs."""
    runs = [stretch.runs[0]]
    for run in stretch.runs[1:]:
        runs += _follow(runs[-1], run, a, b, used_a, used_b)
        runs.append(run)
    runs += _follow(runs[-1], None, a, b, used_a, used_b)
    size_a, size_b = len(a), len(b)
    mirrored = Run(size_a - runs[0].a, size_b - runs[0].b, 0)  # growing to the front is following in the mirror
    before = _follow(mirrored, None, a[::-1], b[::-1], used_a[::-1], used_b[::-1])
    front = [Run(size_a - r.a - r.length, size_b - r.b - r.length, r.length) for r in reversed(before)]
    return Stretch((*front, *runs))


def _follow(last: Run, until: Run | None, a: Hashes, b: Hashes, used_a: Flags, used_b: Flags) -> list[Run]:
    """Short runs after ``last``, each within reach of the one before it, up to ``until``."""
    found: list[Run] = []
    while True:
        x, y = last.a + last.length, last.b + last.length
        stop_a, stop_b = (until.a, until.b) if until else (len(a), len(b))
        best: Run | None = None
        for skip in range(0, 2 * REACH + 1):  # the fewest words skipped first
            for dx in range(max(0, skip - REACH), min(REACH, skip) + 1):
                i, j = x + dx, y + skip - dx
                length = 0
                while (i + length < stop_a and j + length < stop_b and a[i + length] == b[j + length]
                       and not used_a[i + length] and not used_b[j + length]):  # fmt: skip
                    length += 1
                if length >= SMALL_RUN and (best is None or length > best.length):
                    best = Run(i, j, length)
            if best is not None:
                break
        if best is None:
            return found
        _use(best, used_a, used_b)
        found.append(best)
        last = best
