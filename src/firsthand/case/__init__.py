"""Room: a case file, one SQLite file that holds originals, articles, what was told of them and what people decided.

>>> with Case.open("inquiry.case", create=True) as case:   # doctest: +SKIP
...     case.add(["articles/"])
...     case.correct("same-story", ["herald", "courier"])
...     found = case.trace().trace
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from types import TracebackType

from firsthand.case import adding, decisions, holdings, tracing
from firsthand.case.adding import Added
from firsthand.case.holdings import Entry
from firsthand.case.storage import PATIENCE, Storage, is_case
from firsthand.case.tracing import Retraced
from firsthand.nouns import Article, Correction, Intake

__all__ = ["Added", "Case", "Entry", "Retraced", "is_case"]

Say = Callable[[str, int, int], None]


class Case:
    """An open case file. Every change is one transaction; whoever is killed leaves the file as it was before it."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    @classmethod
    def open(cls, path: str | PathLike[str], create: bool = False, patience: float = PATIENCE) -> Case:
        """Open a case file.

        Args:
            create: make it where there is none, with the first thing that is written.
            patience: seconds to wait while another process writes.

        Raises:
            UsageError: there is no such file.
            StorageError: it is no case file, was made by a newer Firsthand, or cannot be read.
        """
        storage = Storage(path, create, patience)
        if not create or storage.begun:
            storage.rows("SELECT 1 FROM articles LIMIT 1")  # what is no case is said before any work
        return cls(storage)

    def __enter__(self) -> Case:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._storage.close()

    def add(self, paths: Sequence[str | PathLike[str]], meta: str | PathLike[str] | None = None,
            columns: str | Mapping[str, str] | None = None, progress: Say | None = None) -> Added:  # fmt: skip
        """Read files and folders into the case: all of them or, where that fails, none; again adds nothing."""
        return adding.add(self._storage, paths, meta, columns, progress)

    def trace(self, progress: Say | None = None, afresh: bool = False) -> Retraced:
        """Trace all that the case holds; stories that nothing changed for are not told again unless ``afresh``."""
        return tracing.retrace(self._storage, progress, afresh)

    def intake(self) -> Intake:
        """Every article, and the account of what was no new one."""
        return holdings.intake(self._storage)

    def article(self, id: str) -> Article:
        """One article; UsageError where the case holds none of that id."""
        return holdings.article(self._storage, id)

    def list(self, search: str | None = None) -> list[Entry]:
        """The articles by id; with ``search`` those that hold all its words or "phrases", the best match first."""
        return holdings.listed(self._storage, search)

    def correct(self, kind: str | Correction, about: Sequence[str] = (), note: str = "") -> Correction:
        """Keep a decision, as ``firsthand correct`` takes it or made already; gives it with its number."""
        made = kind if isinstance(kind, Correction) else decisions.parse(self._storage, kind, about, note)
        return decisions.correct(self._storage, made)

    def undo(self, number: int | None = None) -> Correction:
        """Take a decision back, the latest one if None."""
        return decisions.undo(self._storage, number)

    def corrections(self) -> tuple[Correction, ...]:
        """The decisions that stand, in the order they were made."""
        return decisions.corrections(self._storage)

    def check(self) -> str:
        """"ok", or what is wrong with the file."""
        return self._storage.check()
