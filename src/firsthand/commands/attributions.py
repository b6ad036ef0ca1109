"""firsthand attributions: who said what, through whom, on its own."""

from __future__ import annotations

import argparse
import sys

from firsthand.commands.output import Progress, check_outputs, standard_output, write
from firsthand.nouns.errors import UsageError

NAME = "attributions"
HELP = "who said what, through whom, in a pile of articles"
DESCRIPTION = ("Read articles and show who is quoted, by name and unnamed, who spoke to whom, who denied and who did "
               "not comment.")  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH",
                        help="files or folders, in any format of docs/formats.md; - is standard input")  # fmt: skip
    parser.add_argument("--meta", metavar="FILE", help="a .jsonl or .csv file that describes the articles")
    parser.add_argument("--columns", metavar="FIELD=COLUMN,...", help="which columns of tables and keys of records "
                        "hold what: text=body,outlet=source")  # fmt: skip
    parser.add_argument("--json", metavar="FILE", help="write every attribution and entity as JSON; - for standard "
                        "output")  # fmt: skip
    parser.add_argument("--csv", metavar="FILE", help="write every attribution as a row; - for standard output")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def run(arguments: argparse.Namespace) -> None:
    if arguments.json == "-" and arguments.csv == "-":
        raise UsageError("only one of --json and --csv can go to standard output")
    check_outputs(arguments)
    from firsthand.show.attributions import Said, as_csv, as_json, view

    with Progress(show=not arguments.quiet and sys.stderr.isatty()):
        found = Said.of(arguments.paths, arguments.meta, arguments.columns)
    if arguments.json is not None:
        write(arguments.json, as_json(found))
    if arguments.csv is not None:
        write(arguments.csv, as_csv(found))
    if not arguments.quiet and "-" not in (arguments.json, arguments.csv):
        with standard_output():
            view(found)
