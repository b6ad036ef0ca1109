"""What every command does the same way: check where its output goes, write it whole, show progress."""

from __future__ import annotations

import argparse
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from firsthand.nouns.errors import StorageError, UsageError


def check_outputs(arguments: argparse.Namespace) -> None:
    """Say before the work what would fail after it, or would write over what is read."""
    named = {f"--{x}": getattr(arguments, x, None) for x in ("json", "html", "csv", "text")}
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


def write(target: str, text: str) -> None:
    """Write a whole file or nothing: a failure leaves what stood there before."""
    data = text.encode("utf-8")
    if target == "-":
        with standard_output():
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


@contextmanager
def standard_output() -> Iterator[None]:
    """What fails in here failed on writing to standard output; a closed pipe is told apart by the caller."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_output()
        reason = error.strerror or str(error)
        raise StorageError(f"cannot write to standard output: {reason}; write to a file or make room") from error


def discard_output() -> None:
    """Let nothing more reach standard output, also what is still in its buffer when Python ends."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (open until the end)


class Progress:
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
