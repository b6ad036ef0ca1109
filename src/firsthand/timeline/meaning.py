"""What an expression means on the calendar, given the day its article speaks from and the dates told before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from firsthand.timeline.forms import Core, Forms, number
from firsthand.timeline.tense import Tense
from firsthand.timeline.values import (
    UNRESOLVED,
    Meaning,
    add_months,
    bounds,
    month_text,
    real_day,
    shifted,
    week_text,
)

_NEAR_FUTURE = 60  # days: a day this near ahead beats the same day most of a year ago; a month, if no tense says else
_FAR_PAST = 240
_MOST_OF_A_YEAR = 300
_HALF_YEAR = 183  # days: what lies further ahead is written with its year or "next"; the nearer reading wins
_CLOCK_SKEW = 2  # days: newsrooms lie in several time zones, and copy is dated late
_YEAR_THIRDS = {"E": (1, 4), "M": (5, 8), "L": (9, 12)}
_DECADE_PARTS = {"E": (0, 3), "M": (4, 6), "L": (7, 9)}
_ISO_UNIT = {"TM": ("PT", "M", 1), "TH": ("PT", "H", 1), "TS": ("PT", "S", 1), "D": ("P", "D", 1), "W": ("P", "W", 1),
             "F": ("P", "W", 2), "M": ("P", "M", 1), "Y": ("P", "Y", 1), "E": ("P", "Y", 10),
             "C": ("P", "Y", 100)}  # fmt: skip
_STRETCHES = {"week": "P1W", "month": "P1M", "year": "P1Y", "decade": "P10Y", "century": "P100Y"}


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


Rule = Callable[[Core, Setting, Forms], Meaning]


def meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    """The meaning of one form; UNRESOLVED where the setting does not tell."""
    try:
        return _RULES[core.means](core, setting, forms)
    except (ValueError, OverflowError):  # a day outside the calendar's years
        return UNRESOLVED


# ---------------------------------------------------------------- calendar


def _nearest(candidates: list[tuple[date, date]], setting: Setting) -> tuple[date, date] | None:
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


def _years_around(setting: Setting) -> range:
    day = setting.day or setting.last
    return range(max(1, day.year - 1), min(9999, day.year + 1) + 1) if day else range(0)


def _month_number(core: Core, forms: Forms, slot: str = "month") -> int:
    return forms.month_number[core.get(slot).rstrip(".")]


def _day_number(core: Core, slot: str = "day") -> int:
    return int("".join(c for c in core.get(slot) if c.isdigit()))


def _date(core: Core, setting: Setting, forms: Forms, day_slot: str = "day", month_slot: str = "month") -> Meaning:
    month, day = _month_number(core, forms, month_slot), _day_number(core, day_slot)
    weekday = forms.weekday_number.get((core.get("weekday") or core.get("shortday")).rstrip("."))
    if year := core.get("year"):
        full = real_day(int(year), month, day)
        if full is None:
            return Meaning("", "unresolved", 0.9, "no such day in the calendar", False)
        if weekday is not None and full.weekday() != weekday:
            return Meaning(str(full), "day", 0.6, "the weekday beside it does not fit the date", False)
        return Meaning(str(full), "day", 0.98, "a full date", False)
    if real_day(2000, month, day) is None:
        return Meaning("", "unresolved", 0.9, "no such day in the calendar", False)
    days = [d for y in _years_around(setting) if (d := real_day(y, month, day))]
    fitting = [d for d in days if weekday is None or d.weekday() == weekday]
    found = _nearest([(d, d) for d in fitting or days], setting)
    if found is None:
        return Meaning(f"XXXX-{month:02d}-{day:02d}", "day", 0.5, "nothing tells the year", False)
    return Meaning(str(found[0]), "day", 0.95, "the year follows from when the article speaks")


def _days(core: Core, setting: Setting, forms: Forms) -> Meaning:
    last_month = "month2" if core.get("month2") else "month"
    first, last = _date(core, setting, forms), _date(core, setting, forms, "day2", last_month)
    if not first.value or not last.value:
        return UNRESOLVED
    return Meaning(f"{first.value}/{last.value}", "interval", first.certainty, first.why, first.anchored)


def _part(core: Core, forms: Forms) -> str:
    edge = core.get("edge")
    return str(forms.words["edges"].get(edge, "")) if edge else ""


def _step(core: Core, forms: Forms) -> int:
    """-1, 0 or 1 by the last word of the step that says so: "this past" is -1, "this coming" 1."""
    known = forms.words["steps"]
    return next((int(known[w]) for w in reversed(core.get("step").split()) if w in known), 0)


def _month(core: Core, setting: Setting, forms: Forms) -> Meaning:
    month, part = _month_number(core, forms), _part(core, forms)
    tail = f"-{part}" if part else ""
    day = setting.day or setting.last
    step = _step(core, forms)
    if core.get("year"):
        return Meaning(f"{int(core.get('year')):04d}-{month:02d}{tail}", "month", 0.98, "month and year", False)
    if day is None:
        return Meaning(f"XXXX-{month:02d}", "month", 0.5, "nothing tells the year", False)
    if core.get("span") == "year":
        year = day.year + step
    elif core.get("step") and step < 0:
        year = day.year if month < day.month else day.year - 1
    elif core.get("step") and step > 0:
        year = day.year if month > day.month else day.year + 1
    else:
        months = [(date(y, month, 1), bounds(month_text(y, month))[1] or day) for y in _years_around(setting)]
        found = _nearest(months, setting)
        if found is None:
            return UNRESOLVED
        year = found[0].year
    return Meaning(f"{month_text(year, month)}{tail}", "month", 0.9, "the year follows from when the article speaks")


def _year(core: Core, setting: Setting, forms: Forms) -> Meaning:
    year, part = int(core.get("year")), _part(core, forms)
    return _part_of_year(year, part, Meaning(f"{year:04d}", "year", 0.97, "a year", False))


def _part_of_year(year: int, part: str, whole: Meaning) -> Meaning:
    if not part:
        return whole
    first, last = _YEAR_THIRDS[part]
    value = f"{month_text(year, first)}/{month_text(year, last)}"
    return Meaning(value, "interval", whole.certainty * 0.8, "a third of the year", whole.anchored)


def _years(core: Core, setting: Setting, forms: Forms) -> Meaning:
    first = core.get("year")
    last = core.get("year2") or first[:2] + core.get("shortyear")
    return Meaning(f"{first}/{last}", "interval", 0.95, "from year to year", False)


def _decade(core: Core, setting: Setting, forms: Forms) -> Meaning:
    figures = "".join(c for c in core.get("decade") or core.get("shortdecade") if c.isdigit())
    if len(figures) == 2:
        figures = ("19" if int(figures) >= 20 else "20") + figures
    if part := _part(core, forms):
        first, last = _DECADE_PARTS[part]
        return Meaning(f"{figures[:3]}{first}/{figures[:3]}{last}", "interval", 0.7, "part of a decade", False)
    return Meaning(f"{figures[:3]}X", "decade", 0.97 if core.get("decade") else 0.85, "a decade", False)


def _century(core: Core, setting: Setting, forms: Forms) -> Meaning:
    count = int("".join(c for c in core.get("century") if c.isdigit()))
    return Meaning(f"{count - 1:02d}XX", "interval", 0.9, "a century", False)


def _quarter(core: Core, setting: Setting, forms: Forms) -> Meaning:
    first = 3 * int(forms.words["quarters"][core.get("quarter")]) - 2
    year = int(core.get("year"))
    return Meaning(f"{month_text(year, first)}/{month_text(year, first + 2)}", "interval", 0.9, "a quarter", False)


def _season(core: Core, setting: Setting, forms: Forms) -> Meaning:
    first, last = forms.words["seasons"][core.get("season")]

    def of(year: int) -> tuple[date, date]:
        ends = month_text(year + (last < first), last)
        return date(year, first, 1), bounds(ends)[1] or date(year, 12, 31)

    if core.get("year"):
        found: tuple[date, date] | None = of(int(core.get("year")))
        anchored = False
    else:
        day, step, anchored = setting.day or setting.last, _step(core, forms), True
        if day is None:
            return UNRESOLVED
        seasons = [of(y) for y in range(day.year - 2, day.year + 2)]
        if step < 0:
            found = max(s for s in seasons if s[1] < day)
        elif step > 0 or setting.tense == "future":
            found = min(s for s in seasons if (s[0] > day if step else s[1] >= day))
        elif core.get("step") == "this" and setting.tense is None:
            found = min(seasons, key=lambda s: (abs((s[0] - day).days), s))
        else:
            found = _nearest(seasons, setting)
    if found is None:
        return UNRESOLVED
    value = f"{month_text(found[0].year, found[0].month)}/{month_text(found[1].year, found[1].month)}"
    return Meaning(value, "season", 0.75, "the season of the northern half of the world", anchored)


# ---------------------------------------------------------------- days told from the day of writing


def _weekday(core: Core, setting: Setting, forms: Forms) -> Meaning:
    day, step = setting.day, _step(core, forms)
    if day is None:
        return UNRESOLVED
    wanted = forms.weekday_number[core.get("weekday")]
    back = (day.weekday() - wanted) % 7
    if step < 0:
        moved = -(back or 7)
    elif step > 0 or (setting.tense == "future" and back):
        moved = 7 - back
    else:
        moved = -back
    found = shifted(day, moved)
    if found is None:
        return UNRESOLVED
    part = forms.words["parts_of_day"].get(core.get("part"), "") or forms.words["edges_of_day"].get(
        core.get("dayedge"), ""
    )
    why = "the next one" if moved > 0 else "the last one" if moved else "the day of writing"
    sure = 0.85 if core.get("step") else 0.95
    return _day_part(found, part, Meaning("", "day", sure, f"{why}, by the tense of the clause"))


def _day_part(day: date | None, part: str, like: Meaning) -> Meaning:
    if day is None:
        return UNRESOLVED
    return Meaning(f"{day}{part}", "part-of-day" if part else "day", like.certainty, like.why, like.anchored)


def _deictic(core: Core, setting: Setting, forms: Forms) -> Meaning:
    moved, part = forms.words["deictic"].get(core.get("deictic"), (0, ""))
    part = part or forms.words["parts_of_day"].get(core.get("part"), "")
    if not part:
        part = forms.words["edges_of_day"].get(core.get("when"), "")
    found = shifted(setting.day, moved) if setting.day else None
    sure = 0.75 if core.get("deictic") == "overnight" else 0.95
    return _day_part(found, str(part), Meaning("", "day", sure, "told from the day of writing"))


def _period(core: Core, setting: Setting, forms: Forms) -> Meaning:
    step_word, span, part = core.get("step"), core.get("span"), _part(core, forms)
    step = _step(core, forms)
    if span == "weekend":
        return _weekend(step_word, step, setting)
    if span not in _STRETCHES:
        return _told_day(step, span, setting, forms)
    if step_word in {"the past", "the last", "the coming", "the next"} and not part:
        return Meaning(_STRETCHES[span], "duration", 0.7, "a stretch of time", False)
    if step_word in {"the same", "that", "the following", "the previous"}:
        return _told_period(step, span, setting)
    day = setting.day or (setting.last if span in {"year", "decade", "century"} else None)
    if day is None:
        return UNRESOLVED
    return _stepped(day, span, step, part, "told from the day of writing")


def _stepped(day: date, unit: str, step: int, part: str, why: str) -> Meaning:
    if unit == "week":
        found = shifted(day, 7 * step)
        return Meaning(week_text(found), "week", 0.85, why) if found else UNRESOLVED
    if unit == "month":
        year, month = add_months(day.year, day.month, step)
        return Meaning(month_text(year, month) + (f"-{part}" if part else ""), "month", 0.9, why)
    if unit == "year":
        return _part_of_year(day.year + step, part, Meaning(f"{day.year + step:04d}", "year", 0.92, why))
    if unit == "decade":
        return Meaning(f"{day.year // 10 + step:03d}X", "decade", 0.7, why)
    return Meaning(f"{day.year // 100 + step:02d}XX", "interval", 0.7, why)


def _weekend(word: str, step: int, setting: Setting) -> Meaning:
    day = setting.day
    if day is None:
        return UNRESOLVED
    begun = day.weekday() >= 5
    saturday = day.toordinal() - (day.weekday() - 5) % 7
    if word == "next" or (not begun and (step > 0 or setting.tense == "future")):
        saturday += 7
    elif step < 0 and begun:
        saturday -= 7
    first = date.fromordinal(max(1, saturday))
    return Meaning(f"{first}/{shifted(first, 1)}", "interval", 0.85, "the weekend the tense points to")


def _told_day(step: int, span: str, setting: Setting, forms: Forms) -> Meaning:
    """"That night", "the following day": from the one day told just before."""
    day = setting.told_day
    if day is None:
        return UNRESOLVED
    part = str(forms.words["parts_of_day"].get(span, ""))
    return _day_part(shifted(day, step), part, Meaning("", "day", 0.7, "told from the day named just before"))


def _told_period(step: int, span: str, setting: Setting) -> Meaning:
    first, _ = bounds(setting.told)
    if first is None:
        return UNRESOLVED
    found = _stepped(first, span, step, "", "told from the date named just before")
    return Meaning(found.value, found.grain, 0.65, found.why)


# ---------------------------------------------------------------- offsets and durations


def _unit(core: Core, forms: Forms) -> str:
    return str(forms.words["unit_words"][core.get("unit")])


def _offset(core: Core, setting: Setting, forms: Forms) -> Meaning:
    unit, word = _unit(core, forms), core.get("way")
    ahead = word in {"later", "afterwards"} or not word
    from_told = word not in {"ago", ""}
    count = number(core.get("num")) if core.get("num") else None
    base = bounds(setting.told)[0] if from_told else setting.day
    if base is None and word == "earlier" and unit == "D" and not setting.several:
        base, from_told = setting.day, False  # "a day earlier" with no other day told: before the day of the news
    if base is None:
        return UNRESOLVED
    if unit in {"TM", "TH", "TS"}:
        day = setting.told_day if from_told else setting.day
        return Meaning(str(day), "day", 0.5, "hours from the day named") if day else UNRESOLVED
    if count is None:
        return _some(base, unit, 1 if ahead else -1)
    name, scale = {"D": ("day", 1), "W": ("week", 1), "F": ("week", 2), "M": ("month", 1), "Y": ("year", 1),
                   "E": ("year", 10), "C": ("year", 100)}[unit]  # fmt: skip
    step = round(count * scale) * (1 if ahead else -1)
    why = "told from the date named just before" if from_told else "told from the day of writing"
    if name == "day":
        if from_told and setting.told_day is None:
            return UNRESOLVED
        return _day_part(shifted(base, step), "", Meaning("", "day", 0.75 if from_told else 0.9, why))
    if name == "week" and abs(step) > 500_000:
        return UNRESOLVED
    year = base.year + step
    if name == "year" and not 1 <= year <= 9999:
        return UNRESOLVED
    found = _stepped(base, name, step, "", why)
    if name == "year" and abs(step) == 1 and not from_told:  # "a year ago" is meant to the month
        return Meaning(f"{month_text(year, base.month)}~", "month", 0.7, why)
    rough = "~" if core.get("approx") or unit in {"E", "C"} else ""
    return Meaning(found.value + rough, found.grain, 0.65 if from_told else 0.85, why)


def _some(base: date, unit: str, way: int) -> Meaning:
    """"Weeks earlier", "days later": a bounded guess where the unit bounds it, else nothing."""
    if unit == "D":
        near, far = shifted(base, way), shifted(base, 7 * way)
        if near is None or far is None:
            return UNRESOLVED
        first, last = sorted((near, far))
        return Meaning(f"{first}/{last}", "interval", 0.4, "some days, a week at most")
    if unit == "W":
        other = month_text(*add_months(base.year, base.month, way))
        first_month, last_month = sorted((other, month_text(base.year, base.month)))
        return Meaning(f"{first_month}/{last_month}", "interval", 0.4, "some weeks, less than two months")
    return UNRESOLVED


def _ahead(core: Core, setting: Setting, forms: Forms) -> Meaning:
    if setting.day is None or setting.tense == "past":
        return UNRESOLVED if not core.get("num") else _duration(core, setting, forms)
    return Meaning(f"{setting.day}/..", "interval", 0.7, "from the day of writing on")


def _duration(core: Core, setting: Setting, forms: Forms) -> Meaning:
    reach = core.get("reach")
    if reach.endswith("-century"):
        return Meaning("P25Y" if reach.startswith("quarter") else "P50Y", "duration", 0.8, "a stretch of time", False)
    count = number(core.get("num"))
    if count is None:
        return UNRESOLVED
    front, letter, scale = _ISO_UNIT[_unit(core, forms)]
    if count == 0.5 and letter in {"H", "Y"}:
        count, letter = (30, "M") if letter == "H" else (6, "M")
    if count == 0.5 and scale == 10:
        count, scale = 5, 1
    total = round(count * scale, 1)
    shown = str(int(total)) if total == int(total) else str(total)
    rough = "~" if core.get("approx") else ""
    return Meaning(f"{front}{shown}{letter}{rough}", "duration", 0.9, "a stretch of time", False)


def _near_event(core: Core, setting: Setting, forms: Forms) -> Meaning:
    if _unit(core, forms) in {"TM", "TH"} and setting.told_day:
        return Meaning(str(setting.told_day), "day", 0.4, "hours from what happened on the day named just before")
    return UNRESOLVED


def _named(core: Core, setting: Setting, forms: Forms) -> Meaning:
    value = forms.named_days[core.get("named")]
    if len(value) > 5:
        return Meaning(value, "day", 0.95, "a day known by its name", False)
    month, day = int(value[:2]), int(value[3:])
    here = setting.day or setting.last
    if core.get("year") or (core.get("step") and here):
        year = int(core.get("year") or 0) or (here.year if here else 0) + _step(core, forms)
        return Meaning(f"{year:04d}-{value}", "day", 0.9, "a day known by its name", not core.get("year"))
    days = [d for y in _years_around(setting) if (d := real_day(y, month, day))]
    tense = setting.tense if setting.tense == "future" else None  # "had gathered to shop for Christmas": the next one
    found = _nearest([(d, d) for d in days], replace(setting, tense=tense))
    if tense == "future" and here is not None:
        found = min(((d, d) for d in days if d >= here), default=found)
    if found is None:
        return Meaning(f"XXXX-{value}", "day", 0.5, "nothing tells the year", False)
    return Meaning(str(found[0]), "day", 0.8, "a day known by its name")


def _recent(core: Core, setting: Setting, forms: Forms) -> Meaning:
    """"Recently", "in recent months", "in the past": as vague as said, with little confidence."""
    day, why = setting.day or setting.last, "as vague as the words"
    if day is None:
        return UNRESOLVED
    unit = _unit(core, forms) if core.get("unit") else ""
    if core.get("past"):
        return Meaning(f"../{day.year:04d}", "interval", 0.4, why)
    if not unit or unit in {"D", "TH", "TM", "TS"}:
        return Meaning(f"{month_text(day.year, day.month)}~", "month", 0.35, why)
    if unit in {"W", "F", "M"}:
        first = month_text(*add_months(day.year, day.month, -1 if unit != "M" else -2))
        return Meaning(f"{first}~/{month_text(day.year, day.month)}", "interval", 0.35, why)
    years = {"Y": 3, "E": 30, "C": 300}[unit]
    return Meaning(f"{max(1, day.year - years):04d}~/{day.year:04d}", "interval", 0.35, why)


_RULES: dict[str, Rule] = {
    "date": _date, "days": _days, "month": _month, "year": _year, "years": _years, "decade": _decade,
    "century": _century, "quarter": _quarter, "season": _season, "weekday": _weekday, "deictic": _deictic,
    "period": _period, "offset": _offset, "ahead": _ahead, "duration": _duration, "near-event": _near_event,
    "named": _named, "recent": _recent,
}  # fmt: skip
