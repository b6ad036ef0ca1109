"""Days and periods told from another day: weekdays, "last month", "two days later", "recently", and stretches."""

from __future__ import annotations

from datetime import date

from firsthand.timeline.forms import Core, Forms, number
from firsthand.timeline.setting import Setting, day_part, part_of, part_of_year, step_of
from firsthand.timeline.values import UNRESOLVED, Meaning, add_months, bounds, month_text, shifted, week_text

_ISO_UNIT = {"TM": ("PT", "M", 1), "TH": ("PT", "H", 1), "TS": ("PT", "S", 1), "D": ("P", "D", 1), "W": ("P", "W", 1),
             "F": ("P", "W", 2), "M": ("P", "M", 1), "Y": ("P", "Y", 1), "E": ("P", "Y", 10),
             "C": ("P", "Y", 100)}  # fmt: skip
_STRETCHES = {"week": "P1W", "month": "P1M", "year": "P1Y", "decade": "P10Y", "century": "P100Y"}


def weekday_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    day, step = setting.day, step_of(core, forms)
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
    return day_part(found, part, Meaning("", "day", sure, f"{why}, by the tense of the clause"))


def deictic_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    moved, part = forms.words["deictic"].get(core.get("deictic"), (0, ""))
    part = part or forms.words["parts_of_day"].get(core.get("part"), "")
    if not part:
        part = forms.words["edges_of_day"].get(core.get("when"), "")
    found = shifted(setting.day, moved) if setting.day else None
    sure = 0.75 if core.get("deictic") == "overnight" else 0.95
    return day_part(found, str(part), Meaning("", "day", sure, "told from the day of writing"))


def period_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    step_word, span, part = core.get("step"), core.get("span"), part_of(core, forms)
    step = step_of(core, forms)
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
        return part_of_year(day.year + step, part, Meaning(f"{day.year + step:04d}", "year", 0.92, why))
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
    return day_part(shifted(day, step), part, Meaning("", "day", 0.7, "told from the day named just before"))


def _told_period(step: int, span: str, setting: Setting) -> Meaning:
    first, _ = bounds(setting.told)
    if first is None:
        return UNRESOLVED
    found = _stepped(first, span, step, "", "told from the date named just before")
    return Meaning(found.value, found.grain, 0.65, found.why)


def _unit(core: Core, forms: Forms) -> str:
    return str(forms.words["unit_words"][core.get("unit")])


def offset_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
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
        return day_part(shifted(base, step), "", Meaning("", "day", 0.75 if from_told else 0.9, why))
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


def ahead_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    if setting.day is None or setting.tense == "past":
        return UNRESOLVED if not core.get("num") else duration_meaning(core, setting, forms)
    return Meaning(f"{setting.day}/..", "interval", 0.7, "from the day of writing on")


def duration_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
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


def near_event_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    if _unit(core, forms) in {"TM", "TH"} and setting.told_day:
        return Meaning(str(setting.told_day), "day", 0.4, "hours from what happened on the day named just before")
    return UNRESOLVED


def recent_meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
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
