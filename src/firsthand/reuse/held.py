"""The words and fingerprints of all texts in memory, where there is room: they need not be written and read again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from firsthand.reuse.columns import column_of, lists_of, numbers_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from firsthand.reuse.tokens import Bytes, Hashes, Offsets


What = Literal["prints", "tokens", "all"]


class HeldWords:
    """Tokens, places and fingerprints of texts by the numbers of their rows; filled by several threads, then read.

    Memory is reserved at once and taken as it is filled. What does not fit is not held, and ``full`` says so.
    """

    def __init__(self, tokens: int, places: int) -> None:
        """Reserve room for so many tokens and so many bytes of places.

        Raises:
            MemoryError: there is none.
        """
        import numpy as np

        self.full = False
        self._lock = threading.Lock()
        self._tokens: Hashes = np.empty(tokens, dtype=np.uint32)
        self._places: Bytes = np.empty(places, dtype=np.uint8)
        self._taken = self._places_taken = 0
        self._parts: list[tuple[Offsets, ...]] = []  # row, start and end of its tokens, start and end of its places
        self._found: tuple[Offsets, ...] | None = None
        self._prints: list[tuple[Offsets, Offsets, NDArray[np.int64], Offsets]] = []  # row, piece, prints, their bounds

    def add(self, rows: Offsets, tokens: Hashes, bounds: Offsets, places: Bytes, place_bounds: Offsets,
            pieces: Offsets, prints: NDArray[np.int64], print_bounds: Offsets) -> None:  # fmt: skip
        """Take the words of some texts, in arrays that may be filled anew afterwards.

        Args:
            rows: the number of each text's row.
            tokens: of all; text ``n`` has ``bounds[n]`` to ``bounds[n + 1]``, and so with the next.
            places: as bytes (``places.packed``).
            pieces: for each piece of a text, in order, its number.
            prints: the fingerprints of all pieces, one after another; kept as they are.
        """
        import numpy as np

        with self._lock:
            at, place = self._taken, self._places_taken
            if at + len(tokens) > len(self._tokens) or place + len(places) > len(self._places):
                self.full = True
                return
            self._taken, self._places_taken = at + len(tokens), place + len(places)
            self._parts.append((rows, at + bounds[:-1], at + bounds[1:],
                                place + place_bounds[:-1], place + place_bounds[1:]))  # fmt: skip
            self._prints.append((rows[np.cumsum(pieces == 0) - 1], pieces, prints, print_bounds))
        self._tokens[at : at + len(tokens)] = tokens
        self._places[place : place + len(places)] = places

    @property
    def filled(self) -> bool:
        """Whether there is something, and all of it."""
        return bool(self._parts) and not self.full

    def forget(self, what: What = "all") -> None:
        """Give back what is needed no longer: fingerprints, then tokens too, then all."""
        import numpy as np

        self._prints = []
        if what != "prints":
            self._tokens = np.empty(0, dtype=np.uint32)
        if what == "all":
            self._places = np.empty(0, dtype=np.uint8)
            self._parts, self._found = [], None

    def postings(self, holders: Any) -> Iterator[Any]:
        """Arrow batches of (unit, house, print): which fingerprints each unit holds, as a list; none without any.

        Args:
            holders: an Arrow table (row, unit, house) of the texts that count, and of each the unit of its first piece.
        """
        import numpy as np
        import pyarrow as pa

        rows, units, houses = (numbers_of(holders[name]) for name in ("row", "unit", "house"))
        most = max((int(row.max(initial=0)) for row, *_ in self._prints), default=0)
        unit_of = np.full(most + 1, -1)
        house_of = np.zeros(len(unit_of), dtype=np.int64)
        unit_of[rows], house_of[rows] = units, houses
        for row, piece, prints, bounds in self._prints:
            sizes = np.diff(bounds)
            counts = (unit_of[row] >= 0) & (sizes > 0)
            if not counts.all():
                prints, bounds = prints[np.repeat(counts, sizes)], np.r_[0, np.cumsum(sizes[counts])]
                row, piece = row[counts], piece[counts]
            columns = [column_of(unit_of[row] + piece), column_of(house_of[row]), lists_of(bounds, prints)]
            yield pa.RecordBatch.from_arrays(columns, ["unit", "house", "print"])

    def tokens(self, rows: NDArray[np.int64], pieces: NDArray[np.int64], size: int) -> tuple[Hashes, Offsets, Offsets]:
        """All tokens, and where in them some pieces begin and end; each but the last of a text has ``size``."""
        import numpy as np

        where = self._where()
        at = np.searchsorted(where[0], rows)
        starts = where[1][at] + size * pieces
        return self._tokens, starts, np.minimum(starts + size, where[2][at])

    def places(self, rows: NDArray[np.int64]) -> tuple[Bytes, Offsets, Offsets]:
        """All places, and where in them those of some texts begin and end."""
        import numpy as np

        where = self._where()
        at = np.searchsorted(where[0], rows)
        return self._places, where[3][at], where[4][at]

    def _where(self) -> tuple[Offsets, ...]:
        import numpy as np

        with self._lock:
            if self._found is None:
                columns = [np.concatenate(x) for x in zip(*self._parts, strict=True)]
                order = np.argsort(columns[0])
                self._found = tuple(column[order] for column in columns)
            return self._found
