"""An article's text with its zones and marks. Marks may nest and cross; the page needs no script to show one whole.

Every mark is an element round its words, so ``:target`` lights all of it. Where it crosses another mark, a zone or a
line, it is cut into pieces: the first carries the id, the others a class of that name, and a rule of the style sheet
(``:root:has(#id:target) .id``) lights them together. Browsers without ``:has`` light the first piece.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final, NamedTuple

from firsthand.nouns import Layout
from firsthand.show.markup import Mark, esc

_LINE: Final = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_ROLES: Final = ("mention", "lone", "side", "passage")  # roles with a class of their own, in this order


class Wrap(NamedTuple):
    """What is wrapped round a stretch of text."""

    start: int
    end: int
    classes: tuple[str, ...]
    id: str = ""
    backs: tuple[tuple[str, str], ...] = ()


def article_text(layout: Layout, marks: Sequence[Mark]) -> tuple[str, list[str]]:
    """The text as HTML paragraphs, and the ids of marks that had to be cut into pieces."""
    wraps = [Wrap(z.span.start, z.span.end, (f"z-{z.kind}",)) for z in layout.zones if z.kind != "body"]
    for mark in marks:
        start, end = _trimmed(layout.text, mark.span.start, mark.span.end)
        roles = tuple(r for r in _ROLES if r in mark.roles)
        wraps.append(Wrap(start, end, roles, mark.id, tuple(mark.backs.items())))
    order = sorted(range(len(wraps)), key=lambda n: (wraps[n].start, -wraps[n].end, n))
    text = layout.text
    html: list[str] = []
    pieces: dict[int, int] = dict.fromkeys(range(len(wraps)), 0)
    waiting, last_end = 0, 0
    active: list[int] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        while waiting < len(order) and wraps[order[waiting]].start < end:
            active.append(order[waiting])
            waiting += 1
        active = [n for n in active if wraps[n].end > start or wraps[n].start >= start]
        gap = len(re.findall(r"\r\n?|\n", text[last_end:start])) > 1
        body = "".join(_line(text, start, end, [n for n in active if wraps[n].start < end], wraps, pieces))
        html.append(f'<p class="gap">{body}</p>' if gap and html else f"<p>{body}</p>")
        last_end = end
    lost = [n for n in order if wraps[n].id and not pieces[n]]  # marks on nothing but blank lines still need a place
    html += [f'<span id="{wraps[n].id}"></span>' for n in lost]
    return "".join(html), [wraps[n].id for n in order if wraps[n].id and pieces[n] > 1]


def _line(text: str, start: int, end: int, inside: Sequence[int], wraps: Sequence[Wrap],
          pieces: dict[int, int]) -> Iterator[str]:  # fmt: skip
    """One line: elements opened and closed so that they nest, crossing ones cut where the outer one ends."""
    queue: list[tuple[int, int, int]] = []
    for rank, n in enumerate(inside):
        heapq.heappush(queue, (max(start, wraps[n].start), -min(end, wraps[n].end), rank))
    stack: list[tuple[int, int]] = []  # (end, index of wrap)
    at = start
    while queue or stack:
        if stack and (not queue or stack[-1][0] <= queue[0][0]):
            stop, n = stack.pop()
            yield esc(text[at:stop])
            at = stop
            yield _close(wraps[n], stop)
            continue
        begin, minus_stop, rank = heapq.heappop(queue)
        stop, n = -minus_stop, inside[rank]
        yield esc(text[at:begin])
        at = begin
        if stack and stop > stack[-1][0]:
            heapq.heappush(queue, (stack[-1][0], -stop, rank))
            stop = stack[-1][0]
        yield _open(wraps[n], pieces[n])
        pieces[n] += 1
        stack.append((stop, n))
    yield esc(text[at:end])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends."""
    words = text[start:end]
    if not words.strip():
        return start, end
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _open(wrap: Wrap, number: int) -> str:
    classes = " ".join([*wrap.classes, wrap.id] if number else wrap.classes)
    id = f' id="{wrap.id}"' if wrap.id and number == 0 else ""
    return f'<span{id} class="{classes}">' if classes else f"<span{id}>"


def _close(wrap: Wrap, stop: int) -> str:
    if stop != wrap.end:
        return "</span>"
    refs = "".join(f'<a class="ref" href="{escape(href)}">{escape(label)}</a>' for href, label in wrap.backs)
    return f"</span>{refs}"
