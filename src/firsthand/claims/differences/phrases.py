"""Phrases of the tables, looked up in a text by their first word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Phrases = Mapping[str, Sequence[tuple[str, ...]]]  # by first word, the longest first


def phrases(found: Iterable[str]) -> Phrases:
    """Phrases of a table as they are looked up in a text."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted({tuple(p.replace("-", " ").split()) for p in found}, key=lambda p: (-len(p), p)):
        out.setdefault(phrase[0], []).append(phrase)
    return out


def phrase_at(forms: Sequence[str], n: int, known: Phrases) -> int:
    """How many words of the longest phrase that begins at a place; 0 where none does."""
    return next((len(p) for p in known.get(forms[n], ()) if tuple(forms[n : n + len(p)]) == p), 0)
