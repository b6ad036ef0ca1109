"""The tables of a case file, as numbered steps. A step that was released is never changed: the next one follows it."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x46485443  # "FHTC": what `file` and sqlite3 tell a case by

# One tuple of statements per schema version; docs/case.md explains every table.
STEPS: Final[tuple[tuple[str, ...], ...]] = (
    (
        "CREATE TABLE originals (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE sources (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID",
        """CREATE TABLE articles (
            n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL,
            sha256 TEXT NOT NULL REFERENCES originals(sha256), source_sha256 TEXT NOT NULL, place TEXT NOT NULL,
            outlet TEXT, title TEXT, author TEXT, published TEXT, updated TEXT, url TEXT, language TEXT NOT NULL,
            url_key TEXT, record TEXT NOT NULL, digest TEXT NOT NULL)""",
        "CREATE INDEX articles_by_text ON articles(sha256)",
        "CREATE INDEX articles_by_place ON articles(place)",
        "CREATE INDEX articles_by_url ON articles(url_key)",
        """CREATE TABLE duplicates (
            path TEXT NOT NULL, of TEXT NOT NULL REFERENCES articles(id), place TEXT NOT NULL,
            UNIQUE (path, of, place))""",
        """CREATE TABLE rejected (
            path TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, place TEXT NOT NULL,
            UNIQUE (path, code, reason, place))""",
        "CREATE TABLE warnings (text TEXT NOT NULL UNIQUE)",
        """CREATE TABLE corrections (
            number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, about TEXT NOT NULL, value TEXT NOT NULL,
            note TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0)""",
        "CREATE TABLE readings (key TEXT PRIMARY KEY, drafts BLOB NOT NULL, source TEXT, bytes BLOB) WITHOUT ROWID",
        "CREATE TABLE told (key TEXT PRIMARY KEY, story BLOB NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE aligned (key BLOB PRIMARY KEY, runs TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE traces (
            number INTEGER PRIMARY KEY AUTOINCREMENT, version TEXT NOT NULL, settings TEXT NOT NULL,
            articles INTEGER NOT NULL, stories INTEGER NOT NULL, corrections TEXT NOT NULL, digest TEXT NOT NULL)""",
        """CREATE TABLE stories (
            trace INTEGER NOT NULL REFERENCES traces(number), id TEXT NOT NULL, title TEXT NOT NULL,
            key TEXT NOT NULL, PRIMARY KEY (trace, id)) WITHOUT ROWID""",
        """CREATE TABLE story_articles (
            trace INTEGER NOT NULL REFERENCES traces(number), article TEXT NOT NULL, story TEXT NOT NULL,
            PRIMARY KEY (trace, article)) WITHOUT ROWID""",
        """CREATE VIEW searchable AS
            SELECT n, title, outlet, text FROM articles JOIN originals USING (sha256)""",
        """CREATE VIRTUAL TABLE words USING fts5(
            title, outlet, text, content = 'searchable', content_rowid = 'n',
            tokenize = 'unicode61 remove_diacritics 2')""",
    ),
)
