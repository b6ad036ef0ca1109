"""What it takes to make one version of a text from another: the changed places, and their cost.

Two readings of each text, one with punctuation marks as words of their own and one with marks as part of the word they
touch: a change that is cheap in one and dear in the other is worth less trust than one both agree on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

_APART = re.compile(r"https?://\S+|\w+(?:['’]\w+)*|[^\w\s]")  # a web address is one word: changing it is one change
_ATTACHED = re.compile(r"\S+")

# Opening a place costs as much as one word: an editor who changes ten words in one place does less than in ten.
_PLACE = 1
# Text that is missing tells little, however long: a paragraph is cut with one stroke. On public version histories
# (docs/quality-lineage.md) anything from 2 to 12 does much the same.
_MOST_FOR_CUTS = 5
_PER_CUT_WORD = 0.01  # ... yet a little more: a text that grew step by step is not all cuts of its last version
_MOST_CELLS = 25_000_000  # pairs of words compared one by one (5,000 by 5,000, some 20 ms); beyond, held to anchors
_ANCHOR = 5  # words in a row that stand once in each text hold two long texts together


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of a text and where it stands."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """One changed place: words ``[a, a_end)`` of the first text stand as ``[b, b_end)`` in the second."""

    a: int
    a_end: int
    b: int
    b_end: int

    @property
    def out(self) -> int:
        """Words taken out."""
        return self.a_end - self.a

    @property
    def put_in(self) -> int:
        """Words put in."""
        return self.b_end - self.b

    def turned(self) -> Place:
        """The same place, read from the second text to the first."""
        return Place(self.b, self.b_end, self.a, self.a_end)


def apart(text: str) -> tuple[Word, ...]:
    """The words of a text, punctuation marks as words of their own."""
    return tuple(Word(m.group(), m.start(), m.end()) for m in _APART.finditer(text))


def attached(text: str) -> tuple[Word, ...]:
    """The words of a text as blanks divide them."""
    return tuple(Word(m.group(), m.start(), m.end()) for m in _ATTACHED.finditer(text))


def changes(a: Sequence[str], b: Sequence[str]) -> tuple[Place, ...]:
    """The places that differ, in order, by a longest common subsequence of words.

    Exact for texts of news length; longer ones are first held together at runs of words that stand once in each, and a
    stretch between two such anchors that is still too long counts as replaced.
    """
    head = 0
    while head < len(a) and head < len(b) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    mine, theirs = a[head : len(a) - tail], b[head : len(b) - tail]
    out: list[Place] = []
    x = y = 0
    for i, j in (*_matches(mine, theirs), (len(mine), len(theirs))):
        if i > x or j > y:
            out.append(Place(head + x, head + i, head + y, head + j))
        x, y = i + 1, j + 1
    return tuple(out)


def cost(places: Sequence[Place]) -> float:
    """What an editor did: for each place one, the words put in, and for the words taken out little, however many."""
    return sum(_PLACE + p.put_in + min(_MOST_FOR_CUTS, p.out) + _PER_CUT_WORD * p.out for p in places)


def tempered(places: Sequence[Place]) -> float:
    """The same, with the root of the words taken out, for comparing versions whose order in time is known."""
    return sum(_PLACE + p.put_in + sqrt(p.out) for p in places)


def distance(places: Sequence[Place]) -> int:
    """Words taken out and put in: a distance, so that a version in between makes two of them add up."""
    return sum(p.out + p.put_in for p in places)


def _matches(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    if not a or not b:
        return
    if len(a) * len(b) <= _MOST_CELLS:
        yield from _common(a, b)
        return
    x = y = 0
    for i, j in (*_anchors(a, b), (len(a), len(b))):
        if i > x and j > y and (i - x) * (j - y) <= _MOST_CELLS:
            yield from ((x + p, y + q) for p, q in _common(a[x:i], b[y:j]))
        if i < len(a):
            yield i, j
        x, y = i + 1, j + 1


def _common(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of a longest common subsequence, a row at a time in the bits of one number (Hyyrö 2004)."""
    where: dict[str, int] = defaultdict(int)
    for i, form in enumerate(a):
        where[form] |= 1 << i
    full = (1 << len(a)) - 1
    row, rows = full, []
    for form in b:
        hit = row & where.get(form, 0)
        row = ((row + hit) | (row - hit)) & full
        rows.append(row)
    i, j = len(a), len(b)
    found = []
    while i and j:
        if rows[j - 1] >> (i - 1) & 1:
            i -= 1
        elif j > 1 and not rows[j - 2] >> (i - 1) & 1:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return found[::-1]


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The words where runs that stand once in each text begin, as many as stand in one order in both."""
    here, there = _once(a), _once(b)
    pairs = sorted((i, there[run]) for run, i in here.items() if run in there)
    tops: list[int] = []  # patience sorting: the least end of an increasing run of each length
    piles: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(tops, j)
        before.append(piles[at - 1] if at else -1)
        if at == len(tops):
            tops.append(j)
            piles.append(n)
        else:
            tops[at], piles[at] = j, n
    out = []
    n = piles[-1] if piles else -1
    while n >= 0:
        out.append(pairs[n])
        n = before[n]
    return out[::-1]


def _once(forms: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(forms[i : i + _ANCHOR]) for i in range(len(forms) - _ANCHOR + 1)]
    count = Counter(runs)
    return {run: i for i, run in enumerate(runs) if count[run] == 1}
