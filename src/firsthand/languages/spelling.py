"""How far two spellings are apart."""

from __future__ import annotations


def one_edit(a: str, b: str) -> bool:
    """True where one letter put in, left out or changed turns one word into the other."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    i = _alike(a, b)
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:]


def swapped(a: str, b: str) -> bool:
    """True where two letters next to each other, one for the other, turn one word into the other."""
    i = _alike(a, b)
    return a != b and a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]


def _alike(a: str, b: str) -> int:
    """How many letters two words begin with alike."""
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return i
