#!/usr/bin/env python3
"""Kinds and confidences of attributions against labels: the tables of docs/quality-attributions.md.

usage: attribution_errors.py GOLD.jsonl[.gz] PRED.jsonl[.gz]

Rows are {"id","text","attributions":[{"source","cue","content"}]} with each of these a list of [start, end]; "text" is
read from GOLD only. PRED is what ``predict.py attributions`` writes, whose attributions have "kind" and "confidence"
too. A pair matches one to one, best first, where half of the words of both contents together are shared; it is right
where the sources share a word as well, or neither has one. GOLD knows no kinds: a content is direct with four fifths
of its words in quotation marks, mixed with any, else indirect.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^”]{0,3000}(?:”|$)|\"[^\"\n]{0,3000}(?:\"|$)")
_HALF = 0.5  # of the words of both contents that a match shares
_DIRECT = 0.8  # of a content's words in quotation marks that make it direct
_NONE = "not labelled"
_MISSED = "missed"

Row = dict[str, Any]


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    gold, found = ({r["id"]: r for r in _rows(path)} for path in arguments)
    kinds: Counter[tuple[str, str]] = Counter()
    stated: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for id in sorted(gold):
        _article(gold[id], found.get(id, {"attributions": []}), kinds, stated, right)
    columns = [*sorted({k for _, k in kinds} - {_MISSED}), _MISSED]
    print("| Labelled | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for row in ("direct", "mixed", "indirect", _NONE):
        print(f"| {row} | " + " | ".join(str(kinds[row, c]) for c in columns) + " |")
    print("\n| Stated | Number | Right |\n|---|---|---|")
    for tenth in sorted(stated, reverse=True):
        print(f"| .{tenth} | {stated[tenth]} | {right[tenth] / stated[tenth]:.2f} |")
    return 0


def _rows(path: str) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _article(gold: Row, found: Row, kinds: Counter[tuple[str, str]], stated: Counter[int], right: Counter[int]) -> None:
    text = gold["text"]
    words = [m.span() for m in _WORD.finditer(text)]
    quoted = {n for m in _QUOTED.finditer(text) for n in _held(words, [m.span()])}
    labels = [(a, _held(words, a["content"])) for a in gold["attributions"]]
    labels = [(a, w) for a, w in labels if w]
    ours = [(a, _held(words, a["content"])) for a in found["attributions"]]
    ours = [(a, w) for a, w in ours if w]
    pairs = []
    for i, (a, w) in enumerate(labels):
        for j, (b, v) in enumerate(ours):
            share = len(w & v) / len(w | v)
            if share >= _HALF:
                source, other = _held(words, a["source"]), _held(words, b["source"])
                pairs.append((share, bool(source & other) or not (source or other), i, j))
    matched = _greedy(pairs)
    told = {j for _, j in _greedy([p for p in pairs if p[1]])}
    by_label = dict(matched)
    for i, (_, w) in enumerate(labels):
        share = len(w & quoted) / len(w)
        kind = "direct" if share >= _DIRECT else "mixed" if share else "indirect"
        kinds[kind, ours[by_label[i]][0].get("kind", "?") if i in by_label else _MISSED] += 1
    taken = {j for _, j in matched}
    for j, (b, _) in enumerate(ours):
        if j not in taken:
            kinds[_NONE, b.get("kind", "?")] += 1
        tenth = int(10 * b.get("confidence", 0.0) + 0.5)
        stated[tenth] += 1
        right[tenth] += j in told


def _held(words: Sequence[tuple[int, int]], spans: Sequence[Sequence[int]]) -> set[int]:
    return {n for n, (a, b) in enumerate(words) for s, e in spans if a < e and s < b}


def _greedy(pairs: Sequence[tuple[float, bool, int, int]]) -> list[tuple[int, int]]:
    """(label, found) one to one: the largest share first, then those whose sources agree."""
    left: set[int] = set()
    other: set[int] = set()
    out = []
    for _, _, i, j in sorted(pairs, key=lambda p: (-p[0], -p[1], p[2], p[3])):
        if i not in left and j not in other:
            left.add(i)
            other.add(j)
            out.append((i, j))
    return out


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
