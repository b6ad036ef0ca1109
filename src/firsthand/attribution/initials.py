"""Initials that a text explains: "the Organisation for Safety and Water in Sedge (OSWS)" is the OSWS everywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from firsthand.attribution.clusters import Cluster

_BEFORE = 120  # characters before a bracket in which the name stands that it explains
_INITIALS = re.compile(r"[A-Z]{2,8}s?")
_WORD = re.compile(r"[^\W\d_][\w'’-]*|&")
_BETWEEN = frozenset({"of", "for", "and", "the", "in", "on", "to", "a", "&", "de", "la", "del", "du"})


def join_explained(clusters: Sequence[Cluster], texts: Mapping[str, str]) -> list[Cluster]:
    """Bodies with the initials that any article of the pile puts in brackets behind their names.

    Args:
        clusters: the entities so far, in order of key.
        texts: article -> its text.
    """
    starts = {(n.article, n.start): c for c in clusters for n in c.names}
    explained: dict[str, list[Cluster]] = {}
    for short in clusters:
        for n in short.names:
            at = _explained(texts[n.article], n.start, n.end)
            body = starts.get((n.article, at)) if at is not None else None
            if body is not None and body is not short and body.kind != "person" and short.kind != "person":
                explained.setdefault(short.key, []).append(body)
    by_key = {c.key: c for c in clusters}
    gone: dict[str, str] = {}  # key of a cluster -> of the one it is now part of
    for key, bodies in sorted(explained.items()):
        one = {_now(c.key, gone) for c in (by_key[key], *bodies)}
        keep = min(one, key=lambda k: (by_key[k].canonical is None, _now(bodies[0].key, gone) != k, k))
        for other in sorted(one - {keep}):
            by_key[keep].take(by_key[other])
            gone[other] = keep
    return [c for c in clusters if c.key not in gone]


def _now(key: str, gone: Mapping[str, str]) -> str:
    while key in gone:
        key = gone[key]
    return key


def _explained(text: str, start: int, end: int) -> int | None:
    """Where the name begins whose initials stand in brackets at ``start``; None where they are of no name."""
    low = max(0, start - _BEFORE)
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")" or not _INITIALS.fullmatch(text, start, end):
        return None
    left = list(text[start:end].rstrip("s"))
    for word in reversed(list(_WORD.finditer(text, low, start - 1))):
        if word.group()[0] != left[-1] and word.group().casefold() not in _BETWEEN:
            return None
        if word.group()[0] == left[-1]:
            left.pop()
            if not left:
                return word.start()
    return None
