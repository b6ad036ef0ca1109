"""The command line: a command per verb, each one call of the library.

Exit codes: 0 done (rejected items are counted in the output), 2 the call is wrong, 3 nothing usable in the input,
4 a file could not be written, 130 interrupted.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

from firsthand import __version__
from firsthand.commands.output import discard_output, standard_output
from firsthand.nouns.errors import FirsthandError, UsageError

INTERRUPTED = 130  # 128 + SIGINT, as shells count it

# A module of firsthand.commands each, in the order of the help.
VERBS = [
    "trace",
    "attributions",
    "claims",
    "origins",
    "compare",
    "scan",
    "rebuild",
    "add",
    "list",
    "show",
    "correct",
    "undo",
    "fetch",
    "schema",
]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _open_streams()
    try:
        with standard_output():
            given = sys.argv[1:] if argv is None else argv
            arguments = _parser(given).parse_args(given)
        arguments.run(arguments)
        with standard_output():
            sys.stdout.flush()
    except FirsthandError as error:
        print(f"firsthand: {_printable(str(error))}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output left: that is its right
        discard_output()
        return 0
    except KeyboardInterrupt:
        discard_output()
        print("firsthand: interrupted", file=sys.stderr)
        return INTERRUPTED
    return 0


def entry() -> NoReturn:
    """The command: run and end at once. Python's own ending gives memory back piece by piece, a tenth of a second."""
    gc.set_threshold(100_000, 20, 20)  # what is imported and found stays; looking for what does not costs a tenth too
    code = main()
    with suppress(OSError, ValueError):  # a stream that is gone; who reads it has been told all there is
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line, like every other of ours."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see: {self.prog} --help")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        sys.stdout.flush()  # of --help and --version, while a closed pipe can still be caught
        super().exit(status, message)


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """A parser of the verb that is given first, else of all: most of what a short command takes is importing."""
    parser = _Parser(
        prog="firsthand",
        allow_abbrev=False,  # else a new option could change what an old script means
        description="Give it a pile of news articles: who derives from whom, who said what through whom, and how many "
        "independent origins are shown for each claim.",
        epilog="Exit codes: 0 done, 2 wrong call, 3 nothing usable in the input, 4 could not write, 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=f"firsthand {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for verb in [given[0]] if given and given[0] in VERBS else VERBS:
        module = import_module(f"firsthand.commands.{verb}")
        command = commands.add_parser(module.NAME, help=module.HELP, allow_abbrev=False,
                                      description=getattr(module, "DESCRIPTION", None))  # fmt: skip
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def _open_streams() -> None:
    """Give every standard stream somewhere to go, and no character that stops it.

    A stream may be closed when we start; a file opened later would then take its number and its output. A terminal
    that cannot show a character shows its number.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  (open as long as we run)
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _printable(line: str) -> str:
    """A line without anything a terminal would act on: file names may hold escapes and line breaks."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in line)


if __name__ == "__main__":
    entry()
