"""firsthand origins: one claim step by step, from its mentions to who knows."""

from __future__ import annotations

import argparse
import sys

from firsthand.commands.output import Progress, standard_output

NAME = "origins"
HELP = "one claim step by step: where each mention's chain ends, what was taken as one"
DESCRIPTION = ("Follow one claim: the chain of each mention with its words, what was taken as one origin and why, and "
               "what would change the count.")  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("claim", metavar="CLAIM", help="its id as shown by firsthand claims (s1.c3), or words that one "
                        "claim has")  # fmt: skip
    parser.add_argument("paths", nargs="+", metavar="PATH",
                        help="files or folders, in any format of docs/formats.md; - is standard input")  # fmt: skip
    parser.add_argument("--meta", metavar="FILE", help="a .jsonl or .csv file that describes the articles")
    parser.add_argument("--columns", metavar="FIELD=COLUMN,...", help="which columns of tables and keys of records "
                        "hold what: text=body,outlet=source")  # fmt: skip


def run(arguments: argparse.Namespace) -> None:
    from firsthand.show.origins_view import select, view
    from firsthand.trace import trace

    with Progress(show=sys.stderr.isatty()) as progress:
        found = trace(arguments.paths, arguments.meta, progress, columns=arguments.columns)
    story, claim = select(found, arguments.claim)
    with standard_output():
        view(found, story, claim)
