"""Publication times as they are found -> EDTF; what cannot be told is None, never a guess."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MAX_CHARS = 64  # the longest honest spelling is about 40; longer strings are no dates

# Each month in English, German, French, Italian, Spanish, Portuguese and Dutch: as databases and wires write them.
_MONTH_NAMES = (
    "january jan januar jänner janvier gennaio enero janeiro januari", "february feb februar février fevrier febbraio"
    " febrero fevereiro februari", "march mar märz maerz mars marzo março marco maart", "april apr avril aprile abril",
    "may mai maggio mayo maio mei", "june jun juni juin giugno junio junho", "july jul juli juillet luglio julio julho",
    "august aug août aout agosto augustus", "september sept sep septembre settembre septiembre setembro",
    "october oct oktober octobre ottobre octubre outubro", "november nov novembre noviembre novembro",
    "december dec dezember décembre decembre dicembre diciembre dezembro",
)  # fmt: skip
_MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_MONTH = "(" + "|".join(sorted(_MONTHS, key=lambda m: (-len(m), m))) + r")\.?"

_ISO_DAY = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?![\d/.-])")
_COMPACT_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?[ -](?:de )?{_MONTH}(?: de|[,-])?[ -](\d{{4}})(?!\d)", re.IGNORECASE
)
_HAN_DAY = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")
_MONTH_DAY = re.compile(rf"{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\d)", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"{_MONTH},? (\d{{4}})(?!\d)", re.IGNORECASE)
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?!\d)")
_DAY_NAMES = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag"
    r"|mittwoch|sonnabend|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|luned[iì]|marted[iì]|mercoled[iì]"
    r"|gioved[iì]|venerd[iì]|sabato|domenica|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo"
    r"|(?:segunda|ter[cç]a|quarta|quinta|sexta)-feira|(?:maan|dins|woens|donder|vrij|zater|zon)dag)"
)
_WEEKDAY = re.compile(rf"{_DAY_NAMES}[.,]* ", re.IGNORECASE)
_WEEKDAY_BEHIND = re.compile(rf"[,]? ?\(?{_DAY_NAMES}\)?(?=[ ,]|$)", re.IGNORECASE)
_TIME = re.compile(
    r"(?:T|,? ?at |,? - |,? \| |,? )(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?: ?([ap])\.?m\.?)?"
    r" ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?",
    re.IGNORECASE,
)

_URL_NUMBERS = re.compile(r"/((?:19|20)\d\d)([/-]?)(\d\d)([/-])(\d\d)(?![\d])")
_URL_LOOSE = re.compile(  # /2014/5/7/, /2014/world/05/07/, a slug that ends in a day
    r"/((?:19|20)\d\d)/(?:[a-z.]{1,20}/)?(\d\d?)/(\d\d?)(?=/)|-((?:19|20)\d\d)-(\d\d)-(\d\d)(?=/?$)", re.IGNORECASE
)
_URL_NAMED = re.compile(rf"/((?:19|20)\d\d)/{_MONTH}[/-](\d\d?)(?!\d)", re.IGNORECASE)


def edtf(found: object) -> str | None:
    """A publication time as EDTF level 0 ("2008-12-15", "2008-12-15T10:30:00Z"), or None where it is not clear.

    An offset is kept as it stands; a time whose zone is only named ("EST") is dropped to its day, as the name is
    ambiguous; "11/12/2014" is None, as it is two different days in two countries. Numbers are years or Unix times.
    """
    if isinstance(found, bool) or found is None:
        return None
    if isinstance(found, int | float):
        return _number(found)
    text = " ".join(str(found).split()) if len(str(found)) <= _MAX_CHARS else ""
    if weekday := _WEEKDAY.match(text):
        text = text[weekday.end() :]
    day, rest = _day(text)
    if day and (behind := _WEEKDAY_BEHIND.match(rest)):  # "March 3, 2031 Tuesday", as databases write it
        rest = rest[behind.end() :]
    if day is None or not rest:
        return day
    if len(day) < len("2008-12-15"):
        return day if rest in ("?", "~", "%") else None
    return _with_time(day, rest)


def from_url(url: str | None) -> str | None:
    """The day a URL's path names ("/2014/05/07/", "/2014/may/07/", "-2014-05-07" at its end), or None."""
    path = "/" + (url or "").partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    if m := _URL_NUMBERS.search(path):
        return _valid(m[1], m[3], m[5]) if m[2] or m[4] == "/" else None
    if m := _URL_NAMED.search(path):
        return _valid(m[1], _MONTHS[m[2].lower()], m[3])
    if m := _URL_LOOSE.search(path):
        return _valid(m[1] or m[4], m[2] or m[5], m[3] or m[6])
    return None


def _day(text: str) -> tuple[str | None, str]:
    """The day (or month, or year) a string begins with, and what follows it."""
    if m := _COMPACT_DAY.match(text):
        return _valid(m[1], m[2], m[3]), text[m.end() :]
    if m := _HAN_DAY.match(text):
        return _valid(m[1], m[2], m[3]), text[m.end() :]
    if m := _ISO_DAY.match(text):
        return _valid(m[1], m[3], m[4]), text[m.end() :]
    if m := _DAY_MONTH.match(text):
        return _valid(m[3], _MONTHS[m[2].lower()], m[1]), text[m.end() :]
    if m := _MONTH_DAY.match(text):
        return _valid(m[3], _MONTHS[m[1].lower()], m[2]), text[m.end() :]
    if m := _MONTH_YEAR.match(text):
        return _valid(m[2], _MONTHS[m[1].lower()], None), text[m.end() :]
    if m := _SLASHED.match(text):
        first, second = int(m[1]), int(m[3])
        if m[2] == "." or first > 12 or first == second:  # dotted dates put the day first wherever they are used
            return _valid(m[4], second, first), text[m.end() :]
        if second > 12:
            return _valid(m[4], first, second), text[m.end() :]
    return None, ""


def _with_time(day: str, rest: str) -> str | None:
    m = _TIME.match(rest)
    if not m:
        return day if rest in ("?", "~", "%", "Z") else None
    hour, minute, second = int(m[1]), int(m[2]), int(m[3] or 0)
    if m[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if m[4].lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 60:
        return None
    if rest[m.end() :].strip():  # "EST", "Eastern Time": the day is sure, the moment is not
        return day
    return f"{day}T{hour:02}:{minute:02}:{min(second, 59):02}{_offset(m[5])}"


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] not in "+-":
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return "Z" if digits == "0000" else f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _number(found: int | float) -> str | None:
    if isinstance(found, int) and 1000 <= found <= 2999:
        return str(found)
    if abs(found) > 1e14:  # also keeps integers of hundreds of digits from the division
        return None
    seconds = found / 1000 if found > 1e11 else found  # milliseconds, as JavaScript counts
    if not 1e8 < seconds < 4e9:  # 1973 to 2096; NaN and infinities fail too
        return None
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _valid(year: str, month: str | int | None, day: str | int | None) -> str | None:
    try:
        checked = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if (month is not None and not int(month)) or (day is not None and not int(day)) or checked.year < 1000:
        return None
    whole = checked.isoformat()
    return whole if day else whole[:7] if month else whole[:4]
