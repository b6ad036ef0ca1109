"""Rows that hold lists of numbers, unrolled to a row a number and parted so that equal numbers stay together.

What an engine's own unnesting, filtering and joining would do too, at several times the cost: here a number and where
it stands are one number of 64 bits, and those are sorted by array. Needs pyarrow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from firsthand.reuse.columns import column_of, lists_in, numbers_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Keys = NDArray[np.uint64]
    # (keys, bits of each that are a row, the rows' columns, in how many rounds numbers are divided, which of these)
    Keyed = Callable[[Keys, int, dict[str, Numbers], int, int], Any]

_IN_PART, _LEAST_PART = 1 << 20, 1 << 16  # numbers in a part: more leave the processor's cache, fewer are not worth it
_KEYS_IN_PART = 1 << 22  # the same where they are looked through once
_BYTES_MADE = 100  # of memory for each of them, with what a function makes of it
_BYTES = 16  # of memory for each number of a round: itself in a batch or two, and its key


def in_parts(batches: Callable[[], Iterable[Any]], name: str, bits: int, rows: int, numbers: int,
             memory: int, threads: int, function: Callable[[Any], Any],
             keyed: Keyed | None = None) -> Iterator[Any]:  # fmt: skip
    """What a function gives for tables of all rows of some numbers, sorted by them; none of a number that stands once.

    Args:
        batches: gives all rows in Arrow batches of columns of whole numbers and one of lists of them; read again
            where not all numbers fit in memory.
        name: of the column of lists.
        bits: of the greatest of these numbers.
        rows: how many there are.
        numbers: how many, about.
        memory: bytes that sorting them may take, and as much again what the function makes.
        threads: tables made at a time.
        function: called from several threads.
        keyed: gives the same from keys, so that no table need be made.
    """
    import numpy as np
    import pyarrow as pa

    shift = np.uint64(rows.bit_length())
    rounds = max(1, -(-numbers * _BYTES // memory), 1 << max(0, bits + int(shift) - 64))
    in_part = min(_IN_PART, max(_LEAST_PART, memory // (_BYTES_MADE * threads)))
    if keyed:
        in_part = max(_LEAST_PART, min(_KEYS_IN_PART, memory // (_BYTES_MADE * threads), -(-numbers // threads)))
    for turn in range(rounds):
        columns, keys = _keyed(batches(), name, shift, numbers, rounds, turn)

        def made(first: int) -> Any:
            start, stop = (_edge(keys, at, shift) for at in (first, first + in_part))  # noqa: B023  (in this turn)
            mine = keys[start:stop]  # noqa: B023
            if keyed:
                return keyed(mine, int(shift), columns, rounds, turn)  # noqa: B023
            number: Keys = mine >> shift
            new = np.ones(len(mine) + 1, dtype=np.bool_)
            np.not_equal(number[1:], number[:-1], out=new[1:-1])
            several = ~(new[1:] & new[:-1])
            row = (mine[several] & ((np.uint64(1) << shift) - np.uint64(1))).astype(np.int64)
            own = {x: column_of(values[row]) for x, values in columns.items()}  # noqa: B023
            whole = number[several].astype(np.int64) * rounds + turn  # noqa: B023
            return function(pa.table({**own, name: column_of(whole)}))

        with ThreadPoolExecutor(threads) as pool:
            yield from pool.map(made, range(0, max(1, len(keys)), in_part))


def _keyed(batches: Iterable[Any], name: str, shift: np.uint64, numbers: int, rounds: int, turn: int
           ) -> tuple[dict[str, Numbers], Keys]:  # fmt: skip
    """The other columns, and of each number of a round a key of it and its row, sorted."""
    import numpy as np

    columns: dict[str, list[Numbers]] = {}
    keys = np.empty(numbers if rounds == 1 else numbers // rounds + numbers // 8, dtype=np.uint64)
    seen = count = 0
    for batch in batches:
        found, bounds = lists_in(batch.column(name), np.uint64)
        row = np.repeat(np.arange(seen, seen + len(batch), dtype=np.uint64), np.diff(bounds))
        if rounds > 1:
            mine = found % np.uint64(rounds) == np.uint64(turn)
            found, row = found[mine] // np.uint64(rounds), row[mine]
        if count + len(row) > len(keys):  # more than an even share of all numbers
            keys = np.concatenate([keys, np.empty(len(keys) // 2 + len(row), dtype=np.uint64)])
        here = keys[count : count + len(row)]
        np.left_shift(found, shift, out=here)
        here |= row
        count += len(row)
        for other in batch.schema.names:
            if other != name:
                columns.setdefault(other, []).append(numbers_of(batch.column(other)))
        seen += len(batch)
    keys = keys[:count]
    keys.sort()
    return {x: np.concatenate(values) for x, values in columns.items()}, keys


def _edge(keys: Keys, at: int, shift: np.uint64) -> int:
    """The first place not before this one at which another number begins."""
    import numpy as np

    if at <= 0 or at >= len(keys):
        return min(max(at, 0), len(keys))
    return int(np.searchsorted(keys, (keys[at - 1] >> shift) + np.uint64(1) << shift))
