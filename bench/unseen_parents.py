#!/usr/bin/env python3
"""Whether lost versions are found, and whether any are invented, on histories whose true tree is known.

usage: unseen_parents.py DOCUMENTS.jsonl[.gz] GOLD.jsonl[.gz] [--shingles N] [--details]

DOCUMENTS has rows {"family","id","text"}, GOLD {"family","parent","child"}. Each version that others branch off (two
children or more) is taken away in turn and the history of what remains asked for:

  shown   three of the remaining versions, from three different branches, share N five-word runs or more two by two
          that the third lacks, and no remaining version holds all of those (it would be taken for the lost one)
  held    the same, but a remaining version does hold them: it differs from the lost one by a word or two, and a family
          in which it is the one that others branch off looks no different
  nearest the lost version's own parent and children, three of them, share that much two by two
  found   the history has an unseen version between three different branches

and of families where no branching version is missing:

  whole   the family as it is
  pruned  the family less one version that has no branches: what is missing is an end, or a step on the way

"invented" is the share in which the history has any unseen version. Versions of one family are not independent, so the
interval of "pruned" is too narrow.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import sqrt

from firsthand.lineage import history
from firsthand.lineage.versions import compare

Branches = Mapping[str, str]  # version -> the branch it stands on


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents")
    parser.add_argument("gold")
    parser.add_argument("--shingles", type=int, default=6, help="that make a lost version shown (default: %(default)s)")
    parser.add_argument("--details", action="store_true", help="name what was missed and invented")
    called = parser.parse_args(arguments)
    texts: dict[str, dict[str, str]] = {}
    for row in _rows(called.documents):
        texts.setdefault(row["family"], {})[row["id"]] = row["text"]
    parents = {r["child"]: r["parent"] for r in _rows(called.gold)}
    shown: list[tuple[str, bool]] = []
    held: list[tuple[str, bool]] = []
    nearest: list[tuple[str, bool]] = []
    others: list[tuple[str, bool]] = []
    pruned: list[tuple[str, bool]] = []
    for _family, versions in sorted(texts.items()):
        for lost, branches in _removals(sorted(versions), parents):
            rest = {id: text for id, text in versions.items() if id != lost}
            if branches is None:
                pruned.append((lost, invented(rest)))
                continue
            three, free = shows(rest, branches, called.shingles)
            hit = found(rest, branches)
            (shown if free else held if three else others).append((lost, hit))
            beside = {id: text for id, text in rest.items() if parents.get(id) == lost or parents.get(lost) == id}
            if shows(beside, branches, called.shingles)[0]:
                nearest.append((lost, hit))
    whole = [(family, invented(versions)) for family, versions in sorted(texts.items())]
    for name, rows in (("found, of those shown", shown), ("found, of those held", held),
                       ("found, of shown and held", [*shown, *held]), ("found, of those the nearest show", nearest),
                       ("found, of the others", others),
                       ("invented, whole families", whole), ("invented, pruned families", pruned)):  # fmt: skip
        print(_line(name, rows))
    if called.details:
        print("missed:", *(id for id, hit in (*shown, *held) if not hit))
        print("invented:", *(id for id, hit in (*whole, *pruned) if hit))
    return 0


def shows(texts: Mapping[str, str], branches: Branches, least: int) -> tuple[bool, bool]:
    """Whether what remains shows that a version between three branches is lost, and whether none that remains is it."""
    three_share = False
    versions = compare(texts)
    runs = dict(zip(versions.ids, versions.shingles, strict=True))
    for three in combinations(versions.ids, 3):
        if len({branches[id] for id in three}) < 3:
            continue
        a, b, c = (runs[id] for id in three)
        shared = ((a & b) - c, (a & c) - b, (b & c) - a)
        if min(map(len, shared)) < least:
            continue
        three_share = True
        if not any(all(len(s - runs[o]) < least for s in shared) for o in versions.ids if o not in three):
            return True, True
    return three_share, False


def found(texts: Mapping[str, str], branches: Branches) -> bool:
    """Whether the history has an unseen version that three branches meet in."""
    lineage = history(texts)
    for node in (n.id for n in lineage.nodes if n.kind == "unseen"):
        beside = {e.child for e in lineage.children(node)} | {e.parent for e in lineage.parents(node)}
        if len({branches[id] for id in beside if id in branches}) >= 3:
            return True
    return False


def invented(texts: Mapping[str, str]) -> bool:
    """Whether the history has any unseen version."""
    return any(n.kind == "unseen" for n in history(texts).nodes)


def _removals(ids: Sequence[str], parents: Mapping[str, str | None]) -> Iterator[tuple[str, Branches | None]]:
    """Each version, with the branches that are left without it; None for one without branches."""
    children: dict[str, list[str]] = {}
    for id in ids:
        if (parent := parents.get(id)) is not None:
            children.setdefault(parent, []).append(id)
    for lost in ids:
        if len(children.get(lost, ())) < 2:
            yield lost, None
            continue
        branches = dict.fromkeys(ids, "before")
        for child in children[lost]:
            todo = [child]
            while todo:
                at = todo.pop()
                branches[at] = child
                todo.extend(children.get(at, ()))
        yield lost, branches


def _line(name: str, rows: Sequence[tuple[str, bool]]) -> str:
    hits, n = sum(hit for _, hit in rows), len(rows)
    if not n:
        return f"{name}: none"
    share, z = hits / n, 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return f"{name}: {hits} of {n} = {share:.3f} (95 %: {max(0.0, middle - reach):.3f} to {middle + reach:.3f})"


def _rows(path: str) -> list[dict]:  # type: ignore[type-arg]
    with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
