"""The command line: a command per verb, each one call of the library.

Exit codes: 0 done (rejected items are counted in the output), 2 the call is wrong, 3 nothing usable in the input,
4 a file could not be written, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from firsthand import __version__
from firsthand.nouns.errors import FirsthandError, StorageError, UsageError

INTERRUPTED = 130  # 128 + SIGINT, as shells count it


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _open_streams()
    try:
        with _standard_output():
            arguments = _parser().parse_args(argv)
        arguments.run(arguments)
        with _standard_output():
            sys.stdout.flush()
    except FirsthandError as error:
        print(f"firsthand: {_printable(str(error))}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output left: that is its right
        _discard_output()
        return 0
    except KeyboardInterrupt:
        _discard_output()
        print("firsthand: interrupted", file=sys.stderr)
        return INTERRUPTED
    return 0


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line, like every other of ours."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see: {self.prog} --help")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        sys.stdout.flush()  # of --help and --version, while a closed pipe can still be caught
        super().exit(status, message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="firsthand",
        allow_abbrev=False,  # else a new option could change what an old script means
        description="Give it a pile of news articles: who derives from whom, who said what through whom, and how many "
        "independent origins are shown for each claim.",
        epilog="Exit codes: 0 done, 2 wrong call, 3 nothing usable in the input, 4 could not write, 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=f"firsthand {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    tracing = commands.add_parser("trace", help="trace a pile of articles", allow_abbrev=False,
                                  description="Read articles and show what they rest on.")  # fmt: skip
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

    saying = commands.add_parser("attributions", help="who said what, through whom, in a pile of articles",
                                 allow_abbrev=False, description="Read articles and show who is quoted, by name and "
                                 "unnamed, who spoke to whom, who denied and who did not comment.")  # fmt: skip
    saying.add_argument("paths", nargs="+", metavar="PATH",
                        help="files or folders (.txt .md .html .jsonl); - is standard input")  # fmt: skip
    saying.add_argument("--meta", metavar="FILE", help="a .jsonl or .csv file that describes the articles")
    saying.add_argument("--json", metavar="FILE", help="write every attribution and entity as JSON; - for standard "
                        "output")  # fmt: skip
    saying.add_argument("--csv", metavar="FILE", help="write every attribution as a row; - for standard output")
    saying.add_argument("--quiet", action="store_true", help="print nothing but errors")
    saying.set_defaults(run=_attributions)

    schema = commands.add_parser("schema", help="print the JSON Schema of a trace")
    schema.set_defaults(run=_schema)
    return parser


def _trace(arguments: argparse.Namespace) -> None:
    if arguments.html == "-":
        raise UsageError("--html needs a file name; only --json can go to standard output")
    if arguments.no_text and arguments.json is None:
        raise UsageError("--no-text only changes the JSON; add --json FILE")
    _check_outputs(arguments)
    from firsthand.trace import trace

    with _Progress(show=not arguments.quiet and sys.stderr.isatty()) as progress:
        found = trace(arguments.paths, arguments.meta, progress)
    if arguments.json is not None:
        from firsthand.show.contract import as_json

        _write(arguments.json, as_json(found, text=not arguments.no_text))
    if arguments.html is not None:
        from firsthand.show.report import report

        _write(arguments.html, report(found))
    if not arguments.quiet and arguments.json != "-":
        from firsthand.show.terminal import render

        with _standard_output():
            render(found)


def _attributions(arguments: argparse.Namespace) -> None:
    if arguments.json == "-" and arguments.csv == "-":
        raise UsageError("only one of --json and --csv can go to standard output")
    _check_outputs(arguments)
    from firsthand.show.attributions import Said, as_csv, as_json, view

    with _Progress(show=not arguments.quiet and sys.stderr.isatty()):
        found = Said.of(arguments.paths, arguments.meta)
    if arguments.json is not None:
        _write(arguments.json, as_json(found))
    if arguments.csv is not None:
        _write(arguments.csv, as_csv(found))
    if not arguments.quiet and "-" not in (arguments.json, arguments.csv):
        with _standard_output():
            view(found)


def _schema(arguments: argparse.Namespace) -> None:
    from firsthand.show.contract import schema_text

    with _standard_output():
        print(schema_text(), end="")


def _check_outputs(arguments: argparse.Namespace) -> None:
    """Say before the work what would fail after it, or would write over what is read."""
    named = {f"--{x}": getattr(arguments, x, None) for x in ("json", "html", "csv")}
    for option, output in named.items():
        if output == "":
            raise UsageError(f"{option} needs a file name")
    options = [x for x, output in named.items() if output is not None and output != "-"]
    outputs = [x for x in named.values() if x is not None and x != "-"]
    real = [os.path.realpath(x) for x in outputs]
    if len(set(real)) < len(real):
        raise UsageError(f"{' and '.join(options)} name the same file: {outputs[0]}")
    inputs = [os.path.realpath(x) for x in arguments.paths if x != "-"]
    for output, place in zip(outputs, real, strict=True):
        if os.path.isdir(place):
            raise UsageError(f"cannot write to {output}: it is a folder; name a file in it")
        if arguments.meta and place == os.path.realpath(arguments.meta):
            raise UsageError(f"cannot write to {output}: it is the --meta file; name another")
        if place in inputs or (os.path.lexists(place) and any(place.startswith(os.path.join(x, "")) for x in inputs)):
            raise UsageError(f"cannot write to {output}: it is one of the articles or stands among them; name another")


def _write(target: str, text: str) -> None:
    """Write a whole file or nothing: a failure leaves what stood there before."""
    data = text.encode("utf-8")
    if target == "-":
        with _standard_output():
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.flush()
        return
    path = Path(os.path.realpath(target))  # a link is written through, not replaced
    part = path.with_name(f".firsthand-{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):  # a device or a pipe: there is no old content
            path.write_bytes(data)
            return
        try:
            part.write_bytes(data)
            if path.exists():
                shutil.copymode(path, part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(f"cannot write {target}: {reason}; name another file or make room") from error


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


@contextmanager
def _standard_output() -> Iterator[None]:
    """What fails in here failed on writing to standard output; a closed pipe is told apart by the caller."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        _discard_output()
        reason = error.strerror or str(error)
        raise StorageError(f"cannot write to standard output: {reason}; write to a file or make room") from error


def _discard_output() -> None:
    """Let nothing more reach standard output, also what is still in its buffer when Python ends."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (open until the end)


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
