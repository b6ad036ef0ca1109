"""What a page's markup says its parts are: captions, credits, bylines, dates, headings. Hints, checked by the zones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from firsthand.nouns import Role, ZoneKind

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Tokens of class names, as content systems and their themes write them.
_CAPTIONS = frozenset({"caption", "figcaption", "imagecaption", "imgcaption", "cutline"})
_CREDITS = frozenset({"credit", "credits", "copyright", "photographer", "photocredit", "imagecredit", "photoby"})
_BYLINES = frozenset({"byline", "bylines", "author", "authors", "byl", "submitted", "writer", "writers"})
_DATES = frozenset({"date", "dates", "datetime", "timestamp", "pubdate", "published", "posted", "updated", "time"})
_DECKS = frozenset({"dek", "deck", "subheadline", "subheading", "subtitle", "standfirst", "strapline", "subhead",
                    "sottotitolo", "vorspann"})  # fmt: skip
_PICTURES = _CAPTIONS | {"figure", "gallery", "lightbox"}
_BY_NAME: Mapping[str, ZoneKind] = {"figcaption": "caption", "time": "dateline", **dict.fromkeys(_HEADINGS, "headline")}
_PROPERTIES: Mapping[str, ZoneKind] = {
    "author": "byline", "datePublished": "dateline", "dateModified": "dateline", "headline": "headline",
}  # fmt: skip
_KICKERS = frozenset({"kicker", "eyebrow", "overline"})
# Characters of an element beyond which its class names something else: "author-ada" on a whole article.
_LONGEST: Mapping[ZoneKind, int] = {
    "caption": 900, "credit-photo": 200, "byline": 300, "dateline": 120, "headline": 400, "furniture": 60,
}  # fmt: skip
_AROUND = 40  # characters beside it in its block from which a byline, date or heading is words of a paragraph


def role_of(tag: str, tokens: frozenset[str], attributes: Mapping[str, str], pictured: bool) -> ZoneKind | None:
    """What one element says its text is, None where it says nothing.

    Args:
        tag: its name.
        tokens: the words of its class and id, lower case.
        attributes: all its attributes.
        pictured: it stands in a figure or a caption, where a credit is the picture's.
    """
    if not tokens:  # most elements: their names alone speak
        kind = _BY_NAME.get(tag)
        return _by_property(attributes) or kind if attributes else kind
    if tag == "figcaption" or tokens & _CAPTIONS:
        return "caption"
    if tokens & _CREDITS and (pictured or tokens & {"photo", "image", "picture", "media"}):
        return "credit-photo"
    if tokens & _KICKERS:
        return "furniture"
    if tokens & _BYLINES:
        return "byline"
    if tag == "time" or tokens & _DATES:
        return "dateline"
    if tag in _HEADINGS or tokens & _DECKS:
        return "headline"
    return _by_property(attributes)


def _by_property(attributes: Mapping[str, str]) -> ZoneKind | None:
    """What microdata says."""
    if attributes.get("rel") == "author":
        return "byline"
    return _PROPERTIES.get(attributes["itemprop"]) if "itemprop" in attributes else None


def is_picture(tag: str, tokens: frozenset[str]) -> bool:
    """Whether an element holds a picture with what belongs to it."""
    return tag in ("figure", "figcaption") or (bool(tokens) and not tokens.isdisjoint(_PICTURES))


def fits(kind: ZoneKind, size: int) -> bool:
    """Whether an element with so many characters of its own can be of a kind."""
    return size <= _LONGEST.get(kind, 0)


def owned(raw: str, owners: Sequence[int], text: str, start: int) -> tuple[list[tuple[int, int, int]], int]:
    """Where each element's words stand in a block's text.

    Args:
        raw: the block before its spaces were tidied; a character of ``owners`` for each of its characters.
        text: the block after, or one of its parts: the same characters but for spaces.
        start: where in ``raw`` this part begins at the earliest.

    Returns:
        (start, end, owner) of each run of characters that one element owns (0 for none), and where in ``raw`` the part
        ends.
    """
    runs: list[tuple[int, int, int]] = []
    at = start
    for n, c in enumerate(text):
        if c.isspace():
            continue
        while raw[at] != c:
            at += 1
        owner = owners[at]
        at += 1
        if runs and runs[-1][2] == owner:
            runs[-1] = (runs[-1][0], n + 1, owner)
        else:
            runs.append((n, n + 1, owner))
    return [run for run in runs if run[2]], at


def settled(text: str, runs: Iterable[tuple[int, int, int]], kinds: Mapping[int, ZoneKind],
            sizes: Mapping[int, int]) -> tuple[Role, ...]:  # fmt: skip
    """The roles of a block's stretches: those whose element is small enough, and that are no words in a paragraph."""
    found = [Role(a, b, kinds[o]) for a, b, o in runs if o in kinds and fits(kinds[o], sizes.get(o, 0))]
    beside = len(text) - sum(r.end - r.start for r in found)
    pictured = any(r.kind in ("caption", "credit-photo") for r in found)
    return tuple(found) if beside <= _AROUND or pictured else ()
