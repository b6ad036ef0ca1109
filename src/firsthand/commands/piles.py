"""Tracing the piles of a scan: many at once, a file a story and an index of them all; goes on where it was stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from firsthand.commands.output import write
from firsthand.nouns import Article, Intake, Rejection, Trace, UsageError

TRACES = "traces"
INDEX = "index.jsonl"
_FOLDERS = 100  # that the traces are spread over; file systems dislike a million files in one
_AT_ONCE = 4  # piles handed to a process at a time

Row = dict[str, Any]


def is_scan(path: str | os.PathLike[str]) -> bool:
    """Whether a folder holds a finished scan."""
    return os.path.isfile(os.path.join(path, "scan.json")) and os.path.exists(os.path.join(path, "piles.parquet"))


def trace_piles(folder: Path, processes: int | None = None, engine: Any = None, progress: Any = None) -> int:
    """Trace every pile of a scan that is not traced yet.

    Args:
        folder: of the scan.
        processes: on this machine; as many as it has cores by default.
        engine: a cluster instead (engines.Distributed over the same folder).
        progress: called with (what, done, of) after each pile.

    Returns:
        How many stories there are now.
    """
    done = folder / "work" / "traced"
    done.mkdir(parents=True, exist_ok=True)
    one = partial(trace_pile, str(folder))
    if engine is not None:
        engine.each("piles", "number", partial(_on_worker, str(folder)), "number bigint, stories int")
    else:
        _here(one, [p for p in _piles(folder) if not _marker(folder, p[0]["number"]).is_file()], processes, progress)
    lines = [line for file in sorted(done.glob("*/*.jsonl")) for line in _lines(file)]
    lines.sort(key=lambda line: (line["number"], int(line["story"][1:] or 0) if line["story"] else 0))
    write(str(folder / TRACES / INDEX), "".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines))
    return sum(line["story"] != "" for line in lines)


def trace_pile(folder: str, rows: Sequence[Row]) -> int:
    """Trace one pile and write a file for each of its stories; how many there were. The marker is written last."""
    from firsthand.readers import article_from_record
    from firsthand.show.contract import as_json
    from firsthand.trace import trace_intake

    number, pile = int(rows[0]["number"]), str(rows[0]["pile"])
    marker = _marker(Path(folder), number)
    if marker.is_file():
        return len(_lines(marker))
    read = [article_from_record({k: v for k, v in r.items() if k not in ("number", "pile") and v is not None}, r["id"])
            for r in rows]  # fmt: skip
    articles = tuple(sorted((a for a in read if isinstance(a, Article)), key=lambda a: a.id))
    rejected = tuple(r for r in read if isinstance(r, Rejection))
    about: Row = {"number": number, "pile": pile, "rejected": [r.path for r in rejected]}
    lines: list[Row] = []
    try:
        found = trace_intake(Intake(articles, (), rejected)) if articles else None
    except Exception as error:  # one pile of a million must not stop the rest; it is told in the index
        found = None
        lines.append({**about, "story": "", "failed": f"{type(error).__name__}: {error}"[:300]})
    for story in found.stories if found else ():
        assert found is not None
        name = f"{number % _FOLDERS:02d}/p{number:09d}-{story.id}.json"
        write(str(Path(folder) / TRACES / name), as_json(_alone(found, story.id)))
        lines.append({
            **about, "story": story.id, "file": name, "title": story.title, "articles": list(story.articles),
            "origins_shown": story.summary.origins_shown, "unknown_mentions": story.summary.unknown_mentions,
            "newsrooms": story.summary.newsrooms,
        })  # fmt: skip
    write(str(marker), "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    return len(lines)


def _on_worker(folder: str, table: Any) -> Any:
    import pyarrow as pa

    rows = sorted(table.to_pylist(), key=lambda r: r["id"])
    return pa.table({"number": [rows[0]["number"]], "stories": pa.array([trace_pile(folder, rows)], pa.int32())})


def _here(one: Any, piles: list[list[Row]], processes: int | None, progress: Any) -> None:
    """On this machine: a process a core; the largest piles first, so that none is left alone at the end."""
    import multiprocessing

    piles.sort(key=lambda rows: (-len(rows), rows[0]["number"]))
    count = min(processes or os.cpu_count() or 1, max(1, len(piles)))
    say = progress or (lambda what, done, of: None)
    if count == 1:
        for n, rows in enumerate(piles, start=1):
            one(rows)
            say("piles", n, len(piles))
        return
    with multiprocessing.get_context("spawn").Pool(count) as pool:
        for n, _ in enumerate(pool.imap_unordered(one, piles, chunksize=_AT_ONCE), start=1):
            say("piles", n, len(piles))


def _piles(folder: Path) -> Iterator[list[Row]]:
    """The rows of each pile, in order."""
    try:
        import pyarrow.dataset as ds
    except ImportError:
        raise UsageError("a scan is read with pyarrow; install it: pip install 'firsthand[scan]'") from None
    files = ds.dataset(folder / "piles.parquet", format="parquet", exclude_invalid_files=True)
    rows = (row for batch in files.to_batches(batch_readahead=1) for row in batch.to_pylist())
    for _, pile in groupby(rows, key=lambda row: row["number"]):
        yield list(pile)


def _alone(trace: Trace, story: str) -> Trace:
    """A trace of one of its stories."""
    (told,) = (s for s in trace.stories if s.id == story)
    inside = set(told.articles)
    articles = tuple(a for a in trace.intake.articles if a.id in inside)
    return replace(trace, intake=Intake(articles), layouts=told.layouts, stories=(told,))


def _marker(folder: Path, number: int) -> Path:
    return folder / "work" / "traced" / f"{number % _FOLDERS:02d}" / f"p{number:09d}.jsonl"


def _lines(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
