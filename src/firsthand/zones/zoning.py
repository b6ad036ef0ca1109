"""The zones of one article: each paragraph judged by its words, then by its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from firsthand.nouns import Article, ZoneKind
from firsthand.zones.agency_names import only_agencies
from firsthand.zones.bylines import is_byline, is_place_line
from firsthand.zones.captions import (
    caption_before_lead,
    counter_end,
    glued_pictures,
    is_photo_credit,
    opens_caption,
    photo_tail,
)
from firsthand.zones.credit_lines import credit_tail, is_text_credit, publisher_label
from firsthand.zones.datelines import dateline, inner_dateline, is_date_line
from firsthand.zones.furniture import is_furniture, label_end
from firsthand.zones.headlines import with_captions, with_headlines
from firsthand.zones.lines import Paragraph
from firsthand.zones.markup import by_markup
from firsthand.zones.pieces import PROSE_WORDS, Piece, back, solid
from firsthand.zones.repeats import without_repeats
from firsthand.zones.signatures import signature
from firsthand.zones.strays import without_strays
from firsthand.zones.tables import word_set

_LIST_ITEMS = 12  # lines after one that ends in a colon that may be its list
_EDGE = 4  # paragraphs at the beginning and at the end where a text says where it comes from
_BARE = re.compile(r"[\[(][^()\[\]\n]*[\])]\.?")  # a bare name in brackets is judged once the prose is known
_PICTURE_LINE = 60  # characters of "© Ann Pell"
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b[Rr]ights\b")
_CAPTION_SIZE = 700  # characters; a longer paragraph with a photo credit at its end is not all caption
_LEAD_CAPTION = 300  # characters of a first paragraph that "(Norwire)" ends: an article is credited at its end
_HEAD_WORDS = 3  # of the shortest headline: shorter lines are sections and menus
_SIGNED = ("byline", "dateline", "credit-text", "credit-photo", "caption")
_DATELINE_REACH = 3  # paragraphs of prose that may hold the dateline: a caption not recognised may stand before it
_FRAGMENT = re.compile(r"[a-z0-9][.!?][\"”’')]*\s+(\w[^\s.!?]*(?: [^\s.!?]+){0,2})$")  # longer ones say something


def pieces(article: Article, found: Sequence[Paragraph], recurring: frozenset[int]) -> list[Piece]:
    """The pieces of an article in order; each has its kind, and together they hold every non-space character."""
    text = article.text
    out: list[Piece] = []
    for n, p in enumerate(found):
        edge = n < _EDGE or n >= len(found) - _EDGE
        marked = by_markup(text, p, n, article.roles)
        out += marked or _by_words(text, p, n, p.start in recurring, edge, last=n >= len(found) - 2)
    out = _edges(text, without_repeats(text, article.outlet, out))
    out = with_captions(text, out)
    out = _openings(text, out)
    out = with_headlines(text, article.title, out)
    out = without_strays(article, _endings(text, out))
    return [replace(p, kind=p.kind or "body") for p in out]


def _by_words(text: str, p: Paragraph, n: int, recurring: bool, edge: bool, last: bool) -> list[Piece]:
    """What a paragraph shows to be by its own words."""
    line = text[p.start : p.end]
    if glued := glued_pictures(text, p.start, p.end):
        return [Piece(g.start, g.end, g.kind, n) for g in glued]
    if signed := signature(text, p, n):
        return signed
    if kind := _whole(line, recurring, edge):
        return [Piece(p.start, p.end, kind, n)]
    start, end, before, after = p.start, p.end, list[Piece](), list[Piece]()
    if (cut := label_end(text, start, end)) is not None:
        before.append(Piece(start, cut, "furniture", n))
        start = solid(text, cut, end)
    elif (cut := counter_end(text, start, end)) is not None:
        before.append(Piece(start, back(text, start, cut), "furniture", n))
        start = solid(text, cut, end)
        kind = "caption"
    tail = credit_tail(text, start, end, last)
    if tail and n == 0 and not last and end - start <= _LEAD_CAPTION and tail[1] != "byline":
        return [*before, Piece(start, back(text, start, tail[0]), "caption", n), Piece(tail[0], end, "credit-photo", n)]
    if tail is None and (cut := photo_tail(text, start, end)) is not None:
        after.append(Piece(cut, end, "credit-photo", n))
        end = back(text, start, cut)
        kind = "caption" if end - start <= _CAPTION_SIZE else None
    elif opens_caption(text[start:end]):
        kind = "caption"
    return [x for x in (*before, Piece(start, end, kind, n), *after) if x.start < x.end]


@lru_cache(maxsize=4096)
def _whole(line: str, recurring: bool, edge: bool) -> ZoneKind | None:
    """The kind of a paragraph that is one thing whole."""
    if is_date_line(line):
        return "dateline"
    if is_photo_credit(line):
        return "credit-photo"
    if is_byline(line):
        return "byline"
    if line.startswith("©") and len(line) <= _PICTURE_LINE and not _DATED.search(line):
        return "credit-photo"  # "© Norwire" without a year stands under a picture
    if is_text_credit(line, at_edge=edge and not _BARE.fullmatch(line)):
        return "credit-text"
    return "furniture" if recurring or is_furniture(line) else None


def _edges(text: str, out: list[Piece]) -> list[Piece]:
    """Before the first and behind the last prose more lines are credits, labels and navigation."""
    prose = [i for i, p in enumerate(out) if p.is_prose(text)]
    first, last = (prose[0], prose[-1]) if prose else (len(out), len(out))
    done: list[Piece] = []
    for i, p in enumerate(out):
        if p.kind is None and not first <= i <= last:
            line = p.words(text)
            after_byline = bool(done) and done[-1].kind == "byline"
            if is_text_credit(line, at_edge=True) or (i < first and publisher_label(line)):
                p = replace(p, kind="credit-text")
            elif i < first and ((after_byline and is_place_line(line)) or _signs_alone(text, out, i)):
                p = replace(p, kind="byline")
            elif only_agencies(line) and _where_credits_stand(text, done, i < first):
                p = replace(p, kind="credit-text")
            elif i > last and _left_over(text, done, p):
                p = replace(p, kind="furniture")
        elif p.kind == "credit-photo" and last < i >= len(out) - 2 and _closes(text, out, i):
            p = replace(p, kind="credit-text")
        done.append(p)
    return done


def _where_credits_stand(text: str, before: Sequence[Piece], above: bool) -> bool:
    """Under a line that can be the headline, or right behind the text, with nothing but signatures in between."""
    rest = next((p for p in reversed(before) if p.kind not in _SIGNED), None)
    if above:
        return rest is not None and rest.kind is None and len(rest.words(text).split()) >= _HEAD_WORDS
    return rest is not None and rest.is_prose(text)


def _closes(text: str, out: Sequence[Piece], i: int) -> bool:
    """ "© Norwire" behind the last paragraph with no picture by: the page's own line, not a photographer's."""
    return text.startswith("©", out[i].start) and out[i - 1].is_prose(text)


def _signs_alone(text: str, out: Sequence[Piece], i: int) -> bool:
    """A name by itself above the text, right before or behind the line with the date: "Ann Pell"."""
    found = out[i].words(text).split()
    beside = [out[n] for n in (i - 1, i + 1) if n < len(out)]
    dated = any(x.kind == "dateline" and x.paragraph != out[i].paragraph for x in beside)
    person = all(w.istitle() and w.strip(".-'’").isalpha() for w in found) and 2 <= len(found) <= 3
    words = word_set("credits", "outlet_words") | word_set("credits", "roles")
    newsroom = any(w in words or w.casefold() in words for w in found)
    return i > 0 and dated and person and not newsroom


def _left_over(text: str, before: list[Piece], p: Piece) -> bool:
    """Whether a line behind the last prose is a link rather than an item of a list the text announces."""
    line = p.words(text)
    announced = any(text[b.end - 1] == ":" for b in before[-_LIST_ITEMS:] if b.kind is None)
    return len(line.split()) < PROSE_WORDS and line[-1] not in '.!?:…”"' and not announced


def _openings(text: str, out: list[Piece]) -> list[Piece]:
    """Datelines before the prose, also behind a headline on the same line, also on a line of their own."""
    done: list[Piece] = []
    first, left = True, _DATELINE_REACH
    for p in out:
        if p.kind is not None:
            done.append(p)
            continue
        found = dateline(text, p.start, p.end, first=left > 0)
        if not found and first and (found := inner_dateline(text, p.start, p.end)):
            done.append(Piece(p.start, back(text, p.start, found.start), "headline", p.paragraph))
        if found:
            done.append(Piece(found.start, back(text, found.start, found.end), "dateline", p.paragraph))
            p = replace(p, start=solid(text, found.end, p.end))
            left = 0
        elif first and (cut := caption_before_lead(text, p.start, p.end)) is not None:
            done.append(replace(p, end=back(text, p.start, cut), kind="caption"))
            p = replace(p, start=cut)
        if p.is_prose(text):
            first, left = False, left - 1
        if p.start < p.end:
            done.append(p)
    return done


def _endings(text: str, out: list[Piece]) -> list[Piece]:
    """Credits at the end of paragraphs, and a last sentence broken off after a word or two."""
    last = max((i for i, p in enumerate(out) if p.kind is None), default=-1)
    done: list[Piece] = []
    for i, p in enumerate(out):
        if p.kind is not None:
            done.append(p)
            continue
        cut, kind = p.end, p.kind
        if found := credit_tail(text, p.start, p.end, last=i == last):
            cut, kind = found
        elif i == last and (m := _FRAGMENT.search(text, max(p.start, p.end - 60), p.end)):
            cut, kind = m.start(1), "furniture"
        if cut > p.start:
            done.append(replace(p, end=back(text, p.start, cut)))
        if cut < p.end:
            done.append(replace(p, start=cut, kind=kind))
    return done
