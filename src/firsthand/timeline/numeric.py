"""Dates in figures ("11/16/2031", "2031-11-16"): the one kind that needs no language, and which part is the month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from firsthand.timeline.values import Meaning, real_day

_DATE = re.compile(
    r"(?<![\w.,:/\-])(?:(?P<y>\d{4})(?P<s1>[-/.])(?P<m>\d{1,2})(?P=s1)(?P<d>\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2})?)?"
    r"|(?P<a>\d{1,2})(?P<s2>[/.-])(?P<b>\d{1,2})(?P=s2)(?P<year>\d{4}|\d{2}))(?![\w/\-]|[.,:]\d)"
)
_NEAR_ANCHOR = 10  # days: a story dates what happened lately far oftener than a day whose two readings both lie near


@dataclass(frozen=True, slots=True)
class FigureDate:
    """A date in figures. ``parts`` are (first, second) where the order is open; ``day`` where it is not."""

    start: int
    end: int
    year: int
    parts: tuple[int, int] | None
    day: date | None
    weekday: int | None = None  # 0 is Monday, where one stands beside it

    def readings(self) -> tuple[date | None, date | None]:
        """(month first, day first)."""
        if self.parts is None:
            return self.day, self.day
        a, b = self.parts
        return real_day(self.year, a, b), real_day(self.year, b, a)

    def order(self) -> str | None:
        """"month-first" or "day-first" where the date alone or the weekday beside it decides; None where not."""
        if self.parts is None or self.parts[0] == self.parts[1]:
            return None
        month_first, day_first = self.readings()
        if self.weekday is not None and month_first and day_first:
            fits = [d.weekday() == self.weekday for d in (month_first, day_first)]
            return None if fits[0] == fits[1] else "month-first" if fits[0] else "day-first"
        if (month_first is None) == (day_first is None):
            return None
        return "month-first" if month_first else "day-first"


def figure_dates(text: str, start: int, stop: int, beside: Mapping[int, int] | None = None) -> Iterator[FigureDate]:
    """The dates in figures of ``text[start:stop]``; ``beside`` gives weekdays by the offset they end before."""
    for m in _DATE.finditer(text, start, stop):
        if m["y"]:
            yield FigureDate(*m.span(), int(m["y"]), None, real_day(int(m["y"]), int(m["m"]), int(m["d"])))
            continue
        short = len(m["year"]) == 2
        if short and m["s2"] != "/":
            continue  # "10.11.12" is a version or a section more often than a date
        year = int(m["year"]) + (2000 if short else 0)
        yield FigureDate(*m.span(), year, (int(m["a"]), int(m["b"])), None, (beside or {}).get(m.start()))


def usual_order(dates: Sequence[FigureDate]) -> str | None:
    """The order all decided dates agree on; None where none is decided or two disagree."""
    orders = {o for d in dates if (o := d.order())}
    return orders.pop() if len(orders) == 1 else None


def meaning(found: FigureDate, here: str | None, pile: str | None, anchor: date | None) -> Meaning:
    """What a date in figures means.

    Args:
        here: the order the same article's other dates show.
        pile: the order the other articles' dates show.
        anchor: the day the article speaks from.
    """
    month_first, day_first = found.readings()
    if month_first is None and day_first is None:
        return Meaning("", "unresolved", 0.9, "no such day in the calendar", False)
    if found.parts is None or month_first == day_first:
        return Meaning(str(month_first), "day", 0.98, "written out in figures", False)
    own = found.order()
    for order, sure, why in ((own, 0.97, "only one order gives a real day, or fits the weekday beside it"),
                             (here, 0.9, "day and month as in the article's other dates")):  # fmt: skip
        if order:
            return _read(order, month_first, day_first, sure, why)
    if anchor and month_first and day_first:
        near = [abs((d - anchor).days) <= _NEAR_ANCHOR for d in (month_first, day_first)]
        if near[0] != near[1]:
            return _read("month-first" if near[0] else "day-first", month_first, day_first, 0.85,
                         "only one order lies near the day the article speaks from")  # fmt: skip
    if pile:
        return _read(pile, month_first, day_first, 0.7, "day and month as in other articles of the story")
    both = sorted(str(d) for d in (month_first, day_first) if d)
    return Meaning(f"[{','.join(both)}]", "unresolved", 0.5, "cannot tell which figure is the month", False)


def _read(order: str, month_first: date | None, day_first: date | None, sure: float, why: str) -> Meaning:
    chosen = month_first if order == "month-first" else day_first
    if chosen is None:
        chosen, sure = month_first or day_first, 0.9
    return Meaning(str(chosen), "day", sure, why, False)
