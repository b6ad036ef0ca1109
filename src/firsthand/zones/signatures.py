"""Lines that sign: who wrote, when, and whose pictures, all on one line in whatever order."""

from __future__ import annotations

import re

from firsthand.nouns import ZoneKind
from firsthand.zones.bylines import is_byline
from firsthand.zones.captions import is_photo_credit
from firsthand.zones.datelines import dated_tail, is_date_line
from firsthand.zones.lines import Paragraph
from firsthand.zones.pieces import Piece

_LONGEST = 160  # characters of a signature
_PICTURES = re.compile(r"(?<=\S) +(?=(?:[Pp](?:hotos?|hotographs?|hotography|ictures?)|[Ii]mages?)(?: by|:) \S)")
_WORD = re.compile(r"\S+")
_DATE_WORDS = 10  # of a date before a byline
_BETWEEN = " |,•·-–—/"


def signature(text: str, p: Paragraph, n: int) -> list[Piece]:
    """The pieces of a line that is a byline with a date or a picture's credit beside it; none for any other line."""
    line = text[p.start : p.end]
    if len(line) > _LONGEST or "\n" in line:
        return []
    if (cut := picture_tail(line)) is not None and is_byline(line[:cut].rstrip()):
        return _pieces(p, n, [(0, len(line[:cut].rstrip()), "byline"), (cut, len(line), "credit-photo")])
    cut = dated_tail(line)
    if cut is not None and is_byline(line[:cut].rstrip(_BETWEEN)):
        return _pieces(p, n, [(0, len(line[:cut].rstrip()), "byline"), (cut, len(line), "dateline")])
    starts = [m.start() for m in _WORD.finditer(line)][1 : _DATE_WORDS + 1]
    for at in reversed(starts):
        rest = line[at:].lstrip(_BETWEEN)
        if rest and is_byline(rest) and is_date_line(line[:at].strip(_BETWEEN)):
            begin = len(line) - len(rest)
            return _pieces(p, n, [(0, len(line[:begin].rstrip()), "dateline"), (begin, len(line), "byline")])
    return []


def picture_tail(line: str) -> int | None:
    """Where the picture's credit behind a byline begins ("Words by Ann Pell Photographs by Ben Odd"), or None."""
    m = _PICTURES.search(line)
    return m.end() if m and is_photo_credit(line[m.end() :]) else None


def _pieces(p: Paragraph, n: int, parts: list[tuple[int, int, ZoneKind]]) -> list[Piece]:
    return [Piece(p.start + a, p.start + b, kind, n) for a, b, kind in parts]
