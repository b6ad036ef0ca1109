"""The figures a stretch of text states: how many, how much. Dates, ages of years and clock times are left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.languages import Word, table

_MAX_DIGITS = 15  # longer runs of digits are codes, not counts
_YEARS = range(1900, 2100)  # a bare four-digit figure in here is read as a year
_CLOCK = re.compile(r"\s*(?:a\.?m\b|p\.?m\b|gmt\b|o'clock|hours\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A figure in a text: its value, its unit ("%", a currency sign) and where it stands."""

    value: float
    unit: str
    start: int
    end: int


@cache
def _names(language: str) -> dict[str, Any]:
    return dict(table(language, "figures"))


@cache
def number_words(language: str) -> frozenset[str]:
    """Folded words that stand for figures ("eleven", "million")."""
    known = _names(language)
    return frozenset({*known["values"], *known["scales"]})


def figures(text: str, found: Sequence[Word], language: str, dates: Sequence[tuple[int, int]] = ()) -> list[Figure]:
    """The figures among these words, in order.

    Args:
        text: the article.
        found: words of it, in order.
        language: whose number words to read.
        dates: (start, end) of time expressions: a figure inside one is part of a date.
    """
    known = _names(language)
    small: dict[str, float] = known["values"]
    scales: dict[str, float] = known["scales"]
    months = set(known["months"])
    out: list[Figure] = []
    i = 0
    while i < len(found):
        first = i
        value = _value(found[i].form, small)
        if value is None and found[i].form in ("a", "an") and i + 1 < len(found) and found[i + 1].form in scales:
            value = 1.0  # "a million"
        if value is None:
            i += 1
            continue
        spelled = not found[i].form[:1].isdigit()
        i += 1
        if [w.form for w in found[i : i + 3]] == ["and", "a", "half"]:
            value, i = value + 0.5, i + 3  # "one and a half million"
        while i < len(found) and _near(text, found, i):
            form = found[i].form
            if form in scales and (len(form) > 2 or text[found[i - 1].end : found[i].start] == ""):  # "5 m" is metres
                value *= scales[form]
            elif spelled and form in small and _follows(value, small[form]):
                value += small[form]
            else:
                break
            i += 1
        start, end = found[first].start, found[i - 1].end
        if (spelled and value == 1) or _is_date(text, found, first, i, value, months) or _inside(start, end, dates):
            continue
        out.append(Figure(round(value, 4), _unit(text, found, start, i), start, end))
    return out


def _follows(value: float, small: float) -> bool:
    """Whether a small number goes on from a larger one: "twenty | three", "hundred | five"."""
    return (value >= 20 and value % 10 == 0 and small < 10) or (value >= 100 and small < value)


def _value(form: str, small: dict[str, float]) -> float | None:
    if form in small:
        return float(small[form])
    if not form[:1].isdigit():
        return None
    digits = form.rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits):
        digits = digits.replace(".", "")
    if len(digits) > _MAX_DIGITS or not re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return None
    return float(digits)


def _near(text: str, found: Sequence[Word], i: int) -> bool:
    return text[found[i - 1].end : found[i].start] in (" ", "-", "\u00a0", "")


def _is_date(text: str, found: Sequence[Word], first: int, after: int, value: float, months: set[str]) -> bool:
    """Whether the figure is a year, a day of a month, an ordinal or a time of day."""
    digits = found[first].form[:1].isdigit()
    left = found[first - 1].form if first else ""
    right = found[after].form if after < len(found) else ""
    if left in months or (right in months and value <= 31):
        return True
    tail = text[found[after - 1].end : found[after - 1].end + 8]
    if digits and (_CLOCK.match(tail) or re.match(r":\d\d", tail) or text[max(0, found[first].start - 1)] == ":"):
        return True
    if digits and value in _YEARS and len(found[first].form) == 4:
        return True
    return digits and right in ("st", "nd", "rd", "th") and text[found[after - 1].end : found[after].start] == ""


def _unit(text: str, found: Sequence[Word], start: int, after: int) -> str:
    sign = text[start - 1] if start else ""
    if sign in "$€£¥":
        return sign
    tail = text[found[after - 1].end : found[after - 1].end + 2].strip()
    if tail[:1] == "%" or (after < len(found) and found[after].form in ("percent", "percentage")):
        return "%"
    if after + 1 < len(found) and found[after].form == "per" and found[after + 1].form == "cent":
        return "%"
    return ""


def _inside(start: int, end: int, dates: Sequence[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in dates)
