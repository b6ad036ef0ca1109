"""What stands between quotation marks: one pass over the marks of each paragraph, nothing carried over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.nouns import Quotation, Span
from firsthand.nouns.limits import MAX_QUOTATION_CHARS, MAX_QUOTATION_DEPTH

# Marks, with their UTF-8 misread as Windows-1252 or Latin-1 ("â€œ"), which crawled pages are full of.
_MARK = re.compile(r"``|''|[\"'“”„‟«»‹›‘’‚「」『』]|â(?:\x80|€)(?:[\x9c\x9d\x98\x99]|œ|\u009d|˜|™)")
_MISREAD = {"\x9c": "“", "œ": "“", "\x9d": "”", "\x98": "‘", "˜": "‘", "\x99": "’", "™": "’"}
_ELISION = re.compile(r"['’‘](?:0\d\b(?!:)|\d0s?\b|\d\ds\b|em\b|til\b|tis\b|twas\b|cause\b|n\b|round\b|bout\b)", re.I)
_ASIAN = {"「": "」", "『": "』"}


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    before: str  # the character before, "" at the paragraph's start
    after: str  # the character behind, "" at its end

    @property
    def could_open(self) -> bool:
        return (
            (not self.before or self.before.isspace() or self.before in "([{—–-/\"“„«:…,`'‘")
            and bool(self.after)
            and not self.after.isspace()
        )

    @property
    def could_close(self) -> bool:
        return bool(self.before) and not self.before.isspace() and not self.after.isalnum()


@dataclass(slots=True)
class _Open:
    family: str  # what kind of mark closes it
    start: int  # behind the opening mark
    depth: int
    mark: str = ""  # the opening mark


def quotations(text: str, article: str, start: int, end: int) -> list[Quotation]:
    """The quotations of the paragraph ``text[start:end]``, in order of their start.

    A quotation that runs over paragraphs is one per paragraph: all but the last are not ``closed``. Quotations
    without a closing mark end with their paragraph, or after ``MAX_QUOTATION_CHARS`` characters.
    """
    marks = _marks(text, start, end)
    if not marks:
        return []
    reader = _Reader(text, article, end, marks)
    for i in range(len(marks)):
        reader.take(i)
    return reader.finish()


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    out = []
    for m in _MARK.finditer(text, start, end):
        kind = m.group()
        if kind[0] == "â":
            kind = _MISREAD[kind[-1]]
        elif kind == "``":
            kind = "“"
        elif kind == "''":
            kind = "''"
        before = text[m.start() - 1] if m.start() > start else ""
        after = text[m.end()] if m.end() < end else ""
        if _ELISION.match(text, m.start(), end) and (not before or not before.isalnum()):
            continue
        if kind in "'’" and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        out.append(_Mark(m.start(), m.end(), kind, before, after))
    return out


class _Reader:
    """The state between one mark and the next."""

    def __init__(self, text: str, article: str, end: int, marks: list[_Mark]) -> None:
        self.text, self.article, self.end, self.marks = text, article, end, marks
        self.open: list[_Open] = []
        self.done: list[Quotation] = []
        # From each mark to the paragraph's end: straight marks left, curly openers and closers left.
        n = len(marks)
        self.straight = [0] * (n + 1)
        self.openers = [0] * (n + 1)
        self.closers = [0] * (n + 1)
        self.next_single = [n] * (n + 1)  # the next mark that could close a single quotation
        self.next_sure = [n] * (n + 1)  # ... and is no plural's apostrophe
        for i in range(n - 1, -1, -1):
            kind = marks[i].kind
            self.straight[i] = self.straight[i + 1] + (kind == '"')
            self.openers[i] = self.openers[i + 1] + (kind in "“„")
            self.closers[i] = self.closers[i + 1] + (kind in "”")
            single = kind in "'’" and marks[i].could_close
            self.next_single[i] = i if single else self.next_single[i + 1]
            sure = single and marks[i].before != "s"
            self.next_sure[i] = i if sure else self.next_sure[i + 1]

    def take(self, i: int) -> None:
        mark = self.marks[i]
        while self.open and mark.start - self.open[0].start > MAX_QUOTATION_CHARS:
            self._cut(self.open[0].start + MAX_QUOTATION_CHARS)
        kind = mark.kind
        if kind == "“":
            self._curly(i, mark)
        elif kind in ("„", "‟"):
            self._push("double", mark)
        elif kind == "”":
            self._pop("double", mark)
        elif kind == "''":
            if not self._pop("double", mark) and mark.could_open:
                self._push("double", mark)
        elif kind == '"':
            self._straight(i, mark)
        elif kind in "«»‹›":
            self._angle(mark, "guillemet" if kind in "«»" else "angle")
        elif kind in _ASIAN:
            self._push(_ASIAN[kind], mark)
        elif kind in "」』":
            self._pop(kind, mark)
        else:
            self._single(i, mark)

    def _curly(self, i: int, mark: _Mark) -> None:
        if not self._holds("double"):
            self._push("double", mark)
        elif mark.could_close and not mark.could_open:
            self._pop("double", mark)  # German: „ … “
        elif self.closers[i] > self.openers[i]:
            self._push("double", mark)  # enough closing marks follow for one inside the other
        elif self.closers[i] == self.openers[i] and self._in_straight(mark.start):
            self._push("double", mark)  # "The board spoke of “equal water”: curly marks inside straight ones
        else:
            self._drop("double", mark.start)
            self._push("double", mark)

    def _straight(self, i: int, mark: _Mark) -> None:
        if self._holds("double"):
            opens = mark.could_open and not mark.could_close and self.straight[i + 1] % 2
            if opens:
                self._drop("double", mark.start)
                self._push("double", mark)
            else:
                self._pop("double", mark)
        elif not (mark.could_close and not mark.could_open) or mark.before in "(—–-" or mark.before.isspace():
            self._push("double", mark)

    def _angle(self, mark: _Mark, family: str) -> None:
        if self._holds(family):
            self._pop(family, mark)
        else:
            self._push(family, mark)

    def _single(self, i: int, mark: _Mark) -> None:
        if self._holds("single") and mark.could_close:
            if mark.kind == "‘":
                return
            plural = mark.before == "s" and self.text[mark.end : mark.end + 2].strip().islower()
            if plural and self._closer_before_opener(i + 1):
                return  # "the ministers' plan", a closing mark is still to come
            self._pop("single", mark)
        elif mark.kind != "’" and mark.could_open and not self._holds("single"):
            closer = self.next_single[i + 1]
            near = closer < len(self.marks) and self.marks[closer].start - mark.end <= MAX_QUOTATION_CHARS
            if near or (mark.kind == "‘" and not mark.before):
                self._push("single", mark)

    def _closer_before_opener(self, i: int) -> bool:
        sure = self.next_sure[i]
        if sure >= len(self.marks):
            return False
        return not any(m.kind in "'‘" and m.could_open for m in self.marks[i : min(sure, i + 8)])

    def _holds(self, family: str) -> bool:
        return any(o.family == family for o in self.open)

    def _in_straight(self, at: int) -> bool:
        """Whether the innermost double quotation was opened by a straight mark, and by words after it."""
        outer = next(o for o in reversed(self.open) if o.family == "double")
        return outer.mark == '"' and outer.start < at  # "“ is one mark typed twice

    def _push(self, family: str, mark: _Mark) -> None:
        if len(self.open) < MAX_QUOTATION_DEPTH:
            self.open.append(_Open(family, mark.end, len(self.open) + 1, mark.kind))

    def _pop(self, family: str, mark: _Mark) -> bool:
        """Close the innermost open quotation of a family; those inside it have lost their marks."""
        if not self._holds(family):
            return False
        while self.open[-1].family != family:
            if self.open[-1].family != "single":  # an open single mark inside was an apostrophe
                self._note(self.open[-1], mark.start, closed=False)
            self.open.pop()
        self._note(self.open.pop(), mark.start, closed=True)
        return True

    def _drop(self, family: str, at: int) -> None:
        while self._holds(family):
            self._note(self.open.pop(), at, closed=False)

    def _cut(self, at: int) -> None:
        while at > self.open[0].start and not self.text[at - 1].isspace():
            at -= 1
        at = at if at > self.open[0].start else self.open[0].start + MAX_QUOTATION_CHARS
        for o in self.open:
            if o.start < at:
                self._note(o, at, closed=False)
        self.open.clear()

    def _note(self, o: _Open, end: int, closed: bool) -> None:
        start = o.start
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start < end:
            self.done.append(Quotation(Span(self.article, start, end), o.depth, closed))

    def finish(self) -> list[Quotation]:
        while self.open and self.end - self.open[0].start > MAX_QUOTATION_CHARS:
            self._cut(self.open[0].start + MAX_QUOTATION_CHARS)
        for o in self.open:
            self._note(o, self.end, closed=False)
        return sorted(self.done, key=lambda q: (q.span.start, -q.span.end))
