"""The order in which a timeline is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from firsthand.nouns import TimePoint
from firsthand.timeline.values import bounds


def chronology(points: Iterable[TimePoint]) -> list[TimePoint]:
    """Time points by the first day they cover; then values without one ("P20Y"); what cannot be told last."""

    def key(point: TimePoint) -> tuple[int, date, date, str, str, int]:
        first, last = bounds(point.value) if point.value else (None, None)
        day = first or last
        rank = 0 if day else 1 if point.value else 2
        where = point.expression
        return rank, day or date.min, last or date.max, point.value, where.article, where.start

    return sorted(points, key=key)
