"""The file itself: opened, made, moved to a new schema, written in whole transactions, every failure one clear line.

Durability: write-ahead log with synchronous=FULL, so that what was committed survives a killed process and a lost
power supply; BEGIN IMMEDIATE, so that writers queue instead of failing half way (SQLite, "Write-Ahead Logging" and
"Transactions").
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from os import PathLike
from typing import Any, Final
from urllib.parse import quote

from firsthand.case.tables import APPLICATION_ID, STEPS
from firsthand.nouns import StorageError, UsageError

PATIENCE: Final = 60.0  # seconds a writer waits for another one; the longest transaction of ours takes a few
_LOG_KEPT: Final = 16_000_000  # bytes of the write-ahead log that stay on disk once it has been copied back
_TOLD: Final = 100  # characters of SQLite's own words that are passed on
_HEADER: Final = 100  # bytes that a SQLite file begins with
_MAGIC: Final = b"SQLite format 3\0"
_ID_AT: Final = 68  # of the application id in them


class Storage:
    """A case file. Nothing is opened or made before it is first needed."""

    def __init__(self, path: str | PathLike[str], create: bool = False, patience: float = PATIENCE) -> None:
        self.name = os.fspath(path)
        self.real = os.path.realpath(self.name)
        self._create = create
        self._patience = patience
        self._connection: sqlite3.Connection | None = None
        if not os.path.lexists(self.real):
            if not create:
                raise UsageError(f"no such case file: {self.name}; make one with: firsthand add {self.name} PATH...")
        elif not stat.S_ISREG(os.stat(self.real).st_mode):
            raise StorageError(f"not a case file: {self.name} is no regular file; name another")

    @property
    def exists(self) -> bool:
        """Whether there is anything to look into yet."""
        return self._connection is not None or os.path.exists(self.real)

    @property
    def begun(self) -> bool:
        """Whether there is a file with anything in it."""
        return os.path.exists(self.real) and os.path.getsize(self.real) > 0

    @property
    def writable(self) -> bool:
        """Whether whoever runs us may write it."""
        return os.access(self.real, os.W_OK) and os.access(os.path.dirname(self.real), os.W_OK)

    def close(self) -> None:
        """Close the file; the write-ahead log is copied back where nobody else has it open."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def __enter__(self) -> Storage:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._told("read"):
            return self._open().execute(sql, values).fetchall()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several queries that see one state of the file."""
        with self._told("read"):
            connection = self._open()
            connection.execute("BEGIN")
            try:
                yield
            finally:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing, and nobody writes in between."""
        with self._told("write"):
            connection = self._open()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    def check(self) -> str:
        """What SQLite and the references between the tables say of the whole file: "ok", or what is wrong."""
        with self._told("read"):
            connection = self._open()
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            lost = connection.execute("PRAGMA foreign_key_check").fetchone()
        return str(found) if found != "ok" or lost is None else f"a row of {lost[0]} points at nothing"

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            connection = self._connect()
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        mode = "rwc" if self._create else "rw"
        writable = os.access(self.real, os.W_OK) or not os.path.exists(self.real)
        folder = os.access(os.path.dirname(self.real) or ".", os.W_OK)
        if not writable or not folder:
            # Without a log beside it the file can be read as it stands even where no log could be made.
            mode = "ro" if os.path.exists(self.real + "-wal") else "ro&immutable=1"
        connection = sqlite3.connect(
            f"file:{quote(os.fsencode(self.real))}?mode={mode}", uri=True, timeout=self._patience, isolation_level=None
        )
        connection.execute("PRAGMA trusted_schema = OFF")  # a case may come from somebody else
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA journal_size_limit = {_LOG_KEPT}")
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the tables of a new file, or bring an old one to this schema."""
        version = self._version(connection)
        if version > len(STEPS):
            raise StorageError(f"{self.name} was made by a newer Firsthand (schema {version}, this one knows "
                               f"{len(STEPS)}); update Firsthand")  # fmt: skip
        if version == 0 and not self._create:
            raise StorageError(f"not a case file: {self.name} is empty; make one with: firsthand add {self.name} "
                               "PATH...")  # fmt: skip
        if version < len(STEPS):
            if version:
                self._back_up(connection, version)
            connection.execute("BEGIN IMMEDIATE")
            try:
                version = self._version(connection)  # another process may have been quicker
                for number in range(version, len(STEPS)):
                    for statement in STEPS[number]:
                        connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {len(STEPS)}")
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal" and self.writable:
            with suppress(sqlite3.OperationalError):  # another one is changing it: it will be when that one is done
                connection.execute("PRAGMA journal_mode = WAL")

    def _version(self, connection: sqlite3.Connection) -> int:
        id = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
        if id != APPLICATION_ID and not (empty and id == 0 and version == 0):
            raise StorageError(f"not a case file: {self.name} is another program's database; name another")
        return int(version)

    def _back_up(self, connection: sqlite3.Connection, version: int) -> None:
        """A copy of the file as it was, beside it, before its schema changes."""
        copy = f"{self.real}.schema-{version}"
        if not os.path.lexists(copy):
            part = f"{copy}.{os.getpid()}.part"
            try:
                with closing(sqlite3.connect(part)) as other:
                    connection.backup(other)
                os.replace(part, copy)
            finally:
                with suppress(OSError):
                    os.unlink(part)

    @contextmanager
    def _told(self, doing: str) -> Iterator[None]:
        """SQLite's errors as one line that a person can act on."""
        try:
            yield
        except sqlite3.Error as error:
            raise StorageError(self._line(error, doing)) from error
        except UnicodeDecodeError as error:  # a text that is none
            raise StorageError(f"{self.name} is damaged; restore it from a copy") from error

    def _line(self, error: sqlite3.Error, doing: str) -> str:
        code = getattr(error, "sqlite_errorname", "") or ""
        plain = "_".join(code.split("_")[:2])
        if plain in ("SQLITE_CORRUPT", "SQLITE_FORMAT"):
            return f"{self.name} is damaged; restore it from a copy"
        if plain == "SQLITE_NOTADB":
            return f"not a case file: {self.name}; name another"
        if plain in ("SQLITE_BUSY", "SQLITE_LOCKED"):
            return f"cannot {doing} {self.name}: another process has been writing for {self._patience:g} seconds; " \
                   "try again when it is done"  # fmt: skip
        if plain == "SQLITE_FULL" or code == "SQLITE_IOERR_SHMSIZE":
            return f"cannot {doing} {self.name}: no room left on the disk; make room, nothing of this was written"
        if plain == "SQLITE_READONLY" or code == "SQLITE_CANTOPEN" or plain in ("SQLITE_PERM", "SQLITE_AUTH"):
            return f"cannot {doing} {self.name}: no permission to {doing} it or its folder; change that or copy it"
        if plain == "SQLITE_IOERR":
            return f"cannot {doing} {self.name}: the disk failed ({code}); nothing of this was written"
        if code in ("", "SQLITE_ERROR", "SQLITE_MISMATCH"):  # a table that is not there or holds something else
            return f"{self.name} is damaged ({_short(error)}); restore it from a copy"
        return f"cannot {doing} {self.name}: {_short(error)}"


def _short(error: sqlite3.Error) -> str:
    """What SQLite says, without what it quotes from the file."""
    told = str(error).partition(" with text ")[0].split("\n")[0]
    return "".join(c for c in told if c.isprintable())[:_TOLD]


def is_case(path: str | PathLike[str]) -> bool:
    """Whether a file is a case file, by its first bytes."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return False
        with open(path, "rb") as file:
            head = file.read(_HEADER)
    except (OSError, ValueError):
        return False
    return head.startswith(_MAGIC) and head[_ID_AT : _ID_AT + 4] == APPLICATION_ID.to_bytes(4, "big")
