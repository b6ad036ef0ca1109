"""What a report says about itself as a version: "UPDATE 2-", "(Recasts", "An earlier version of this article"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from firsthand.languages import has_table, table
from firsthand.nouns import Layout, Span

_START, _FOOT = 300, 600  # characters that are read at either end: further in, the words are somebody's
_DIGITS = r"(\d{1,2})"


@dataclass(frozen=True, slots=True)
class Mark:
    """Which version a report says it is: 0 says nothing, and ``count`` is None for a later one that is not counted."""

    later: bool = False
    count: int | None = None
    span: Span | None = None

    def after(self, other: Mark) -> bool:
        """True where this version is surely the later of two of one report."""
        if self.count is not None and other.count is not None:
            return self.count > other.count
        return self.later and not other.later


def version_mark(layout: Layout) -> Mark:
    """The mark of an article, from its title, its start and its foot."""
    language = layout.article.language
    if not has_table(language, "versions"):
        return Mark()
    text = layout.text
    foot = max(_START, len(text) - _FOOT)
    for where, at in ((layout.article.title or "", None), (text[:_START], 0), (text[foot:], foot)):
        low = where.casefold()
        if len(low) != len(where):  # a letter that is two in small print: places would be off
            continue
        for pattern in _patterns(language):
            if m := pattern.search(low):
                span = None if at is None else Span(layout.id, at + m.start(), at + m.end())
                return Mark(True, int(m.group(1)) if pattern.groups else None, span)
    return Mark()


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    found = table(language, "versions")
    # A counted phrase each is a pattern of its own: one number, whichever phrase it stands in.
    counted = [re.compile(r"(?<!\w)" + re.escape(x).replace(r"\#", _DIGITS)) for x in found["counted"]]
    return (*counted, re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(x) for x in found['marked'])})"))
