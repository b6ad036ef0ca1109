"""Figures that count nothing: codes, scores, sizes, ages, and what numbers a name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from firsthand.claims.clauses import clause_words
from firsthand.claims.differences.alignment import Line, key
from firsthand.claims.differences.sequences import MATTER
from firsthand.claims.figures import Figure
from firsthand.languages import Word, rarity

_HYPHEN = re.compile(r" ?[-\u2010\u2013] ?([a-z]{1,20})", re.IGNORECASE)  # "11-inch", "11 - inch"
_CLOCK = re.compile(r" ?[:/] ?\d")  # "4: 30", "41 / 2"
_SCORE = re.compile(r" ?[-\u2013] ?\d")  # "25 - 7", "907 - 745"
_BEFORE_SCORE = re.compile(r"(?:(\S)\S{0,12} )?\d{1,3} ?[-\u2013] ?$")
_VOTE = re.compile(r" (?:to|votes to) (\d{1,4})(?![\d,])")  # "114 to 1"
_VOTED = re.compile(r"(?<![\d,.])(\d{1,4}) (?:votes )?to $")
_CENTS = re.compile(r", \d{3}(?!\d)")  # "$1, 199"
_NOUGHTS = re.compile(r", 000")  # "31, 000"
_DECIMALS = re.compile(r"\. \d{1,2}(?!\d)")  # "weighs 2. 38 pounds": spaces put into a figure


def is_code(text: str, line: Line, figure: Figure, rows: Mapping[str, Any]) -> bool:
    """Whether a figure is part of a code ("H5N1", "A320") or of a score ("2-1")."""
    before, after = text[max(0, figure.start - 1) : figure.start], text[figure.end : figure.end + 1]
    joined = text[max(0, figure.start - 2) : figure.start - 1] if before in ("-", "–") else ""
    if before.isalnum() or joined.isalnum():
        return True  # "MK-19", "2-1"
    broken = any(p.match(text, figure.end) for p in (_CLOCK, _SCORE, _NOUGHTS, *((_CENTS,) if figure.unit else ())))
    vote = _VOTE.match(text, figure.end)
    broken = broken or (vote is not None and float(vote.group(1)) < figure.value)
    broken = broken or (figure.value < 10 and _DECIMALS.match(text, figure.end) is not None)
    if broken or _ends_a_score(text, figure) or _is_size(text, figure, rows):
        return True
    if not after.isalpha():
        return False
    behind = next((w.form for w in line.words if w.start == figure.end), "")
    return behind not in rows["joined"]


def _ends_a_score(text: str, figure: Figure) -> bool:
    """Whether a figure stands behind another and a dash, which is no date ("OSMUND, March 3 - 12 people")."""
    if not text[figure.start].isdigit():
        return False
    vote = _VOTED.search(text[max(0, figure.start - 16) : figure.start])
    if vote is not None and float(vote.group(1)) > figure.value:
        return True
    found = _BEFORE_SCORE.search(text[max(0, figure.start - 24) : figure.start])
    return found is not None and not (found.group(1) or "").isupper()


def _is_size(text: str, figure: Figure, rows: Mapping[str, Any]) -> bool:
    """Whether a figure only tells what kind of thing is meant ("an 11-inch model", "a 57-member body"), or an age."""
    found = _HYPHEN.match(text, figure.end)
    if found is None or not text[figure.start].isdigit():
        return False
    word = found.group(1).casefold()
    if word in rows["terms"]:
        return bool(re.match(r" ?-? ?old\b", text[found.end() : found.end() + 6]))
    measured = word in rows["joined"] or word in rows["scale"] or key(word, rows["language"]) in rows["measures"]
    return not measured


def numbers_a_name(text: str, line: Line, figure: Figure, first: int, last: int, head: str,
                   rows: Mapping[str, Any]) -> bool:  # fmt: skip
    """Whether a figure numbers what stands before it: "Flight 447", "Convention 189", "Room 12"."""
    language = rows["language"]
    if first == 0 or figure.unit:
        return False
    before = line.words[first - 1]
    gap = text[before.end : figure.start]
    if before.form in ("no", "number") and text[figure.start].isdigit():
        return gap.strip() in ("", ".")  # "No. 5 seed"
    if gap != " ":
        return False
    if not text[figure.start].isdigit():  # "phase two"
        known = clause_words(language)
        told = known.is_verb(before.form) or before.form in known.participles or before.form.endswith("ing")
        noun = rarity(before.form, language) >= MATTER and key(before.form, language) not in rows["states"]
        return noun and not head and not told
    if not text[before.start].isupper() or first == 1:
        return False
    after = line.words[last + 1].form if last + 1 < len(line.words) else ""
    return not head or clause_words(language).is_verb(after) or text[figure.end : figure.end + 1] in ",.;:)"


def behind_a_name(text: str, found: Sequence[Word], first: int, last: int) -> bool:
    """Whether a small figure stands behind a name and a comma: an age ("Ada Fenn, 20 was found")."""
    if first == 0 or last + 1 >= len(found) or not text[found[first].start : found[last].end].isdecimal():
        return False
    before = found[first - 1]
    apart = text[before.end : found[first].start] == ", " and text[before.start].isupper()
    return apart and len(found[first].form) < 3 and (
        text[found[last].end : found[last].end + 1] == "," or found[last + 1].form in ("was", "is", "who", "of", "from")
    )


def goes_with(found: Sequence[Word], other: tuple[int, int], first: int, rows: Mapping[str, Any]) -> bool:
    """Whether a figure is the second of two ages: "aged 22 and 23"."""
    joined = [w.form for w in found[other[1] + 1 : first]] in (["and"], ["or"], [])
    return joined and is_age(found, other[0], other[1], rows)


def is_age(found: Sequence[Word], first: int, last: int, rows: Mapping[str, Any]) -> bool:
    """Whether a figure is how old somebody is or must be: "aged 19", "12 and older", "between the ages of 12"."""
    before = {w.form for w in found[max(0, first - 2) : first]}
    behind = tuple(w.form for w in found[last + 1 : last + 3])
    limit = len(behind) == 2 and behind[0] in ("or", "and") and behind[1] in rows["aged"]
    return limit or bool(before & rows["ages"])
