#!/usr/bin/env python3
"""Piles of invented news with known truth.

    python bench/simulate.py OUT [--bank development|reporting] [--worlds N] [--first N] [--check]

Writes OUT/WORLD/articles/*.txt, OUT/WORLD/meta.jsonl and OUT/WORLD/truth.json (see bench/simulator/truth.py).
The same number always makes the same world. Rules are developed on the one bank and reported on the other: other
events, sentences, names and synonyms. --check prints the rates of what was made beside those measured on real pages.
A figure from here never stands without one from real text beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from simulator.bank import BANKS
from simulator.copies import KEPT, REORDERED
from simulator.reports import World
from simulator.truth import meta, truth, written
from simulator.worlds import world


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", metavar="OUT")
    parser.add_argument("--bank", choices=sorted(BANKS), default="development")
    parser.add_argument("--worlds", type=int, default=20, metavar="N")
    parser.add_argument("--first", type=int, default=0, metavar="N")
    parser.add_argument("--check", action="store_true")
    called = parser.parse_args(arguments)
    made = []
    for number in range(called.first, called.first + called.worlds):
        one = world(called.bank, number)
        save(one, Path(called.out) / one.name)
        made.append(one)
    if called.check:
        for line in rates(made):
            print(line)
    return 0


def save(one: World, folder: Path) -> dict[str, Any]:
    """Write a world, and give its truth."""
    articles = written(one)
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    for article in articles:
        (folder / "articles" / f"{article.id}.txt").write_text(article.text, encoding="utf-8", newline="")
    rows = meta(one, articles)
    (folder / "meta.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    told = truth(one, articles)
    (folder / "truth.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return told


def rates(worlds: Sequence[World]) -> list[str]:
    """Kept length and reordering of whole and edited copies of one parent, beside the measured ones."""
    kept, moved, dropped, copies = [], 0, 0, 0
    for one in worlds:
        reports = {r.id: r for r in one.reports}
        for report in one.reports:
            if len(report.descents) != 1 or report.descents[0].kind not in ("reprint", "edited"):
                continue
            parent = reports[report.descents[0].parent]
            copies += 1
            order = [n for n in (_place(parent.sentences, s.root) for s in report.sentences) if n is not None]
            kept.append(len(set(order)) / len(parent.sentences))
            moved += order != sorted(order)
            dropped += not report.credit
    deciles = [min(kept), *quantiles(kept, n=10), max(kept)]
    return [
        f"{len(worlds)} worlds, {sum(len(w.reports) for w in worlds)} reports, {copies} plain copies",
        "kept length, deciles:  " + " ".join(f"{x:.2f}" for x in deciles),
        "measured:              " + " ".join(f"{x:.2f}" for x in KEPT),
        f"reordered: {moved / copies:.2f}; measured: {REORDERED:.2f}",
        f"without any credit: {dropped / copies:.2f}; measured: .26",
    ]


def _place(sentences: Sequence[Any], root: str) -> int | None:
    return next((n for n, s in enumerate(sentences) if s.root == root), None)


if __name__ == "__main__":
    sys.exit(main())
