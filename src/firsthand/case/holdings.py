"""What a case holds: articles as they were read, each checked against its hashes, and the account of all that came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from firsthand.case.codec import Unfit, pack, unpack
from firsthand.case.storage import Storage
from firsthand.nouns import Article, Duplicate, Intake, Rejection, StorageError, UsageError

_COLUMNS: Final = "id, record, digest, articles.sha256, text"
_ELSEWHERE: Final = ("text",)  # what an article's record leaves out: its original stands in its own table


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as it is listed; ``story`` and ``story_title`` are of the latest trace, "" where there was none."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    characters: int
    story: str = ""
    story_title: str = ""
    excerpt: str = ""  # where a search found it: the words around, the found ones between two \x02 and \x03


def record(article: Article) -> tuple[str, str]:
    """An article without its text as one line, and the digest of that line."""
    line = pack(article, _ELSEWHERE)
    return line, sha256(line.encode("utf-8")).hexdigest()


def intake(storage: Storage) -> Intake:
    """All articles by id, with what was a duplicate of one and what was rejected.

    Raises:
        StorageError: a text or a record is not what its hash says.
    """
    with storage.reading():
        rows = storage.rows(f"SELECT {_COLUMNS} FROM articles JOIN originals USING (sha256) ORDER BY id")
        duplicates = storage.rows("SELECT path, of FROM duplicates ORDER BY path, of, place")
        rejected = storage.rows("SELECT path, code, reason FROM rejected ORDER BY path, code, reason, place")
        warnings = storage.rows("SELECT text FROM warnings ORDER BY rowid")
        count = storage.rows("SELECT count(*) FROM articles")[0][0]
    if count != len(rows):
        raise StorageError(f"{storage.name} is damaged: {count - len(rows)} articles lack their text; restore it from "
                           "a copy")  # fmt: skip
    articles = sorted((_article(storage, row) for row in rows), key=lambda a: a.id)
    return Intake(
        tuple(articles),
        tuple(Duplicate(*row) for row in duplicates),
        tuple(Rejection(*row) for row in rejected),
        tuple(row[0] for row in warnings),
    )


def unstorable(article: Article) -> str:
    """Why an article cannot be written down, or ""."""
    try:
        record(article)[0].encode("utf-8")
        article.text.encode("utf-8")
    except UnicodeEncodeError:
        return "holds half characters (lone surrogates) that no text file can hold"
    return ""


def article(storage: Storage, id: str) -> Article:
    """One article.

    Raises:
        UsageError: the case holds none of that id.
    """
    rows = storage.rows(f"SELECT {_COLUMNS} FROM articles JOIN originals USING (sha256) WHERE id = ?", (_storable(id),))
    if not rows:
        raise UsageError(f"no article {id} in {storage.name}; see: firsthand list {storage.name}")
    return _article(storage, rows[0])


def _article(storage: Storage, row: tuple[Any, ...]) -> Article:
    id, line, digest, text_digest, text = row
    try:
        sound = sha256(line.encode()).hexdigest() == digest and sha256(text.encode()).hexdigest() == text_digest
        found = unpack(Article, line, _ELSEWHERE, text=text) if sound else None
    except (Unfit, AttributeError, UnicodeEncodeError):
        found = None
    if found is None or (found.id, found.sha256) != (id, text_digest):
        raise StorageError(f"{storage.name} is damaged: article {id} is not what its hash says; restore it from a copy")
    return found


def listed(storage: Storage, search: str | None = None) -> list[Entry]:
    """The articles by id; with ``search`` those that hold all its words, the best match first."""
    trace = storage.rows("SELECT max(number) FROM traces")[0][0]
    columns = "a.id, a.outlet, a.title, a.published, length(o.text), coalesce(s.id, ''), coalesce(s.title, '')"
    joined = """JOIN originals o ON o.sha256 = a.sha256
        LEFT JOIN story_articles t ON t.article = a.id AND t.trace = :trace
        LEFT JOIN stories s ON s.trace = t.trace AND s.id = t.story"""
    sql = f"SELECT {columns}, '' FROM articles a {joined} ORDER BY a.id"
    values: dict[str, Any] = {"trace": trace}
    if search is not None:
        values["search"] = _query(search)
        excerpt = "snippet(words, -1, char(2), char(3), '…', 16)"
        sql = (f"SELECT {columns}, {excerpt} FROM words JOIN articles a ON a.n = words.rowid {joined} "
               "WHERE words MATCH :search ORDER BY rank, a.id")  # fmt: skip
    return [Entry(*row) for row in storage.rows(sql, values)]


def _query(search: str) -> str:
    """Words and "phrases" as FTS5 reads them, with none of its operators."""
    parts = search.split('"')
    phrases = [p for p in parts[1::2] if p.strip()] + [w for p in parts[::2] for w in p.split()]
    if not any(c.isalnum() for p in phrases for c in p):
        raise UsageError("nothing to search for: give a word")
    return " ".join(f'"{_storable(p)}"' for p in phrases if any(c.isalnum() for c in p))


def _storable(text: str) -> str:
    """A text as SQLite takes it: no lone surrogates, no NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def free_id(article: Article, taken: Iterable[str]) -> str:
    """The id an article gets in a case: its own, else a longer tail of its path, else its own with a number."""
    used = frozenset(taken)
    parts = article.path.rsplit(":", 1)[0].split("/")
    tails = [f"{'~'.join(parts[-n:-1])}~{article.id}" for n in range(2, len(parts) + 1)]
    for id in (article.id, *tails):
        if id not in used:
            return id
    n = 2
    while f"{article.id}~{n}" in used:
        n += 1
    return f"{article.id}~{n}"
