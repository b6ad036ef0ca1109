"""Suppliers told by the way they sign: "(Reporting by A in Ostrel; Editing by B)" is a house style with a house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from firsthand.languages import has_table, table
from firsthand.nouns import Credit, Layout, Reason, Span

_TABLE = "signoffs"
_LONGEST = 600  # characters of a signature: a dozen writers in several cities
# A house style may be borrowed. In the development stories all ten reports that sign so were that house's.
_SURE = 0.75


def signatures(layout: Layout) -> tuple[Credit, ...]:
    """The signatures in an article that are one supplier's style, as credits of the whole article."""
    if not has_table(layout.article.language, _TABLE):
        return ()
    return tuple(_found(layout))


def _found(layout: Layout) -> Iterator[Credit]:
    text = layout.text
    for name, first, then in _styles(layout.article.language):
        at = 0
        while m := first.search(text, at):
            end = text.find(")", m.end(), m.start() + _LONGEST)
            at = m.end()
            if end > 0 and then.search(text, m.end(), end):
                span = Span(layout.id, m.start(), end + 1)
                yield Credit(span, "text", name, whole=True, confidence=_SURE,
                             reasons=(Reason(f"signed in the way of {name}", (span,)),))  # fmt: skip
                break


@cache
def _styles(language: str) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (row["name"], _any_of(r"\(", row["first"]), _any_of(r"[;,.] ?", row["then"]))
        for row in table(language, _TABLE)["signature"]
    )


def _any_of(before: str, listed: list[str]) -> re.Pattern[str]:
    body = "|".join(re.escape(x) for x in sorted(listed, key=lambda x: (-len(x), x)))
    return re.compile(rf"{before}(?:{body})\b", re.IGNORECASE)
