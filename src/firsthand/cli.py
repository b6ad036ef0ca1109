"""The command line: a command per verb, each one call of the library.

Exit codes: 0 done (rejected items are counted in the output), 2 the call is wrong, 3 nothing usable in the input,
4 a file could not be written, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from firsthand import __version__
from firsthand.nouns.errors import FirsthandError, StorageError, UsageError

INTERRUPTED = 130  # 128 + SIGINT, as shells count it


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        arguments.run(arguments)
        sys.stdout.flush()
    except FirsthandError as error:
        print(f"firsthand: {_printable(str(error))}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output left: that is its right
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (so that closing it at exit stays quiet)
        return 0
    except KeyboardInterrupt:
        print("firsthand: interrupted", file=sys.stderr)
        return INTERRUPTED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="firsthand",
        description="Give it a pile of news articles: who derives from whom, who said what through whom, and how many "
        "independent origins are shown for each claim.",
        epilog="Exit codes: 0 done, 2 wrong call, 3 nothing usable in the input, 4 could not write, 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=f"firsthand {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    tracing = commands.add_parser("trace", help="trace a pile of articles", description="Read articles and show what "
                                  "they rest on.")  # fmt: skip
    tracing.add_argument("paths", nargs="+", metavar="PATH",
                         help="files or folders (.txt .md .html .jsonl); - is standard input")  # fmt: skip
    tracing.add_argument("--meta", metavar="FILE", help="a .jsonl or .csv file with id or path, outlet, title, "
                         "published, updated, url, author of the articles")  # fmt: skip
    tracing.add_argument("--json", metavar="FILE", help="write the trace as JSON (see: firsthand schema); - for "
                         "standard output")  # fmt: skip
    tracing.add_argument("--html", metavar="FILE", help="write the report as one self-contained page")
    tracing.add_argument("--no-text", action="store_true", help="leave the articles' texts out of the JSON")
    tracing.add_argument("--quiet", action="store_true", help="print nothing but errors")
    tracing.set_defaults(run=_trace)

    schema = commands.add_parser("schema", help="print the JSON Schema of a trace")
    schema.set_defaults(run=_schema)
    return parser


def _trace(arguments: argparse.Namespace) -> None:
    outputs = [arguments.json, arguments.html]
    if arguments.html == "-":
        raise UsageError("--html needs a file name; only --json can go to standard output")
    if arguments.no_text and not arguments.json:
        raise UsageError("--no-text only changes the JSON; add --json FILE")
    _check_outputs([x for x in outputs if x and x != "-"], arguments.paths)
    from firsthand.trace import trace

    with _Progress(show=not arguments.quiet and sys.stderr.isatty()) as progress:
        found = trace(arguments.paths, arguments.meta, progress)
    if arguments.json:
        from firsthand.show.contract import as_json

        _write(arguments.json, as_json(found, text=not arguments.no_text))
    if arguments.html:
        from firsthand.show.report import report

        _write(arguments.html, report(found))
    if not arguments.quiet and arguments.json != "-":
        from firsthand.show.terminal import render

        render(found)


def _schema(arguments: argparse.Namespace) -> None:
    from firsthand.show.contract import schema_text

    print(schema_text(), end="")


def _check_outputs(outputs: Sequence[str], inputs: Sequence[str]) -> None:
    """Say before the work what would fail after it."""
    if len({os.path.realpath(x) for x in outputs}) < len(outputs):
        raise UsageError(f"--json and --html name the same file: {outputs[0]}")
    for output in outputs:
        if Path(output).is_dir():
            raise UsageError(f"cannot write to {output}: it is a folder; name a file in it")
        if any(os.path.realpath(output) == os.path.realpath(x) for x in inputs if x != "-"):
            raise UsageError(f"cannot write to {output}: it is one of the articles")


def _write(target: str, text: str) -> None:
    """Write a whole file or nothing: a failure leaves what stood there before."""
    if target == "-":
        sys.stdout.buffer.write(text.encode("utf-8"))
        return
    path = Path(target)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(text.encode("utf-8"))
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(f"cannot write {target}: {reason}; name another file or make room") from error


def _printable(line: str) -> str:
    """A line without anything a terminal would act on: file names may hold escapes and line breaks."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in line)


class _Progress:
    """A line on standard error while stages run; nothing where that is not a terminal."""

    def __init__(self, show: bool) -> None:
        self._show = show
        self._bar: Any = None

    def __enter__(self) -> Callable[[str, int, int], None] | None:
        if not self._show:
            return None
        from rich.console import Console

        self._bar = Console(stderr=True).status("reading")
        self._bar.start()
        return lambda stage, done, of: self._bar.update(f"{stage} {done}/{of}" if of > 1 else stage)

    def __exit__(self, *failure: object) -> None:
        if self._bar is not None:
            self._bar.stop()


if __name__ == "__main__":
    sys.exit(main())
