"""Attributions inside attributions: which content holds which cue."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribution.drafts import Draft


def nest(drafts: Sequence[Draft]) -> None:
    """Set ``parent`` to the smallest attribution whose content holds the other's cue (or content, where it has none)."""
    for d in drafts:
        if d.parent is not None:  # a carrier found with it
            continue
        anchor = d.cue or d.content[0]
        best: Draft | None = None
        size = 0
        for other in drafts:
            if other is d or other.start > anchor[0] or other.rule == "relay" or other.parent is d:
                continue
            if any(s <= anchor[0] and anchor[1] <= e for s, e in other.content) and not _same_content(d, other):
                n = sum(e - s for s, e in other.content)
                if best is None or n < size or n == size and other.parent is best:  # of two that share it, the inner
                    best, size = other, n
        d.parent = best
    for d in drafts:  # a cycle cannot stand: contents that hold each other's cues
        seen, node = {id(d)}, d.parent
        while node is not None:
            if id(node) in seen:
                d.parent = None
                break
            seen.add(id(node))
            node = node.parent


def _same_content(a: Draft, b: Draft) -> bool:
    return sorted(a.content) == sorted(b.content)
