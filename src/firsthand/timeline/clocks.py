"""Clock times: on which day, and how far from UTC where the texts tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from firsthand.timeline.forms import Core, Forms
from firsthand.timeline.scanning import Expression
from firsthand.timeline.setting import Setting
from firsthand.timeline.values import Meaning, bounds, real_day

_TWELVE = re.compile(r"(\d{1,2})(?:[:.](\d\d))? ?([ap])")
_TWENTY_FOUR = re.compile(r"(\d{1,2}):?(\d\d)")
_WORDS = {"noon": (12, 0), "midday": (12, 0), "midnight": (24, 0)}  # midnight: the end of the day it is told of
_MOST_AHEAD = 14 * 60  # minutes: the easternmost zone is UTC+14, the westernmost UTC-12


@dataclass(frozen=True, slots=True)
class Offsets:
    """Minutes from UTC that a local time and its GMT side by side show; None where none or several do."""

    here: int | None = None  # in this article
    pile: int | None = None  # in all articles of the story: for what is called local time


def clock(words: str) -> tuple[int, int] | None:
    """(hour, minute) of "8:30 p.m.", "6.50pm", "14:30", "0130", "noon"; None where the clock has none such."""
    plain = words.casefold().replace("\u00a0", " ")
    if plain in _WORDS:
        return _WORDS[plain]
    if m := _TWELVE.match(plain):
        hour, minute = int(m[1]), int(m[2] or 0)
        if not 1 <= hour <= 12:
            return None
        return hour % 12 + (12 if m[3] == "p" else 0), minute
    if m := _TWENTY_FOUR.match(plain):
        hour, minute = int(m[1]), int(m[2])
        return (hour, minute) if hour < 24 or (hour, minute) == (24, 0) else None
    return None


def learned_offset(expressions: Iterable[Expression]) -> Offsets:
    """What "9:30 a.m. [0130 GMT]" teaches about every other local time of the story."""
    found = set()
    for e in expressions:
        core = next((c for c in e.cores if c.means == "clock"), None)
        at = clock(core.get("clock")) if core else None
        if e.utc and at:
            found.add(_apart(at, e.utc))
    return Offsets(found.pop() if len(found) == 1 else None)


def _apart(local: tuple[int, int], utc: tuple[int, int]) -> int:
    minutes = (local[0] * 60 + local[1] - utc[0] * 60 - utc[1]) % (24 * 60)
    return minutes if minutes <= _MOST_AHEAD else minutes - 24 * 60


def clock_value(e: Expression, values: Sequence[Meaning], setting: Setting, offsets: Offsets, forms: Forms | None
                ) -> Meaning:  # fmt: skip
    """A clock time with the day beside it, else the one day told just before, else no day."""
    clocks = [c for c in e.cores if c.means == "clock"]
    beside = next((v for c, v in zip(e.cores, values, strict=True) if c.means != "clock"), None)
    times = [clock(c.get("clock")) for c in clocks]
    if forms is None or None in times or not times:
        return Meaning("", "unresolved", 0.9, "no such time on the clock", False)
    day, sure, why = _day(beside, setting)
    zone = _zone(e, clocks[0], day, offsets, forms)
    rough = "~" if _rough(e, forms) else ""
    front = str(day) if day else ""
    shown = [f"{front}T{t[0]:02d}:{t[1]:02d}{rough}{zone}" for t in times if t]
    kinds = {forms.lead_kind.get(lead): lead for lead in e.leads}
    anchored = day is not None and (beside is None or beside.anchored)
    if len(shown) > 1:
        return Meaning(f"{shown[0]}/{shown[1]}", "interval", sure, why, anchored)
    if "since" in e.leads or "from" in e.leads:
        return Meaning(f"{shown[0]}/..", "interval", sure, why, anchored)
    if kinds.get("until", "before") != "before":
        return Meaning(f"../{shown[0]}", "interval", sure, why, anchored)
    return Meaning(shown[0], "time", sure, why, anchored)


def _day(beside: Meaning | None, setting: Setting) -> tuple[date | None, float, str]:
    if beside is not None:
        first, last = bounds(beside.value)
        return (first, beside.certainty, beside.why) if first and first == last else (None, 0.4, "no day for the time")
    if setting.told_day:
        return setting.told_day, 0.7, "on the day named just before"
    return None, 0.4, "a time of day; nothing tells the day"


def _rough(e: Expression, forms: Forms) -> bool:
    soft = {"before", "after"}
    return any(lead in forms.words["approximate"] or forms.lead_kind.get(lead) == "about" or lead in soft
               for lead in e.leads)  # fmt: skip


def _zone(e: Expression, core: Core, day: date | None, offsets: Offsets, forms: Forms) -> str:
    at = clock(core.get("clock"))
    zones = forms.words["zones"]
    if e.utc and at:
        return _offset_text(_apart(at, e.utc))
    if e.zone in zones:
        minutes = int(zones[e.zone])
        if e.zone in forms.words["american_zones"] and day and _american_summer(day):
            minutes += 60  # "EST" is written all year; the clocks are not
        return _offset_text(minutes)
    minutes_here = offsets.here if offsets.here is not None or not e.zone else offsets.pile
    return _offset_text(minutes_here) if minutes_here is not None else ""


def _offset_text(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _american_summer(day: date) -> bool:
    """Daylight time in the United States since 2007: second Sunday of March to first Sunday of November."""
    march, november = real_day(day.year, 3, 8), real_day(day.year, 11, 1)
    if march is None or november is None:
        return False
    start = march.toordinal() + (6 - march.weekday()) % 7
    end = november.toordinal() + (6 - november.weekday()) % 7
    return start <= day.toordinal() < end
