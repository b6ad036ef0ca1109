"""Periods of the calendar: dates, months, years, decades, seasons, days known by a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from firsthand.timeline.forms import Core, Forms
from firsthand.timeline.setting import Setting, nearest, part_of, part_of_year, step_of, years_around
from firsthand.timeline.values import UNRESOLVED, Meaning, bounds, month_text, real_day

_DECADE_PARTS = {"E": (0, 3), "M": (4, 6), "L": (7, 9)}


def _month_number(core: Core, forms: Forms, slot: str = "month") -> int:
    return forms.month_number[core.get(slot).rstrip(".")]


def _day_number(core: Core, slot: str = "day") -> int:
    return int("".join(c for c in core.get(slot) if c.isdigit()))


def date_meaning(core: Core, setting: Setting, forms: Forms, day_slot: str = "day", month_slot: str = "month"
                 ) -> Meaning:  # fmt: skip
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
    days = [d for y in years_around(setting) if (d := real_day(y, month, day))]
    fitting = [d for d in days if weekday is None or d.weekday() == weekday]
    found = nearest([(d, d) for d in fitting or days], setting)
    if found is None:
        return Meaning(f"XXXX-{month:02d}-{day:02d}", "day", 0.5, "nothing tells the year", False)
    return Meaning(str(found[0]), "day", 0.95, "the year follows from when the article speaks")


def days_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    last_month = "month2" if core.get("month2") else "month"
    first, last = date_meaning(core, setting, forms), date_meaning(core, setting, forms, "day2", last_month)
    if not first.value or not last.value:
        return UNRESOLVED
    return Meaning(f"{first.value}/{last.value}", "interval", first.certainty, first.why, first.anchored)


def month_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    month, part = _month_number(core, forms), part_of(core, forms)
    tail = f"-{part}" if part else ""
    day = setting.day or setting.last
    step = step_of(core, forms)
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
        months = [(date(y, month, 1), bounds(month_text(y, month))[1] or day) for y in years_around(setting)]
        found = nearest(months, setting)
        if found is None:
            return UNRESOLVED
        year = found[0].year
    return Meaning(f"{month_text(year, month)}{tail}", "month", 0.9, "the year follows from when the article speaks")


def year_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    year, part = int(core.get("year")), part_of(core, forms)
    return part_of_year(year, part, Meaning(f"{year:04d}", "year", 0.97, "a year", False))


def years_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    first = core.get("year")
    last = core.get("year2") or first[:2] + core.get("shortyear")
    return Meaning(f"{first}/{last}", "interval", 0.95, "from year to year", False)


def decade_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    figures = "".join(c for c in core.get("decade") or core.get("shortdecade") if c.isdigit())
    if len(figures) == 2:
        figures = ("19" if int(figures) >= 20 else "20") + figures
    if part := part_of(core, forms):
        first, last = _DECADE_PARTS[part]
        return Meaning(f"{figures[:3]}{first}/{figures[:3]}{last}", "interval", 0.7, "part of a decade", False)
    return Meaning(f"{figures[:3]}X", "decade", 0.97 if core.get("decade") else 0.85, "a decade", False)


def century_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    count = int("".join(c for c in core.get("century") if c.isdigit()))
    return Meaning(f"{count - 1:02d}XX", "interval", 0.9, "a century", False)


def quarter_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    first = 3 * int(forms.words["quarters"][core.get("quarter")]) - 2
    year = int(core.get("year"))
    return Meaning(f"{month_text(year, first)}/{month_text(year, first + 2)}", "interval", 0.9, "a quarter", False)


def season_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    first, last = forms.words["seasons"][core.get("season")]

    def of(year: int) -> tuple[date, date]:
        ends = month_text(year + (last < first), last)
        return date(year, first, 1), bounds(ends)[1] or date(year, 12, 31)

    if core.get("year"):
        found: tuple[date, date] | None = of(int(core.get("year")))
        anchored = False
    else:
        day, step, anchored = setting.day or setting.last, step_of(core, forms), True
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
            found = nearest(seasons, setting)
    if found is None:
        return UNRESOLVED
    value = f"{month_text(found[0].year, found[0].month)}/{month_text(found[1].year, found[1].month)}"
    return Meaning(value, "season", 0.75, "the season of the northern half of the world", anchored)


def named_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    value = forms.named_days[core.get("named")]
    if len(value) > 5:
        return Meaning(value, "day", 0.95, "a day known by its name", False)
    month, day = int(value[:2]), int(value[3:])
    here = setting.day or setting.last
    if core.get("year") or (core.get("step") and here):
        year = int(core.get("year") or 0) or (here.year if here else 0) + step_of(core, forms)
        return Meaning(f"{year:04d}-{value}", "day", 0.9, "a day known by its name", not core.get("year"))
    days = [d for y in years_around(setting) if (d := real_day(y, month, day))]
    tense = setting.tense if setting.tense == "future" else None  # "had gathered to shop for Christmas": the next one
    found = nearest([(d, d) for d in days], replace(setting, tense=tense))
    if tense == "future" and here is not None:
        found = min(((d, d) for d in days if d >= here), default=found)
    if found is None:
        return Meaning(f"XXXX-{value}", "day", 0.5, "nothing tells the year", False)
    return Meaning(str(found[0]), "day", 0.8, "a day known by its name")
