"""Quotations without a cue of their own: floating, continued over paragraphs, signed; contents in another sentence."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribution.drafts import Draft, Range
from firsthand.attribution.introductions import (
    MIN_QUOTATION,
    added,
    agreed,
    introduced,
    only_quotation,
    opened,
    quoted,
    signature,
    signed_throughout,
)
from firsthand.attribution.lexicon import forms_row
from firsthand.attribution.tokens import Line, chars

_QUOTED_KINDS = frozenset({"direct", "mixed"})
_SPOKEN = _QUOTED_KINDS | {"indirect", "denial", "confirmation"}
_FURTHEST = 3  # paragraphs from a speaker to a quotation that stands alone


def floating(lines: Sequence[Line], drafts: list[Draft], text: str, unclosed: frozenset[int]) -> None:
    """Give quotations without a cue to whoever speaks: adds to attributions of ``drafts`` or appends new ones.

    Args:
        lines: of one article, in text order.
        drafts: what was found in them so far.
        text: the article's.
        unclosed: indexes of the quotations that no mark closes: they go on in the next paragraph.
    """
    reader = _Speakers(lines, drafts, text, unclosed)
    for i in range(len(lines)):
        reader.take(i)


class _Speakers:
    """Who spoke last, line by line."""

    def __init__(self, lines: Sequence[Line], drafts: list[Draft], text: str, unclosed: frozenset[int]) -> None:
        self.lines, self.drafts, self.text, self.unclosed = lines, drafts, text, unclosed
        self.by_line: dict[int, list[Draft]] = {}
        for d in drafts:
            at = _line_of(lines, d) if d.inside < 0 else None
            if at is not None:
                self.by_line.setdefault(at, []).append(d)
        self.listed = signed_throughout(lines, text)
        self.last: Draft | None = None  # the attribution that quotations may go on from
        self.at = -1  # the line it was last seen in

    def take(self, i: int) -> None:
        """Read line ``i``."""
        here = sorted(self.by_line.get(i, ()), key=lambda d: d.cue or (0, 0))
        line = self.lines[i]
        if here:
            self._heard(here, i)
        elif not only_quotation(line):
            after = self.lines[i + 1] if i + 1 < len(self.lines) else None
            found = introduced(line) or added(line, self.last) or agreed(line, after)
            if found is not None:
                self._new(found, i)
            elif self._goes_on(line, i):
                self._extend(chars(line.tokens, (0, len(line.tokens))), i=i)
        else:
            self._alone(line, i)

    def _heard(self, here: Sequence[Draft], i: int) -> None:
        speakers = [d for d in here if d.kind in _SPOKEN and d.rule != "noun"]
        if speakers:
            said = [d for d in speakers if d.kind in _QUOTED_KINDS]
            said = [d for d in said if d.rule != "according"] or said  # who spoke, not who passed it on
            self.last, self.at = (said or speakers)[-1], i

    def _new(self, found: Draft, i: int) -> None:
        self.drafts.append(found)
        self.last, self.at = found, i

    def _extend(self, *content: Range, i: int) -> None:
        assert self.last is not None
        self.last.content = [*self.last.content, *content]
        self.last.kind = "mixed" if self.last.kind in {"indirect", "confirmation"} else self.last.kind
        self.at = i

    def _goes_on(self, line: Line, i: int) -> bool:
        """“..., said Pell. “They will pay” in the end.”: a quotation opens the next sentence, which has no cue."""
        if self.last is None or self.at != i - 1 or self.last.paragraph != line.paragraph:
            return False
        quote = next((t for t in line.tokens[:3] if t.tag == "quote"), None)
        return quote is not None and self.last.kind in _QUOTED_KINDS and len(quote.text.split()) >= MIN_QUOTATION

    def _alone(self, line: Line, i: int) -> None:
        """A line that is only a quotation."""
        content, last = quoted(line), self.last
        if self._given_away(line, i, content):
            return
        before = self.lines[i - 1] if i else None
        goes_on = self.at == i - 1 and before is not None and before.tokens[-1].quote in self.unclosed
        if sum(len(t.text.split()) for t in line.tokens if t.tag == "quote") < MIN_QUOTATION and not (
            last and (goes_on or last.paragraph == line.paragraph)
        ):
            return
        if before is not None and before.tokens[-1].text == ":" and line.paragraph - before.paragraph <= 1:
            found = opened(before, content, self.by_line.get(i - 1, ()))
            if found is not None:
                self._new(found, i)
                return
        if last is None or line.paragraph - last.paragraph > _FURTHEST or last.content == content:
            return
        if goes_on:
            self._extend(*content, i=i)  # the paragraph before was never closed: one quotation
            last.paragraph = line.paragraph
            return
        if last.paragraph == line.paragraph and (last.kind in _QUOTED_KINDS or last.rule in {"post", "inverted"}):
            self._extend(*content, i=i)
            return
        # A paragraph that is only a quotation: the last speaker goes on, named nowhere in it
        speaker = last.speaker or last
        self._new(Draft("floating", "direct", None, None, content, line.paragraph, speaker=speaker), i)

    def _given_away(self, line: Line, i: int, content: list[Range]) -> bool:
        """True where what follows the quotation says who speaks: a bare cue, a signature."""
        after = self.lines[i + 1] if i + 1 < len(self.lines) else None
        near = after is not None and after.paragraph == line.paragraph
        bare = [d for d in self.by_line.get(i + 1, ()) if d.rule == "bare-cue"] if near else []
        if bare:
            bare[0].content = content + bare[0].content
            return True
        who = signature(line, self.text, line.tokens[-1].quote in self.unclosed, self.listed)
        if who is not None:
            self._new(Draft("signed", "direct", who, None, content, line.paragraph), i)
        return who is not None


def _line_of(lines: Sequence[Line], d: Draft) -> int | None:
    where = d.cue or d.source or d.content[0]
    low, high = 0, len(lines)
    while low < high:
        mid = (low + high) // 2
        if lines[mid].end <= where[0]:
            low = mid + 1
        else:
            high = mid
    return low if low < len(lines) and lines[low].start <= where[0] else None


_IS = frozenset({"is", "was", "were", "are", "read", "reads", "said", "says"})


def answered(lines: Sequence[Line], drafts: list[Draft]) -> None:
    """“This was revealed by X”: the content is the sentence before. “The message is: ...”: it follows the colon."""
    passives = {d.content[0]: d for d in drafts if d.rule == "passive-by" and len(d.content) == 1}
    for i, line in enumerate(lines):
        toks = line.tokens
        if i and lines[i - 1].paragraph == line.paragraph and toks[0].form in {"this", "that", "it"}:
            d = passives.get((toks[0].start, toks[0].end))
            if d is not None:
                before = lines[i - 1].tokens
                last = before[-2] if len(before) > 1 and before[-1].text in {".", "!", "?"} else before[-1]
                d.content = [(before[0].start, last.end)]
                d.rule = "revealed-by"
        for k in range(2, min(len(toks) - 3, 9)):
            if (
                toks[k].text == ":"
                and toks[k - 1].form in _IS
                and toks[k - 2].form in forms_row("messages")
                and toks[k + 1].tag != "quote"
            ):
                end = len(toks) - (toks[-1].text in {".", "!", "?"})
                content = [(toks[k + 1].start, toks[end - 1].end)]
                source, cue = chars(toks, (0, k - 1)), chars(toks, (k - 1, k + 1))
                drafts.append(Draft("message", "indirect", source, cue, content, line.paragraph))
