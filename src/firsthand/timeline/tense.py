"""Whether the words around an expression speak of what was or what is to come, and the clause it dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

Tense = Literal["past", "future"]

_TOKEN = re.compile(r"\w+|['’]\w+|[,;:—–\"“”()\[\].]")
_STOP_MARKS = frozenset(",;:—–\"“”()[]")
_REACH = 24  # tokens looked at on either side: clauses of news prose are rarely longer
_CLAUSE_EDGE = re.compile(
    r"[,;:](?=\s)|[—\"“”()\[\]]|\s[-–]\s|\b(?:but|while|which|who|although|though|whereas|because)\b"
)
_MAX_EVENT = 240  # characters of a clause that are kept
_MIN_EVENT_WORDS = 3  # a clause of fewer ("On Monday") says nothing: it is joined to its neighbour


class Tenses:
    """Reads tense off the nearest verb-like word. Data: the [tense] part of a language's ``time.toml``."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._future = frozenset(words["future"])
        self._modal = frozenset(words["modal"])
        self._was = frozenset(words["was"])
        self._past = frozenset(words["past"])
        self._not_past = frozenset(words["not_past"])
        self._deadline = frozenset(words["deadline"])
        self._conditional = frozenset(words["conditional"])
        self._stops = frozenset(words["stops"])
        self._stops_right = self._stops | frozenset(words["stops_right"])

    def around(self, text: str, first: int, last: int, start: int, end: int) -> Tense | None:
        """The tense of the clause round ``text[start:end]`` in the sentence ``text[first:last]``; None: no sign."""
        left = self._until_stop(reversed(_TOKEN.findall(text, max(first, start - 300), start)[-_REACH:]), self._stops)
        right = self._until_stop(iter(_TOKEN.findall(text, end, min(last, end + 300))[:_REACH]), self._stops_right)
        opening = _TOKEN.match(text, start, end)
        if opening and opening.group().casefold() in self._deadline and any(w in self._conditional for w in left):
            return "future"  # "would fail if no rain came by the end of April": past in form only
        return self._leftward(left) or self._rightward(right)

    @staticmethod
    def _until_stop(tokens: Iterable[str], stops: frozenset[str]) -> list[str]:
        out: list[str] = []
        for token in tokens:
            word = token.casefold()
            if word in _STOP_MARKS or word in stops:
                break
            out.append(word)
        return out

    def _leftward(self, words: Sequence[str]) -> Tense | None:
        """``words`` run away from the expression: the nearest sign governs it."""
        for i, word in enumerate(words):
            before = words[i + 1 : i + 4]
            if self._is_future(word, before[:1], words[max(0, i - 1) : i]):
                return "future"  # "was due to leave on Thursday" is mostly said before Thursday
            if self._is_past(word):
                return "future" if any(w in self._modal for w in before) else "past"
        return None

    def _rightward(self, words: Sequence[str]) -> Tense | None:
        for i, word in enumerate(words):
            if self._is_future(word, words[max(0, i - 1) : i], words[i + 1 : i + 2]):
                return "future"
            if self._is_past(word) and not (word in self._was and any(w in self._future for w in words[i + 1 : i + 3])):
                return "past"
        return None

    def _is_future(self, word: str, before: Sequence[str], behind: Sequence[str]) -> bool:
        """Whether a word looks ahead; "set" only in "is set to" and "is set for", not in "set fire to"."""
        if word not in self._future or word not in self._past:
            return word in self._future
        led = any(w in self._was or w in ("is", "are", "be") for w in before)
        return led or any(w in ("to", "for") for w in behind)

    def _is_past(self, word: str) -> bool:
        return word in self._past or (word.endswith("ed") and len(word) > 3 and word not in self._not_past)


def clause(text: str, first: int, last: int, start: int, end: int) -> str:
    """The words of the clause in the sentence ``text[first:last]`` that ``text[start:end]`` dates, blanks made one."""
    first, last = max(first, start - 3 * _MAX_EVENT), min(last, end + 3 * _MAX_EVENT)
    edges = [first, *(m.start() for m in _CLAUSE_EDGE.finditer(text, first, last)), last]
    left = max(e for e in edges if e <= start)
    right = min(e for e in edges if e >= end)
    while _few_words(text, left, right, start, end) and (right < last or left > first):
        if right < last:
            right = min(e for e in edges if e > right)
        else:
            left = max(e for e in edges if e < left)
    if right - left > _MAX_EVENT:
        left, right = max(left, start - _MAX_EVENT // 2), min(right, end + _MAX_EVENT // 2)
    words = re.sub(r"\s+", " ", text[left:right]).strip(" ,;:—–-\"“”()[]")
    return re.sub(r"^(?:and|but|or) ", "", words)


def _few_words(text: str, left: int, right: int, start: int, end: int) -> bool:
    beside = re.findall(r"\w+", text[left:start]) + re.findall(r"\w+", text[end:right])
    return len(beside) < _MIN_EVENT_WORDS
