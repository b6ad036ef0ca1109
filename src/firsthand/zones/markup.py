"""Paragraphs of web pages whose markup says what they are; the words have a say where they know better."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from firsthand.nouns import Role, ZoneKind
from firsthand.zones.bylines import is_byline
from firsthand.zones.captions import is_photo_credit, photo_tail
from firsthand.zones.datelines import dated_tail, is_date_line
from firsthand.zones.furniture import is_furniture
from firsthand.zones.lines import Paragraph
from firsthand.zones.pieces import Piece, back, solid
from firsthand.zones.signatures import picture_tail
from firsthand.zones.tables import word_set

_LABEL_WORDS = 4  # "Posted on" between two signs belongs to the second
_TIME_WORDS = 18  # of "Published: …, Updated: …" with zones
_PICTURED = frozenset({"caption", "credit-photo"})


def by_markup(text: str, p: Paragraph, n: int, roles: Sequence[Role]) -> list[Piece]:
    """The pieces of a paragraph as its markup has them; none where it says nothing of it.

    Args:
        text: the article.
        p: the paragraph.
        n: its number.
        roles: of the article, sorted.
    """
    inside = _inside(p, roles)
    if not inside:
        return []
    pictured = any(r.kind in _PICTURED for r in inside)
    out: list[Piece] = []
    at = p.start
    for role in [*inside, None]:
        end = role.start if role else p.end
        gap = text[at:end].strip()
        if gap:
            _between(text, out, Piece(solid(text, at, end), back(text, at, end), None, n), pictured, last=role is None)
        if role is None:
            break
        start = solid(text, role.start, role.end)
        if out and out[-1].kind is None and _is_label(out[-1].words(text)):  # "Posted on", "Photo:"
            start = out.pop().start
        out += _checked(text, start, back(text, start, role.end), role.kind, n)
        at = role.end
    return _merged(out) if all(x.kind for x in out) else []


def _inside(p: Paragraph, roles: Sequence[Role]) -> list[Role]:
    """The roles within a paragraph, cut to it."""
    first = bisect_left(roles, p.start, key=lambda r: r.end)
    out = []
    for role in roles[first:]:
        if role.start >= p.end:
            break
        if role.end > p.start:
            out.append(Role(max(role.start, p.start), min(role.end, p.end), role.kind))
    return out


def _between(text: str, out: list[Piece], gap: Piece, pictured: bool, last: bool) -> None:
    """What stands between two marked stretches: part of a caption, a date, a label of the next, or a sign by itself."""
    words = gap.words(text)
    if not any(c.isalnum() for c in words):
        if out:
            out[-1] = Piece(out[-1].start, gap.end, out[-1].kind, gap.paragraph)
            return
        kind: ZoneKind | None = "furniture"
    elif pictured:
        kind = "credit-photo" if is_photo_credit(words) else "caption"
    elif is_date_line(words):
        kind = "dateline"
    elif is_byline(words):
        kind = "byline"
    elif is_furniture(words):
        kind = "furniture"
    elif _is_name(words) and not _is_label(words):
        kind = "byline"
    elif last and out and len(words.split()) <= _LABEL_WORDS:
        kind = out[-1].kind
    else:
        kind = None
    out.append(Piece(gap.start, gap.end, kind, gap.paragraph))


def _is_label(words: str) -> bool:
    return all(w.casefold().strip(".,:|•·-–—") in word_set("credits", "labels") for w in words.split())


def _is_name(words: str) -> bool:
    """A few words, all with capitals, as a name beside a date is written."""
    found = words.split()
    return 1 <= len(found) <= _LABEL_WORDS and all(w[0].isupper() for w in found) and words[-1] not in ".!?:"


def _checked(text: str, start: int, end: int, kind: ZoneKind, n: int) -> list[Piece]:
    """One marked stretch, split or renamed where its words plainly are something else."""
    words = text[start:end]
    if kind in ("headline", "byline", "dateline") and is_furniture(words):
        return [Piece(start, end, "furniture", n)]
    if kind == "caption":
        if is_photo_credit(words):
            return [Piece(start, end, "credit-photo", n)]
        if (cut := photo_tail(text, start, end)) is not None:
            return [Piece(start, back(text, start, cut), "caption", n), Piece(cut, end, "credit-photo", n)]
    if kind == "byline":
        if is_date_line(words) or is_photo_credit(words):
            return [Piece(start, end, "dateline" if is_date_line(words) else "credit-photo", n)]
        behind: list[tuple[int | None, ZoneKind]] = [(dated_tail(words), "dateline"),
                                                     (picture_tail(words), "credit-photo")]  # fmt: skip
        for cut, other in behind:
            if cut is not None:
                first = Piece(start, back(text, start, start + cut), "byline", n)
                return [first, Piece(start + cut, end, other, n)]
    if kind == "dateline" and not _tells_time(words):
        return [Piece(start, end, None, n)]
    return [Piece(start, end, kind, n)]


def _tells_time(words: str) -> bool:
    """Whether words can be when something was published: a date, or a few words with a figure ("3 weeks ago")."""
    figures = any(c.isdigit() for c in words)
    return is_date_line(words) or (figures and len(words.split()) <= _TIME_WORDS and words[-1] not in ".!?")


def _merged(out: list[Piece]) -> list[Piece]:
    done: list[Piece] = []
    for piece in out:
        if done and done[-1].kind == piece.kind:
            done[-1] = Piece(done[-1].start, piece.end, piece.kind, piece.paragraph)
        elif piece.start < piece.end:
            done.append(piece)
    return done
