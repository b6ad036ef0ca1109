"""What a scan reads: files of records straight into the engine, everything else through the readers first."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from firsthand.nouns import Article, NothingUsable, UsageError

FIELDS = ("id", "outlet", "title", "author", "published", "updated", "url", "text")
_RECORDS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_PARQUET = ".parquet"
_STATE = "settings.json"


@dataclass(frozen=True, slots=True)
class Input:
    """Files by how they are read."""

    records: tuple[Path, ...]  # a JSON object a line
    parquet: tuple[Path, ...]
    others: tuple[Path, ...]  # texts, pages, web archives: through the readers

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(f.stat().st_size for f in (*self.records, *self.parquet, *self.others))

    def signature(self, plan: object) -> str:
        """Tells this input, read by this plan, from any other: names, sizes and times of change."""
        files = sorted({*self.records, *self.parquet, *self.others})
        told = [(str(f.resolve()), f.stat().st_size, f.stat().st_mtime_ns) for f in files]
        return hashlib.sha256(json.dumps([told, repr(plan)]).encode()).hexdigest()


def find_input(paths: Sequence[str | os.PathLike[str]]) -> Input:
    """The files behind the arguments; folders with all in them, hidden files left out.

    Raises:
        UsageError: a path does not exist.
        NothingUsable: no file there.
    """
    files: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = (Path(root) / name for root, _, names in os.walk(path) for name in names)
            files += [f for f in inside if not any(p.startswith(".") for p in f.relative_to(path).parts)]
        elif path.exists():
            files.append(path)
        else:
            raise UsageError(f"no such file or folder: {path}; check the path")
    if not files:
        raise NothingUsable("no file there; give files or folders of articles")
    files = sorted(dict.fromkeys(files))
    records = tuple(f for f in files if f.name.lower().endswith(_RECORDS))
    parquet = tuple(f for f in files if f.name.lower().endswith(_PARQUET))
    taken = {*records, *parquet}
    return Input(records, parquet, tuple(f for f in files if f not in taken))


def table_of(articles: Sequence[Article]) -> Any:
    """Articles as an Arrow table of records."""
    import pyarrow as pa

    rows = [{**{f: getattr(a, f) for f in FIELDS if f != "published"}, "published": a.published.value}
            for a in articles]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=pa.schema([(f, pa.string()) for f in FIELDS]))


def claim(folder: Path, signature: str) -> bool:
    """Make a folder this scan's; True where it holds part of this very scan already.

    Raises:
        UsageError: it holds another scan, or other files.
    """
    work = folder / "work"
    state = work / _STATE
    if state.is_file():
        if json.loads(state.read_text(encoding="utf-8")) != {"scan": signature}:
            raise UsageError(f"{folder} holds a scan of other input; name another folder with --out, or remove it")
        return True
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} holds other files; name a new folder with --out")
    work.mkdir(parents=True)
    state.write_text(json.dumps({"scan": signature}), encoding="utf-8")
    return False


def settings_of(terms: object) -> dict[str, Any]:
    """A dataclass of settings as plain data."""
    return asdict(terms)  # type: ignore[call-overload, no-any-return]
