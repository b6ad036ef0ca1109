"""What the formats that carry fields of their own have in common: an item becomes a draft, its headline first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from firsthand.nouns import Rejection
from firsthand.readers.decoding import without_surrogates
from firsthand.readers.drafts import Draft, unfit
from firsthand.readers.particulars import line, particulars, plain, told
from firsthand.readers.paths import Place

_MAX_ID = 200


def draft_item(where: Place, paragraphs: Iterable[str], source_sha256: str, found: Mapping[str, Any],
               bases: Mapping[str, str], own_id: object = None) -> Draft | Rejection:  # fmt: skip
    """One item of a feed, an export or a wire format.

    The text is what a reader of the item sees: the headline, then its paragraphs, blank lines between them.

    Args:
        where: the place of the item in its file.
        paragraphs: the body; empty ones are left out.
        source_sha256: of the bytes of the file, or of the item where it has its own.
        found: our fields and any notes; "title" opens the text unless the body does so itself.
        bases: field -> where in the format it stood ("RSS pubDate"), kept as the note "basis".
        own_id: the item's id in its own format.
    """
    body = [p for p in (p.strip() for p in paragraphs) if p]
    title = line(plain(found.get("title")))
    if title and body and line(body[0]).casefold() != title.casefold():
        body.insert(0, title)
    text, broken = without_surrogates("\n\n".join(body or [title]))
    if refused := unfit(text, where.path):
        return refused
    known = particulars(found, "record").noting(**told({f: w for f, w in bases.items() if found.get(f)}))
    if broken:
        known = known.noting(replaced=f"{broken} lone surrogate{'s' if broken > 1 else ''} by U+FFFD")
    return Draft(where, text, source_sha256, known, line(plain(own_id))[:_MAX_ID] or None)


def first(found: Sequence[tuple[str, Any]]) -> tuple[Any, str]:
    """The first value that is there and its name, of (name, value) pairs in order of trust; ("", "") where none is."""
    return next(((value, name) for name, value in found if value), ("", ""))


def html_paragraphs(markup: str) -> list[str]:
    """The visible paragraphs of a piece of HTML."""
    if "<" not in markup and "&" not in markup:
        return [markup]
    from firsthand.readers.html_blocks import sweep

    return [block.text for block in sweep(markup).blocks]


def plain_paragraphs(text: str) -> list[str]:
    """The paragraphs of plain text: at blank lines where there are any, else a line each."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n\n") if "\n\n" in text else text.split("\n")


def plain_blocks(text: str) -> list[str]:
    """Plain text as the blocks between its blank lines, line breaks inside them kept: what an export's parts are."""
    blocks: list[str] = []
    lines: list[str] = []
    for raw in [*text.splitlines(), ""]:
        if x := raw.strip():
            lines.append(x)
        elif lines:
            blocks.append("\n".join(lines))
            lines = []
    return blocks


def not_installed(place: Place, what: str, package: str) -> Rejection:
    """The rejection of a format whose package is not there, with the way to get it."""
    reason = f'reading {what} needs {package}: pip install "firsthand[formats]"'
    return Rejection(place.path, "not-installed", reason)
