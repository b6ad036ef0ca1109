"""Names that are one entity, and spellings of one name that transliteration or translation has parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from firsthand.attribution.gazetteer import people, places
from firsthand.attribution.names import Name
from firsthand.languages import fold
from firsthand.languages.spelling import one_edit
from firsthand.nouns import EntityKind

Words = tuple[str, ...]
_MIN_SLIP = 6  # letters a name needs before one letter's difference alone may be a transliteration
_MIN_WORD = 4  # letters of each word that differs, where roles agree as well
_STRANGERS = 400  # names of one initial: a pile that large holds strangers with like names


@dataclass(slots=True)
class Cluster:
    """Names that are one entity."""

    key: str
    kind: EntityKind
    canonical: str | None
    names: list[Name] = field(default_factory=list)
    forms: set[Words] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)

    def take(self, other: Cluster) -> None:
        """All of another cluster's names are this one's."""
        self.names.extend(other.names)
        self.forms |= other.forms
        self.articles |= other.articles


def join_slips(out: dict[str, Cluster]) -> None:
    """Join spellings of one name ("Teheran", "Tehran"; "Ilse Marrant", "Ilze Marant"), never both in one article.

    One letter may differ in a long name; one in each word where what the texts call them agrees too.
    """
    by_shape: dict[tuple[str, str, int], list[str]] = {}
    for key in sorted(k for k in out if k.startswith(("person:", "place:"))):
        kind, _, name = key.partition(":")
        by_shape.setdefault((kind, name[:1], name.count(" ")), []).append(key)
    for group in by_shape.values():
        if len(group) <= _STRANGERS:
            for n, a in enumerate(group):
                for b in group[n + 1 :]:
                    if a in out and b in out and _one(out[a], out[b]):
                        _join(out, a, b)


def _one(a: Cluster, b: Cluster) -> bool:
    left, right = a.key.partition(":")[2], b.key.partition(":")[2]
    apart = _differing(left.split(), right.split())
    if not apart or a.articles & b.articles:
        return False
    if a.kind == "place" and left in places() and right in places():
        return False
    if len(apart) == 1 and min(len(x) for x in apart[0]) >= _MIN_SLIP:
        return True
    return a.kind == "person" and min(len(x) for pair in apart for x in pair) >= _MIN_WORD and bool(_said(a) & _said(b))


def _differing(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of words that differ, by one letter each and with one initial; empty where more differs."""
    apart = [(x, y) for x, y in zip(left, right, strict=False) if x != y]
    return apart if all(x[0] == y[0] and one_edit(x, y) for x, y in apart) else []


def _said(c: Cluster) -> set[str]:
    """The role words of titles and appositions."""
    found = {fold(w.strip(".,")) for n in c.names for part in (n.title, n.role) for w in part.split()}
    return found & (people("roles") | people("titles"))


def _join(out: dict[str, Cluster], a: str, b: str) -> None:
    keep, drop = (a, b) if (len(out[a].names), b) >= (len(out[b].names), a) else (b, a)
    if drop.partition(":")[2] in places():
        keep, drop = drop, keep
    out[keep].take(out[drop])
    del out[drop]
