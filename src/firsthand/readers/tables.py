"""CSV and Parquet: a row each, its columns by name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, BinaryIO

from firsthand.nouns import Rejection
from firsthand.nouns.limits import MAX_FILE_BYTES
from firsthand.readers.columns import MAPPED, Columns
from firsthand.readers.decoding import Undecodable, decode, digest
from firsthand.readers.drafts import Drafts
from firsthand.readers.items import not_installed
from firsthand.readers.paths import Place
from firsthand.readers.records import draft_record, record_bytes

_MARKS = ",;\t|"
_ROWS_AT_ONCE = 256  # of a Parquet file held in memory
_SNIFFED = 4096


def delimiter(head: str) -> str:
    """The mark between the columns of a table, by its first line; the comma where none shows."""
    line = head.partition("\n")[0]
    return max(_MARKS, key=lambda c: (line.count(c), -_MARKS.index(c)))


def looks_like_table(head: str, columns: Columns) -> bool:
    """Whether text begins with the names of columns, among them the text's and another of ours."""
    line = head[:_SNIFFED].lstrip("\ufeff").partition("\n")[0].strip()
    names = [x.strip().strip('"') for x in line.split(delimiter(line))]
    ours = {columns.column(field) for field in MAPPED}
    named = all(x and len(x) <= 40 and x.replace("_", "").replace(" ", "").replace("-", "").isalnum() for x in names)
    return len(names) > 1 and named and columns.column("text") in names and len(ours & set(names)) > 1


def read_csv(place: Place, data: bytes, columns: Columns) -> Drafts:
    """The rows of a CSV file; the first row names the columns. A row that cannot be read is named by its line."""
    decoded = decode(data)
    if isinstance(decoded, Undecodable):
        return [Rejection(place.path, decoded.code, decoded.reason)]
    out: Drafts = []
    names: list[str] = []
    csv.field_size_limit(MAX_FILE_BYTES)
    reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter(decoded.text), strict=True)
    number = 0
    for cells in _rows(reader):
        if isinstance(cells, str):
            out.append(Rejection(place.at(number + 1).path, "bad-record", cells))
            break  # a quote left open has swallowed what follows
        if not any(cell.strip() for cell in cells):
            continue
        if not names:
            names = [cell.strip().lstrip("\ufeff") for cell in cells]
            if wrong := columns.missing(names):
                return [Rejection(place.path, "bad-record", wrong)]
            continue
        number += 1
        where = place.at(number)
        if len(cells) > len(names):
            told = f"row {number}: {len(cells)} fields under {len(names)} column names"
            out.append(Rejection(where.path, "bad-record", f"{told}; put fields with the mark in quotes"))
            continue
        out.append(_row(where, dict(zip_longest(names, cells)), columns, decoded.guess))
    return out or [Rejection(place.path, "empty", "no row in it")]


def _rows(reader: Any) -> Iterator[list[str] | str]:
    try:
        yield from reader
    except csv.Error as error:
        yield f"line {reader.line_num}: not CSV ({error}); the rows after it cannot be told apart"


def _row(where: Place, row: dict[str, Any], columns: Columns, guess: str = "") -> Any:
    record = columns.applied(row)
    if isinstance(record.get("text"), str) and guess:
        record["encoding"] = guess
    return draft_record({k: v for k, v in record.items() if v is not None}, where, digest(record_bytes(row)))


def read_parquet(place: Place, file: BinaryIO, columns: Columns) -> Drafts:
    """The rows of a Parquet file, a few hundred at a time."""
    try:
        import pyarrow.parquet as parquet
        from pyarrow.lib import ArrowException
    except ImportError:
        return [not_installed(place, "Parquet", "pyarrow")]
    out: Drafts = []
    try:
        table = parquet.ParquetFile(file)
        if wrong := columns.missing(table.schema_arrow.names):
            return [Rejection(place.path, "bad-record", wrong)]
        number = 0
        for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE):
            for row in batch.to_pylist():
                number += 1
                out.append(_row(place.at(number), {k: _said(v) for k, v in row.items()}, columns))
    except (ArrowException, OSError, ValueError) as error:
        out.append(Rejection(place.path, "unreadable", f"not a whole Parquet file: {str(error).splitlines()[0][:200]}"))
    return out or [Rejection(place.path, "empty", "no row in it")]


def _said(value: Any) -> Any:
    """Times and dates as text; bytes that are UTF-8 as text."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value
