"""What a page says twice: its own name above the article, and sentences set large beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.zones.headlines import folded
from firsthand.zones.pieces import Piece

_SHORTEST, _LONGEST = 5, 40  # words of a pull quote; fewer recur by chance, more are no ornament
_NEAR = 6  # paragraphs within which a sentence set large stands by the one it is taken from


def without_repeats(text: str, outlet: str | None, out: Sequence[Piece]) -> list[Piece]:
    """The same pieces; furniture are the outlet's name by itself above the text, and a line taken from one near it."""
    name = folded(outlet or "")
    first = next((i for i, p in enumerate(out) if p.is_prose(text)), len(out))
    plain = [folded(p.words(text)) if p.kind is None else "" for p in out]
    done: list[Piece] = []
    for i, p in enumerate(out):
        if p.kind is None and ((name and i < first and plain[i] == name) or _is_pulled(plain, i)):
            p = replace(p, kind="furniture")
        done.append(p)
    return done


def _is_pulled(plain: Sequence[str], i: int) -> bool:
    """Whether a short line stands word for word inside a longer paragraph near it."""
    if not _SHORTEST <= len(plain[i].split()) <= _LONGEST:
        return False
    near = [*plain[max(0, i - _NEAR) : i], *plain[i + 1 : i + 1 + _NEAR]]
    return any(len(x) > len(plain[i]) and f" {plain[i]} " in f" {x} " for x in near)
