"""Which column of a table, or key of a record, holds which field: --columns text=body,outlet=source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from firsthand.nouns import UsageError
from firsthand.readers.particulars import FIELDS

MAPPED = ("text", "id", *FIELDS)
# Names other makers of tables use, only ever proposed: what a column means is for a person to say.
_LIKELY = {
    "text": ("body", "content", "fulltext", "full_text", "article", "maintext", "body_text", "story", "texte"),
    "id": ("doc_id", "docid", "article_id", "uuid", "guid", "uri"),
    "outlet": ("source", "publication", "newspaper", "publisher", "medium", "site", "domain", "source_name"),
    "title": ("headline", "heading", "hd"),
    "author": ("byline", "authors", "by"),
    "published": ("date", "pubdate", "pub_date", "publish_date", "published_at", "date_publish", "datetime"),
    "url": ("link", "uri", "href", "address"),
}
_SHOWN = 12  # column names told in a complaint


@dataclass(frozen=True, slots=True)
class Columns:
    """(field, column) pairs; a field without one is looked for under its own name."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, told: str | Mapping[str, str] | None) -> Columns:
        """From "text=body,outlet=source" or {"text": "body"}.

        Raises:
            UsageError: it is not of this form, or names a field we do not have.
        """
        if not told:
            return cls()
        asked = told.items() if isinstance(told, Mapping) else [_pair(part) for part in told.split(",")]
        pairs: dict[str, str] = {}
        for field, column in asked:
            if field not in MAPPED:
                raise UsageError(f"--columns: no field is called {field!r}; the fields are: {', '.join(MAPPED)}")
            if field in pairs:
                raise UsageError(f"--columns: {field} is named twice; give it one column")
            pairs[field] = column
        return cls(tuple(pairs.items()))

    def column(self, field: str) -> str:
        """The column a field is read from."""
        return dict(self.pairs).get(field, field)

    def missing(self, there: Iterable[str]) -> str:
        """What is wrong with a table of these columns, "" where nothing is."""
        known = [str(x) for x in there]
        lacking = [c for f, c in (("text", self.column("text")), *self.pairs) if c not in known and "." not in c]
        if not lacking:
            return ""
        told = ", ".join(known[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
        folded = {x.casefold(): x for x in reversed(known)}
        likely = [(f, folded[c]) for f, names in _LIKELY.items() for c in names if c in folded and f not in known]
        first = dict(reversed(likely))
        advice = "; if so: --columns " + ",".join(f"{f}={first[f]}" for f in _LIKELY if f in first) if first else ""
        return f'no column is called "{lacking[0]}"; there are: {told or "none"}{advice}'

    def applied(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """A record under our names; other columns keep theirs, those that were mapped are not kept twice.

        A record of passim's ({"id", "series", "text"}) has its outlet in "series".
        """
        mapped = {field: _found(record, column) for field, column in self.pairs}
        taken = {column for _, column in self.pairs}
        out = {k: v for k, v in record.items() if k not in taken and k not in mapped}
        out.update(mapped)
        if "series" in record and "text" in out and not out.get("outlet") and "series" not in taken:
            out["outlet"], out["outlet-basis"] = record["series"], "series"
            out.pop("series", None)
        return out


def _pair(part: str) -> tuple[str, str]:
    field, mark, column = (x.strip() for x in part.partition("="))
    if not (mark and field and column):
        raise UsageError(f"--columns: {part.strip()!r} is not FIELD=COLUMN; for example: text=body,outlet=source")
    return field, column


def _found(record: Mapping[str, Any], column: str) -> Any:
    """The value under a key; a key with dots also leads into objects inside ("source.name")."""
    if column in record:
        return record[column]
    value: Any = record
    for part in column.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
