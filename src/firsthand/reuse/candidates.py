"""Which pairs of texts of a pile are worth aligning: the plan, run in memory.

A pair is kept for one fingerprint that is rare in the pile, or for many common ones: a report that hundreds reprint
has none that is rare, yet makes up much of each copy, while a newsletter notice on every page is a small part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from firsthand.nouns.limits import MAX_HOLDERS, MAX_PARTNERS
from firsthand.reuse.plan import CANDIDATES, Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from firsthand.reuse.ngrams import Hashes, Offsets

    Prints = NDArray[np.int64]

RARE_HOLDERS = 40  # texts: so few may share a background paragraph of one story; more may be a notice on every page
RARE_SHARE = 0.02  # of the pile, where that is more: a big story has many reprints
COPIED_SHARE = 20  # percent of the smaller text's fingerprints: sharing so much, a text is a reprint, not a notice
TERMS = Terms(rare=RARE_HOLDERS, least=1, share=COPIED_SHARE, house=COPIED_SHARE, heads=MAX_HOLDERS,
              partners=MAX_PARTNERS)  # fmt: skip


def candidate_pairs(hashes: Hashes, bounds: Offsets) -> list[tuple[int, int]]:
    """Pairs ``(i, j)``, ``i < j``, sorted, of texts that may share a passage.

    Args:
        hashes: the tokens of all texts, one text after another.
        bounds: text ``n`` has tokens ``bounds[n]`` to ``bounds[n + 1]``.
    """
    import sqlite3

    import numpy as np

    from firsthand.reuse.ngrams import fingerprints

    prints, own = fingerprints(hashes, bounds)
    texts = len(bounds) - 1
    if texts < 2 or not len(prints):
        return []
    units = np.repeat(np.arange(texts), np.diff(own))
    values, counts = _holders(prints, hashes, bounds)
    few = counts >= 2
    shared = np.isin(prints, values[few])
    with sqlite3.connect(":memory:") as base:
        for table, columns in (("postings", "unit, print"), ("sizes", "unit, size"),
                               ("holders", "print, holders, own")):  # fmt: skip
            base.execute(f"CREATE TABLE {table} ({', '.join(f'{c} INTEGER' for c in columns.split(', '))})")
        base.executemany("INSERT INTO postings VALUES (?, ?)", _rows(units[shared], prints[shared]))
        base.executemany("INSERT INTO sizes VALUES (?, ?)", _rows(np.arange(texts), np.diff(own)))
        base.executemany("INSERT INTO holders VALUES (?, ?, 0)", _rows(values[few], counts[few]))
        for name, query in TERMS.scaled(texts, RARE_SHARE).into(CANDIDATES):
            base.execute(f"CREATE TABLE {name} AS {query}")
        found = base.execute("SELECT a, b FROM candidates ORDER BY a, b").fetchall()
    base.close()
    return [(int(a), int(b)) for a, b in found]


def _rows(*columns: Prints) -> Iterator[tuple[int, ...]]:
    return zip(*(c.tolist() for c in columns), strict=True)


def _holders(prints: Prints, hashes: Hashes, bounds: Offsets) -> tuple[Prints, Prints]:
    """Each fingerprint and how many texts hold it, counted on all n-grams.

    At the edge of a notice it depends on the words before which of its n-grams become fingerprints.
    """
    import numpy as np

    from firsthand.reuse.ngrams import PRINT_BITS, text_grams

    values = np.unique(prints)
    grams = (text_grams(hashes, bounds) >> np.uint64(64 - PRINT_BITS)).astype(np.int64)
    holders = np.zeros(len(values), dtype=np.int64)
    for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        held = np.unique(grams[start:end])
        at = np.minimum(np.searchsorted(values, held), len(values) - 1)
        holders[at[values[at] == held]] += 1
    return values, holders
