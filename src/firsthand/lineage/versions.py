"""Versions of one text, compared with each other: each pair at most once, and only pairs worth it in a large story."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from zlib import crc32

from firsthand.lineage.edit_costs import Place, Word, apart, attached, changes, cost, distance
from firsthand.lineage.prose import SHINGLE

if TYPE_CHECKING:
    from firsthand.lineage.arborescence import Matrix

Shingles = frozenset[tuple[str, ...]]

_PLAIN = re.compile(r"\w+(?:'\w+)*")
_ALL_PAIRS = 45  # versions up to which all pairs are compared word by word: 990 comparisons, about a second
_NEAREST = 8  # ... beyond, each is compared with those it shares most shingles with; the rest are estimated
_BUCKETS = 1 << 15  # shingles told apart when the nearest are looked for


@dataclass
class Versions:
    """The texts of one history, in order of id."""

    ids: Sequence[str]
    texts: Sequence[str]
    _apart: dict[tuple[int, int], tuple[Place, ...]] = field(default_factory=dict, repr=False)
    _attached: dict[tuple[int, int], tuple[Place, ...]] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def words(self) -> Sequence[tuple[Word, ...]]:
        """The words of each text, marks apart, with their places."""
        return [apart(t) for t in self.texts]

    @cached_property
    def forms(self) -> Sequence[tuple[str, ...]]:
        """The same without their places."""
        return [tuple(w.form for w in words) for words in self.words]

    @cached_property
    def shingles(self) -> Sequence[Shingles]:
        """The five-word runs of each text, in small letters and without marks."""
        return [shingles(forms) for forms in self.plain]

    @cached_property
    def plain(self) -> Sequence[tuple[str, ...]]:
        """The words of each text in small letters, without marks, the parts of a web address apart.

        How a text is set does not change what it says; and two texts do not have one long address by chance.
        """
        return [tuple(_PLAIN.findall(t.casefold().replace("’", "'"))) for t in self.texts]

    @cached_property
    def near(self) -> Sequence[frozenset[int]]:
        """Which others each version is compared with word by word."""
        n = len(self)
        if n <= _ALL_PAIRS:
            return [frozenset(range(n)) - {i} for i in range(n)]
        import numpy as np

        common = self._common
        found: list[set[int]] = [set() for _ in range(n)]
        for i in range(n):
            order = np.lexsort((np.arange(n), -common[i]))
            for j in [int(j) for j in order if j != i][:_NEAREST]:
                found[i].add(j)
                found[j].add(i)
        return [frozenset(x) for x in found]

    def places(self, i: int, j: int) -> tuple[Place, ...]:
        """What was changed from version i to version j."""
        return _compared(self._apart, self.forms, i, j)

    def distance(self, i: int, j: int) -> int:
        """Words that were taken out or put in between two versions."""
        return distance(self.places(i, j))

    def costs(self) -> tuple[Matrix, Matrix]:
        """[i, j]: the cost of making version j from version i, by marks apart and by marks attached."""
        import numpy as np

        n = len(self)
        first, second = np.zeros((n, n)), np.zeros((n, n))
        if n > _ALL_PAIRS:
            sizes = self._common.diagonal()
            lacks = np.maximum(sizes[None, :] - self._common, 0)  # of j's shingles, those that i lacks
            first += lacks + lacks.T.clip(max=5)
            second += first
        for i in range(n):
            for j in self.near[i]:
                first[i, j] = cost(self.places(i, j))
                second[i, j] = cost(_compared(self._attached, self._blanks, i, j))
        return first, second

    @cached_property
    def _blanks(self) -> Sequence[tuple[str, ...]]:
        return [tuple(w.form for w in attached(t)) for t in self.texts]

    @cached_property
    def _common(self) -> Matrix:
        """How many shingles each two share, nearly: shingles that fall into one bucket count as one."""
        import numpy as np

        table = np.zeros((len(self), _BUCKETS), dtype=np.float32)
        for row, found in zip(table, self.shingles, strict=True):
            row[[crc32(" ".join(s).encode()) % _BUCKETS for s in found]] = 1
        return np.asarray(table @ table.T, dtype=float)


def compare(documents: Mapping[str, str]) -> Versions:
    """The versions of a history, from id -> text."""
    ids = sorted(documents)
    return Versions(ids, [documents[i] for i in ids])


def shingles(forms: Sequence[str]) -> Shingles:
    """The five-word runs of a text."""
    return frozenset(tuple(forms[i : i + SHINGLE]) for i in range(len(forms) - SHINGLE + 1))


def _compared(
    known: dict[tuple[int, int], tuple[Place, ...]], forms: Sequence[tuple[str, ...]], i: int, j: int
) -> tuple[Place, ...]:
    low, high = min(i, j), max(i, j)
    if (low, high) not in known:
        known[low, high] = changes(forms[low], forms[high])
    found = known[low, high]
    return found if i == low else tuple(p.turned() for p in found)
