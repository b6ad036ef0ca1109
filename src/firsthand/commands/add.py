"""firsthand add: read articles into a case file."""

from __future__ import annotations

import argparse
import sys

from firsthand.commands.output import Progress, standard_output

NAME = "add"
HELP = "read articles into a case file"
DESCRIPTION = (
    "Read articles into a case file, which is made where there is none. All of one add goes in or nothing; what the "
    "case holds already adds nothing, so that an add which was stopped is simply given again."
)
SHOWN = 8  # items of a list


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", help="the case file")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files or folders; - is standard input")
    parser.add_argument("--meta", metavar="FILE", help="a .jsonl or .csv file that describes the articles")
    parser.add_argument("--columns", metavar="FIELD=COLUMN,...", help="which columns of tables and keys of records "
                        "hold what: text=body,outlet=source")  # fmt: skip
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def run(arguments: argparse.Namespace) -> None:
    from firsthand.case import Case

    with Progress(show=not arguments.quiet and sys.stderr.isatty()) as progress, Case.open(
        arguments.case, create=True
    ) as case:  # fmt: skip
        added = case.add(arguments.paths, arguments.meta, arguments.columns, progress)
    if arguments.quiet:
        return
    from firsthand.show.holdings import added as told
    from firsthand.show.terminal import write

    with standard_output():
        write(told(added, SHOWN))
