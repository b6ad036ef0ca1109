"""A bank: the invented events, names and sentences that worlds are made of."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
BANKS = {"development": 0, "reporting": 200}  # the first seed of its worlds
OPTION = re.compile(r"\[([^][]*)\]")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened: who tells it, and skeletons of a clause that say it.

    ``speaker`` is a role, or "own" for the reporter's own voice; ``other`` a second role that can know it too.
    """

    id: str
    speaker: str
    other: str | None
    frames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    name: str
    firms: tuple[str, ...]
    numbers: dict[str, tuple[int, int]]
    disputed: tuple[str, ...]
    headlines: tuple[str, ...]
    facts: tuple[Fact, ...]
    quotes: tuple[tuple[str, str], ...]  # (role, words)


@dataclass(frozen=True, slots=True)
class Bank:
    agencies: tuple[str, ...]
    outlets: tuple[str, ...]
    names: dict[str, tuple[str, ...]]  # first, last, towns, provinces, countries, rivers, captions, furniture
    roles: dict[str, tuple[str, str]]  # role -> (a person's title, the institution or "")
    synonyms: tuple[tuple[str, str], ...]
    events: tuple[Event, ...]

    @classmethod
    def load(cls, name: str) -> Bank:
        data: dict[str, Any] = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
        events = tuple(
            Event(
                e["name"], tuple(e["firms"]), {k: (v[0], v[1]) for k, v in e["numbers"].items()}, tuple(e["disputed"]),
                tuple(e["headlines"]),
                tuple(Fact(f["id"], f["speaker"], f.get("other"), tuple(f["frames"])) for f in e["facts"]),
                tuple((q["speaker"], q["text"]) for q in e["quotes"]),
            )
            for e in data["events"]
        )  # fmt: skip
        kinds = ("first", "last", "towns", "provinces", "countries", "rivers", "captions", "furniture")
        return cls(
            tuple(data["agencies"]), tuple(data["outlets"]), {k: tuple(data[k]) for k in kinds},
            {k: (v[0], v[1]) for k, v in data["roles"].items()}, tuple(data["synonyms"].items()), events,
        )  # fmt: skip


def choose_options(frame: str, chance: Random) -> str:
    """The frame with one choice made of each ``[this|that]``."""
    return OPTION.sub(lambda m: chance.choice(m[1].split("|")), frame)


def fill(text: str, values: dict[str, str]) -> str:
    """The text with its ``<slots>`` filled; a slot without a value is a mistake in the bank."""
    return re.sub(r"<(\w+)>", lambda m: values[m[1]], text)
