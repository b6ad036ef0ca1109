"""firsthand rebuild: the reports that a pile rests on and does not hold, put together from their descendants."""

from __future__ import annotations

import argparse
import sys

from firsthand.commands.output import Progress, check_outputs, standard_output, write
from firsthand.nouns.errors import UsageError

NAME = "rebuild"
HELP = "put a lost report together from the articles that derive from it"
DESCRIPTION = ("Read articles and put together the reports that they rest on and that are not among them. What comes "
               "out is a reconstruction, not a text that was published.")  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH",
                        help="files or folders (see: firsthand trace --help); - is standard input")  # fmt: skip
    parser.add_argument("--meta", metavar="FILE", help="a .jsonl or .csv file that describes the articles")
    parser.add_argument("--story", metavar="ID", help="only this story of the trace (s1, s2, ...)")
    parser.add_argument("--json", metavar="FILE", help="write every sentence with its readings and reasons; - for "
                        "standard output")  # fmt: skip
    parser.add_argument("--text", metavar="FILE", help="write the likeliest readings as plain text; - for standard "
                        "output")  # fmt: skip
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def run(arguments: argparse.Namespace) -> None:
    if arguments.json == "-" and arguments.text == "-":
        raise UsageError("only one of --json and --text can go to standard output")
    check_outputs(arguments)
    from firsthand.show.rebuilt import as_json, as_text, rebuilt, view
    from firsthand.show.terminal import write as show
    from firsthand.trace import trace

    with Progress(show=not arguments.quiet and sys.stderr.isatty()) as progress:
        traced = trace(arguments.paths, arguments.meta, progress)
    try:
        found = rebuilt(traced, arguments.story)
    except KeyError as error:
        known = ", ".join(s.id for s in traced.stories[:9])
        raise UsageError(f"there is no story {arguments.story}; the first are {known}") from error
    if arguments.json is not None:
        write(arguments.json, as_json(found, traced))
    if arguments.text is not None:
        write(arguments.text, as_text(found, traced))
    if not arguments.quiet and "-" not in (arguments.json, arguments.text):
        with standard_output():
            show(view(found, traced))
