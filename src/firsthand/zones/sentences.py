"""Where sentences end: one pass over the stops of a paragraph, each judged by its neighbours.

Own rules, in linear time: the well-known splitters take minutes on a page of full stops.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_CLOSERS = "\"'”’»›)]}」』）“"
_WIDE_STOPS = "。！？｡"  # no space follows these, and nothing else is written with them
# A run of stops, then what closes: quotation marks, brackets, a note's number.
_STOP = re.compile(r"[.!?…。！？｡؟۔।॥]+")
_CLOSING = re.compile(rf"(?:''|[{re.escape(_CLOSERS)}]|\[\d{{1,3}}\])+")
_SPACED_CLOSING = re.compile(r"[ \u00a0](?:''(?=\s|$)|”|’(?![\w])|»|[)\]](?=\s|$))")
_SPACED_STRAIGHT = re.compile(r"[ \u00a0][\"'](?=\s|$)")
_NEXT = re.compile(r"[ \t\u00a0\u2002-\u200b\u202f]*(\r?\n)?\s*")
_OPENING = "\"'“‘„«‹([{「『（`-–—•"
_GLUED = re.compile(r"[A-Z][a-z’']*(?=[\s,])|[\"“‘]?[A-Z][a-z]+(?=\s)")  # "attack.The ": a word, then space
_BULLET = re.compile(r"(?:[•·▪■●◦‣*]|[–—-](?=\s))\s*")
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN_REACH = 40  # characters looked back for the word before a stop; no abbreviation is longer
_SAID_REACH = 60  # characters looked ahead for "Pell asked" after a quoted question


@dataclass(frozen=True, slots=True)
class _Words:
    titles: frozenset[str]
    numbered: frozenset[str]
    either: frozenset[str]
    starters: frozenset[str]
    said: frozenset[str]


@cache
def _known() -> _Words:
    from firsthand.languages import table

    rows = table("en", "abbreviations")
    return _Words(*(frozenset(rows[k].split()) for k in ("titles", "numbered", "either", "starters", "said")))


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of the paragraph ``text[start:end]`` as (start, end), without space or bullets around them.

    Every letter of the paragraph stands in exactly one sentence.
    """
    out: list[tuple[int, int]] = []
    begin = _skip(text, start, end)
    straight = 0  # straight double quotes so far, to know whether a lone one closes
    counted = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() <= begin:
            continue
        straight += text.count('"', counted, stop.start())
        counted = stop.start()
        after = _close(text, stop.end(), end, straight)
        if _ends(text, begin, stop.start(), stop.end(), after, end):
            out.append((begin, after))
            begin = _skip(text, after, end)
    rest = end
    while rest > begin and text[rest - 1].isspace():
        rest -= 1
    if begin < rest:
        if out and not any(c.isalnum() for c in text[begin:rest]):
            out[-1] = (out[-1][0], rest)  # marks left over belong to the sentence before
        else:
            out.append((begin, rest))
    return out


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    bullet = _BULLET.match(text, at, end)
    return bullet.end() if bullet and bullet.end() < end else at


def _close(text: str, at: int, end: int, straight: int) -> int:
    """Behind all that closes with a stop: quotation marks, brackets, also spaced ones of re-spaced text."""
    if m := _CLOSING.match(text, at, end):
        closed = m.group()
        straight += closed.count('"')
        at = m.end()
        if closed[-1] in "\"'“" and at < end and text[at].isalnum():
            at -= 1  # it opens the next word's quotation
    if (m := _SPACED_CLOSING.match(text, at, end)) or (
        straight % 2 and (m := _SPACED_STRAIGHT.match(text, at, end)) and text[m.end() - 1] == '"'
    ):
        at = m.end()
    return at


def _ends(text: str, begin: int, stop: int, stopped: int, after: int, end: int) -> bool:
    """Whether the stop ``text[stop:stopped]``, closed at ``after``, ends the sentence begun at ``begin``."""
    if after >= end:
        return True
    marks = text[stop:stopped]
    if any(c in _WIDE_STOPS for c in marks):
        return True
    gap = _NEXT.match(text, after, end)
    next_at = gap.end() if gap else after
    if next_at >= end:
        return True
    if next_at == after:
        return _glued(text, begin, stop, stopped, after, end)
    first = text[next_at]
    if first in _OPENING and next_at + 1 < end:
        inner = next_at
        while inner < min(end, next_at + 4) and (text[inner] in _OPENING or text[inner].isspace()):
            inner += 1
        first = text[inner] if inner < end else first
        if text[next_at] in "–—-" and first.islower():
            return False
    if first.islower() or first in ",;:)]}":
        return False
    if "!" in marks or "?" in marks:
        return not (after > stopped and _said_follows(text, next_at, end))
    if len(marks) > 1 or "…" in marks or any(c in "؟۔।॥" for c in marks):
        return not first.isdigit()
    return _full_stop_ends(text, begin, stop, after > stopped, next_at, end, first)


def _full_stop_ends(text: str, begin: int, stop: int, closed: bool, next_at: int, end: int, first: str) -> bool:
    token = _token_before(text, begin, stop)
    known = _known()
    if not token or closed:
        return not (closed and _said_follows(text, next_at, end) and text[stop + 1 : stop + 2] != ")")
    if token in known.titles and token not in known.either:
        return False
    if first.isdigit():
        return token not in known.numbered and token not in known.either
    if len(token) == 1 and token.isalpha():  # an initial, unless the next word begins a sentence after a small word
        before = _token_before(text, begin, stop - 2)
        return (token.islower() or (before[:1].islower() and before not in ("and", "by"))) and _starts(
            text, next_at, end
        )
    inner = "." in token and all(len(part) <= 2 for part in token.split("."))
    if token in known.either or token in known.numbered or inner:
        if token in ("No", "no") and text[next_at : next_at + 1].isupper():
            return True
        return _starts(text, next_at, end)
    return True


def _starts(text: str, at: int, end: int) -> bool:
    """Whether the word at ``at`` is one that begins sentences, or a quotation opens there."""
    if text[at] in '"“‘«„•':
        return True
    m = _WORD.match(text, at, min(end, at + 20))
    return m is not None and m.group() in _known().starters


def _token_before(text: str, begin: int, stop: int) -> str:
    low = max(begin, stop - _TOKEN_REACH)
    at = stop
    while at > low and (text[at - 1].isalnum() or text[at - 1] in ".&"):
        at -= 1
    return text[at:stop]


def _said_follows(text: str, at: int, end: int) -> bool:
    """Whether "Pell asked" or "Minister Ann Pell said" comes next: the speaker of the words just quoted."""
    ahead = re.split(r"[.,;:!?\n]", text[at : min(end, at + _SAID_REACH)], maxsplit=1)[0].split()
    for n, word in enumerate(ahead[:5]):
        if word in _known().said:
            return n > 0
        if not (word[:1].isupper() or word in ("of", "the", "de", "al", "bin", "van")):
            return False
    return False


def _glued(text: str, begin: int, stop: int, stopped: int, after: int, end: int) -> bool:
    """A stop with no space behind it ends a sentence only between two plain words ("attack.The minister")."""
    at = stop
    low = max(begin, stop - _TOKEN_REACH)
    while at > low and not text[at - 1].isspace():
        at -= 1
    word = text[at:stop].strip("\"'“”‘’(),")
    letters = word.replace("-", "").replace("’", "").replace("'", "")
    if text[stop:stopped] not in (".", "?", "!", "…") or len(letters) < 2 or not letters.isalpha():
        return False
    return letters.islower() and bool(_GLUED.match(text, after, end))
