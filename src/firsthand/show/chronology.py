"""The order in which a timeline is read, and what of it is one entry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from firsthand.languages import words
from firsthand.nouns import TimePoint
from firsthand.timeline.values import bounds

SAME: Final = 0.5  # share of the words of the shorter of two events from which they are one
MIN_WORDS: Final = 2  # words in common: one is chance
MAX_COMPARED: Final = 30  # entries of one value an event is compared with; a longer list is a table of dates


class Occasion(NamedTuple):
    """Time expressions of one value that date one event, the surest first."""

    value: str
    points: tuple[TimePoint, ...]

    @property
    def first(self) -> TimePoint:
        """The one that tells it best."""
        return self.points[0]

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims that any of them dates, in order."""
        return tuple(sorted({c for p in self.points for c in p.claims}, key=lambda c: (len(c), c)))


def chronology(points: Iterable[TimePoint]) -> list[TimePoint]:
    """Time points by the first day they cover; then values without one ("P20Y"); what cannot be told last."""

    def key(point: TimePoint) -> tuple[int, date, date, str, str, int]:
        first, last = bounds(point.value) if point.value else (None, None)
        day = first or last
        rank = 0 if day else 1 if point.value else 2
        where = point.expression
        return rank, day or date.min, last or date.max, point.value, where.article, where.start

    return sorted(points, key=key)


def occasions(points: Iterable[TimePoint]) -> list[Occasion]:
    """The timeline's entries, in order: expressions of one value that date one claim, or events told in like words."""
    by_value: dict[str, list[tuple[set[str], frozenset[str], list[TimePoint]]]] = {}
    for point in chronology(points):
        told = frozenset(w.form for w in words(point.event) if len(w.form) > 2)
        rows = by_value.setdefault(point.value, [])
        for claims, known, group in rows[:MAX_COMPARED]:
            if claims & set(point.claims) or _one(told, known) or (not told and not known and not point.value):
                claims.update(point.claims)
                group.append(point)
                break
        else:
            rows.append((set(point.claims), told, [point]))
    return [
        Occasion(value, tuple(sorted(group, key=lambda p: (-bool(p.event), -p.confidence, p.expression))))
        for value, rows in by_value.items()
        for _, _, group in rows
    ]


def _one(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two events are told in mostly the same words."""
    if not a or not b:
        return a == b
    shared = len(a & b)
    return a == b or (shared >= MIN_WORDS and shared >= SAME * min(len(a), len(b)))
