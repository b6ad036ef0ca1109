"""Room: readers. Bytes become articles: a file per format, chosen by content; nothing is dropped unsaid."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from typing import Any

from firsthand.nouns import Article, Intake, NothingUsable, Rejection
from firsthand.readers.columns import Columns
from firsthand.readers.decoding import digest
from firsthand.readers.drafts import Draft, Drafts
from firsthand.readers.formats import read_place
from firsthand.readers.identity import duplicates, name_all, sift, tail
from firsthand.readers.metadata import describe, read_meta
from firsthand.readers.paths import STDIN, Place, find, real_path
from firsthand.readers.records import draft_record, record_bytes

__all__ = ["article_from_record", "read"]


def read(paths: Sequence[str | PathLike[str]], meta: str | PathLike[str] | None = None,
         columns: str | Mapping[str, str] | None = None,
         opening: Callable[[Place, Columns], Drafts] = read_place) -> Intake:  # fmt: skip
    """Read files, folders and standard input ("-") into articles.

    Every item found is kept, or a duplicate of one kept, or rejected with a reason. Ids, what is kept and the order
    of everything returned do not depend on the order of ``paths``.

    Args:
        paths: files and folders; a folder is read with the folders in it, hidden files left out.
        meta: a .jsonl or .csv file that describes the articles; never read as one.
        columns: which column of a table, or key of a record, holds which field, where they are not called as ours:
            "text=body,outlet=source" or {"text": "body", "outlet": "source"}.
        opening: what reads one file, where those read before need not be read again.

    Raises:
        UsageError: a path does not exist, a folder may not be read, or the meta file or columns cannot be used.
        NothingUsable: no article could be read.
    """
    if isinstance(paths, str | PathLike):  # one path, not the letters of it
        paths = [paths]
    mapped = Columns.parse(columns)
    rows = read_meta(meta) if meta is not None else ()
    drafts: list[Draft] = []
    rejected: list[Rejection] = []
    remarks: list[str] = []
    for found in find(paths, real_path(meta)):
        for item in [found] if isinstance(found, Rejection) else opening(found, mapped):
            if isinstance(item, Draft):
                drafts.append(item)
            elif isinstance(item, Rejection):
                rejected.append(item)
            else:
                remarks.append(f"{item.path}: {item.text}")
    if not drafts:
        raise NothingUsable(_nothing(rejected))
    described, warnings = describe(drafts, rows)
    kept, dropped, more = sift([_complete(draft) for draft in described])
    ids = name_all(kept)
    articles = sorted((_article(draft, ids[draft.key]) for draft in kept), key=lambda a: a.id)
    return Intake(
        tuple(articles),
        duplicates(dropped, ids),
        tuple(sorted(rejected, key=lambda r: (r.path, r.code, r.reason))),
        warnings=(*warnings, *more, *sorted(remarks), *_odd(articles)),
    )


def article_from_record(record: Mapping[str, Any], path: str = "-") -> Article | Rejection:
    """One record (id, outlet, title, author, published, updated, url, text) as an article, as a JSONL line would be.

    Args:
        record: "text" is needed; any other key becomes metadata.
        path: where it came from; its last part is the article's id where the record has none.
    """
    draft = draft_record(record, Place(path, path), digest(record_bytes(record)))
    if isinstance(draft, Rejection):
        return draft
    return _article(_complete(draft), tail(draft, 0))


def _odd(articles: Sequence[Article]) -> list[str]:
    """A warning for each article whose text may not be all or only the article's."""
    return [f"{a.path}: {trouble}" for a in articles if (trouble := dict(a.metadata).get("extraction"))]


def _complete(draft: Draft) -> Draft:
    return replace(draft, particulars=draft.particulars.completed())


def _article(draft: Draft, id: str) -> Article:
    from firsthand.languages import detect

    known = draft.particulars
    return Article(
        id=id,
        path=draft.place.path,
        text=draft.text,
        sha256=digest(draft.text),
        source_sha256=draft.source_sha256,
        outlet=known.outlet,
        title=known.title,
        author=known.author,
        published=known.published,
        updated=known.updated,
        url=known.url,
        language=detect(draft.text),
        metadata=known.notes,
        roles=draft.roles,
        place=place_digest(draft.place) if draft.place.real != STDIN else "",
    )


def place_digest(place: Place) -> str:
    """What tells a file, or a record in it, from every other, without saying where it is."""
    return digest(os.fsencode(place.real) + b"\0%d" % place.line)


def _nothing(rejected: Sequence[Rejection]) -> str:
    """Why there is no article, on one line."""
    if not rejected:
        return "no article found: no file there (hidden files are left out); give files or folders of articles"
    counts = Counter(r.code for r in rejected)
    told = ", ".join(f"{n} {code}" for code, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    first = min(rejected, key=lambda r: (r.path, r.code, r.reason))
    return f"no article could be read: {told}; the first: {first.path}: {first.reason}"
