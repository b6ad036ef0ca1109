"""Versions that are not here but must have been: what two versions share and a third, between them, lacks.

Three versions that stand side by side, each two of which share words the third does not have, had a version in common
that is none of them. A word one took out and another put back does the same; that is why one word here and there is
not enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from firsthand.lineage.edit_costs import changes
from firsthand.lineage.prose import SHINGLE
from firsthand.lineage.versions import Shingles, Versions

# Shingles that each two share and the third lacks. One changed word makes five, so six are more than one word.
_MIN_SHINGLES = 6
# Two words in a row that the third lacks are matter; a single one may have been changed and changed back.
_MIN_WORDS = 2
# Where the third has put a word in, the two others share four shingles across the gap and yet no word it lacks. Eight
# are two places, and count where all three stretches are that long.
_MIN_ACROSS = 8
_MOST_BESIDE = 16  # neighbours of one version that are looked at, two by two


@dataclass(frozen=True, slots=True)
class Lost:
    """A version nobody has: the three that show it, the middle one of the tree first, and how clearly."""

    middle: int
    sides: tuple[int, int]
    words: int  # in the least of the three stretches of shared words that the third lacks; 1 for gaps alone

    @property
    def three(self) -> tuple[int, int, int]:
        return (self.middle, *self.sides)


def lost_versions(versions: Versions, edges: Sequence[tuple[int, int]]) -> list[Lost]:
    """The lost versions of a history, the clearest first, no two of which explain the same step.

    Args:
        edges: the steps of the history, each as the places of two versions.
    """
    beside: dict[int, set[int]] = {}
    for a, b in edges:
        beside.setdefault(a, set()).add(b)
        beside.setdefault(b, set()).add(a)
    found = []
    for middle in sorted(beside):
        lacking = {o: len(versions.shingles[o] - versions.shingles[middle]) for o in beside[middle]}
        most = sorted(lacking, key=lambda o: (-lacking[o], o))[:_MOST_BESIDE]
        for y, z in combinations(sorted(most), 2):
            words = _words(versions, (middle, y, z))
            if words:
                found.append(Lost(middle, (y, z), words))
    out: list[Lost] = []
    used: set[frozenset[int]] = set()
    for lost in sorted(found, key=lambda x: (-x.words, x.three)):
        steps = {frozenset((lost.middle, side)) for side in lost.sides}
        if not steps & used:
            out.append(lost)
            used |= steps
    return out


def _words(versions: Versions, three: tuple[int, int, int]) -> int:
    """The words of the least stretch that two of the three share and the third lacks; 0 where no version is lost."""
    a, b, c = (versions.shingles[i] for i in three)
    shared = ((a & b) - c, (a & c) - b, (b & c) - a)
    if min(map(len, shared)) < _MIN_SHINGLES:
        return 0
    for i, other in enumerate(versions.shingles):
        if i not in three and all(len(s - other) < _MIN_SHINGLES for s in shared):
            return 0  # that version is here
    x, y, z = (versions.plain[i] for i in three)
    told = [_stretches(*rest) for rest in ((x, y, z, shared[0]), (x, z, y, shared[1]), (y, z, x, shared[2]))]
    if any(s and max(s) < _MIN_WORDS for s in told) or (not all(told) and min(map(len, shared)) < _MIN_ACROSS):
        return 0
    return max(1, min(map(sum, told)))


def _stretches(one: tuple[str, ...], two: tuple[str, ...], third: tuple[str, ...], matter: Shingles) -> list[int]:
    """The lengths of the stretches that the first two have at the same place and the third does not."""
    kept, lacked = _kept(one, two), _kept(one, third)
    covered = bytearray(len(one))
    for i in range(len(one) - SHINGLE + 1):
        if one[i : i + SHINGLE] in matter:
            covered[i : i + SHINGLE] = b"\1" * SHINGLE
    out, length = [], 0
    for mine, theirs, told in zip(kept, lacked, covered, strict=True):
        if mine and told and not theirs:
            length += 1
        elif length:
            out.append(length)
            length = 0
    return [*out, length] if length else out


def _kept(one: tuple[str, ...], other: tuple[str, ...]) -> bytearray:
    """For each word of the first whether the other has it at the same place."""
    kept = bytearray(b"\1" * len(one))
    for p in changes(one, other):
        kept[p.a : p.a_end] = bytes(p.out)
    return kept
