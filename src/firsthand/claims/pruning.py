"""Clusters of nested units -> what a person would read: each place of a text in few claims, the most carried first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from firsthand.claims.matching import Links
from firsthand.claims.units import Unit
from firsthand.nouns import rounded

SHARED = 0.7  # share of the longer unit that two units may have in common and still be two statements
LONG = 25  # words; a longer unit holds several statements
LONGER = 0.7  # such a unit, beside a shorter one
FRAGMENT = 0.8  # a stretch without a verb, beside a clause
RUN = 0.95  # a run of clauses, beside a clause
SHARED_RUN = 0.15  # the same for a run of clauses, whose parts can be told apart
COVERED = 0.6  # share of a single-article unit already told by claims that are kept
POWER = 2.0  # of the number of articles, against cohesion, in which cluster takes a place first
MIN_SINGLE = 3  # content words of a statement that one article alone makes


@dataclass(frozen=True, slots=True)
class Kept:
    """A cluster that is shown: its units, and how alike they are on average (0 for a single)."""

    units: tuple[int, ...]
    cohesion: float


def prune(units: Sequence[Unit], clusters: Sequence[Sequence[int]], links: Links,
          copied: Collection[int] = ()) -> list[Kept]:  # fmt: skip
    """The clusters to show, the most carried first, without nested duplicates.

    Args:
        copied: units that other articles hold in the same words: carried by several, after all that differs in words.
    """
    ranked = []
    for members in clusters:
        if len(members) > 1:
            ranked.append((members, _cohesion(members, links)))
    ranked.sort(key=lambda x: (-_rank(_carried(units, x[0]), x[1] * _ripe(units, x[0])), x[0]))
    taken: dict[str, list[int]] = {}
    shown: list[Kept] = []
    for members, _ in ranked:
        free = tuple(i for i in members if not _told(units, i, taken.get(units[i].article, ())))
        if len(free) < 2:
            continue
        shown.append(Kept(free, rounded(_cohesion(free, links))))
        for i in free:
            taken.setdefault(units[i].article, []).append(i)
    for i in sorted(copied, key=lambda i: (-_reads(units[i]), abs(units[i].runs - 1), i)):
        if not _told(units, i, taken.get(units[i].article, ())):
            shown.append(Kept((i,), 0.0))
            taken.setdefault(units[i].article, []).append(i)
    every = [i for members in clusters for i in members]
    order = sorted(every, key=lambda i: (not units[i].clause, abs(units[i].runs - 1), i))
    for i in order:
        unit = units[i]
        stated = unit.clause or unit.zone == "headline"  # a headline states, also where its verb is in no table
        if unit.runs > 1 or not stated or len(unit.words) < MIN_SINGLE:
            continue
        if _covered(units, i, taken.get(unit.article, ())) > COVERED:
            continue
        shown.append(Kept((i,), 0.0))
        taken.setdefault(unit.article, []).append(i)
    return shown


def _rank(carried: int, cohesion: float) -> float:
    return round(float(carried**POWER) * cohesion, 4)


def _carried(units: Sequence[Unit], members: Sequence[int]) -> int:
    return len({units[i].article for i in members})


def _cohesion(members: Sequence[int], links: Links) -> float:
    pairs = [links.get(i, {}).get(j, 0.0) for n, i in enumerate(members) for j in members[n + 1 :]]
    return sum(pairs) / len(pairs) if pairs else 0.0


def _ripe(units: Sequence[Unit], members: Sequence[int]) -> float:
    """How far the members read as statements: clauses, not fragments, not runs, not long."""
    return sum(_reads(units[i]) for i in members) / len(members)


def _reads(unit: Unit) -> float:
    return (
        (1.0 if unit.clause else FRAGMENT)
        * (1.0 if unit.runs < 2 else RUN)
        * (1.0 if len(unit.words) <= LONG else LONGER)
    )


def _told(units: Sequence[Unit], i: int, taken: Sequence[int]) -> bool:
    """Whether a kept unit already stands on most of the longer of the two, or on a good part of a run of clauses."""
    share = SHARED if units[i].runs < 2 else SHARED_RUN
    return any(units[i].overlap(units[j]) > share * max(len(units[i].span), len(units[j].span)) for j in taken)


def _covered(units: Sequence[Unit], i: int, taken: Sequence[int]) -> float:
    """The share of a unit on which kept units stand."""
    marks = sorted((max(units[i].span.start, units[j].span.start), min(units[i].span.end, units[j].span.end))
                   for j in taken if units[i].overlap(units[j]))  # fmt: skip
    covered, reach = 0, units[i].span.start
    for start, end in marks:
        covered += max(0, end - max(start, reach))
        reach = max(reach, end)
    return covered / max(1, len(units[i].span))
