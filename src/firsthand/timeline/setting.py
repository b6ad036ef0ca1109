"""What an expression is read against, and which of several years it points to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from firsthand.timeline.forms import Core, Forms
from firsthand.timeline.tense import Tense
from firsthand.timeline.values import UNRESOLVED, Meaning, bounds, month_text

_NEAR_FUTURE = 60  # days: a day this near ahead beats the same day most of a year ago; a month, if no tense says else
_FAR_PAST = 240
_MOST_OF_A_YEAR = 300
_HALF_YEAR = 183  # days: what lies further ahead is written with its year or "next"; the nearer reading wins
_CLOCK_SKEW = 2  # days: newsrooms lie in several time zones, and copy is dated late
_YEAR_THIRDS = {"E": (1, 4), "M": (5, 8), "L": (9, 12)}


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against."""

    day: date | None  # the day the article, or the speaker of the quotation, speaks from
    last: date | None  # its latest reading where only month or year are known; else ``day``
    tense: Tense | None = None
    told: str = ""  # value of the one date told just before; "" where none or several fit
    several: bool = False  # "" because several fit

    @property
    def told_day(self) -> date | None:
        """The day told just before, where it is one day."""
        first, last = bounds(self.told)
        return first if first is not None and first == last else None


def nearest(candidates: list[tuple[date, date]], setting: Setting) -> tuple[date, date] | None:
    """Of the same period in several years the one the tense points to; periods are (first, last)."""
    day = setting.day or setting.last
    if day is None or not candidates:
        return None
    past = max((c for c in candidates if c[0] <= day), default=None)
    future = min((c for c in candidates if c[0] > day), default=None)
    if past is None or future is None:
        return past or future
    if past[1] >= day:
        return past
    behind, ahead = (day - past[1]).days, (future[0] - day).days
    if setting.tense == "future":
        return past if ahead > (_HALF_YEAR if past[0] == past[1] else _MOST_OF_A_YEAR) else future
    if ahead <= _CLOCK_SKEW or (past[0] == past[1] and ahead <= _NEAR_FUTURE and behind >= _FAR_PAST):
        return future
    return future if setting.tense is None and ahead <= _NEAR_FUTURE and behind >= _FAR_PAST else past


def years_around(setting: Setting) -> range:
    """The year the article speaks from with its neighbours; empty where that is not known."""
    day = setting.day or setting.last
    return range(max(1, day.year - 1), min(9999, day.year + 1) + 1) if day else range(0)


def part_of(core: Core, forms: Forms) -> str:
    """E, M or L for early, mid, late; "" where the form says none."""
    edge = core.get("edge")
    return str(forms.words["edges"].get(edge, "")) if edge else ""


def step_of(core: Core, forms: Forms) -> int:
    """-1, 0 or 1 by the last word of the step that says so: "this past" is -1, "this coming" 1."""
    known = forms.words["steps"]
    return next((int(known[w]) for w in reversed(core.get("step").split()) if w in known), 0)


def part_of_year(year: int, part: str, whole: Meaning) -> Meaning:
    """A third of a year where it is "early", "mid" or "late", else ``whole``."""
    if not part:
        return whole
    first, last = _YEAR_THIRDS[part]
    value = f"{month_text(year, first)}/{month_text(year, last)}"
    return Meaning(value, "interval", whole.certainty * 0.8, "a third of the year", whole.anchored)


def day_part(day: date | None, part: str, like: Meaning) -> Meaning:
    """A day, or a part of it, as sure as ``like``."""
    if day is None:
        return UNRESOLVED
    return Meaning(f"{day}{part}", "part-of-day" if part else "day", like.certainty, like.why, like.anchored)
