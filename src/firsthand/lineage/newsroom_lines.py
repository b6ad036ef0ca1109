"""Lines that hold nothing but names of newsrooms the story knows: "By Tallis Wire", where another article credits it.

By itself such a line may be a person or a section. That another article credits the name as its supplier, or is that
newsroom's own page, tells what it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from firsthand.lineage.newsrooms import family
from firsthand.nouns import Credit, Layout, Reason, Span
from firsthand.zones.agency_names import listed_names
from firsthand.zones.datelines import undated

_SURE = 0.75
_LONGEST = 120  # characters of such a line
_MOST = 3  # names on it; more are a list of partners
_BY = re.compile(r"(?:(?:[Bb]y|BY)[:\s]\s?)?")


def newsroom_lines(layout: Layout, known: Collection[str]) -> Iterator[Credit]:
    """The credits of an article that stand in lines of their own, by families that the story knows.

    Args:
        known: keys of families that other articles credit, or whose own pages are in the story.
    """
    body = [z.span for z in layout.zones if z.kind == "body"]
    if not body:
        return
    for n, zone in enumerate(layout.zones):
        above = zone.kind in ("byline", "headline") and n > 0 and zone.span.start < body[0].start
        below = zone.kind in ("byline", "furniture") and layout.zones[n - 1].span == body[-1]
        if (above or below) and len(zone.span) <= _LONGEST:
            found = _names(layout, zone.span)
            if found and all(family(layout.article.words(s)) in known for s in found):
                for s in found:
                    name = " ".join(layout.article.words(s).split())
                    why = Reason("a line of its own names a newsroom of this story", (s,))
                    yield Credit(s, "text", name, whole=True, confidence=_SURE, reasons=(why,))


def _names(layout: Layout, span: Span) -> list[Span]:
    line = undated(layout.article.words(span)).rstrip(" .|")
    by = _BY.match(line)
    parts = listed_names(line, by.end() if by else 0)
    found = [Span(layout.id, span.start + a, span.start + b) for a, b in parts if line[a:b].strip()]
    return found if len(found) <= _MOST else []
