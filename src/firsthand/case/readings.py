"""Files read once: an add that was stopped goes on where it was, and the bytes of pages and documents are kept."""

from __future__ import annotations

import os
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from firsthand.case.codec import Unfit, pack, shape, unpack
from firsthand.case.edition import reading_edition
from firsthand.case.storage import Storage
from firsthand.nouns import Rejection
from firsthand.nouns.limits import MAX_FILE_BYTES
from firsthand.readers import place_digest
from firsthand.readers.columns import Columns
from firsthand.readers.drafts import Draft, Drafts, Remark
from firsthand.readers.formats import read_place
from firsthand.readers.paths import STDIN, Place, open_lines

BATCH: Final = 25  # documents written down at a time: what a stopped add has to read again at most
_SIDES: Final = ("", "-wal", "-shm", "-journal")  # the files a case is, while it is open


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document held."""

    drafts: tuple[Draft, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Readings:
    """What reads the files of an add. Documents whose text is not their bytes are written down as they are read."""

    def __init__(self, storage: Storage, say: Callable[[str, int, int], None]) -> None:
        self._storage = storage
        self._say = say
        self._ours = {os.path.realpath(storage.real + side) for side in _SIDES}
        self._waiting: list[tuple[str, bytes, str, bytes]] = []
        self.sources: set[str] = set()  # digests of the documents that were written down, now or before
        self.count = 0
        self.places: defaultdict[str, list[str]] = defaultdict(list)  # path -> the places drafts of it were found at
        self.refused: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)

    def open(self, place: Place, columns: Columns) -> Drafts:
        """What a file holds, as ``readers.read_place`` tells it; the case file itself holds nothing."""
        if place.real in self._ours:
            return []
        self.count += 1
        if self.count % BATCH == 0:
            self._say(f"reading, {self.count} files", 0, 1)
        found = self._read(place, columns)
        for item in found:
            if isinstance(item, Draft):
                self.places[item.place.path].append(place_digest(item.place) if place.real != STDIN else "")
            elif isinstance(item, Rejection):
                self.refused[item.path, item.code, item.reason].append(place_digest(place))
        return found

    def _read(self, place: Place, columns: Columns) -> Drafts:
        data = _bytes(place) if place.real != STDIN else None
        if data is None:
            return read_place(place, columns)
        key = _key(place, data, columns)
        kept = self._storage.rows("SELECT drafts FROM readings WHERE key = ?", (key,)) if self._storage.exists else []
        if kept:
            self.sources.add(sha256(data).hexdigest())
            try:
                return _placed(unpack(Reading, zlib.decompress(kept[0][0]).decode("utf-8", "surrogatepass")), place)
            except (Unfit, zlib.error, UnicodeDecodeError):
                pass  # damaged: it is read again
        found = read_place(place, columns)
        drafts = [x for x in found if isinstance(x, Draft)]
        if len(drafts) == 1 and drafts[0].source_sha256 == sha256(data).hexdigest() and drafts[0].text.encode(
            "utf-8", "surrogatepass"
        ) != data:  # fmt: skip
            self._keep(key, found, drafts[0].source_sha256, data)
        return found

    def _keep(self, key: str, found: Drafts, source: str, data: bytes) -> None:
        reading = Reading(
            tuple(x for x in found if isinstance(x, Draft)),
            tuple(x for x in found if isinstance(x, Rejection)),
            tuple(x for x in found if isinstance(x, Remark)),
        )
        packed = zlib.compress(pack(reading).encode("utf-8", "surrogatepass"))
        self._waiting.append((key, packed, source, zlib.compress(data)))
        self.sources.add(source)
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write down what was read since the last time."""
        if self._waiting:
            with self._storage.writing() as connection:
                connection.executemany("INSERT OR IGNORE INTO readings VALUES (?, ?, ?, ?)", self._waiting)
            self._waiting.clear()

    def where(self, paths: Iterable[str], kept: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
        """The places found at each path, less those of the articles that were kept: (path, place) each."""
        taken: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for path, place in kept:
            taken[path][place] += 1
        return {path: sorted((Counter(self.places[path]) - taken[path]).elements()) for path in set(paths)}


def _bytes(place: Place) -> bytes | None:
    """The bytes of a file of ordinary size; None where it is to be read as a stream, or not at all."""
    try:
        if os.stat(place.real).st_size > MAX_FILE_BYTES:
            return None
        file = open_lines(place)
        if isinstance(file, Rejection):
            return None
        with file:
            return file.read(MAX_FILE_BYTES)
    except OSError:
        return None


def _key(place: Place, data: bytes, columns: Columns) -> str:
    """What a reading depends on: the bytes, the name's suffix, the columns and the readers."""
    suffixes = os.path.basename(place.real).lower().split(".")[1:][-2:]
    told = "\0".join((reading_edition(), shape(Reading), repr(columns), *suffixes, sha256(data).hexdigest()))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _placed(reading: Reading, place: Place) -> Drafts:
    """A reading as of another file of the same bytes."""
    drafts = [replace(d, place=replace(place, line=d.place.line)) for d in reading.drafts]
    refused = [replace(r, path=place.path) for r in reading.rejected]
    return [*drafts, *refused, *(replace(r, path=place.path) for r in reading.remarks)]
