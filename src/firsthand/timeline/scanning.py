"""Expressions of time in a sentence: forms with what leads them in, clock and day joined, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from firsthand.timeline.forms import MAX_EXPRESSION, Core, Forms
from firsthand.timeline.numeric import FigureDate, figure_dates

_MAX_LEADS = 3  # "since at least about 2010"
_CALENDAR = frozenset({"date", "month", "year", "weekday", "decade", "named", "clock", "figures"})
_DAYS = frozenset({"date", "weekday", "deictic", "named", "figures"})
_POSSESSIVE = re.compile(r"['’]s?\b")
_NEXT_WORD = re.compile(r"[\s\u00a0]*[-–]?[\s\u00a0]*([^\W_]+(?:['’]s)?)")
_GMT_BESIDE = re.compile(r"[ \u00a0]?[\[(](\d{2})[:.]?(\d{2}) ?(?:GMT|UTC)[\])]")
_WEEKDAY_FIGURES = re.compile(r"[ \u00a0]?[,(]? {0,2}")
_AGE = re.compile(r"[ \u00a0]?[-–]?[ \u00a0]?old\b|[ \u00a0]of age\b", re.IGNORECASE)
_OWNERS = frozenset({"his", "her", "their", "my", "your", "our", "its"})
_DETERMINERS = ("the", "its", "his", "her", "their", "our", "a", "this")


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of time: its forms and how they hang together."""

    start: int
    end: int
    cores: tuple[Core, ...]
    leads: tuple[str, ...] = ()
    joint: str = ""  # "range": from the first core to the second; "moment": a day and a clock time
    figures: FigureDate | None = None
    possessive: bool = False  # "Sunday's": the day of something
    utc: tuple[int, int] | None = None  # "[0130 GMT]" beside a local clock time
    zone: str = ""


class Scanner:
    """Finds the expressions of one language."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        words = forms.words
        self._never = {k: frozenset(v) for k, v in words["never"].items()}
        leads = words["leads"]
        self._ranges = frozenset(leads["range"])
        self._sure = frozenset(leads["sure"])
        self._bare_year = frozenset(leads["bare_year"])
        self._month_names = frozenset(m.casefold() for m in words["month_names"])
        zones = sorted([*words["zones"], *words["local_time"]], key=lambda w: (-len(w), w))
        body = "|".join(re.escape(z) for z in zones)
        self._zone = re.compile(rf"[ \u00a0]?\(?({body})\b\)?")
        to = sorted(leads["to"], key=lambda w: (-len(w), w))
        self._to = re.compile(rf"[ \u00a0]?({'|'.join(re.escape(t) for t in to)})[ \u00a0]?(?:on )?")
        self._to_clock = re.compile(r"[ \u00a0]?,? ?(?:(?:at|around|about|shortly before|shortly after) ){0,2}")
        self._to_day = re.compile(r"[ \u00a0]?,? ?(?:on |early |late ){0,2}")

    def scan(self, text: str, start: int, stop: int) -> list[Expression]:
        """The expressions of ``text[start:stop]`` in order; none overlap."""
        figures = {f.start: f for f in figure_dates(text, start, stop, self._weekdays_beside(text, start, stop))}
        taken, out = start, []
        for at in self._positions(text, start, stop, figures):
            if at < taken:
                continue
            found = self._at(text, start, at, stop, figures)
            if found and found.end - found.start <= MAX_EXPRESSION:
                out.append(found)
                taken = found.end
        return out

    def _positions(self, text: str, start: int, stop: int, figures: dict[int, FigureDate]) -> list[int]:
        return sorted({*self.forms.starters(text, start, stop), *figures})

    def _weekdays_beside(self, text: str, start: int, stop: int) -> dict[int, int]:
        """Where a date in figures would begin after a weekday -> the weekday."""
        out = {}
        for m in re.finditer(r"\b([A-Z][a-z]{5,8})[ \u00a0]?[,(]? {0,2}(?=\d)", text[start:stop]):
            number = self.forms.weekday_number.get(m.group(1).casefold())
            if number is not None:
                out[start + m.end()] = number
        return out

    def _at(self, text: str, first: int, at: int, stop: int, figures: dict[int, FigureDate]) -> Expression | None:
        """The longest expression that begins here."""
        best: Expression | None = None
        leads: tuple[str, ...] = ()
        here = at
        for _ in range(_MAX_LEADS + 1):
            for core in self._cores(text, here, stop, figures):
                if self._holds(text, first, at, core, leads):
                    found = self._extended(text, Expression(at, core.end, (core,), leads), stop, figures)
                    if best is None or found.end > best.end:
                        best = found
                    break
            lead = self.forms.lead(text, here, stop)
            if lead is None:
                break
            leads, here = (*leads, lead[0]), lead[1]
        return best

    def _cores(self, text: str, at: int, stop: int, figures: dict[int, FigureDate]) -> Iterator[Core]:
        if at in figures:
            yield Core("figures", {}, at, figures[at].end)
        yield from islice(self.forms.cores(text, at, stop), 8)

    def _extended(self, text: str, found: Expression, stop: int, figures: dict[int, FigureDate]) -> Expression:
        """With what belongs to it on the right: a zone, a clock time or a day, the end of a range."""
        core = found.cores[-1]
        if core.means == "figures":
            found = replace(found, figures=figures[core.start])
        if core.means == "clock":
            found = self._with_zone(text, found, stop)
            found = self._joined(text, found, stop, figures, self._to_day, _DAYS, "moment")
        elif core.means in _DAYS:
            found = self._with_figures(text, found, figures)
            found = self._joined(text, found, stop, figures, self._to_clock, frozenset({"clock"}), "moment")
            if found.joint:
                found = self._with_zone(text, found, stop)
        if not found.joint:
            found = self._range(text, found, stop, figures)
        if m := _POSSESSIVE.match(text, found.end, stop):
            found = replace(found, end=m.end(), possessive=True)
        return found

    def _with_zone(self, text: str, found: Expression, stop: int) -> Expression:
        if m := self._zone.match(text, found.end, stop):
            found = replace(found, end=m.end(), zone=m.group(1))
        if m := _GMT_BESIDE.match(text, found.end, stop):
            found = replace(found, end=m.end(), utc=(int(m[1]), int(m[2])))
        return found

    def _with_figures(self, text: str, found: Expression, figures: dict[int, FigureDate]) -> Expression:
        """"Thursday (11/16/2031)" is one expression."""
        m = _WEEKDAY_FIGURES.match(text, found.end)
        if found.cores[-1].means != "weekday" or not m or m.end() not in figures:
            return found
        figure = figures[m.end()]
        end = figure.end + (text[figure.end : figure.end + 1] == ")" and "(" in m.group())
        return replace(found, end=end, cores=(Core("figures", {}, m.end(), figure.end),), figures=figure)

    def _joined(self, text: str, found: Expression, stop: int, figures: dict[int, FigureDate],
                glue: re.Pattern[str], kinds: frozenset[str], joint: str) -> Expression:  # fmt: skip
        m = glue.match(text, found.end, stop)
        if not m:
            return found
        for core in self._cores(text, m.end(), stop, figures):
            if core.means in kinds and m.end() > found.end:
                figure = figures[core.start] if core.means == "figures" else found.figures
                return replace(found, end=core.end, cores=(*found.cores, core), joint=joint, figures=figure)
        return found

    def _range(self, text: str, found: Expression, stop: int, figures: dict[int, FigureDate]) -> Expression:
        m = self._to.match(text, found.end, stop)
        ranged = bool(found.leads) and found.leads[-1] in self._ranges
        kind = found.cores[-1].means
        if not m or kind not in _CALENDAR or (m.group(1) == "and") != (found.leads[-1:] == ("between",)):
            return found
        if not ranged and (kind not in {"weekday", "date"} or m.group(1) not in {"to", "through", "-", "–"}):
            return found
        for core in self._cores(text, m.end(), stop, figures):
            if core.means == kind or (core.means in _CALENDAR and ranged):
                return replace(found, end=core.end, cores=(*found.cores, core), joint="range")
        return found

    # ------------------------------------------------------------- what looks like time and is not

    def _holds(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        check = getattr(self, f"_holds_{core.means.replace('-', '_')}", None)
        return check is None or bool(check(text, first, at, core, leads))

    def _holds_month(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        """A month alone needs a lead, and one that is also a name needs a sure one."""
        if core.get("edge") or core.get("year") or core.get("step"):
            return True
        name = core.get("month").rstrip(".")
        if not leads:  # "a January meeting"
            return self._previous(text, first, at) in _DETERMINERS and self._next_raw(text, core.end).islower()
        if name in self._month_names:
            return leads[-1] in self._sure and not (leads[-1] == "by" or _POSSESSIVE.match(text, core.end))
        return self.forms.lead_kind.get(leads[-1]) is not None and leads[-1] not in {"of", "for", "over", "within"}

    def _holds_year(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        if self._next(text, core.end) in self._never["year_before"]:
            return False
        if core.get("edge") or not text[core.start].isdigit():
            return True
        if any(lead in self._bare_year for lead in leads):
            return True
        if re.match(r":\s", text[core.end : core.end + 2]):
            return True  # "2031: the harbour opens"
        following, before = self._next(text, core.end), self._before(text, first, at)
        if leads or not before or not following[:1].isalpha():
            return False
        if before[-1] in _DETERMINERS or before[-1] == "s":
            return True  # "the 2031 Oro Cup", "Oro's 2031 harbour plan"
        return before[-2:-1] != [] and before[-2] in _DETERMINERS and following.islower()

    def _holds_years(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        a, b = core.get("year"), core.get("year2") or core.get("year")[:2] + core.get("shortyear")
        return int(a) < int(b)

    def _holds_decade(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        """"his 30s" is an age: a decade without its century needs "the" or "mid-" and no person before it."""
        if core.get("shortdecade") and self._previous(text, first, core.start) in _OWNERS:
            return False
        return not core.get("shortdecade") or text[core.start : core.start + 1] in "tT" or bool(core.get("edge")) or (
            text[core.start] in "'’‘"
        )

    def _holds_date(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        return bool(core.get("year")) or self._next(text, core.end) not in self._never["day_before"]

    def _holds_weekday(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        following = self._next_raw(text, core.end)
        part = text[core.start : core.end].rpartition(" ")[2] if core.get("part") else following
        if part.istitle() and part.casefold() in self.forms.words["parts_of_day"]:
            after = following if core.get("part") else self._next_raw(text, text.find(part, core.end) + len(part))
            if after[:1].isupper():
                return False  # "Sunday Evening Live" is a programme
        if following in self._never["weekday_before"]:
            return False
        before = re.findall(r"\w+", text[max(first, core.start - 30) : core.start])
        if before[-1:] == ["the"] and not core.get("step") and following in {"before", "after", "when", "that"}:
            return False  # told from something else than the day of writing
        if before[-1:] == ["on"] and before[-2:-1] and before[-2] in self._never["weekday_before"]:
            return False  # "the Mail on Sunday"
        return not (before and before[-1] in self._never["weekday_after"] | self._never["nth"])

    def _holds_deictic(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        titled = self._next_raw(text, core.end) in self._never["weekday_before"]
        return not titled and self._previous(text, first, at) not in self._never["deictic_after"]

    def _holds_recent(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        """"the past" is a time only after "in" and where nothing follows it: not "the past president"."""
        return not core.get("past") or (leads[-1:] == ("in",) and not self._next(text, core.end))

    def _holds_near_event(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        return self.forms.words["unit_words"][core.get("unit")] in {"TM", "TH"}

    def _holds_season(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        """"in summer" is any summer and "the fall" of a town no season."""
        if core.get("year"):
            return True
        if core.get("season") == "fall":
            return core.get("step") not in {"", "the"} and self._next(text, core.end) != "of"
        if core.get("step") == "the":
            return bool(leads) and leads[-1] in {"in", "over", "during", "throughout", "since"}
        return bool(core.get("step"))

    def _holds_offset(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        lone = not core.get("num") and not core.get("vague")
        if lone and not core.get("unit").endswith("s"):
            return False  # "a mere day ago": what stands between is not read
        return self._previous(text, first, at) not in self._never["offset_after"]

    def _holds_duration(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        """Ages, rates and "a day" are no stretches of time."""
        if _AGE.match(text, core.end) or self._next(text, core.end) in self._never["duration_before"]:
            return False
        before = self._previous(text, first, at)
        if before in self._never["duration_after"] or before in self._never["offset_after"] or leads[-1:] == ("of",):
            return False
        if core.get("unit") and not core.get("num"):
            return False
        if core.get("num") in {"a", "an"} and text[core.start + len(core.get("num"))] in "-–":
            return False  # "once-a-decade"
        lone = core.get("num") in {"a", "an", "one"} and not core.get("reach")
        spanning = any(lead in {"for", "in", "over", "within", "during", "throughout", "after"} for lead in leads)
        return not lone or spanning or bool(core.get("approx")) or core.get("unit") in {"decade", "century"}

    def _holds_period(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        if core.get("step") in {"the day before", "the day after"}:
            return re.match(r"[ \u00a0]?[,.;:]|[ \u00a0]?$", text[core.end : core.end + 2]) is not None
        return True

    def _holds_named(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        """"Christmas shopping" is no day: alone a named day needs a lead or the end of its phrase."""
        following = self._next(text, core.end)
        return bool(core.get("year") or core.get("step") or leads) or not following.islower()

    def _holds_clock(self, text: str, first: int, at: int, core: Core, leads: tuple[str, ...]) -> bool:
        """"3:1" is a result; figures with a colon need a lead or a zone."""
        shown = core.get("clock")
        if ":" not in shown or shown.rstrip(".")[-1:].isalpha():
            return True
        return bool(leads) or self._zone.match(text, core.end) is not None

    def _next_raw(self, text: str, at: int) -> str:
        m = _NEXT_WORD.match(text, at, at + 40)
        return m.group(1) if m else ""

    def _next(self, text: str, at: int) -> str:
        return self._next_raw(text, at)

    def _previous(self, text: str, first: int, at: int) -> str:
        before = self._before(text, first, at)
        return before[-1] if before else ""

    @staticmethod
    def _before(text: str, first: int, at: int) -> list[str]:
        return [w.casefold() for w in re.findall(r"\w+", text[max(first, at - 30) : at])]
