"""Articles into a case: all of one add or nothing of it, and again adds nothing."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike

from firsthand.case.holdings import free_id, record, unstorable
from firsthand.case.readings import Readings
from firsthand.case.storage import Storage
from firsthand.nouns import Article, Duplicate, Intake, Rejection
from firsthand.readers import read
from firsthand.readers.particulars import same_url

Say = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Added:
    """What one add brought: ``read == len(kept) + already + len(duplicates) + len(rejected)``."""

    kept: tuple[str, ...]  # ids of the new articles
    already: int  # items that the case had from before, whatever was made of them then
    duplicates: tuple[Duplicate, ...]
    rejected: tuple[Rejection, ...]
    warnings: tuple[str, ...]
    read: int = field(init=False)

    def __post_init__(self) -> None:
        total = len(self.kept) + self.already + len(self.duplicates) + len(self.rejected)
        object.__setattr__(self, "read", total)


def add(storage: Storage, paths: Sequence[str | PathLike[str]], meta: str | PathLike[str] | None = None,
        columns: str | Mapping[str, str] | None = None, progress: Say | None = None) -> Added:  # fmt: skip
    """Read files and folders into a case.

    Files are read before anything but finished readings is written; then everything goes in at once. An item that the
    case holds from before (the same file with the same content, the same URL, or the same text with the same outlet
    and time) adds nothing. Ids that are taken get a longer form; those given before never change.

    Raises:
        UsageError: a path does not exist, or the meta file or columns cannot be used.
        NothingUsable: no article could be read.
        StorageError: the case cannot be written; it is as it was.
    """
    say = progress or (lambda stage, done, of: None)
    readings = Readings(storage, say)
    found = read(paths, meta, columns, readings.open)
    readings.flush()
    say("storing", 0, 1)
    with storage.writing() as connection:
        return _Merge(connection, found, readings).run()


class _Merge:
    """One add, inside its transaction."""

    def __init__(self, connection: sqlite3.Connection, found: Intake, readings: Readings) -> None:
        self._db = connection
        self._found = found
        self._readings = readings
        self._ids: dict[str, str] = {}  # id in this reading -> id in the case
        self._kept: list[str] = []
        self._duplicates: list[tuple[Duplicate, str]] = []  # with its place
        self._warnings: list[str] = list(found.warnings)
        self._already = 0
        self._rejected: list[Rejection] = []
        self._taken: set[str] = set()
        self._items: dict[tuple[str, str], str] = {}  # place and source digest -> id
        self._urls: dict[str, tuple[str, str]] = {}  # URL -> id and text digest
        self._texts: defaultdict[tuple[str, str | None, str | None], list[tuple[str, str | None]]] = defaultdict(list)

    def run(self) -> Added:
        """Everything of this reading that the case does not hold yet, and the account of it."""
        for row in self._db.execute(
            "SELECT id, place, source_sha256, sha256, outlet, published, url_key FROM articles ORDER BY n"
        ):
            self._know(*row)
        for article in self._found.articles:
            self._take(article)
        self._account()
        self._sources()
        duplicates = tuple(d for d, _ in self._duplicates)
        return Added(tuple(self._kept), self._already, duplicates, tuple(self._rejected), tuple(self._warnings))

    def _know(self, id: str, place: str, source: str, text: str, outlet: str | None, published: str | None,
              url: str | None) -> None:  # fmt: skip
        self._taken.add(id)
        if place:
            self._items.setdefault((place, source), id)
        if url:
            self._urls.setdefault(url, (id, text))
        self._texts[text, outlet, published].append((id, url))

    def _take(self, article: Article) -> None:
        url = same_url(article.url)
        before = self._items.get((article.place, article.source_sha256)) if article.place else None
        if before is not None:
            self._ids[article.id] = before
            self._already += 1
            return
        if broken := unstorable(article):
            self._rejected.append(Rejection(article.path, "undecodable", broken))
            return
        of = self._same(article, url)
        if of is not None:
            self._ids[article.id] = of
            self._duplicates.append((Duplicate(article.path, of), article.place))
            return
        id = free_id(article, self._taken)
        self._ids[article.id] = id
        self._kept.append(id)
        self._insert(replace(article, id=id), url)
        self._know(id, article.place, article.source_sha256, article.sha256, article.outlet,
                   article.published.value, url)  # fmt: skip

    def _same(self, article: Article, url: str | None) -> str | None:
        """The id of the article in the case that is the same item as this one, by the rules of readers.identity."""
        if url and url in self._urls:
            id, text = self._urls[url]
            if text != article.sha256:
                self._warnings.append(f"{article.path} has the URL of {id} but another text; only the latter is kept")
            return id
        alike = self._texts[article.sha256, article.outlet, article.published.value]
        return next((id for id, other in alike if url is None or other is None), None)

    def _insert(self, article: Article, url: str | None) -> None:
        line, digest = record(article)
        self._db.execute("INSERT OR IGNORE INTO originals VALUES (?, ?)", (article.sha256, article.text))
        done = self._db.execute(
            "INSERT INTO articles (id, path, sha256, source_sha256, place, outlet, title, author, published, updated, "
            "url, language, url_key, record, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (article.id, article.path, article.sha256, article.source_sha256, article.place, article.outlet,
             article.title, article.author, article.published.value, article.updated, article.url, article.language,
             url, line, digest),
        )  # fmt: skip
        self._db.execute("INSERT INTO words (rowid, title, outlet, text) VALUES (?, ?, ?, ?)",
                         (done.lastrowid, article.title, article.outlet, article.text))  # fmt: skip

    def _sources(self) -> None:
        """The bytes of the documents to their place; what was written down of them while reading is done with."""
        if not self._readings.sources:
            return
        # By the document, not the key: what an older Firsthand read of it is of no use either.
        mine = (json.dumps(sorted(self._readings.sources)),)
        ours = "SELECT value FROM json_each(?)"
        self._db.execute(f"INSERT OR IGNORE INTO sources SELECT source, bytes FROM readings WHERE source IN ({ours}) "
                         "AND source IN (SELECT source_sha256 FROM articles)", mine)  # fmt: skip
        self._db.execute(f"DELETE FROM readings WHERE source IN ({ours})", mine)

    def _account(self) -> None:
        """What was no new article: each item once, however often it is read."""
        kept = [(a.path, a.place) for a in self._found.articles]
        places = self._readings.where((d.path for d in self._found.duplicates), kept)
        for d in self._found.duplicates:
            place = places[d.path].pop(0) if places[d.path] else ""
            if d.of in self._ids:
                self._duplicates.append((Duplicate(d.path, self._ids[d.of]), place))
            else:
                self._rejected.append(Rejection(d.path, "undecodable", f"the same item as {d.of}, which is rejected"))
        new = []
        for duplicate, place in self._duplicates:
            if self._note("duplicates", duplicate.path, duplicate.of, place):
                new.append((duplicate, place))
        self._duplicates = new
        refused = {key: sorted(found) for key, found in self._readings.refused.items()}
        rejected = []
        for r in (*self._found.rejected, *self._rejected):
            waiting = refused.get((r.path, r.code, r.reason))
            if self._note("rejected", r.path, r.code, r.reason, waiting.pop(0) if waiting else ""):
                rejected.append(r)
        self._rejected = rejected
        for text in self._warnings:
            self._db.execute("INSERT OR IGNORE INTO warnings VALUES (?)", (text,))

    def _note(self, table: str, *values: str) -> bool:
        """Write an item down; False where it stands there already."""
        marks = ", ".join("?" * len(values))
        new = self._db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", values).rowcount > 0
        self._already += not new
        return new
