"""Which pairs of texts of a pile are worth aligning: the plan, run in memory.

A pair is kept for one fingerprint that is rare in the pile, or for many common ones: a report that hundreds reprint
has none that is rare, yet makes up much of each copy, while a newsletter notice on every page is a small part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from firsthand.nouns.limits import MAX_HOLDERS, MAX_PARTNERS
from firsthand.reuse.meetings import Held, meetings
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
    terms = TERMS.scaled(texts, RARE_SHARE)
    units = np.repeat(np.arange(texts), np.diff(own))
    met = meetings(_held(units, prints, hashes, bounds), terms.rare)
    with sqlite3.connect(":memory:") as base:
        for table, columns in (("meetings", met), ("sizes", {"unit": np.arange(texts), "size": np.diff(own)})):
            base.execute(f"CREATE TABLE {table} ({', '.join(f'{name} INTEGER' for name in columns)})")
            rows = zip(*(c.tolist() for c in columns.values()), strict=True)
            base.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", rows)
        for name, query in terms.into(CANDIDATES):
            base.execute(f"CREATE TABLE {name} AS {query}")
        found = base.execute("SELECT a, b FROM candidates ORDER BY a, b").fetchall()
    base.close()
    return [(int(a), int(b)) for a, b in found]


def _held(units: Prints, prints: Prints, hashes: Hashes, bounds: Offsets) -> Held:
    """Fingerprints that more than one text holds, counted on all n-grams.

    At the edge of a notice it depends on the words before which of its n-grams become fingerprints.
    """
    import numpy as np

    from firsthand.reuse.ngrams import PRINT_BITS, text_grams

    order = np.argsort(prints, kind="stable")
    units, prints = units[order], prints[order]
    values = np.unique(prints)
    grams = (text_grams(hashes, bounds) >> np.uint64(64 - PRINT_BITS)).astype(np.int64)
    counts = np.zeros(len(values), dtype=np.int64)
    for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        found = np.unique(grams[start:end])
        at = np.minimum(np.searchsorted(values, found), len(values) - 1)
        counts[at[values[at] == found]] += 1
    holders = counts[np.searchsorted(values, prints)]
    several = holders >= 2
    units, prints, holders = units[several], prints[several], holders[several]
    return Held(units, prints, holders, np.zeros_like(units))
