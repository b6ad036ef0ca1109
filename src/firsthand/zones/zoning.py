"""The zones of one article: each paragraph judged by its words, then by its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from firsthand.nouns import Article, ZoneKind
from firsthand.zones.bylines import credit_tail, is_byline, is_place_line, is_text_credit, publisher_label
from firsthand.zones.captions import (
    counter_end,
    glued_pictures,
    is_photo_credit,
    opens_caption,
    photo_tail,
    points_at_picture,
)
from firsthand.zones.datelines import dateline, is_date_line
from firsthand.zones.furniture import is_furniture, label_end
from firsthand.zones.lines import Paragraph

_STOPS = ".!?…。！？؟।:;\"”’'»)]"
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"”’'»)\]]*\s*$")
_PROSE_WORDS = 22  # words from which a line without a stop is prose all the same
_HEADLINE_WORDS = 22
_CROSSHEAD_WORDS = 8
_LABEL_WORDS = 3
_FRAGMENT_WORDS = 3  # words of a last sentence broken off; a longer one says something


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph and its role; ``kind`` None is prose not yet judged."""

    start: int
    end: int
    kind: ZoneKind | None
    paragraph: int


def pieces(article: Article, found: list[Paragraph], recurring: frozenset[int]) -> list[Piece]:
    """The pieces of an article in order; each has its kind, and together they hold every non-space character."""
    text = article.text
    out: list[Piece] = []
    for n, p in enumerate(found):
        out += _by_words(text, p, n, p.start in recurring, n >= len(found) - 2)
    out = _edges(text, out)
    out = _pictures(text, out)
    out = _headlines(article, out)
    out = _prose_openings(text, out)
    out = _prose_endings(text, out)
    return [replace(p, kind=p.kind or "body") for p in out]


def _by_words(text: str, p: Paragraph, n: int, recurring: bool, last: bool) -> list[Piece]:
    """What a paragraph shows to be by its own words."""
    line = text[p.start : p.end]
    kind: ZoneKind | None = None
    if recurring:
        kind = "furniture"
    elif glued := glued_pictures(text, p.start, p.end):
        return [Piece(g.start, g.end, "caption" if g.kind == "caption" else "credit-photo", n) for g in glued]
    elif is_photo_credit(line):
        kind = "credit-photo"
    elif is_byline(line):
        kind = "byline"
    elif is_text_credit(line, at_edge=False):
        kind = "credit-text"
    elif is_date_line(line):
        kind = "dateline"
    elif is_furniture(line):
        kind = "furniture"
    if kind:
        return [Piece(p.start, p.end, kind, n)]
    start, end, before, after = p.start, p.end, list[Piece](), list[Piece]()
    if (cut := label_end(text, start, end)) is not None:
        before.append(Piece(start, cut, "furniture", n))
        start = _solid(text, cut, end)
    elif (cut := counter_end(text, start, end)) is not None:
        before.append(Piece(start, _back(text, start, cut), "furniture", n))
        start = _solid(text, cut, end)
        kind = "caption"
    if credit_tail(text, start, end, last=last) is None and (cut := photo_tail(text, start, end)) is not None:
        after.append(Piece(cut, end, "credit-photo", n))
        end = _back(text, start, cut)
        kind = "caption" if end - start <= 700 else None
    elif opens_caption(text[start:end]):
        kind = "caption"
    middle = [Piece(start, end, kind, n)] if start < end else []
    return [x for x in before + middle + after if x.start < x.end]


def _solid(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _back(text: str, start: int, at: int) -> int:
    while at > start and text[at - 1].isspace():
        at -= 1
    return at


def _is_prose(text: str, p: Piece) -> bool:
    line = text[p.start : p.end]
    count = len(line.split())
    return p.kind is None and (count >= _PROSE_WORDS or (count >= 5 and bool(_SENTENCE_END.search(line[-8:]))) or len(line) > 160)


def _edges(text: str, out: list[Piece]) -> list[Piece]:
    """Before the first and behind the last prose more lines are credits, labels and navigation."""
    prose = [i for i, p in enumerate(out) if _is_prose(text, p)]
    first, last = (prose[0], prose[-1]) if prose else (len(out), len(out))
    done: list[Piece] = []
    for i, p in enumerate(out):
        line = text[p.start : p.end]
        if (p.kind is None and (i < first or i > last) and is_text_credit(line, at_edge=True)) or (p.kind is None and i < first and publisher_label(line)):
            p = replace(p, kind="credit-text")
        elif p.kind is None and i < first and done and done[-1].kind == "byline" and is_place_line(line):
            p = replace(p, kind="byline")
        elif p.kind is None and i > last and len(line.split()) < _PROSE_WORDS and prose and not line.endswith(tuple(".!?")):
            p = replace(p, kind="furniture")
        done.append(p)
    return done


def _pictures(text: str, out: list[Piece]) -> list[Piece]:
    """Captions by their neighbours: before a photo credit, after a counter, repeated, pointing into the picture."""
    done = list(out)
    first = next((i for i, p in enumerate(out) if _is_prose(text, p)), len(out))
    for i, p in enumerate(out):
        if p.kind is not None:
            continue
        line = text[p.start : p.end]
        size = p.end - p.start
        credit_next = i + 1 < len(out) and out[i + 1].kind == "credit-photo" and out[i + 1].paragraph != p.paragraph
        if (credit_next and size <= 500 and (i > 0 or _is_prose(text, p))) or (points_at_picture(line) and i <= first + 1):
            done[i] = replace(p, kind="caption")
    for i in range(len(done) - 1, 0, -1):
        before, p = done[i - 1], done[i]
        if p.kind == "caption" and before.kind is None and _same_beginning(text, before, p):
            done[i - 1] = replace(before, kind="caption")
    for i, p in enumerate(done[:-1]):  # a one-word label over a picture: "meeting", then its caption
        follows = done[i + 1].kind in ("caption", "credit-photo")
        if i == 0 and p.kind is None and follows and len(text[p.start : p.end].split()) <= _LABEL_WORDS:
            done[i] = replace(p, kind="furniture")
    return done


def _same_beginning(text: str, a: Piece, b: Piece) -> bool:
    size = min(a.end - a.start, b.end - b.start, 60)
    return size >= 30 and text[a.start : a.start + size] == text[b.start : b.start + size]


def _headlines(article: Article, out: list[Piece]) -> list[Piece]:
    """The headline, the lines under it, and short lines between paragraphs."""
    text = article.text
    title = _folded(article.title or "")
    prose = [i for i, p in enumerate(out) if _is_prose(text, p)]
    first = prose[0] if prose else len(out)
    stopped = sum(bool(_SENTENCE_END.search(text[out[i].end - min(8, out[i].end - out[i].start) : out[i].end])) for i in prose)
    done, heads = [], set[str]()
    for i, p in enumerate(out):
        line = text[p.start : p.end]
        if p.kind is None:
            plain = _folded(line)
            if i < first + 1 and title and plain == title and not (i == first and len(prose) == 1):
                p = replace(p, kind="headline" if plain not in heads else "furniture")
            elif i < first and plain in heads:
                p = replace(p, kind="furniture")
            elif i < first and _could_head(line):
                p = replace(p, kind="headline" if prose else None)
            elif prose and first < i < prose[-1] and _is_crosshead(text, out, i) and stopped >= 0.6 * len(prose):
                p = replace(p, kind="headline")
            if p.kind == "headline":
                heads.add(plain)
        done.append(p)
    return done


def _folded(line: str) -> str:
    return " ".join(re.sub(r"\W+", " ", line).casefold().split())


def _could_head(line: str) -> bool:
    return len(line.split()) <= _HEADLINE_WORDS and not line.endswith((".", ",", ";", "。", ":"))


def _is_crosshead(text: str, out: list[Piece], i: int) -> bool:
    p = out[i]
    line = text[p.start : p.end]
    alone = _is_prose(text, out[i - 1]) and _is_prose(text, out[i + 1])
    return (alone and len(line.split()) <= _CROSSHEAD_WORDS and line[-1] not in _STOPS + "," and line[0].isalnum()
            and not line[0].islower())  # fmt: skip


def _prose_openings(text: str, out: list[Piece]) -> list[Piece]:
    """Datelines before the prose."""
    done: list[Piece] = []
    first, left = True, 3  # a caption not recognised may stand before the dateline
    for p in out:
        if p.kind is None and _solid(text, p.start, p.end) < p.end:
            found = dateline(text, p.start, p.end, first or left > 0)
            if found and found.end < p.end:
                done.append(Piece(p.start, _back(text, p.start, found.end), "dateline", p.paragraph))
                p = Piece(_solid(text, found.end, p.end), p.end, None, p.paragraph)
                left = 0
            if first and _is_prose(text, p):
                first = False
            left -= 1
        done.append(p)
    return [p for p in done if p.start < p.end]


def _prose_endings(text: str, out: list[Piece]) -> list[Piece]:
    """Credits at the end of paragraphs, and a last sentence broken off after a word or two."""
    last = max((i for i, p in enumerate(out) if p.kind is None), default=-1)
    done: list[Piece] = []
    for i, p in enumerate(out):
        if p.kind is not None:
            done.append(p)
            continue
        found = credit_tail(text, p.start, p.end, last=i == last)
        end = p.end
        if found and found[0] > p.start:
            end = _back(text, p.start, found[0])
        elif i == last and (cut := _fragment(text, p.start, p.end)):
            end, found = _back(text, p.start, cut), (cut, "furniture")
        done.append(replace(p, end=end))
        if end < p.end and found:
            done.append(Piece(found[0], p.end, found[1], p.paragraph))  # type: ignore[arg-type]
    return done


def _fragment(text: str, start: int, end: int) -> int | None:
    tail = text[max(start, end - 60) : end]
    m = re.search(r"[a-z0-9][.!?][\"”’')]*\s+([^\s.!?]+(?: [^\s.!?]+){0,2})$", tail)
    if not m or len(m.group(1).split()) > _FRAGMENT_WORDS or not m.group(1)[0].isalnum():
        return None
    return end - len(m.group(1))
