"""A stretch of one paragraph and its role: what the rules of this room pass on to one another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.nouns import ZoneKind
from firsthand.zones.sentences import sentences

SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"”’'»)\]\s]*$|\.\s?''$|\x80[\x9d\xa6]$")
PROSE_WORDS = 22  # words from which a line without a stop is prose all the same
_LONG = 160  # characters from which likewise (scripts without spaces have no words to count)
_STOP = re.compile(r"[.!?][\"”’'»)\]]*\s")
_SHORTEST = 5  # words of the shortest sentence that counts as prose; shorter ones are labels as often


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` of one paragraph; ``kind`` None is prose not yet judged."""

    start: int
    end: int
    kind: ZoneKind | None
    paragraph: int

    def words(self, text: str) -> str:
        return text[self.start : self.end]

    def is_prose(self, text: str) -> bool:
        """Whether it reads as sentences, so that the article's text has begun (or has not yet ended)."""
        line = self.words(text)
        count = len(line.split(maxsplit=PROSE_WORDS))
        return self.kind is None and (
            count >= PROSE_WORDS or len(line) > _LONG or (count >= _SHORTEST and holds_sentence(line))
        )


def holds_sentence(line: str) -> bool:
    """Whether a short line ends as sentences do, or holds one and something behind it ("… came. (Norwire)")."""
    if ends_sentence(line):
        return True
    first = sentences(line, 0, len(line))[0] if _STOP.search(line) else (0, 0)
    return first[1] < len(line) and len(line[: first[1]].split()) >= _SHORTEST


def ends_sentence(line: str) -> bool:
    """Whether a line ends as sentences do, closing marks allowed."""
    return bool(SENTENCE_END.search(line[-8:]))


def solid(text: str, at: int, end: int) -> int:
    """The first character at or behind ``at`` that is not blank."""
    while at < end and text[at].isspace():
        at += 1
    return at


def back(text: str, start: int, at: int) -> int:
    """``at`` moved back over blanks, never before ``start``."""
    while at > start and text[at - 1].isspace():
        at -= 1
    return at
