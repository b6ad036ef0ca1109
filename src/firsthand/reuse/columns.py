"""Arrow's columns as arrays of numbers and back, without copies where it can be. Need pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from firsthand.reuse.ngrams import Offsets

    Number = TypeVar("Number", bound=np.generic)


def texts_of(column: Any) -> tuple[NDArray[np.uint8], Offsets]:
    """The bytes of a column of strings, one after another, and where each ends; a missing one is empty."""
    return _bytes_of(column, "")


def lists_in(column: Any, type: type[Number]) -> tuple[NDArray[Number], Offsets]:
    """The numbers of a column of lists, one after another, and where each list ends; a missing one is empty."""
    import numpy as np
    import pyarrow as pa

    array = _whole(column)
    if array.null_count:
        array = pa.array([row or [] for row in array.to_pylist()], array.type)
    if not len(array):
        return np.empty(0, dtype=type), np.zeros(1, dtype=np.int64)
    edges = _edges(array, pa.types.is_large_list(array.type))
    _, data = array.values.buffers()
    if data is None:
        return np.empty(0, dtype=type), np.zeros(len(edges), dtype=np.int64)
    numbers = np.frombuffer(data, dtype=type)[array.values.offset :]
    return numbers[edges[0] : edges[-1]], edges - edges[0]


def packed_in(column: Any, type: type[Number]) -> tuple[NDArray[Number], Offsets]:
    """As ``lists_in`` of a column of bytes that hold such numbers as this machine writes them."""
    import numpy as np

    data, edges = _bytes_of(column, b"")
    return np.require(data.view(type), requirements="A"), edges // np.dtype(type).itemsize


def _bytes_of(column: Any, missing: str | bytes) -> tuple[NDArray[np.uint8], Offsets]:
    import numpy as np
    import pyarrow as pa

    array = _whole(column)
    if array.null_count:
        array = array.fill_null(missing)
    if not len(array):
        return np.empty(0, dtype=np.uint8), np.zeros(1, dtype=np.int64)
    edges = _edges(array, pa.types.is_large_string(array.type) or pa.types.is_large_binary(array.type))
    data = array.buffers()[2]
    if data is None:
        return np.empty(0, dtype=np.uint8), np.zeros(len(edges), dtype=np.int64)
    return np.frombuffer(data, dtype=np.uint8)[edges[0] : edges[-1]], edges - edges[0]


def packed_of(bounds: Offsets, values: NDArray[Any]) -> Any:
    """Rows of numbers as bytes."""
    import numpy as np
    import pyarrow as pa

    edges = bounds * values.itemsize
    large = int(edges[-1]) >= 2**31
    ends = np.ascontiguousarray(edges, dtype=np.int64 if large else np.int32)
    parts = [None, pa.py_buffer(ends), pa.py_buffer(np.ascontiguousarray(values))]
    return pa.Array.from_buffers(pa.large_binary() if large else pa.binary(), len(bounds) - 1, parts)


def _edges(array: Any, large: bool) -> Offsets:
    """Where each row of an Arrow array of strings or lists ends in its values."""
    import numpy as np

    edges = np.frombuffer(array.buffers()[1], dtype=np.int64 if large else np.int32)
    return edges[array.offset : array.offset + len(array) + 1].astype(np.int64)


def _whole(column: Any) -> Any:
    """A column as one array, its offsets wide where its chunks are too long together for narrow ones."""
    import pyarrow as pa

    if not isinstance(column, pa.ChunkedArray):
        return column
    if column.num_chunks == 1:
        return column.chunk(0)
    array = column.combine_chunks()
    if not isinstance(array, pa.ChunkedArray):
        return array
    type = column.type
    wide = (pa.large_string() if pa.types.is_string(type) else pa.large_binary() if pa.types.is_binary(type)
            else pa.large_list(type.value_type))  # fmt: skip
    return pa.concat_arrays([c.cast(wide) for c in array.chunks])


def column_of(values: NDArray[Any], type: Any = None) -> Any:
    """Numbers as an Arrow array; ``pyarrow.array`` would load pandas where it is installed, for a third of a second."""
    import numpy as np
    import pyarrow as pa

    type = type or pa.from_numpy_dtype(values.dtype)
    values = np.ascontiguousarray(values, dtype=type.to_pandas_dtype())
    return pa.Array.from_buffers(type, len(values), [None, pa.py_buffer(values)])


def lists_of(bounds: Offsets, values: Any) -> Any:
    import numpy as np
    import pyarrow as pa

    values = column_of(values) if isinstance(values, np.ndarray) else values
    return pa.ListArray.from_arrays(column_of(bounds, pa.int32()), values)


def numbers_of(column: Any) -> NDArray[np.int64]:
    """A column of 64-bit whole numbers without missing ones; its own ``to_numpy`` would load pandas."""
    import numpy as np

    array = _whole(column)
    if not len(array):
        return np.empty(0, dtype=np.int64)
    return np.frombuffer(array.buffers()[1], dtype=np.int64)[array.offset : array.offset + len(array)]
