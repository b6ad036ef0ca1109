"""Finding time expressions: the forms of a language's ``time.toml``, compiled once and matched at their first words.

Every form is a row of bounded parts, so a match never runs on; forms are tried only where a word stands that can
begin one, which keeps the search linear in the text. Idea of a table-driven grammar: HeidelTime (Stroetgen and
Gertz 2010); nothing of its resources is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.languages import table

_AHEAD = 8  # words: no expression has more before the word that tells time
MAX_EXPRESSION = 64  # characters; longer ones are not expressions of time but accidents
_GAP = r"[ \t\u00a0]{1,3}(?:\n[ \t]?)?"  # dumps wrap lines inside expressions, but paragraphs end them
_WORD = re.compile(r"\w+")
_CLOCK = (
    r"(?:\d{1,2}(?:[:.][0-5]\d)?[ \u00a0]?[AaPp]\.?[ ]?[Mm]\b\.?"
    r"|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:[ \u00a0]?(?:hours|hrs|h)\b)?"
    r"|(?:[01]\d|2[0-4])[0-5]\d(?=[ \u00a0]?(?:GMT|UTC|hours|hrs|local))(?:[ \u00a0]?(?:hours|hrs)\b)?"
    r"|[Nn]oon\b|[Mm]idday\b|[Mm]idnight\b)"
)


@dataclass(frozen=True, slots=True)
class Core:
    """One form found: what it means by name, its words by slot, where it stands."""

    means: str
    slots: Mapping[str, str]
    start: int
    end: int

    def get(self, slot: str) -> str:
        """The words of a slot, lower case, "" where it is not filled."""
        return self.slots.get(slot) or ""


@dataclass(frozen=True, slots=True)
class _Form:
    means: str
    pattern: re.Pattern[str]


class Forms:
    """The forms of one language."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.words = words
        self.month_number = {n.casefold(): i for i, names in enumerate(words["months"], 1) for n in names}
        self.weekday_number = {
            n.casefold(): i
            for kind in ("weekdays", "short_weekdays")
            for i, names in enumerate(words[kind])
            for n in names
        }
        self.named_days = {_squeezed(k): v for k, v in words["named_days"].items()}
        self._slots = self._slot_patterns()
        self._telling = self._telling_words()
        self._by_first: dict[str, list[_Form]] = {}
        for form in words["form"]:
            for row in form["rows"]:
                pattern, firsts = self._compiled(row)
                for first in firsts:
                    self._by_first.setdefault(first, []).append(_Form(form["means"], re.compile(pattern)))
        leads = words["leads"]
        self.lead_kind = {lead: kind for kind in ("range", "about", "until", "since", "plain") for lead in leads[kind]}
        every = sorted({*self.lead_kind, *words["approximate"]}, key=lambda w: (-len(w), w))
        parts = _any(list(words["parts_of_day"]))
        self._lead = re.compile(
            rf"(?:(?i:(since)){_GAP}(?i:the){_GAP}(?=[A-Z])|(?i:((?:the{_GAP})?(?:{parts}){_GAP}of|{_any(every)})){_GAP})"
        )
        self._lead_words = frozenset(
            w.split()[0].casefold() for w in (*every, "the", *words["parts_of_day"])
        )

    def cores(self, text: str, start: int, stop: int) -> Iterator[Core]:
        """Every form that matches at ``start``, longest first; none runs past ``stop``."""
        found = []
        first = _WORD.match(text, start, stop)
        key = first.group() if first else text[start : start + 1]
        for form in self._by_first.get("#" if key[:1].isdigit() else key.casefold(), ()):
            m = form.pattern.match(text, start, min(stop, start + MAX_EXPRESSION))
            if m:
                slots = {k: _squeezed(v) for k, v in m.groupdict().items() if v is not None}
                found.append(Core(form.means, slots, start, m.end()))
        return iter(sorted(found, key=lambda c: -c.end))

    def lead(self, text: str, start: int, stop: int) -> tuple[str, int] | None:
        """The word that leads an expression in ("since", "at about", "the night of") and where it ends, or None."""
        m = self._lead.match(text, start, stop)
        return (_squeezed(m.group(1) or m.group(2)), m.end()) if m else None

    def starters(self, text: str, start: int, stop: int) -> Iterator[int]:
        """Where a form or a lead can begin: near a word that tells time, since "the" and "in" begin most things."""
        found = list(_WORD.finditer(text, start, stop))
        nearest = -_AHEAD - 1  # index of the next word that tells time, going backwards
        out = []
        for i in range(len(found) - 1, -1, -1):
            word, at = found[i].group(), found[i].start()
            digits = word[0].isdigit()
            key = word.casefold()
            if digits or key in self._telling:
                nearest = i
            if nearest < 0 or nearest - i > _AHEAD:
                continue
            if digits:
                if len(word) <= 10 and not _inside_number(text, at):
                    out.append(at)
            elif key in self._by_first or key in self._lead_words:
                out.append(at)
        return reversed(out)

    def _telling_words(self) -> frozenset[str]:
        """Words one of which every form holds, where it holds no figure."""
        words = self.words
        listed = [n for row in ("months", "weekdays", "short_weekdays") for names in words[row] for n in names]
        listed += [w for row in ("unit_words", "parts_of_day", "seasons", "deictic", "named_days") for w in words[row]]
        listed += words["telling"]
        return frozenset(w.casefold() for phrase in listed for w in _WORD.findall(phrase)) - {"the", "of", "before"}

    def _slot_patterns(self) -> dict[str, tuple[str, frozenset[str]]]:
        """Slot -> (pattern, the first words it can begin with; "#" is a digit)."""
        words = self.words
        numbers = _number_pattern()
        months = [n for names in words["months"] for n in names]
        full = {names[0] for names in words["months"]}
        dotted = [rf"{m}\b\.?" for m in months if m not in full]
        days = [n for names in words["weekdays"] for n in names]
        short = [n for names in words["short_weekdays"] for n in names]
        years = r"(?:1\d{3}|20\d\d|2100)(?!\d|[:.,]\d)"

        def listed(items: Sequence[str]) -> tuple[str, frozenset[str]]:
            return f"(?i:{_any(items)})", _firsts(items)

        return {
            "month": (f"(?:{'|'.join([*sorted(full), *(m.upper() for m in sorted(full)), *dotted])})", _firsts(months)),
            "weekday": (f"(?:{_any([*days, *(d.upper() for d in days)])})", _firsts(days)),
            "shortday": (f"(?:{_any(short)})\\b\\.?", _firsts(short)),
            "day": (r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[:.,]\d)", frozenset("#")),
            "year": (years, frozenset("#")),
            "shortyear": (r"\d\d(?!\d)", frozenset("#")),
            "decade": (r"(?:1\d|20)\d0['’]?s", frozenset("#")),
            "shortdecade": (r"['’‘]?[1-9]0['’]?s", frozenset("#")),
            "century": (r"(?:1\d|2[01])(?:st|th)", frozenset("#")),
            "clock": (_CLOCK, frozenset({"#", "noon", "midday", "midnight"})),
            "num": (numbers[0], numbers[1]),
            "vague": listed(words["vague_numbers"]),
            "unit": listed(list(words["unit_words"])),
            "part": listed(list(words["parts_of_day"])),
            "dayedge": listed(list(words["edges_of_day"])),
            "edge": listed(list(words["edges"])),
            "approx": listed(words["approximate"]),
            "season": listed(list(words["seasons"])),
            "quarter": listed(list(words["quarters"])),
            "deictic": listed(list(words["deictic"])),
            "named": (f"(?:{_any(list(words['named_days']))})", _firsts(list(words["named_days"]))),
        }

    def _compiled(self, row: str) -> tuple[str, frozenset[str]]:
        """A row as a pattern, and the words it can begin with."""
        out, firsts, begun = "", set[str](), False
        seen: dict[str, int] = {}
        gap = ""  # what stands before the next part
        for part in row.split():
            optional = part.endswith("?")
            part = part.removesuffix("?")
            if part in ",-":
                out += r"[ \u00a0]?,?" if part == "," else ""
                gap = gap if part == "," else r"[ \u00a0]?[-–—][ \u00a0]?"
                continue
            pattern, first = self._part(part, seen)
            if begun:
                out += f"(?:{gap}{pattern})?" if optional else gap + pattern
            else:
                firsts |= first
                out += f"(?:{pattern}{_GAP})?" if optional else pattern
                begun = not optional
            gap = _GAP
        return rf"{out}(?!\w)", frozenset(firsts)

    def _part(self, part: str, seen: dict[str, int]) -> tuple[str, frozenset[str]]:
        if not part.startswith("{"):
            name, _, listed = part.rpartition(":")
            items = [w.replace("_", " ") for w in listed.split("|")]
            first = _firsts(items)
            pattern = f"(?i:{_any(items)})"
        else:
            name = part[1:-1]
            pattern, first = self._slots[name]
        if not name:
            return pattern, first
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}{seen[name] if seen[name] > 1 else ''}>{pattern})", first


@cache
def forms(language: str) -> Forms:
    """The forms of a language, compiled once.

    Raises:
        FileNotFoundError: the language has no ``time.toml``.
    """
    return Forms(table(language, "time"))


_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_OTHER = {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "half a": 0.5, "a dozen": 12, "a hundred": 100}
_VALUES: dict[str, float] = {
    **{w: i for i, w in enumerate(_ONES, 1)}, **{w: i for i, w in enumerate(_TEENS, 10)},
    **{w: 10 * i for i, w in enumerate(_TENS, 2)}, **_OTHER,
}  # fmt: skip


def number(words: str) -> float | None:
    """The figure a number slot stands for: "20", "2.5", "four", "twenty-five", "a couple of"."""
    plain = words.casefold().replace("–", "-")
    if plain in _VALUES:
        return _VALUES[plain]
    parts = re.split(r"[- ]", plain)
    if len(parts) == 2 and all(p in _VALUES for p in parts):
        return _VALUES[parts[0]] + _VALUES[parts[1]]
    try:
        return float(plain.replace(",", ""))
    except ValueError:
        return None


def _number_pattern() -> tuple[str, frozenset[str]]:
    named = _any([*_VALUES])
    tens = f"(?:{_any(_TENS)})[-–](?:{_any(_ONES)})"
    return (rf"(?:\d{{1,4}}(?:\.\d)?(?![\d:.,]\d)|(?i:{tens})|(?i:{named}))",
            frozenset({"#", *(w.split()[0] for w in _VALUES)}))  # fmt: skip


def _any(items: Sequence[str]) -> str:
    """Longest first, so that "early on" is not read as "early"; inner spaces may be any gap."""
    ordered = sorted(set(items), key=lambda w: (-len(w), w))
    return "|".join(re.escape(i).replace("\\ ", _GAP) for i in ordered)


def _firsts(items: Sequence[str]) -> frozenset[str]:
    found = (_WORD.findall(i)[0].casefold() for i in items)
    return frozenset("#" if w[0].isdigit() else w for w in found)


def _squeezed(words: str) -> str:
    return " ".join(words.split()).casefold()


def _inside_number(text: str, at: int) -> bool:
    """True where a digit run continues a figure, a sum of money or a code: "1,984", "$20", "v2.5", "A-10"."""
    if at == 0:
        return False
    before = text[at - 1]
    if before in "$€£¥₹#@_":
        return True
    return before in ".,:/-–" and at > 1 and text[at - 2].isdigit()
