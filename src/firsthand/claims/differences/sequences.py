"""How the figures of one sentence stand to one another: ranges, parts of a whole, from one to another."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.claims.figures import Figure
from firsthand.languages import Word, rarity

MATTER = 0.34  # languages.rarity from which a word beside a figure tells what it counts
UNIT = 2  # words from such a figure to the next: what it counts, and "to"
FROM = 5  # words before a figure among which "from" stands where another follows behind "to"


def place(found: Sequence[Word], figure: Figure) -> tuple[int, int]:
    """The numbers of the first and last word of a figure."""
    inside = [n for n, w in enumerate(found) if w.start >= figure.start and w.end <= figure.end]
    return inside[0], inside[-1]


def cut(found: Sequence[Word], first: int, last: int, language: str) -> int:
    """Where between two figures the words of the one end: at the "and", else behind what the first one counts."""
    for n in range(last - 1, first - 1, -1):
        if found[n].form in ("and", "or", "but", "with"):
            return n
    return next((n + 1 for n in range(first, last) if rarity(found[n].form, language) >= MATTER), last)


def is_range(found: Sequence[Word], last: int, first: int) -> bool:
    """Whether two figures are the ends of a range: "between 16 and 20", "10 to 15"."""
    between = [w.form for w in found[last + 1 : first]]
    return between in (["to"], ["and"]) and (
        between == ["to"] or any(w.form == "between" for w in found[max(0, last - 2) : last])
    )


def is_whole(found: Sequence[Word], last: int, first: int) -> bool:
    """Whether a figure only says of how many the one before it is a part: "two of the five"."""
    return [w.form for w in found[last + 1 : first]] in (["of"], ["of", "the"], ["out", "of"], ["out", "of", "the"])


def changed_by(found: Sequence[Word], start: int, last: int, first: int, changing: frozenset[str]) -> bool:
    """Whether a figure tells by how much another changed: "by 1,000 to 405,000", "dropped 36 to 293"."""
    between = [w.form for w in found[last + 1 : first]]
    if start == 0 or between not in (["to"], ["from"]):
        return False
    return found[start - 1].form == "by" or found[start - 1].form in changing


def was_before(found: Sequence[Word], first: int, last: int, after: int) -> bool:
    """Whether a figure tells how much there was before: "fell from an average of 80 to 51"."""
    before = [w.form for w in found[max(0, first - 2) : first]]
    if before in (["down", "from"], ["up", "from"], ["compared", "with"], ["compared", "to"], ["after", "from"]):
        return True  # "to 235 jobs, down from 943"
    led = any(w.form == "from" for w in found[max(0, first - FROM) : first])
    between = [w.form for w in found[last + 1 : after]]
    return led and between[-1:] == ["to"] and len(between) <= UNIT


def is_part(found: Sequence[Word], last: int) -> bool:
    """Whether a figure counts some of those told of before: "three of the dead", "two of them"."""
    behind = [w.form for w in found[last + 1 : last + 4]]
    if behind[:1] == ["also"] or (behind[:1] == ["of"] and behind[1:2] in (["his"], ["her"], ["its"], ["their"])):
        return True  # "and nine also were charged", "three of his eleven boats"
    return behind[:2] in (["of", "them"], ["of", "whom"], ["of", "those"]) or behind in (
        ["of", "the", "dead"], ["of", "the", "victims"], ["of", "the", "injured"], ["of", "the", "wounded"],
        ["of", "the", "missing"], ["of", "the", "killed"],
    )  # fmt: skip
