"""firsthand undo: take back what a person decided in a case file."""

from __future__ import annotations

import argparse

from firsthand.commands.output import standard_output
from firsthand.nouns.errors import UsageError

NAME = "undo"
HELP = "take a correction of a case file back"
DESCRIPTION = "Take a correction back, the latest one if no number is given. It stays in the case file, marked."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", help="the case file")
    parser.add_argument("number", nargs="?", metavar="NUMBER", help="of the correction, see: firsthand list CASE "
                        "--corrections")  # fmt: skip


def run(arguments: argparse.Namespace) -> None:
    number = arguments.number
    if number is not None and not (number.isascii() and number.isdigit() and len(number) < 10):
        raise UsageError(f"not a number: {number}; see: firsthand list {arguments.case} --corrections")
    from firsthand.case import Case

    with Case.open(arguments.case) as case:
        undone = case.undo(None if number is None else int(number))
    from firsthand.show.holdings import undone as told
    from firsthand.show.terminal import write

    with standard_output():
        write(told(undone))
