"""Which Firsthand tells a story: what was told by another one is told again."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable

from firsthand import __version__
from firsthand.case.codec import shape
from firsthand.nouns import Story
from firsthand.readers.drafts import Draft

# Libraries whose word lists and arithmetic a telling rests on; the others only show or read.
_RESTS_ON = ("numpy", "scipy", "snowballstemmer", "wordfreq")
_NOT_TELLING = frozenset({"case", "show", "web", "commands", "readers", "engines", "cli.py", "__main__.py"})
_READING = frozenset({"readers", "languages", "nouns"})


@cache
def edition() -> str:
    """A digest of the version, the code and tables that tell a story, and the libraries they rest on."""
    rooms = [x for x in files("firsthand").iterdir() if x.name not in _NOT_TELLING]
    return _digest([shape(Story), *(f"{name} {_version(name)}" for name in _RESTS_ON)], rooms)


@cache
def reading_edition() -> str:
    """The same of what reads a file."""
    rooms = [x for x in files("firsthand").iterdir() if x.name in _READING]
    return _digest([shape(Draft), *(f"{name} {_version(name)}" for name in ("trafilatura", "lxml"))], rooms)


def _digest(parts: list[str], rooms: Iterable[Traversable]) -> str:
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    told = [__version__, python, *parts, *sorted(line for room in rooms for line in _files(room, room.name))]
    return sha256("\n".join(told).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


def _files(entry: Traversable, name: str) -> Iterator[str]:
    """Path and digest of every module and table."""
    if entry.is_dir():
        for inner in entry.iterdir():
            yield from _files(inner, f"{name}/{inner.name}")
    elif name.endswith((".py", ".toml")):
        yield f"{name} {sha256(entry.read_bytes()).hexdigest()}"
