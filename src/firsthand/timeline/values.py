"""Time values as written: EDTF (ISO 8601-2:2019) with the few additions of docs/time.md, and how to read them back.

    2031-05-04  2031-05  2031  203X  20XX     day, month, year, decade, century
    2031-05-04T14:30  T24:00  ...+08:00       clock time, the end of the day, offset from UTC where the texts tell
    2031-05-04TMO  TAF  TEV  TNI              morning, afternoon, evening, night
    2031-05-E  -M  -L                         early, mid, late in the month
    2031-W18                                  ISO week
    A/B  A/..  ../B                           interval, open ones
    P20Y  P2W  PT8H                           duration
    [A,B]                                     one of the two, cannot tell which
    XXXX-05-04                                the year is not known
    a trailing ~                              approximate
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from firsthand.nouns import Grain

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_PART_OF_MONTH = re.compile(r"(\d{4})-(\d\d)-([EML])")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_PARTS = {"E": (1, 10), "M": (11, 20), "L": (21, 31)}  # thirds of a month, as "early" and "late" are mostly meant


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: EDTF, its grain, how sure, and why in words."""

    value: str
    grain: Grain
    certainty: float = 1.0  # times the confidence in the anchor where ``anchored``
    why: str = ""
    anchored: bool = True  # rests on the day the article speaks from


UNRESOLVED = Meaning("", "unresolved", 0.5, "nothing tells which", False)


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (30 February, month 13, year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(year: int, month: int, n: int) -> tuple[int, int]:
    """The month ``n`` months on; the year may leave the calendar's range, callers check."""
    count = year * 12 + month - 1 + n
    return count // 12, count % 12 + 1


def month_text(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def week_text(day: date) -> str:
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def shifted(day: date, days: int) -> date | None:
    """``day`` moved by days; None outside years 1..9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def bounds(value: str) -> tuple[date | None, date | None]:
    """First and last day a value covers; None where that end is open or cannot be told. Never raises."""
    if value.startswith("[") and value.endswith("]"):
        ends = [bounds(part) for part in value[1:-1].split(",")]
        return (min((a for a, _ in ends if a), default=None), max((b for _, b in ends if b), default=None))
    if "/" in value:
        first, _, last = value.partition("/")
        return bounds(first)[0], bounds(last)[1]
    try:
        return _plain_bounds(value.replace("~", ""))
    except ValueError:
        return None, None


def _plain_bounds(value: str) -> tuple[date | None, date | None]:
    if m := _DAY.fullmatch(value):
        day = date(int(m[1]), int(m[2]), int(m[3]))
        return day, day
    if m := _PART_OF_MONTH.fullmatch(value):
        year, month, (first, last) = int(m[1]), int(m[2]), _PARTS[m[3]]
        return date(year, month, first), date(year, month, min(last, monthrange(year, month)[1]))
    if m := _MONTH.fullmatch(value):
        year, month = int(m[1]), int(m[2])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if m := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return monday, shifted(monday, 6)
    if re.fullmatch(r"\d{2,4}X{0,2}", value) and len(value) == 4:
        return date(int(value.replace("X", "0")), 1, 1), date(int(value.replace("X", "9")), 12, 31)
    return None, None
