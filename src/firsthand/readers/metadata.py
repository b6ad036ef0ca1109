"""The --meta file: rows that describe articles, matched by id, path or file name."""

from __future__ import annotations

import csv
import io
import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from os import PathLike
from typing import Any

from firsthand.nouns import Rejection, UsageError
from firsthand.nouns.limits import MAX_FILE_BYTES
from firsthand.readers.decoding import Undecodable, decode
from firsthand.readers.drafts import Draft
from firsthand.readers.identity import names
from firsthand.readers.particulars import FIELDS, Particulars, line, particulars, plain, told
from firsthand.readers.paths import Place, open_bytes, shown
from firsthand.readers.records import numbered_lines, parse_line, utf8_lines

_KEYS = ("path", "id", "file", "filename")  # columns that may name the article, tried in this order
_NOT_NOTES = frozenset({*_KEYS, "text"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a meta file: the names it goes by and what it says."""

    line: int
    names: tuple[str, ...]
    says: Particulars


def read_meta(meta: str | PathLike[str]) -> tuple[Row, ...]:
    """The rows of a .jsonl or .csv file.

    Raises:
        UsageError: it cannot be read or a line cannot be used; names the file and the line.
    """
    file = os.fspath(meta)
    name = shown(file)
    if not os.path.isfile(file):
        raise UsageError(f"no such metadata file: {name}; check the path given with --meta")
    data = open_bytes(Place(name, file), MAX_FILE_BYTES)
    if isinstance(data, Rejection):
        raise UsageError(f"metadata file {name}: {data.reason}")
    data = utf8_lines(data)
    return _json_rows(data, name) if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else _csv_rows(data, name)


def _json_rows(data: bytes, name: str) -> tuple[Row, ...]:
    rows = []
    for number, raw in numbered_lines(io.BytesIO(data)):
        found = parse_line(raw)
        if isinstance(found, str):
            raise UsageError(f"metadata file {name}, line {number}: {found}; it needs one JSON object a line")
        rows.append(_row(found[0], number, name))
    return tuple(rows)


def _csv_rows(data: bytes, name: str) -> tuple[Row, ...]:
    decoded = decode(data)
    if isinstance(decoded, Undecodable):
        raise UsageError(f"metadata file {name}: {decoded.reason}")
    head = decoded.text.partition("\n")[0]
    mark = max(",;\t", key=lambda c: (head.count(c), c == ","))
    reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=mark, strict=True)
    rows: list[Row] = []
    columns: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = [cell.strip().lower() for cell in cells]
                if not set(columns) & set(_KEYS):
                    raise UsageError(f'metadata file {name}, line 1: no column is called "id" or "path"; add one')
                continue
            if len(cells) > len(columns):
                told = f"{len(cells)} fields under {len(columns)} column names"
                raise UsageError(
                    f"metadata file {name}, line {reader.line_num}: {told}; put fields with {mark!r} in quotes"
                )
            rows.append(_row(dict(zip(columns, cells, strict=False)), reader.line_num, name))
    except csv.Error as error:
        raise UsageError(f"metadata file {name}, line {reader.line_num}: not CSV ({error})") from None
    return tuple(rows)


def _row(found: dict[str, Any], number: int, name: str) -> Row:
    named = tuple(dict.fromkeys(v for key in _KEYS if (v := line(plain(found.get(key))))))
    if not named:
        raise UsageError(f'metadata file {name}, line {number}: it has neither "id" nor "path"; add one')
    says = particulars(found, "meta", _NOT_NOTES)
    there = [f for f in FIELDS if (says.published.value if f == "published" else getattr(says, f))]
    return Row(number, named, says.noting(**told(dict.fromkeys(there, "--meta"))))


def describe(drafts: Sequence[Draft], rows: Sequence[Row]) -> tuple[list[Draft], list[str]]:
    """The drafts with what the rows say of them, and a warning for each row that could not be used.

    A row belongs to the article that alone goes by its path, id or file name; where several do, to none of them.
    What a person wrote into the meta file stands over what the article says of itself.
    """
    if not rows:
        return list(drafts), []
    exact: dict[str, set[Place]] = defaultdict(set)
    loose: dict[str, set[Place]] = defaultdict(set)
    files: dict[Place, list[int]] = defaultdict(list)
    for n, draft in enumerate(drafts):
        place = Place("", draft.place.real, draft.place.line)  # a file reached by two arguments is one
        files[place].append(n)
        exact[_tidy(draft.own_id or draft.place.path)].add(place)
        for name in names(draft):
            loose[name].add(place)
    out = list(drafts)
    taken: dict[Place, int] = {}
    warnings: list[str] = []
    for row in rows:
        found = next((f for name in row.names for f in (exact.get(_tidy(name)), loose.get(_tidy(name))) if f), set())
        label = f"metadata line {row.line} ({row.names[0]})"
        if not found:
            warnings.append(f"{label} matches no article")
        elif len(found) > 1:
            warnings.append(f"{label} matches {len(found)} articles and was not used: give their paths")
        elif (place := next(iter(found))) in taken:
            warnings.append(f"{label} describes the same article as line {taken[place]} and was not used")
        else:
            taken[place] = row.line
            for n in files[place]:
                out[n] = replace(out[n], particulars=row.says.over(out[n].particulars))
    return out, warnings


def _tidy(name: str) -> str:
    return name.replace("\\", "/").removeprefix("./")
