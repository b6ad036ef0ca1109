"""The mentions of one claim: where it is read, and where the same words stand again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.claims.copies import Copies
from firsthand.claims.knowers import Ground
from firsthand.claims.units import Unit


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a claim, each followed by its copies; ``of``: for each the number of the one it repeats."""

    units: tuple[Unit, ...]
    of: tuple[int, ...]

    @property
    def read(self) -> tuple[Unit, ...]:
        """Those that are no copies of others."""
        return tuple(u for n, u in enumerate(self.units) if self.of[n] == n)

    def classes(self) -> list[list[int]]:
        """Numbers of the mentions in the same words, each class in order."""
        out: dict[int, list[int]] = {}
        for n, first in enumerate(self.of):
            out.setdefault(first, []).append(n)
        return list(out.values())


def gather(ground: Ground, copies: Copies, units: Sequence[Unit]) -> Mentions:
    """Some units with their copies."""
    found: list[Unit] = []
    of: list[int] = []
    for unit in units:
        first = len(found)
        every = [unit, *copies.of(unit, ground.layouts, ground.said_in)]
        found.extend(every)
        of.extend([first] * len(every))
    return Mentions(tuple(found), tuple(of))
