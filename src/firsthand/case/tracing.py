"""A case traced: what was told of a story before, from the same texts and decisions, is not told again.

Zones, passages and stories are found over the whole case each time, since each rests on all of it; only the alignment
of two texts is kept. A story is told from its own layouts, passages and corrections only (``trace.tell``), so these,
with the edition of Firsthand, are the key under which its telling is kept: the trace is the same bytes as one made from
nothing.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from firsthand import __version__
from firsthand.case.alignments import Alignments
from firsthand.case.codec import Unfit, pack, unpack
from firsthand.case.decisions import corrections
from firsthand.case.edition import edition
from firsthand.case.holdings import intake
from firsthand.case.storage import Storage
from firsthand.nouns import Correction, Group, Layout, NothingUsable, Passage, StorageError, Story, Trace
from firsthand.reuse import shared_passages
from firsthand.trace import tell, trace_intake

BATCH: Final = 25  # stories written down at a time: what a stopped trace has to tell again at most
SETTINGS: Final = "{}"  # of a trace, as JSON; there are none yet, and another value would be another key
_GIVEN: Final = ("id", "group", "layouts")  # of a story: not kept with it, they are known before it is told


@dataclass(frozen=True, slots=True)
class Retraced:
    """A trace of a case: how many stories were told for it, and how many were known."""

    trace: Trace
    told: int
    known: int
    not_kept: StorageError | None = None  # why it could not be written down; the trace itself is whole


Say = Callable[[str, int, int], None]


def retrace(storage: Storage, progress: Say | None = None, afresh: bool = False) -> Retraced:
    """Trace all that a case holds, and keep what was told.

    Args:
        progress: as for ``trace``.
        afresh: tell every story again.

    Raises:
        NothingUsable: the case holds no article.
        StorageError: the case cannot be read. That it cannot be written is told in the result: a trace is not lost.
    """
    found = intake(storage)
    if not found.articles:
        raise NothingUsable(f"no article in {storage.name}; add some with: firsthand add {storage.name} PATH...")
    decided = corrections(storage)
    memory, alignments = _Memory(storage, afresh), Alignments(storage, afresh)

    def share(layouts: Sequence[Layout]) -> tuple[Passage, ...]:
        shared = shared_passages(layouts, alignments.align)
        memory.attempt(lambda: alignments.keep(storage))
        return shared

    trace = trace_intake(found, progress, decided, telling=memory.tell, sharing=share)
    memory.attempt(lambda: memory.close(trace, decided))
    return Retraced(trace, memory.told, memory.known, memory.failure)


class _Memory:
    """Tellings by what they were told from."""

    def __init__(self, storage: Storage, afresh: bool) -> None:
        self._storage = storage
        self._afresh = afresh
        self._waiting: list[tuple[str, bytes, str]] = []
        self._keys: list[tuple[str, str]] = []  # story id and key, in order
        self.told = 0
        self.known = 0
        self.failure: StorageError | None = None

    def tell(self, id: str, group: Group, layouts: Sequence[Layout], passages: Sequence[Passage],
             decided: Sequence[Correction]) -> Story:  # fmt: skip
        """A story, from memory where it was told from the same."""
        key = _key(layouts, passages, decided)
        self._keys.append((id, key))
        story = None if self._afresh else self._recall(key, id, group, layouts)
        if story is not None:
            self.known += 1
            return story
        story = tell(id, group, layouts, passages, decided)
        self.told += 1
        packed = pack(story, _GIVEN).encode("utf-8", "surrogatepass")
        self._waiting.append((key, zlib.compress(packed, 6), sha256(packed).hexdigest()))
        if len(self._waiting) >= BATCH:
            self._flush()
        return story

    def _recall(self, key: str, id: str, group: Group, layouts: Sequence[Layout]) -> Story | None:
        """A telling that is kept; None where there is none, or it is damaged."""
        rows = self._storage.rows("SELECT story, digest FROM told WHERE key = ?", (key,))
        try:
            packed = zlib.decompress(rows[0][0]) if rows else b""
            if not rows or sha256(packed).hexdigest() != rows[0][1]:
                return None
            line = packed.decode("utf-8", "surrogatepass")
            return unpack(Story, line, _GIVEN, id=id, group=group, layouts=tuple(layouts))
        except (Unfit, zlib.error, UnicodeDecodeError, TypeError):
            return None

    def attempt(self, write: Callable[[], None]) -> None:
        """Write something down; the first failure is told at the end, and nothing more is tried after it."""
        if self.failure is None and self._storage.writable:
            try:
                write()
            except StorageError as error:
                self.failure = error

    def _flush(self) -> None:
        self.attempt(self._write_waiting)
        self._waiting.clear()

    def _write_waiting(self) -> None:
        with self._storage.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", self._waiting)

    def close(self, trace: Trace, decided: Sequence[Correction]) -> None:
        """Write the trace down; tellings that no story is told from any more are dropped."""
        if self._waiting:
            self._write_waiting()
        numbers = json.dumps([c.number for c in decided])
        digest = _digest([edition(), SETTINGS, numbers, *(f"{id} {key}" for id, key in self._keys)])
        if self._storage.rows("SELECT digest FROM traces ORDER BY number DESC LIMIT 1") == [(digest,)]:
            return
        with self._storage.writing() as connection:
            number = connection.execute(
                "INSERT INTO traces (version, settings, articles, stories, corrections, digest) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (__version__, SETTINGS, len(trace.layouts), len(trace.stories), numbers, digest),
            ).lastrowid
            keys = dict(self._keys)
            # Only the latest trace is kept story by story; of those before the line in ``traces`` remains.
            connection.execute("DELETE FROM stories")
            connection.execute("DELETE FROM story_articles")
            stories = [(number, s.id, _written(s.title), keys[s.id]) for s in trace.stories]
            connection.executemany("INSERT INTO stories VALUES (?, ?, ?, ?)", stories)
            places = [(number, a, s.id) for s in trace.stories for a in s.articles]
            connection.executemany("INSERT INTO story_articles VALUES (?, ?, ?)", places)
            connection.execute("DELETE FROM told WHERE key NOT IN (SELECT key FROM stories)")


def _written(title: str) -> str:
    return title.encode("utf-8", "replace").decode("utf-8")


def _key(layouts: Sequence[Layout], passages: Sequence[Passage], decided: Sequence[Correction]) -> str:
    """A digest of all that a story is told from."""
    parts = [edition(), SETTINGS]
    for layout in layouts:
        article = layout.article
        parts.append(pack(article, ("text", "place")))
        rows: list[list[object]] = [[z.kind, z.span.start, z.span.end] for z in layout.zones]
        rows += [[s.zone, s.span.start, s.span.end, s.paragraph] for s in layout.sentences]
        rows += [["q", q.span.start, q.span.end, q.depth, q.closed] for q in layout.quotations]
        parts.append(json.dumps(rows, separators=(",", ":")))
        parts += [pack(c) for c in layout.credits]
    parts += [pack(p) for p in passages]
    parts += [pack(c) for c in decided]
    return _digest(parts)


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
