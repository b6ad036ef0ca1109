"""firsthand schema: the JSON Schema of a trace."""

from __future__ import annotations

import argparse

from firsthand.commands.output import standard_output

NAME = "schema"
HELP = "print the JSON Schema of a trace"
DESCRIPTION = "Print the JSON Schema that the output of firsthand trace --json keeps to."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(arguments: argparse.Namespace) -> None:
    from firsthand.show.contract import schema_text

    with standard_output():
        print(schema_text(), end="")
