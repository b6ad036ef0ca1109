"""What a denial, a confirmation or a refusal to comment answers, and which statement before it is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from firsthand.attribution.lexicon import forms_row
from firsthand.attribution.tokens import grammar
from firsthand.languages import fold, table
from firsthand.nouns import Attribution, Span

ANSWERING = frozenset({"denial", "confirmation", "no-comment"})
_ANSWERABLE = frozenset({"direct", "mixed", "indirect", "hearsay", "confirmation"})
_LOOK_BACK = 12  # statements before an answer that it can mean
_NEAR = 600  # characters back to the statement that "the claims" can mean: the sentence or two before
_LONGEST = 1200  # characters of a statement whose words are compared
_SHARED = 2  # content words that an answer shares at least with the statement it answers
_WORD = re.compile(r"[^\W_]{3,}")
_LEAD = re.compile(r"(?:that|on|about|regarding|concerning|to|as)\s+", re.I)
_ABOUT = re.compile(r"\b(?:on|about|regarding|concerning)\s+(?=[^\W\d_])")
_REQUEST = re.compile(r"to\b|(?:a |the )?(?:request|call|message|e-?mail|question|inquir|phone)", re.I)
_LABELLED = re.compile(r"(?:\s(?:as|an?|totally|simply|completely|entirely|utterly))*[\s“\"'‘]*$")
_POINTING = frozenset({"it", "this", "that", "them", "these", "those"})


def answering(found: Sequence[Attribution], text: str) -> list[Attribution]:
    """The attributions of one article, in text order, with what they answer filled in."""
    out: list[Attribution] = []
    for a in found:
        if a.kind in ANSWERING and (span := _matter(a, text)) is not None:
            a = replace(a, answers=span, answered=_meant(a, span, out, text))
        out.append(a)
    return out


@cache
def _row(name: str) -> frozenset[str]:
    return frozenset(fold(w) for w in table("en", "denials")[name])


def _matter(a: Attribution, text: str) -> Span | None:
    """The words answered; None for a refusal that names no matter ("did not return calls")."""
    if not a.content or (a.cue is not None and a.content == (a.cue,)):
        return None
    start, end = a.content[0].start, a.content[-1].end
    held = text[start : min(end, start + _LONGEST)]
    if a.kind == "no-comment" and _REQUEST.match(held):
        about = _ABOUT.search(held)
        if about is None:
            return None
        start += about.end()
    elif lead := _LEAD.match(held):
        start += lead.end()
    if a.kind == "denial":
        end = _before_label(text, start, end)
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return Span(a.article, start, end) if start < end else None


def _before_label(text: str, start: int, end: int) -> int:
    """“called [the claims] baseless”, “dismissed [it] as invention”: where the label takes over; else the end."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text, start, min(end, start + _LONGEST))]
    for n, (low, high) in enumerate(words[:12]):
        if low == start or fold(text[low:high]) not in _row("labels"):
            continue
        before = _LABELLED.sub("", text[start:low])
        last = fold(before.split()[-1]) if before.split() else ""
        if n and (grammar().get(last) in {"det", "prep", "aux", "poss"} or last in {"is", "was", "were", "be", "any"}):
            return end  # "denied that the false report was his": part of what is denied
        return start + len(before)
    return end


def _meant(a: Attribution, span: Span, before: Sequence[Attribution], text: str) -> str | None:
    """The id of the one statement before it that an answer means: by its words, else the only one just before."""
    words = _content_words(text[span.start : min(span.end, span.start + _LONGEST)])
    options = [b for b in before[-_LOOK_BACK:] if b.kind in _ANSWERABLE and b.content and b.id != a.parent]
    options = [b for b in options if b.entity is None or b.entity != a.entity]
    alike = []
    for b in options:
        held = set().union(*(_content_words(text[c.start : min(c.end, c.start + _LONGEST)]) for c in b.content))
        shared = len(words & held)
        if shared >= _SHARED and 2 * shared >= min(len(words), len(held)):
            alike.append(b)
    if alike:
        return alike[0].id if len(alike) == 1 else None
    spoken = [fold(w) for w in text[span.start : span.end].split()]
    points = len(spoken) <= 4 and bool(spoken) and (spoken[0] in _POINTING or spoken[-1] in _row("reports"))
    if not points or spoken[0] in {"a", "an", "any", "all"}:
        return None
    near = [b for b in options if b.parent is None and span.start - max(c.end for c in b.content) <= _NEAR]
    near = [b for b in near if text.count("\n", max(c.end for c in b.content), span.start) <= 2]
    return near[0].id if len(near) == 1 else None


def _content_words(text: str) -> set[str]:
    closed = grammar()
    return {w for w in (fold(m.group()) for m in _WORD.finditer(text)) if w not in closed and w not in _said()}


@cache
def _said() -> frozenset[str]:
    return frozenset({"said", "says"}) | _row("reports") | forms_row("nouns_that")
