"""The plan on DuckDB, inside this process: tables on disk, memory bounded, what does not fit spilled beside them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import dataclass, field
from importlib import import_module
from itertools import chain
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from firsthand.nouns import StorageError, UsageError
from firsthand.reuse import kernels, quick
from firsthand.reuse.gathered import fitting, joined
from firsthand.reuse.held import HeldWords, What
from firsthand.reuse.places import HEAD
from firsthand.reuse.scan_input import FIELDS

# Rows of a table on disk that one core reads at a time; the default would leave a pile of 100,000 to a single core.
_ROWS_AT_ONCE = 4096
_ROWS_HANDED = 1 << 12  # to Python at a time: memory of many more would be new each time
# Of memory, for a hundred bytes of text: four for the token of a word, one for its place, eight for a fingerprint of
# every sixth; a word and the space behind it are some six. Texts with shorter words are not held.
_HELD_BYTES = 100
# Steps that are files also where words are held: what takes long, and what several cores read.
_FILES = frozenset({"pieces", "meetings", "candidates", "aligned", "located"})
_SHARE_GATHERED = 5  # of the memory, one part in so many may be taken by rows that are gathered
_SHARE_EARLY = 20  # by all texts, if they are gathered while words are held as well: memory is best taken once
_PYTHON_SHARE = 700_000_000  # bytes that Python, Arrow and the kernels need beside the engine
_LONGEST_LINE = 64_000_000  # bytes of a record; a text of five million words has 30 million
_LEAST = 300_000_000  # bytes below which the engine cannot work
_SETTINGS = (
    # Version 2.0.0 gives up where a filter follows a join of columns that a file holds as dictionaries ("global
    # dictionary changed identity"): what fails there is gathering small batches of rows.
    "enable_caching_operators = false",
    # Files are on this machine and read once: each page goes straight to its place, not through a copy of its column.
    "disable_parquet_prefetching = true",
    "parquet_metadata_cache = true",
    # Memory stays with the engine until it is done: new pages cost more than most of what is done with them.
    "allocator_flush_threshold = '1TB'",
    "allocator_bulk_deallocation_flush_threshold = '1TB'",
)


@dataclass(slots=True)
class _Ordering:
    """How many threads need the order of rows kept."""

    lock: Any = field(default_factory=Lock)
    inside: int = 0


class Embedded:
    """DuckDB over a folder: a Parquet file per kept step.

    Args:
        folder: where kept steps and what is handed over stand; made if it is not there.
        memory: bytes that the process may take.
        threads: cores used; all by default.
        begin: called before anything is written to the folder.

    Raises:
        UsageError: DuckDB is not installed, or the memory is too little.
    """

    def __init__(self, folder: Path, memory: int, threads: int | None = None,
                 begin: Callable[[], object] | None = None) -> None:  # fmt: skip
        try:
            import duckdb
        except ImportError as error:
            raise _missing(error) from None
        if memory < _PYTHON_SHARE + _LEAST:
            raise UsageError(f"--memory must be at least {(_PYTHON_SHARE + _LEAST) // 1_000_000} MB")
        self._folder = folder
        self._work = folder / "work"
        if begin is not None:
            begin()
        self._work.mkdir(parents=True, exist_ok=True)
        self._errors = duckdb.Error
        self._memory = memory
        self._threads = threads or os.cpu_count() or 1
        self.articles = 0
        self._fast = False
        self._text = 0  # bytes, as far as known
        self._words: HeldWords | None = None
        self._ordering = _Ordering()
        self._texts: str | None = None  # a query, of what is still to be gathered
        self._gathered: list[Any] | None = None
        config: Any = {
            "memory_limit": f"{memory - _PYTHON_SHARE}B",
            "temp_directory": str(self._work / "spilled"),
            "preserve_insertion_order": False,
            "threads": self._threads,
            "enable_external_file_cache": False,  # each file is read once or twice; memory has better uses
        }
        with ThreadPoolExecutor(1) as pool:  # the engine gets ready while the kernels' arrays are loaded
            ready = pool.submit(duckdb.connect, config=config)
            try:
                import pyarrow  # noqa: F401
            except ImportError as error:
                raise _missing(error) from None
            self.connection = ready.result()
        for setting in _SETTINGS:
            with suppress(duckdb.Error):  # a version without it
                self.connection.execute(f"SET GLOBAL {setting}")

    def close(self) -> None:
        """Let go of the engine; what is kept stays."""
        self.connection.close()

    def beside(self) -> Embedded:
        other = copy(self)
        other.connection = self.connection.cursor()
        return other

    def stop(self) -> None:
        self.connection.interrupt()

    def progress(self) -> float:
        """How much of what runs now is done, 0 to 1; less than 0 where that cannot be told. For another thread."""
        return float(self.connection.query_progress()) / 100

    def read(self, jsonl: Sequence[Path], parquet: Sequence[Path]) -> None:
        """Make ``records`` of files of records. Fields that are missing are null, others left out."""
        if not jsonl and len(parquet) == 1 and self._in_small_groups(parquet[0]):
            source = parquet[0]
        else:
            source = self._work / "records.parquet"
            if not self.has("records"):
                parts = [self._of_json(jsonl)] if jsonl else []
                parts += [self._of_parquet(file) for file in parquet]
                self._save(source, " UNION ALL ".join(parts), "lz4_raw")
        Thread(target=import_module, args=("pyarrow.parquet",), daemon=True).start()  # needed when texts are cut
        self.view("records", self._of_parquet(source, "file_row_number AS row, "))
        self._text = self._size_of(source, "text")
        self.articles = self.fetch("SELECT COUNT(*) AS count FROM records")["count"][0].as_py()
        self._fast = quick.worth(sum(file.stat().st_size for file in (*jsonl, *parquet)))
        self._register(kernels.registered(self._fast))

    def _register(self, functions: Iterable[kernels.Registered]) -> None:
        """Let queries call the kernels."""
        create: Any = self.connection.create_function
        for name, function, takes, gives in functions:
            create(name, function, takes, gives, type="arrow")

    def hold(self) -> bool:
        pieces = self._work / "pieces.parquet"
        needed = self._text * _HELD_BYTES // 100
        room = (self._memory - _PYTHON_SHARE - _LEAST) * 11 // 20
        if needed <= room:
            with suppress(MemoryError):
                self._words = HeldWords(self._text * 9 // 50 + 4096, self._text // 4 + 4096 * HEAD)
        if self._words is None:
            if pieces.is_file() and "tokens" not in self._columns(pieces):  # of a scan with more memory
                pieces.unlink()
            return False
        self._limit(needed)
        self._register(kernels.registered_held(self._words, self._fast))
        return True

    def _limit(self, held: int) -> None:
        """Bound the engine's memory by what is left of all with so many bytes held."""
        with suppress(self._errors):  # it has more at this moment, and keeps the bound it has
            self.connection.execute(f"SET memory_limit = '{self._memory - _PYTHON_SHARE - held}B'")

    def holds(self) -> bool:
        return self._words is not None and self._words.filled

    def let_go(self, what: What = "all") -> None:
        if self._words is not None:
            self._words.forget(what)
            if what == "all":
                self._words = None
                self._limit(0)

    def drop(self, name: str) -> None:
        (self._work / f"{name}.parquet").unlink(missing_ok=True)

    def has(self, name: str) -> bool:
        return (self._work / f"{name}.parquet").is_file()

    def keep(self, name: str, query: str) -> None:
        file = self._work / f"{name}.parquet"
        if self._words is not None and name not in _FILES:
            try:
                self.connection.execute(f"CREATE TABLE {name} AS {query}")
            except self._errors as error:
                raise _stopped(name, error) from error
            return
        if not file.is_file():
            self._save(file, query)
        self.view(name, f"SELECT * FROM read_parquet({_quoted(str(file))})")

    def keep_parted(self, name: str, query: str, held: str, sizes: str, lists: str, bits: int,
                    function: Callable[[Any], Any], gives: str,
                    keyed: Callable[..., Any] | None = None) -> None:  # fmt: skip
        file = self._work / f"{name}.parquet"
        if not file.is_file():
            import pyarrow.parquet as pq

            from firsthand.reuse.parted import in_parts

            def batches() -> Any:
                if self._words is not None:
                    return self._words.postings(self.fetch(held))
                return self.connection.sql(query).to_arrow_reader(_ROWS_HANDED)

            rows, numbers = map(int, self.connection.execute(sizes).fetchall()[0])
            with self._written(file) as part:
                tables = in_parts(batches, lists, bits, rows, numbers, self._memory // 6, self._threads, function,
                                  keyed if self._fast else None)  # fmt: skip
                first = next(tables)
                with pq.ParquetWriter(part, first.schema, compression="none", use_dictionary=False) as writer:
                    for table in chain([first], tables):
                        writer.write_table(table)
        self.view(name, f"SELECT * FROM read_parquet({_quoted(str(file))})")

    def view(self, name: str, query: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")

    def fetch(self, query: str) -> Any:
        return self.connection.sql(query).to_arrow_table()

    def put(self, name: str, table: Any) -> None:
        import pyarrow.parquet as pq

        file = self._work / f"{name}.parquet"
        part = file.with_suffix(".part")
        pq.write_table(table, part)
        part.replace(file)
        self.view(name, f"SELECT * FROM read_parquet({_quoted(str(file))})")

    def write(self, name: str, query: str) -> None:
        file = self._folder / f"{name}.parquet"
        if not file.is_file():
            with self._in_order():
                self._save(file, query, "lz4_raw")

    def gather(self, name: str, wanted: str, query: str) -> None:
        if not (self._folder / f"{name}.parquet").is_file():
            self.keep("wanted", wanted)
            self._texts = query
            if self._text <= self._memory // _SHARE_EARLY:
                self._gather()

    def _gather(self) -> None:
        if self._texts is not None:
            with suppress(self._errors):  # the engine has no room; what it says of it, it says when it writes them
                batches = self.connection.sql(self._texts).to_arrow_reader(_ROWS_HANDED)
                self._gathered = fitting(batches, self._memory // _SHARE_GATHERED)
            self._texts = None

    def write_listed(self, name: str, listed: str, listing: str, query: str) -> None:
        file = self._folder / f"{name}.parquet"
        self.keep("listed", listed)
        self._gather()
        if not self._gathered:  # too many, none, or written already
            self.write(name, query)
            return
        import pyarrow.parquet as pq

        with self._in_order():
            order = self.fetch(listing)
        tables = joined(self._gathered, order, "row", _ROWS_AT_ONCE)
        self._gathered = None
        first = next(tables, None)
        if first is None:
            self.write(name, query)
            return
        short = [column for column in first.column_names if column != "text"]
        with (
            self._written(file) as part, ThreadPoolExecutor(1) as pool,
            pq.ParquetWriter(part, first.schema, compression="lz4", use_dictionary=short) as writer,
        ):  # fmt: skip
            written = pool.submit(writer.write_table, first)
            for table in tables:  # put together while the one before it is written
                written.result()
                written = pool.submit(writer.write_table, table)
            written.result()

    @contextmanager
    def _in_order(self) -> Iterator[None]:
        """The engine keeps the order of rows; it has one setting for all threads, so the last one out takes it back."""
        with self._ordering.lock:
            self._ordering.inside += 1
            self.connection.execute("SET preserve_insertion_order = true")
        try:
            yield
        finally:
            with self._ordering.lock:
                self._ordering.inside -= 1
                if not self._ordering.inside:
                    self.connection.execute("SET preserve_insertion_order = false")

    def _save(self, file: Path, query: str, compression: str = "uncompressed") -> None:
        """Write a whole file or nothing. Hashes, which most of the work is, do not get smaller by compression."""
        options = f"FORMAT parquet, COMPRESSION {compression}, ROW_GROUP_SIZE {_ROWS_AT_ONCE}"
        with self._written(file) as part:
            self.connection.execute(f"COPY ({query}) TO {_quoted(str(part))} ({options})")

    @contextmanager
    def _written(self, file: Path) -> Iterator[Path]:
        """Where to write what becomes this file, if nothing fails."""
        part = file.with_suffix(".part")
        try:
            yield part
            part.replace(file)
        except (OSError, self._errors) as error:
            part.unlink(missing_ok=True)
            raise _stopped(file.stem, error) from error

    @staticmethod
    def _of_json(files: Sequence[Path]) -> str:
        columns = ", ".join(f"{field}: 'VARCHAR'" for field in FIELDS)
        names = ", ".join(_quoted(str(f)) for f in files)
        options = f"columns = {{{columns}}}, ignore_errors = true, maximum_object_size = {_LONGEST_LINE}"
        return f"SELECT {', '.join(FIELDS)} FROM read_ndjson([{names}], {options})"

    def _in_small_groups(self, file: Path) -> bool:
        """Whether a file can be read by several cores as it is."""
        groups = f"SELECT MAX(row_group_num_rows) FROM parquet_metadata({_quoted(str(file))})"
        return int(self.connection.execute(groups).fetchall()[0][0] or 0) <= 4 * _ROWS_AT_ONCE

    def _size_of(self, file: Path, column: str) -> int:
        """Bytes of a column in a file, before they are compressed."""
        sizes = f"SELECT SUM(total_uncompressed_size) FROM parquet_metadata({_quoted(str(file))})"
        return int(self.connection.execute(f"{sizes} WHERE path_in_schema = '{column}'").fetchall()[0][0] or 0)

    def _columns(self, file: Path) -> set[str]:
        told = self.connection.execute(f"DESCRIBE SELECT * FROM read_parquet({_quoted(str(file))})").fetchall()
        return {row[0] for row in told}

    def _of_parquet(self, file: Path, more: str = "") -> str:
        name = _quoted(str(file))
        there = self._columns(file)
        fields = (f"CAST({f} AS VARCHAR) AS {f}" if f in there else f"CAST(NULL AS VARCHAR) AS {f}" for f in FIELDS)
        numbered = ", file_row_number = true" if more else ""
        return f"SELECT {more}{', '.join(fields)} FROM read_parquet({name}{numbered})"


def _missing(error: ImportError) -> UsageError:
    return UsageError(f"scanning needs {error.name}; install it: pip install 'firsthand[scan]'")


def _stopped(name: str, error: Exception) -> StorageError:
    told = f"the scan stopped at {name}: {' '.join(str(error).split())[:300]}"
    return StorageError(f"{told}; it goes on from there when run again")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
