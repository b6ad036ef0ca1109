"""firsthand list: what a case file holds."""

from __future__ import annotations

import argparse

from firsthand.commands.output import standard_output
from firsthand.nouns.errors import UsageError

NAME = "list"
HELP = "list the articles of a case file, or search them"
DESCRIPTION = "List the articles of a case file with the story each stood in when it was last traced; or search them."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", help="the case file")
    parser.add_argument("--search", metavar="WORDS", help='only articles that hold all these words or "phrases", the '
                        "best match first")  # fmt: skip
    parser.add_argument("--corrections", action="store_true", help="list what people decided instead")


def run(arguments: argparse.Namespace) -> None:
    if arguments.search is not None and arguments.corrections:
        raise UsageError("--search looks through articles; leave --corrections out")
    from firsthand.case import Case
    from firsthand.show.holdings import corrections, entries
    from firsthand.show.terminal import write

    with Case.open(arguments.case) as case:
        lines = corrections(case.corrections()) if arguments.corrections else entries(case.list(arguments.search))
    with standard_output():
        write(lines)
