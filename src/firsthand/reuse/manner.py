"""How one text was made from another, told from what they share: word for word, edited, rewritten, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from firsthand.languages import words
from firsthand.nouns import TEXT_ZONES, Layout, Passage, Span, merged

Manner = Literal["verbatim", "edited", "rewritten", "none"]
MANNERS: tuple[Manner, ...] = ("verbatim", "edited", "rewritten", "none")

TAKEN = 0.25  # of the text's words in shared passages; two texts on one matter share less by chance
COPIED = 0.6  # of the taken words in verbatim or edited passages; fewer, and the text is a rewrite
UNCHANGED = 0.92  # of the copied words the same; fewer, and the copying was edited


def manner(original: Layout, text: Layout, passages: Sequence[Passage]) -> Manner:
    """How most of what ``text`` took from ``original`` was taken.

    Args:
        passages: those that the two share, rewritten ones included; passages of other pairs are left aside.
    """
    pair = {original.id, text.id}
    between = [p for p in passages if {p.a.article, p.b.article} == pair]
    copied = [(_side(p, text), p.score) for p in between if p.kind != "rewritten"]
    copied_words = _words(text, [span for span, _ in copied])
    taken = _words(text, [_side(p, text) for p in between])
    whole = _words(text, [z.span for z in text.zones if z.kind in TEXT_ZONES])
    if not taken or taken < TAKEN * whole:
        return "none"
    if copied_words < COPIED * taken:
        return "rewritten"
    same = sum(len(span) * score for span, score in copied)
    return "verbatim" if same >= UNCHANGED * sum(len(span) for span, _ in copied) else "edited"


def _side(passage: Passage, text: Layout) -> Span:
    return passage.a if passage.a.article == text.id else passage.b


def _words(text: Layout, spans: Sequence[Span]) -> int:
    return sum(len(words(text.text, s.start, s.end)) for s in merged(spans))
