"""Arguments -> files: folders are walked in order, and nothing but regular files is ever opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import BinaryIO

from firsthand.nouns import Rejection, UsageError

STDIN = "-"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an item was found.

    Attributes:
        path: as it is shown: relative to the argument, "/" between parts, ":" and the line for a record.
        real: the absolute path with links resolved; tells files apart, never shown.
        line: of a record in its file, from 1; 0 for a whole file.
    """

    path: str
    real: str
    line: int = 0

    def at(self, line: int) -> Place:
        """The place of a record in this file."""
        return Place(f"{self.path}:{line}", self.real, line)


def find(arguments: Sequence[str | PathLike[str]], leave_out: str | None = None) -> Iterator[Place | Rejection]:
    """The files behind the arguments, in order; standard input once, however often it is named.

    Args:
        arguments: files and folders; "-" is standard input.
        leave_out: the real path of a file that is never an article (the ``--meta`` file).

    Raises:
        UsageError: an argument does not exist, or is a folder that may not be read.
    """
    texts = [os.fspath(a) for a in arguments]
    if STDIN in texts:
        yield Place(STDIN, STDIN)
    for argument in texts:
        if argument == STDIN:
            continue
        try:
            mode = os.stat(argument).st_mode if argument else 0
        except PermissionError:
            raise UsageError(f"no permission to reach: {shown(argument)}; ask for read access to its folder") from None
        except (OSError, ValueError):
            mode = 0
        if not mode:
            raise UsageError(f"no such file or folder: {shown(argument)}; check the path")
        real = os.path.realpath(argument)
        if stat.S_ISDIR(mode):
            yield from _walk(argument, real, leave_out)
        elif real != leave_out:
            yield from _regular(Place(shown(os.path.basename(argument)), real), mode)


def _walk(folder: str, root: str, leave_out: str | None) -> Iterator[Place | Rejection]:
    """The files of a folder and the folders in it, sorted by name; hidden ones skipped, links never followed out."""
    todo: list[tuple[str, str]] = [(folder, "")]  # a stack, not recursion: folders nest as deep as a disk allows
    while todo:
        here, prefix = todo.pop()
        try:
            with os.scandir(here) as entries:
                names = sorted(e.name for e in entries)
        except PermissionError:
            if not prefix:
                raise UsageError(f"no permission to read the folder: {shown(folder)}; ask for read access") from None
            yield Rejection(
                prefix.rstrip("/"), "no-permission", "no permission to read this folder; nothing in it is read"
            )
            continue
        except OSError as error:
            if not prefix:
                raise UsageError(f"cannot read the folder: {shown(folder)} ({error.strerror}); check it") from None
            yield Rejection(prefix.rstrip("/"), "unreadable", f"cannot read this folder: {error.strerror}")
            continue
        folders = []
        for name in names:
            if name.startswith("."):
                continue
            path, file = prefix + shown(name), os.path.join(here, name)
            try:
                mode = os.lstat(file).st_mode
            except OSError as error:
                yield _refused(path, error)
                continue
            if stat.S_ISDIR(mode):
                folders.append((file, path + "/"))
            elif stat.S_ISLNK(mode):
                yield from _linked(path, file, root, leave_out)
            elif (real := os.path.realpath(file)) != leave_out:
                yield from _regular(Place(path, real), mode)
        todo.extend(reversed(folders))


def _linked(path: str, file: str, root: str, leave_out: str | None) -> Iterator[Place | Rejection]:
    real = os.path.realpath(file)
    try:
        mode = os.stat(real).st_mode
    except OSError:
        yield Rejection(path, "unreadable", "a link that leads nowhere")
        return
    if os.path.commonpath([root, real]) != root:
        yield Rejection(path, "unsupported", "a link out of the folder is not followed; name its target")
    elif not stat.S_ISDIR(mode) and real != leave_out:  # a folder inside is walked where it really is
        yield from _regular(Place(path, real), mode)


def _regular(place: Place, mode: int) -> Iterator[Place | Rejection]:
    yield place if stat.S_ISREG(mode) else _no_file(place.path)


def open_bytes(place: Place, limit: int) -> bytes | Rejection:
    """The bytes of a file, at most ``limit``; or why not."""
    file = open_lines(place)
    if isinstance(file, Rejection):
        return file
    try:
        with file:
            data = file.read(limit + 1)
    except OSError as error:  # a folder's network went away, a bad sector
        return _refused(place.path, error)
    if len(data) > limit:
        return Rejection(place.path, "too-large", f"larger than {limit:,} bytes; split it into articles")
    return data


def open_lines(place: Place) -> BinaryIO | Rejection:
    """A file open for reading line by line, of any size; or why not."""
    try:
        file = open(place.real, "rb", opener=_opener)  # noqa: SIM115 (the caller closes it)
    except OSError as error:
        return _refused(place.path, error)
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    return _no_file(place.path)


def _opener(path: str, flags: int) -> int:
    # Without O_NONBLOCK a file swapped for a pipe between the look and the opening would hang us for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refused(path: str, error: OSError) -> Rejection:
    if isinstance(error, PermissionError):
        return Rejection(path, "no-permission", "no permission to read it; ask for read access")
    return Rejection(path, "unreadable", f"cannot be read: {error.strerror or type(error).__name__}")


def _no_file(path: str) -> Rejection:
    return Rejection(path, "unreadable", 'a pipe, socket or device is never opened; pipe its text in as "-"')


def real_path(path: str | PathLike[str] | None) -> str | None:
    """The absolute path of a file, links resolved; None for none."""
    return None if path is None else os.path.realpath(os.fspath(path))


def shown(path: str) -> str:
    """A path as it is printed: "/" between parts, what cannot be decoded or printed written as escapes."""
    plain = os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in plain)
