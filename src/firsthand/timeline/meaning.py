"""What an expression means on the calendar: one rule for each kind of form."""

from __future__ import annotations

from collections.abc import Callable

from firsthand.timeline import calendar_periods, relative
from firsthand.timeline.forms import Core, Forms
from firsthand.timeline.setting import Setting
from firsthand.timeline.values import UNRESOLVED, Meaning

Rule = Callable[[Core, Setting, Forms], Meaning]

_RULES: dict[str, Rule] = {
    "date": calendar_periods.date_meaning,
    "days": calendar_periods.days_meaning,
    "month": calendar_periods.month_meaning,
    "year": calendar_periods.year_meaning,
    "years": calendar_periods.years_meaning,
    "decade": calendar_periods.decade_meaning,
    "century": calendar_periods.century_meaning,
    "quarter": calendar_periods.quarter_meaning,
    "season": calendar_periods.season_meaning,
    "named": calendar_periods.named_meaning,
    "weekday": relative.weekday_meaning,
    "deictic": relative.deictic_meaning,
    "period": relative.period_meaning,
    "offset": relative.offset_meaning,
    "ahead": relative.ahead_meaning,
    "duration": relative.duration_meaning,
    "near-event": relative.near_event_meaning,
    "recent": relative.recent_meaning,
}


def meaning(core: Core, setting: Setting, forms: Forms) -> Meaning:
    """The meaning of one form; UNRESOLVED where the setting does not tell."""
    try:
        return _RULES[core.means](core, setting, forms)
    except (ValueError, OverflowError):  # a day outside the calendar's years
        return UNRESOLVED
