"""What pairs of texts share, many pairs at a time and without growing over small edits: what a scan needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from firsthand.reuse.alignment import MIN_RUN
from firsthand.reuse.runs import Runs, Side, joined, shared_runs

if TYPE_CHECKING:
    from firsthand.reuse.ngrams import Offsets


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Parallel arrays, by pair and place in the first text. All numbers but ``pair`` count tokens."""

    pair: Offsets
    a_start: Offsets
    a_end: Offsets
    b_start: Offsets
    b_end: Offsets
    shared: Offsets  # words, a letter of a script without spaces counting half


def stretches(one: Side, other: Side) -> Stretches:
    """The stretches that the texts of each pair share; each holds a run of MIN_RUN words."""
    import numpy as np

    runs = _laid(shared_runs(one, other))
    number = joined(runs)
    halves = np.zeros(len(one.hashes) + 1, dtype=np.int64)
    np.cumsum(one.hashes & 1, out=halves[1:])
    first = one.bounds[runs.pair] + runs.a
    doubled = 2 * runs.length - (halves[first + runs.length] - halves[first])  # half words
    count = int(number[-1]) + 1 if len(number) else 0
    longest = np.zeros(count, dtype=np.int64)
    np.maximum.at(longest, number, doubled)
    shared = np.bincount(number, weights=doubled, minlength=count).astype(np.int64) // 2
    start = np.searchsorted(number, np.arange(count))
    last = np.r_[start[1:], len(number)][:count] - 1
    sound = longest >= 2 * MIN_RUN
    start, last = start[sound], last[sound]
    return Stretches(runs.pair[start], runs.a[start], runs.a[last] + runs.length[last], runs.b[start],
                     runs.b[last] + runs.length[last], shared[sound])  # fmt: skip


def _laid(runs: Runs) -> Runs:
    """Runs that use each word once: those inside another are dropped, those that reach into one begin after it."""
    import numpy as np

    for turned in (False, True):
        place = runs.b if turned else runs.a
        runs = runs[np.lexsort((runs.a, -runs.length, place, runs.pair))]
        place = runs.b if turned else runs.a
        end = place + runs.length
        row = runs.pair * (int(end.max(initial=0)) + 1)  # so that the greatest end so far starts anew with each pair
        reached = np.maximum(np.r_[0, np.maximum.accumulate(row + end)[:-1]][: len(runs)] - row, 0)
        cut = np.clip(reached - place, 0, None)
        runs = Runs(runs.pair, runs.a + cut, runs.b + cut, runs.length - cut)[end > reached]
    return runs[np.lexsort((runs.b, runs.a, runs.pair))]
