"""Time values in words: "2031-05-E/.." is "since early May 2031"."""

from __future__ import annotations

import re
from typing import Final

from firsthand.show.wording import count

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PARTS_OF_MONTH: Final = {"E": "early", "M": "mid", "L": "late"}
_PARTS_OF_DAY: Final = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}
_UNITS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}
_DURATION = re.compile(r"P(T?)(\d+)([YMWDHS])")
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)(?:-(\d\d)|-([EML]))?(?:T(.*))?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_DECADE = re.compile(r"(\d{3})X")
_CENTURY = re.compile(r"(\d\d)XX")


def in_words(value: str) -> str:
    """A value of the timeline (docs/time.md) for a reader; as it is written where it has none of those forms."""
    if value.startswith("[") and value.endswith("]"):
        return " or ".join(in_words(part) for part in value[1:-1].split(","))
    if "/" in value:
        first, _, last = value.partition("/")
        if first == "..":
            return f"until {in_words(last)}"
        return f"since {in_words(first)}" if last == ".." else f"{in_words(first)} to {in_words(last)}"
    about = "about " if value.endswith("~") else ""
    value = value.removesuffix("~")
    if (m := _DURATION.fullmatch(value)) and (unit := _UNITS.get(m[1] + m[3])):
        return f"for {about}{count(int(m[2]), unit)}"
    return about + _plain(value)


def _plain(value: str) -> str:
    if m := _WEEK.fullmatch(value):
        return f"week {int(m[2])} of {m[1]}"
    if m := _DECADE.fullmatch(value):
        return f"the {m[1]}0s"
    if m := _CENTURY.fullmatch(value):
        return f"{m[1]}00 to {m[1]}99"
    if value.startswith("T"):
        return f"{_clock(value[1:])}, day not known"
    m = _DAY.fullmatch(value)
    if m is None or not 1 <= int(m[2]) <= len(MONTHS):
        return value
    year, month, day, part, time = m[1], MONTHS[int(m[2]) - 1], m[3], m[4], m[5]
    words = f"{int(day)} {month}" if day else f"{_PARTS_OF_MONTH[part]} {month}" if part else month
    words += ", year not known" if year == "XXXX" else f" {year}"
    return f"{words}, {_clock(time)}" if time else words


def _clock(time: str) -> str:
    return _PARTS_OF_DAY.get(time, time)
