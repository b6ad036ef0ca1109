"""Paragraphs of plain text: one per line, unless the text is hard-wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

# U+0085 is left out: in crawled text it is a misread ellipsis of Windows-1252 far more often than a line break.
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c]+")
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c]")
_BULLET = re.compile(r"(?:[•·▪■●◦‣*–—-]|\d{1,3}[.)])\s")

_NARROWEST, _WIDEST = 50, 100  # columns of hard-wrapped text: mail, Usenet and wire dumps use 60 to 80, some up to 100
_MIN_WRAPPED = 4  # lines that must run on before a text counts as wrapped; fewer may be verse or a list
_RUN_ON = 0.7  # share of adjacent lines where the next word would not have fitted; the rest end their paragraph


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, ``text[start:end]``, without the blank space around it."""

    start: int
    end: int


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text, in order; every non-space character stands in exactly one."""
    lines = list(_lines(text))
    width = _wrapped_at(text, lines)
    if width is None:
        return lines
    out: list[Paragraph] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if out and before and _runs_on(text, before, line, width):
            out[-1] = Paragraph(out[-1].start, line.end)
        else:
            out.append(line)
    return out


def _lines(text: str) -> Iterator[Paragraph]:
    for m in _LINE.finditer(text):
        line = m.group()
        start = m.start() + len(line) - len(line.lstrip())
        end = m.start() + len(line.rstrip())
        if start < end:
            yield Paragraph(start, end)


def _wrapped_at(text: str, lines: list[Paragraph]) -> int | None:
    """The column a text is wrapped at, or None where its lines are paragraphs.

    Wrapped text shows itself by this: nearly every line is followed by a word that would not have fitted on it.
    """
    if len(lines) <= _MIN_WRAPPED:
        return None
    lengths = sorted(x.end - x.start for x in lines)
    width = lengths[-1 - len(lengths) // 50]  # one line in fifty may stick out (a web address)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    full = [(a, b) for a, b in pairs if _fills(text, a, b, width)]
    open_ended = sum(text[a.end - 1] not in '.!?:"”’)' for a, _ in full)
    if len(full) < _MIN_WRAPPED or len(full) < _RUN_ON * len(pairs) or open_ended < 0.5 * len(full):
        return None
    return width


def _adjacent(text: str, a: Paragraph, b: Paragraph) -> bool:
    return len(_BREAK.findall(text, a.end, b.start)) == 1


def _fills(text: str, a: Paragraph, b: Paragraph, width: int) -> bool:
    word = 0
    while b.start + word < b.end and word < width and not text[b.start + word].isspace():
        word += 1
    return a.end - a.start + 1 + word > width


def _runs_on(text: str, a: Paragraph, b: Paragraph, width: int) -> bool:
    indented = bool(re.search(r"[\t ]{2,}$", text[max(a.end, b.start - 8) : b.start])) and not text[
        max(0, a.start - 2) : a.start
    ].endswith("  ")
    return (_adjacent(text, a, b) and _fills(text, a, b, width) and not indented
            and not _BULLET.match(text, b.start, b.end))  # fmt: skip
