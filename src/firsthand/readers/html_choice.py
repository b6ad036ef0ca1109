"""Which blocks of a page are the article: trafilatura's choice, checked and completed by our own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from logging import NullHandler, getLogger

from firsthand.nouns.limits import MAX_PAGE_CHARS, MAX_PAGE_DEPTH, MAX_PAGE_LINES
from firsthand.readers.html_blocks import Block, Page

_MIN_WORDS = 8  # of a block that counts as prose: menu entries, bylines and captions are mostly shorter
_MAX_LINKED = 0.5  # share of a block's characters that are links before it is a list of links
_WRAPPER = 0.4  # share of the page's prose inside a "furniture" element that shows it to be the article's wrapper
_SCOPE = 0.5  # share of the page's prose an <article> must hold to be the one
_ENOUGH = 0.5  # share of our own choice that trafilatura must find; less, and it has lost the article
_TRAILING = 3  # blocks after the last chosen one looked at for a closing credit
_TRAILING_CHARS = 200  # a credit line is not longer
_OWN = "all that shows was taken, less menus, links and the like"
_KEY = 60  # letters and digits by which two spellings of a line's beginning are the same line
_QUIET = NullHandler()
_NOT_ALNUM = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")


def choose(page: Page) -> tuple[list[Block], str]:
    """The article's blocks in order, and what went wrong on the way ("" where nothing did)."""
    blocks = page.blocks
    own = _own_choice(blocks)
    if page.depth > MAX_PAGE_DEPTH:
        return [blocks[n] for n in own], f"nested {page.depth:,} levels deep: {_OWN}"
    if len(page.visible) > MAX_PAGE_CHARS or sum(b.text.count("\n") + 1 for b in blocks) > MAX_PAGE_LINES:
        return [blocks[n] for n in own], f"a page of {len(page.visible):,} characters and {len(blocks):,} parts: {_OWN}"
    theirs = _matched(blocks, _trafilatura(page.visible))
    theirs -= {n for n in _furniture(blocks) if not _is_prose(blocks[n])}  # "Advertisement" between two paragraphs
    prose = sum(len(blocks[n].text) for n in own if _is_prose(blocks[n]))
    if sum(len(blocks[n].text) for n in theirs) < _ENOUGH * prose or not theirs:
        return [blocks[n] for n in own], f"the main text could not be told apart: {_OWN}"
    return [blocks[n] for n in _joined(blocks, own, theirs)], ""


def _joined(blocks: Sequence[Block], own: list[int], theirs: set[int]) -> list[int]:
    """Their choice, with what stands between its parts, the headline before it and a credit line after it."""
    first, last = min(theirs), max(theirs)
    headline = next((n for n in reversed(range(first)) if blocks[n].tag == "h1"), None)
    start = headline if headline is not None and headline in own else first
    kept = {n for n in own if start <= n <= last} | theirs
    for n in own:
        block = blocks[n]
        if last < n <= last + _TRAILING and len(block.text) <= _TRAILING_CHARS and block.link_share < 0.3:
            kept.add(n)
    return sorted(kept)


def _own_choice(blocks: Sequence[Block]) -> list[int]:
    """Blocks outside furniture and not made of links, within the one <article> if there is one. Never none of some."""
    inside, total = _prose_inside(blocks)
    furniture = _furniture(blocks)
    usable = [n for n, b in enumerate(blocks) if n not in furniture and (b.link_share <= _MAX_LINKED or _signs(b))]
    scopes = {scope for block in blocks for scope in block.scopes}
    scope = max((s for s in scopes if inside[s] and inside[s] >= _SCOPE * total), default=None)  # the innermost
    if scope is not None:
        within = [n for n in usable if scope in blocks[n].scopes]
        before = [n for n in usable if within and n < within[0]]
        headline = next((n for n in reversed(before) if blocks[n].tag == "h1"), None)
        usable = [n for n in before if headline is not None and headline <= n] + within
    return usable or list(range(len(blocks)))


def _signs(block: Block) -> bool:
    """Whether a block is a byline or a date by its markup: its names are mostly links, and no menu."""
    return bool(block.roles) and all(r.kind in ("byline", "dateline") for r in block.roles)


def _furniture(blocks: Sequence[Block]) -> set[int]:
    """Blocks inside furniture; one that holds much of the page's prose is the article's wrapper instead."""
    inside, total = _prose_inside(blocks)
    wrappers = {mark for mark, size in inside.items() if size > _WRAPPER * total}
    return {n for n, block in enumerate(blocks) if not wrappers.issuperset(block.furniture)}


def _prose_inside(blocks: Sequence[Block]) -> tuple[Counter[int], int]:
    """Characters of prose inside each scope and furniture element, and in all."""
    inside: Counter[int] = Counter()
    total = 0
    for block in blocks:
        if _is_prose(block):
            total += len(block.text)
            for mark in (*block.furniture, *block.scopes):
                inside[mark] += len(block.text)
    return inside, total


def _is_prose(block: Block) -> bool:
    return block.link_share <= _MAX_LINKED and len(_WORD.findall(block.text[:400])) >= _MIN_WORDS


def _trafilatura(visible: str) -> str:
    """Trafilatura's text of a page; "" where it finds none or fails on it."""
    if not visible.strip():
        return ""
    import trafilatura

    getLogger("trafilatura").addHandler(_QUIET)  # else it tells standard error of pages it gives up
    try:
        return trafilatura.extract(visible, include_comments=False, include_tables=True, deduplicate=False) or ""
    except Exception:  # of a parser's many kinds; our own choice stands in, and the metadata says so
        return ""


def _matched(blocks: Sequence[Block], found: str) -> set[int]:
    """The blocks whose lines are in trafilatura's text.

    Only its choice is taken, not its text: it drops repeated paragraphs, and writes lists and tables its own way.
    """
    keys = {key for line in found.split("\n") if (key := _key(line))}
    out = set()
    for n, block in enumerate(blocks):
        lines = block.text.split("\n")
        if 2 * sum(len(line) for line in lines if _key(line) in keys) > len(block.text):
            out.add(n)
    return out


def _key(line: str) -> str:
    return _NOT_ALNUM.sub("", line[: 3 * _KEY])[:_KEY]
