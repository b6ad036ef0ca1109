"""Pairs of texts aligned before: most of the time that passages take in a large case.

How two texts align depends on their words alone (``reuse.align``), so what was found is kept under a digest of both,
with the edition of Firsthand.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from firsthand.case.edition import edition
from firsthand.case.storage import Storage
from firsthand.reuse import Run, Stretch, Tokens, align

if TYPE_CHECKING:
    import sqlite3

_KEY: Final = 16  # bytes of a key: a million pairs meet by chance once in 10^26 cases


class Alignments:
    """What aligns two texts, from memory where they were aligned before."""

    def __init__(self, storage: Storage, afresh: bool) -> None:
        self._known: dict[bytes, str] = {}
        self._fresh: dict[bytes, str] = {}
        self._used: set[bytes] = set()
        self._texts: dict[int, tuple[Tokens, bytes]] = {}  # by identity; the tokens are held so that it stays theirs
        if not afresh:
            self._known = dict(storage.rows("SELECT key, runs FROM aligned"))

    def align(self, a: Tokens, b: Tokens) -> Sequence[Stretch]:
        """As ``reuse.align``."""
        key = blake2b(self._digest(a) + self._digest(b), digest_size=_KEY).digest()
        self._used.add(key)
        known = self._known.get(key, self._fresh.get(key))
        if known is not None:
            try:
                return _unpacked(known)
            except (ValueError, TypeError, IndexError):
                pass  # damaged: aligned again
        found = align(a, b)
        self._fresh[key] = _packed(found)
        return found

    def _digest(self, tokens: Tokens) -> bytes:
        if id(tokens) not in self._texts:
            told = blake2b(edition().encode(), digest_size=_KEY)
            for f in fields(tokens):
                if f.name not in ("starts", "ends"):  # where the words stand: alike words align alike
                    told.update(getattr(tokens, f.name).tobytes())
            self._texts[id(tokens)] = (tokens, told.digest())
        return self._texts[id(tokens)][1]

    def keep(self, storage: Storage) -> None:
        """Write down what is new; pairs that are not compared any more are dropped.

        Raises:
            StorageError: the case cannot be written.
        """
        lost = self._known.keys() - self._used
        if self._fresh or lost:
            with storage.writing() as connection:
                _write(connection, self._fresh, lost)


def _write(connection: sqlite3.Connection, fresh: dict[bytes, str], lost: set[bytes]) -> None:
    connection.executemany("INSERT OR REPLACE INTO aligned VALUES (?, ?)", sorted(fresh.items()))
    connection.executemany("DELETE FROM aligned WHERE key = ?", [(key,) for key in sorted(lost)])


def _packed(found: Sequence[Stretch]) -> str:
    rows = [[[int(r.a), int(r.b), int(r.length)] for r in stretch.runs] for stretch in found]
    return json.dumps(rows, separators=(",", ":")) if rows else ""


def _unpacked(line: str) -> list[Stretch]:
    return [Stretch(tuple(Run(*row) for row in rows)) for rows in json.loads(line)] if line else []

