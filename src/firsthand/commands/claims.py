"""firsthand claims: what is claimed in a pile, who carries it, and who is shown to know."""

from __future__ import annotations

import argparse
import sys

from firsthand.commands.output import Progress, check_outputs, standard_output, write
from firsthand.nouns.errors import UsageError

NAME = "claims"
HELP = "what a pile claims: carriers, origins shown, who does not say"
DESCRIPTION = ("Read articles and show their claims: who carries each, the origins shown for it, how many mentions do "
               "not say, and its status.")  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH",
                        help="files or folders, in any format of docs/formats.md; - is standard input")  # fmt: skip
    parser.add_argument("--meta", metavar="FILE", help="a .jsonl or .csv file that describes the articles")
    parser.add_argument("--columns", metavar="FIELD=COLUMN,...", help="which columns of tables and keys of records "
                        "hold what: text=body,outlet=source")  # fmt: skip
    parser.add_argument("--all", action="store_true", help="also the claims that one article alone carries")
    parser.add_argument("--json", metavar="FILE", help="write every claim as JSON; - for standard output")
    parser.add_argument("--csv", metavar="FILE", help="write every mention of every claim as a row; - for standard "
                        "output")  # fmt: skip
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def run(arguments: argparse.Namespace) -> None:
    if arguments.json == "-" and arguments.csv == "-":
        raise UsageError("only one of --json and --csv can go to standard output")
    check_outputs(arguments)
    from firsthand.show.claims_view import as_csv, as_json, view
    from firsthand.trace import trace

    with Progress(show=not arguments.quiet and sys.stderr.isatty()) as progress:
        found = trace(arguments.paths, arguments.meta, progress, columns=arguments.columns)
    if arguments.json is not None:
        write(arguments.json, as_json(found))
    if arguments.csv is not None:
        write(arguments.csv, as_csv(found))
    if not arguments.quiet and "-" not in (arguments.json, arguments.csv):
        with standard_output():
            view(found, every=arguments.all)
