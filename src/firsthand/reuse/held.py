"""The words of all texts in memory, where there is room: what was cut once need not be written and read again."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from firsthand.reuse.tokens import Bytes, Hashes, Offsets


class HeldWords:
    """Tokens and places of texts by the numbers of their rows; filled by several threads, then read.

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

    def add(self, rows: Offsets, tokens: Hashes, bounds: Offsets, places: Bytes, place_bounds: Offsets) -> None:
        """Take the words of some texts: text ``n`` has tokens ``bounds[n]`` to ``bounds[n + 1]``, and so its places."""
        with self._lock:
            at, place = self._taken, self._places_taken
            if at + len(tokens) > len(self._tokens) or place + len(places) > len(self._places):
                self.full = True
                return
            self._taken, self._places_taken = at + len(tokens), place + len(places)
            self._parts.append((rows, at + bounds[:-1], at + bounds[1:],
                                place + place_bounds[:-1], place + place_bounds[1:]))  # fmt: skip
        self._tokens[at : at + len(tokens)] = tokens
        self._places[place : place + len(places)] = places

    @property
    def filled(self) -> bool:
        """Whether there is something, and all of it."""
        return bool(self._parts) and not self.full

    def forget(self, tokens_only: bool = False) -> None:
        """Give back what only ``tokens`` needs, or all."""
        import numpy as np

        self._tokens = np.empty(0, dtype=np.uint32)
        if not tokens_only:
            self._places = np.empty(0, dtype=np.uint8)
            self._parts, self._found = [], None

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
