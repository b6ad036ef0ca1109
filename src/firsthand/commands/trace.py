"""firsthand trace: the whole pipeline over a pile, shown and written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from firsthand.commands.output import Progress, check_outputs, standard_output, write
from firsthand.nouns.errors import StorageError, UsageError

if TYPE_CHECKING:
    from firsthand.nouns import Trace

NAME = "trace"
HELP = "trace a pile of articles"
DESCRIPTION = "Read articles and show what they rest on."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH",
                        help="files or folders, in any format of docs/formats.md; - is standard input")  # fmt: skip
    parser.add_argument("--meta", metavar="FILE", help="a .jsonl or .csv file with id or path, outlet, title, "
                        "published, updated, url, author of the articles")  # fmt: skip
    parser.add_argument("--columns", metavar="FIELD=COLUMN,...", help="which columns of tables and keys of records "
                        "hold what: text=body,outlet=source")  # fmt: skip
    parser.add_argument("--json", metavar="FILE", help="write the trace as JSON (see: firsthand schema); - for "
                        "standard output")  # fmt: skip
    parser.add_argument("--html", metavar="FILE", help="write the report as one self-contained page")
    parser.add_argument("--no-text", action="store_true", help="leave the articles' texts out of the JSON")
    parser.add_argument("--afresh", action="store_true", help="with a case file: tell every story again, also those "
                        "that nothing changed for")  # fmt: skip
    parser.add_argument("--engine", choices=("here", "spark"), default="here",
                        help="with a scan's folder: trace its piles on this machine or on a Spark cluster")  # fmt: skip
    parser.add_argument("--master", metavar="URL", help="of the Spark cluster; local[*] by default")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def run(arguments: argparse.Namespace) -> None:
    if arguments.html == "-":
        raise UsageError("--html needs a file name; only --json can go to standard output")
    if arguments.no_text and arguments.json is None:
        raise UsageError("--no-text only changes the JSON; add --json FILE")
    check_outputs(arguments)
    from firsthand.commands.piles import is_scan

    scans = [x for x in arguments.paths if x != "-" and is_scan(x)]
    if scans:
        return _trace_scan(arguments, scans)
    if arguments.engine != "here" or arguments.master:
        raise UsageError("--engine and --master are for the folder of a scan; see: firsthand scan --help")
    with Progress(show=not arguments.quiet and sys.stderr.isatty()) as progress:
        found, not_kept = _traced(arguments, progress)
    if arguments.json is not None:
        from firsthand.show.contract import as_json

        write(arguments.json, as_json(found, text=not arguments.no_text))
    if arguments.html is not None:
        from firsthand.show.report import report

        write(arguments.html, report(found))
    if not arguments.quiet and arguments.json != "-":
        from firsthand.show.terminal import render

        with standard_output():
            render(found)
    if not_kept is not None:
        raise not_kept


def _trace_scan(arguments: argparse.Namespace, scans: list[str]) -> None:
    """Trace every pile of a scan: a file a story, and an index."""
    from pathlib import Path

    from firsthand.commands.piles import INDEX, TRACES, trace_piles

    if len(arguments.paths) > 1 or any((arguments.meta, arguments.columns, arguments.json, arguments.html,
                                        arguments.no_text, arguments.afresh)):  # fmt: skip
        raise UsageError(f"{scans[0]} is the folder of a scan and is traced on its own, into its folder {TRACES}")
    if arguments.master and arguments.engine != "spark":
        raise UsageError("--master is for --engine spark")
    folder, engine = Path(scans[0]), None
    if arguments.engine == "spark":
        from firsthand.engines import Distributed

        engine = Distributed(folder, arguments.master or "local[*]", 2_000_000_000)
    try:
        with Progress(show=not arguments.quiet and sys.stderr.isatty()) as progress:
            stories = trace_piles(folder, engine=engine, progress=progress)
    finally:
        if engine is not None:
            engine.close()
    if not arguments.quiet:
        with standard_output():
            print(f"{stories:,} stories traced: {folder / TRACES / INDEX}")


def _traced(arguments: argparse.Namespace, progress: Callable[[str, int, int], None] | None
            ) -> tuple[Trace, StorageError | None]:  # fmt: skip
    """The trace of a pile or of a case file, and why it could not be kept in the latter."""
    from firsthand.case import Case, is_case
    from firsthand.trace import trace

    cases = [x for x in arguments.paths if x != "-" and is_case(x)]
    if not cases:
        if arguments.afresh:
            raise UsageError("--afresh is for a case file; articles are always traced afresh")
        return trace(arguments.paths, arguments.meta, progress, columns=arguments.columns), None
    if len(arguments.paths) > 1:
        raise UsageError(f"{cases[0]} is a case file and is traced on its own; add articles to it with: firsthand add")
    if arguments.meta is not None or arguments.columns is not None:
        raise UsageError("--meta and --columns tell how articles are read; give them to: firsthand add")
    with Case.open(cases[0]) as case:
        found = case.trace(progress, arguments.afresh)
    return found.trace, found.not_kept
