"""One JSON document: a record, a list of records, an object that holds such a list, or ninjs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from firsthand.nouns import Rejection
from firsthand.readers.columns import Columns
from firsthand.readers.decoding import Undecodable, decode, digest
from firsthand.readers.drafts import Draft, Drafts
from firsthand.readers.newsml import is_ninjs, ninjs_item
from firsthand.readers.paths import Place
from firsthand.readers.records import draft_record, record_bytes

_OURS = "firsthand/"  # how the schemas of this project's own outputs begin
_LIST_DEPTH = 3  # objects around the list of records: {"response": {"docs": [...]}}


def parse_json(data: bytes) -> Any | Rejection | None:
    """The value of a JSON document, None where it is none; a Rejection for bytes that are no text."""
    decoded = decode(data)
    if isinstance(decoded, Undecodable):
        return Rejection("", decoded.code, decoded.reason)
    try:
        return json.loads(decoded.text)
    except (ValueError, RecursionError):
        return None


def read_json(place: Place, value: Any, data: bytes, columns: Columns) -> Drafts:
    """The articles of a parsed JSON document.

    A list that mixes records with other things keeps the records and names the rest, each by its number.
    """
    if isinstance(value, Mapping) and str(value.get("schema", "")).startswith(_OURS):
        told = "an output of firsthand, no article; give the articles that it was made from"
        return [Rejection(place.path, "bad-record", told)]
    items = _records(value, columns, _LIST_DEPTH)
    if items is None:
        keys = sorted(map(str, value))[:8] if isinstance(value, Mapping) else []
        told = f'no "{columns.column("text")}" in it' + (f" (it has {', '.join(keys)})" if keys else "")
        advice = "name the column that holds the text with --columns text=NAME"
        return [Rejection(place.path, "bad-record", f"a JSON document with {told}; {advice}")]
    if isinstance(value, Mapping) and items == [value]:  # one article is its file, not line 1 of it
        return [_item(place, value, columns, digest(data))]
    return [_item(place.at(n), item, columns, None) for n, item in enumerate(items, start=1)] or [
        Rejection(place.path, "empty", "no record in it")
    ]


def _item(where: Place, item: Any, columns: Columns, sha: str | None) -> Draft | Rejection:
    if not isinstance(item, Mapping):
        return Rejection(where.path, "bad-record", f"item {where.line} is not a JSON object")
    sha = sha or digest(record_bytes(item))
    if is_ninjs(item):
        return ninjs_item(where, item, sha)
    return draft_record(columns.applied(item), where, sha)


def _records(value: Any, columns: Columns, depth: int) -> list[Any] | None:
    """The list of records in a value, or None: a list with a record in it, or one record, or the first such inside."""
    if isinstance(value, list):
        return value if not value or any(_is_record(v, columns) for v in value) else None
    if _is_record(value, columns):
        return [value]
    if isinstance(value, Mapping) and depth:
        for inner in value.values():
            if isinstance(inner, list | Mapping) and (found := _records(inner, columns, depth - 1)):
                return found
    return None


def _is_record(value: Any, columns: Columns) -> bool:
    return isinstance(value, Mapping) and (is_ninjs(value) or columns.applied(value).get("text") is not None)
