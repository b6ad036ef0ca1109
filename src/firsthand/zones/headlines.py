"""Headlines, the lines under them, crossheads, and captions without a photo credit."""

from __future__ import annotations

import re
from dataclasses import replace

from firsthand.zones.captions import points_at_picture
from firsthand.zones.pieces import Piece, ends_sentence

_HEADLINE_WORDS = 22
_CROSSHEAD_WORDS = 12
_LABEL_WORDS = 3
_HEAD_PIECES, _STANDFIRST_WORDS, _STANDFIRST_LINES = 8, 45, 2  # pieces above the text; words and lines of a standfirst
_SPEAKS = re.compile(r"[\"“”]|\bsa(?:id|ys)\b|\btold\b")  # captions in mid-text do not quote
_STOPS = ".!?…。！？؟।:;,\"”’'»)]"
_SHOWN = frozenset(
    [
        "The",
        "A",
        "An",
        "This",
        "These",
        "Some",
        "Many",
        "People",
        "Police",
        "Protesters",
        "Rescuers",
        "Mr",
        "Mrs",
        "Ms",
        "Relatives",
    ]
)
_LABELLED_SIZE, _WITHIN_SIZE = 500, 300  # characters of a caption above the text, and of one within it


def with_captions(text: str, out: list[Piece]) -> list[Piece]:
    """Captions by their neighbours: before a photo credit, repeated, pointing into the picture; and image labels."""
    done = list(out)
    first = next((i for i, p in enumerate(out) if p.is_prose(text)), len(out))
    headed = False
    for i, p in enumerate(out):
        if p.kind is not None:
            continue
        credit_next = i + 1 < len(out) and out[i + 1].kind == "credit-photo" and out[i + 1].paragraph != p.paragraph
        pointing = points_at_picture(p.words(text)) and i <= first and i + 1 < len(out)
        if pointing or (credit_next and _may_be_caption(p.words(text), i <= first, headed)):
            done[i] = replace(p, kind="caption")
        headed = True
    for i in range(len(done) - 1, 0, -1):
        if done[i].kind == "caption" and done[i - 1].kind is None and _same_beginning(text, done[i - 1], done[i]):
            done[i - 1] = replace(done[i - 1], kind="caption")
    pictured = len(done) > 1 and done[0].kind is None and done[1].kind in ("caption", "credit-photo")
    if pictured and len(done[0].words(text).split()) <= _LABEL_WORDS:  # "meeting": the picture's file name
        done[0] = replace(done[0], kind="furniture")
    return done


def _may_be_caption(line: str, head: bool, headed: bool) -> bool:
    """Whether a paragraph before a photo credit may be its caption: above the text nearly always, within it seldom."""
    if not head:
        return len(line) <= _WITHIN_SIZE and not _SPEAKS.search(line)
    return len(line) <= _LABELLED_SIZE and (headed or ends_sentence(line))


def _same_beginning(text: str, a: Piece, b: Piece) -> bool:
    size = min(a.end - a.start, b.end - b.start, 60)
    return size >= 30 and text[a.start : a.start + size] == text[b.start : b.start + size]


def with_headlines(text: str, title: str | None, out: list[Piece]) -> list[Piece]:
    """The headline, the lines under it, and short lines between paragraphs.

    A first short line without a sentence's end is the headline, and so is a line equal to the title; the same line
    again is furniture. A line that tells what a picture shows ("The dam seen from the hill") is a caption.
    """
    named = folded(title or "")
    prose = [i for i, p in enumerate(out) if p.is_prose(text)]
    if not prose:
        return [replace(p, kind="headline") if p.kind is None and named and folded(p.words(text)) == named else p
                for p in out]  # fmt: skip
    first, last = prose[0], prose[-1]
    stopped = sum(ends_sentence(out[i].words(text)) for i in prose)
    done: list[Piece] = []
    heads: set[str] = set()
    for i, p in enumerate(out):
        if p.kind is None and i <= last:
            line = p.words(text)
            plain = folded(line)
            if i <= first and ((named and plain == named and len(prose) > 1) or (plain in heads and i < first)):
                p = replace(p, kind="furniture" if plain in heads else "headline")
            elif i < first and _could_head(line):
                tells = bool(named or heads) and _tells(line) and not _alike(plain, named)
                p = replace(p, kind="caption" if tells else "headline")
            elif first < i < last and stopped >= 0.6 * len(prose) and _stands_between(text, out, i):
                p = replace(p, kind="caption" if _tells(line) else "headline")
            if p.kind == "headline":
                heads.add(plain)
        done.append(p)
    return _with_standfirst(text, done)


def _with_standfirst(text: str, out: list[Piece]) -> list[Piece]:
    """What stands between the headline and the byline is the lines under the headline, full sentences or not."""
    head = next((i for i, p in enumerate(out) if p.kind == "headline"), len(out))
    signed = next((i for i, p in enumerate(out[:_HEAD_PIECES]) if p.kind == "byline" and i > head), 0)
    between = range(head + 1, signed)
    small = all(len(out[i].words(text).split()) <= _STANDFIRST_WORDS for i in between if out[i].kind is None)
    behind = any(p.is_prose(text) for p in out[signed + 1 :])
    if not (signed and small and behind) or sum(out[i].kind is None for i in between) > _STANDFIRST_LINES:
        return out
    return [replace(p, kind="headline") if i in between and p.kind is None else p for i, p in enumerate(out)]


def folded(line: str) -> str:
    """A line as it is compared with a title: letters and digits, lower case."""
    return " ".join(re.sub(r"\W+", " ", line).casefold().split())


def _tells(line: str) -> bool:
    """Whether a line without a stop reads as a sentence about a picture rather than a heading."""
    found = line.split()
    small = sum(w[0].islower() and len(w) > 1 for w in found)
    return len(found) > 4 and small >= 0.6 * (len(found) - 1) and found[0] in _SHOWN


def _alike(line: str, title: str) -> bool:
    ours, theirs = set(line.split()), set(title.split())
    return bool(theirs) and len(ours & theirs) >= 0.5 * min(len(ours), len(theirs))


def _could_head(line: str) -> bool:
    return len(line.split()) <= _HEADLINE_WORDS and not line.endswith((".", ",", ";", "。", ":"))


def _stands_between(text: str, out: list[Piece], i: int) -> bool:
    """A short line without a stop, alone between two paragraphs of prose: a crosshead or a picture's line."""
    line = out[i].words(text)
    alone = out[i - 1].is_prose(text) and out[i + 1].is_prose(text) and ends_sentence(out[i - 1].words(text))
    return (alone and len(line.split()) <= _CROSSHEAD_WORDS and line[-1] not in _STOPS and line[0].isalnum()
            and not line[0].islower())  # fmt: skip
