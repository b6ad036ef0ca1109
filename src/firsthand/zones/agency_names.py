"""Names of agencies that no table holds, told by their own words: "Meridon Press Agency", "Kelm News Service".

Only the words are judged here. Where such a name credits the text, its place says: by itself under the headline or
right behind the text, or in a byline.
"""

from __future__ import annotations

import re
from functools import cache

from firsthand.languages import agencies
from firsthand.zones.datelines import undated
from firsthand.zones.tables import word_set

_MOST_NAMES = 3  # on one line; more are a list of members
_PART = r"[^\W\d_a-z][\w.&'’-]{0,30}"
_INITIALS = re.compile(r" ?\([A-Z][A-Za-z]{1,7}\)$")
_BETWEEN = re.compile(r"\s*(?:/|;|\band\b|&|,)\s*")
_THE = re.compile(r"^[Tt]he[ \u00a0]")


@cache
def _form() -> re.Pattern[str]:
    ends = "|".join(sorted((re.escape(x) for x in word_set("credits", "agency_ends")), key=lambda x: (-len(x), x)))
    return re.compile(rf"(?:{_PART}[ \u00a0]){{1,3}}(?i:{ends})\b(?! [A-Z])")


def agency_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where ``text[start:end]`` names agencies by form."""
    found = []
    for m in _form().finditer(text, start, end):
        low = m.start() + _article(m.group())
        if _named(text[low : m.end()]):
            found.append((low, m.end()))
    return found


def only_agencies(line: str) -> list[tuple[int, int]]:
    """Where the names stand of a line that is one name of an agency by form, or several of which one is; else none.

    Beside a name that leaves no doubt the words of newsrooms do ("Meridon Press Agency and Tallis Wire"). A date may
    follow.
    """
    bare = undated(line).rstrip(" .")
    found = []
    for at, stop in listed_names(bare):
        name = _INITIALS.sub("", bare[at:stop])
        found.append((at + _article(name), at + len(name)))
    names = [bare[a:b] for a, b in found]
    sure = [_is_agency(x) for x in names]
    if not (len(names) <= _MOST_NAMES and any(sure)):
        return []
    others = [x for x, s in zip(names, sure, strict=True) if not s]
    return found if all(agencies().credited(x) is not None or _may_be(x) for x in others) else []


def listed_names(line: str, start: int = 0) -> list[tuple[int, int]]:
    """The parts of a line from ``start`` that strokes, commas or "and" keep apart; a part may be empty."""
    between = [m.span() for m in _BETWEEN.finditer(line, start)]
    return list(zip([start, *(b for _, b in between)], [*(a for a, _ in between), len(line)], strict=True))


def _article(name: str) -> int:
    return len(m.group()) if (m := _THE.match(name)) else 0


def _is_agency(name: str) -> bool:
    return _form().fullmatch(name) is not None and _named(name)


def _may_be(name: str) -> bool:
    """ "Tallis Wire", "Corvane Press": beside an agency another, by itself perhaps a person."""
    found = name.split()
    return 2 <= len(found) <= 4 and found[-1] in word_set("credits", "agency_words") and all(
        w[0].isupper() for w in found
    )  # fmt: skip


def _named(name: str) -> bool:
    """False for "Our News Service", "Foreign Press Agency": what it is, and not whose."""
    low = name.casefold()
    end = next(e for e in sorted(word_set("credits", "agency_ends"), key=len, reverse=True) if low.endswith(e))
    return any(w not in word_set("credits", "nameless") for w in low.removesuffix(end).split())
