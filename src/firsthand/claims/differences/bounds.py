"""How exact a figure is: the words that bound it ("at least", "nearly", "about") and what they allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firsthand.languages import Word

ROUGH = 0.08  # share by which "about 30" may be off
ABOVE = 0.1  # share by which the true count may exceed "at least 20" before a reader takes them for two counts
ABOVE_EXACT = 0.02  # the same for "at least 152": who counts to the last one knows of no more
ABOVE_ROUND = 0.25  # the same for "more than 100": a figure of one digit and noughts is the last one that was passed
SHORT = 0.07  # share by which the true count may fall short of "nearly 30" ...
SHORT_UNIT = 0.25  # ... and share of the last digit that is not nought: nobody calls 152 "nearly 160"


def bound_of(found: Sequence[Word], first: int, least: int, bounds: Mapping[str, Sequence[tuple[str, ...]]],
             start: int) -> tuple[str, int]:  # fmt: skip
    """The word that makes a figure a bound or a rough one, and where the figure begins with it."""
    for name in sorted(bounds):
        for phrase in bounds[name]:
            for gap in (0, 1):
                at = first - len(phrase) - gap
                if at >= max(0, least) and tuple(w.form for w in found[at : at + len(phrase)]) == phrase:
                    return name, found[at].start
    return "", start


def falls_short(found: Sequence[Word], first: int, phrases: Sequence[tuple[str, ...]]) -> bool:
    """Whether a figure is one that is not quite reached: "nearly 50"."""
    return any(tuple(w.form for w in found[max(0, first - len(p)) : first]) == p for p in phrases)


def range_of(value: float, bound: str, short: bool, passed: bool = False) -> tuple[float, float]:
    """The least and the most a reader takes a figure for; ``passed`` where "more than" is said of a round one."""
    if short:
        return max(value * (1 - SHORT), value - SHORT_UNIT * unit_of(value)), value
    if bound == "least":
        exact = value >= 100 and unit_of(value) == 1
        return value, value * (1 + (ABOVE_EXACT if exact else ABOVE_ROUND if passed else ABOVE))
    if bound == "most":
        return value * (1 - ABOVE), value
    if bound == "rough":
        return value * (1 - ROUGH), value * (1 + ROUGH)
    return value, value


def unit_of(value: float) -> float:
    """What the last digit of a figure that is not nought counts: 10 for 160, 1 for 152."""
    unit = 1.0
    while value and value % (unit * 10) == 0:
        unit *= 10
    return unit


def rounds(a: float, b: float) -> bool:
    """Whether the rounder of two figures of a thousand or more is the other, rounded or cut off."""
    for rounder, other in ((a, b), (b, a)):
        if rounder < 1000 or rounder != int(rounder):
            continue
        digits = str(int(rounder))
        kept = len(digits.rstrip("0"))
        unit = 10.0 ** (len(digits) - kept)
        if kept < len(digits) and kept >= 2 and rounder in (round(other / unit) * unit, other // unit * unit):
            return True
    return False
