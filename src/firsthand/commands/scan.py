"""firsthand scan: who shares prose with whom in a pile of any size, and the piles worth tracing."""

from __future__ import annotations

import argparse
import json
import re
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from firsthand.commands.output import standard_output, write
from firsthand.nouns.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from firsthand.reuse.scan_input import Input
    from firsthand.reuse.scanning import Scan

NAME = "scan"
HELP = "find who shares prose with whom among thousands to millions of articles"
DESCRIPTION = (
    "Read articles of any number and write who shares prose with whom (pairs.parquet), where (passages.parquet), which "
    "belong together (groups.parquet), and those piles ready to trace (piles.parquet). Goes on where it was stopped."
)
_MEMORY = re.compile(r"(\d+(?:\.\d+)?)\s*(GB|MB|G|M)", re.IGNORECASE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="INPUT", help="files or folders: .jsonl, .parquet, WARC, case "
                        "files, and all else that trace reads")  # fmt: skip
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for the results, made if it is not there")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb",
                        help="what runs it: this machine, or a Spark cluster (default: %(default)s)")  # fmt: skip
    parser.add_argument("--master", metavar="URL", help="of the Spark cluster; local[*] by default")
    parser.add_argument("--memory", default="2.5GB", metavar="SIZE", help="what the process may take; what does not "
                        "fit goes to disk (default: %(default)s)")  # fmt: skip
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def run(arguments: argparse.Namespace) -> None:
    import os
    from pathlib import Path

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads for algebra that no scan does
    from firsthand.reuse import quick, scanning
    from firsthand.reuse.scan_input import claim, find_input

    if arguments.master and arguments.engine != "spark":
        raise UsageError("--master is for --engine spark")
    memory = _bytes(arguments.memory)
    found = find_input(arguments.paths)
    if arguments.engine == "duckdb":  # loads machine code, if it is worth it, while the engine is loaded
        threading.Thread(target=quick.worth, args=(found.size,), daemon=True).start()
    out = Path(arguments.out)
    engine = _engine(arguments, out, memory, lambda: claim(out, found.signature(scanning.PLAN)))
    try:
        with _meter(engine, not arguments.quiet) as say:
            say("reading")
            engine.read(found.records, [*found.parquet, *_through_readers(found, out / "work")])
            told = scanning.scan(engine, say)
    finally:
        engine.close()
    write(str(out / "scan.json"), json.dumps(_summary(told), indent=2) + "\n")
    if not arguments.quiet:
        with standard_output():
            print(_sentence(told, arguments.out))


def _bytes(size: str) -> int:
    found = _MEMORY.fullmatch(size.strip())
    if not found:
        raise UsageError(f"--memory takes a size such as 2.5GB or 800MB, not {size}")
    return int(float(found[1]) * (1e9 if found[2][0] in "gG" else 1e6))


def _engine(arguments: argparse.Namespace, out: Path, memory: int, begin: Callable[[], bool]) -> Any:
    if arguments.engine == "spark":
        from firsthand.engines import Distributed

        return Distributed(out, arguments.master or "local[*]", memory, begin)
    from firsthand.reuse.embedded import Embedded

    return Embedded(out, memory, begin=begin)


def _through_readers(found: Input, work: Path) -> list[Path]:
    """What is not a file of records already, as one."""
    if not found.others:
        return []
    import pyarrow as pa
    import pyarrow.parquet as pq

    from firsthand.case import Case, is_case
    from firsthand.readers import read
    from firsthand.reuse.scan_input import table_of

    file = work / "read.parquet"
    if not file.is_file():
        tables = []
        cases = [path for path in found.others if is_case(path)]
        for path in cases:
            with Case.open(path) as case:
                tables.append(table_of(case.intake().articles))
        if texts := [path for path in found.others if path not in cases]:
            tables.append(table_of(read(texts).articles))
        part = file.with_suffix(".part")
        pq.write_table(pa.concat_tables(tables), part)
        part.replace(file)
    return [file]


@contextmanager
def _meter(engine: Any, show: bool) -> Iterator[Callable[[str], None]]:
    """A line on standard error: which stage of how many, how much of it, articles a second, time left."""
    from firsthand.reuse.scanning import STAGES

    if not show or not sys.stderr.isatty():
        yield lambda stage: None
        return
    stages = ("reading", *STAGES)
    state: dict[str, Any] = {"stage": stages[0], "since": time.monotonic()}
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(0.5):
            done, passed = engine.progress(), time.monotonic() - state["since"]
            line = f"[{stages.index(state['stage']) + 1}/{len(stages)}] {state['stage']}"
            if 0 < done <= 1 and passed > 1:
                rate = f", {done * engine.articles / passed:,.0f} articles/s" if engine.articles else ""
                line += f" {done:.0%}{rate}, {passed * (1 - done) / done:,.0f} s left"
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()

    def say(stage: str) -> None:
        state.update(stage=stage, since=time.monotonic())

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield say
    finally:
        stop.set()
        watcher.join()
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _summary(told: Scan) -> dict[str, Any]:
    from dataclasses import asdict

    from firsthand import __version__
    from firsthand.nouns.limits import MAX_COPIES_PAIRED, MAX_PARTNERS, MAX_PILE
    from firsthand.reuse.scanning import GROUP_SHARE, TERMS

    caps = {"max_copies_paired": MAX_COPIES_PAIRED, "max_partners": MAX_PARTNERS, "max_pile": MAX_PILE}
    return {"schema": "firsthand/scan/1", "version": __version__,
            "settings": {**asdict(TERMS), "group_share": GROUP_SHARE, **caps}, "found": asdict(told)}  # fmt: skip


def _sentence(told: Scan, out: str) -> str:
    parts = [
        f"{told.articles:,} articles, {told.pairs:,} pairs that share prose, {told.grouped:,} articles in "
        f"{told.groups:,} groups: {out}",
    ]
    if told.left_out:
        parts.append(f"{told.left_out:,} records had no text or were read before")
    if told.common:
        parts.append(f"{told.common:,} articles consist mostly of what many hold; each was compared with few of those")
    if told.cut:
        parts.append(f"{told.cut:,} groups are too large to trace at once and became several piles")
    return "\n".join(parts)
