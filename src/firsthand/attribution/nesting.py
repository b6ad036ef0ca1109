"""Attributions inside attributions: which content holds which cue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from firsthand.attribution.drafts import Draft

_NEAR = 40  # contents that begin before a cue and are looked at, nearest first: no sentence holds more
_DEPTH = 6  # levels; deeper nesting is a run of cues without content of their own


def nest(drafts: Sequence[Draft]) -> None:
    """Set ``parent`` to the smallest attribution whose content holds the other's cue (or content, without one)."""
    held = sorted(
        ((start, end, n) for n, d in enumerate(drafts) if d.rule != "relay" for start, end in d.content),
        key=lambda x: (x[0], x[1], x[2]),
    )
    starts = [h[0] for h in held]
    sizes = [sum(e - s for s, e in d.content) for d in drafts]
    for n, d in enumerate(drafts):
        if d.parent is None:  # else a carrier found with it
            d.parent = _holder(drafts, n, held, starts, sizes)
    for d in drafts:  # a cycle cannot stand: contents that hold each other's cues
        seen, node = {id(d)}, d.parent
        while node is not None:
            if id(node) in seen or len(seen) > _DEPTH:
                d.parent = None
                break
            seen.add(id(node))
            node = node.parent


def _holder(
    drafts: Sequence[Draft],
    n: int,
    held: Sequence[tuple[int, int, int]],
    starts: Sequence[int],
    sizes: Sequence[int],
) -> Draft | None:
    d = drafts[n]
    anchor = d.cue or d.content[0]
    best: int | None = None
    at = bisect_right(starts, anchor[0])
    for _, end, m in reversed(held[max(0, at - _NEAR) : at]):
        other = drafts[m]
        if end < anchor[1] or m == n or other.parent is d or other.start > anchor[0]:
            continue
        if sorted(other.content) == sorted(d.content):
            continue
        # of two that share their content the inner, else the first
        if (
            best is None
            or sizes[m] < sizes[best]
            or (sizes[m] == sizes[best] and other.parent is drafts[best])
            or (sizes[m] == sizes[best] and m < best and drafts[best].parent is not other)
        ):
            best = m
    return drafts[best] if best is not None else None
