"""firsthand compare: two articles side by side."""

from __future__ import annotations

import argparse
import sys

from firsthand.commands.output import Progress, check_outputs, standard_output, write
from firsthand.nouns.errors import UsageError

NAME = "compare"
HELP = "two articles side by side: what they share, what each adds, where they differ"
DESCRIPTION = ("Read two articles and show them side by side: shared and reworded sentences, what each adds, and where "
               "they differ.")  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs=2, metavar=("A", "B"),
                        help="two files of one article each, in any format of docs/formats.md")  # fmt: skip
    parser.add_argument("--meta", metavar="FILE", help="a .jsonl or .csv file that describes the articles")
    parser.add_argument("--columns", metavar="FIELD=COLUMN,...", help="which columns of tables and keys of records "
                        "hold what: text=body,outlet=source")  # fmt: skip
    parser.add_argument("--html", metavar="FILE", help="write the comparison as one self-contained page")
    parser.add_argument("--json", metavar="FILE", help="write the comparison as JSON; - for standard output")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def run(arguments: argparse.Namespace) -> None:
    if arguments.html == "-":
        raise UsageError("--html needs a file name; only --json can go to standard output")
    check_outputs(arguments)
    from firsthand.show.compare import as_json, compared

    with Progress(show=not arguments.quiet and sys.stderr.isatty()):
        found = compared(arguments.paths, arguments.meta, arguments.columns)
    if arguments.json is not None:
        write(arguments.json, as_json(found))
    if arguments.html is not None:
        from firsthand.show.compare_page import page

        write(arguments.html, page(found))
    if not arguments.quiet and arguments.json != "-":
        from firsthand.show.compare_terminal import render

        with standard_output():
            render(found)
