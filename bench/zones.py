"""How well the zones tell an article's body from everything else, on labelled piles.

    python bench/zones.py PILES_DIR [--misses]

For each pile ``NAME/articles/*.txt`` with ``NAME/meta.jsonl`` is laid out and compared with
``NAME/gold/boilerplate.json``: every character that no item there covers is body. Space is not counted. Printed are
precision and recall of the body's characters, and of the characters outside it. Items with the action "drop-article"
(a page whose whole text is none of the article's) are counted in the rows, and left out in the second pooled row, since
one such page outweighs all other furniture together.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from firsthand.nouns import Layout
from firsthand.readers import read
from firsthand.zones import mark


def _layouts(pile: Path) -> dict[str, Layout]:
    intake = read([pile / "articles"], pile / "meta.jsonl")
    return {Path(x.article.path).name: x for x in mark(intake.articles)}


def _body(layout: Layout) -> set[int]:
    inside: set[int] = set()
    for zone in layout.zones:
        if zone.kind == "body":
            inside.update(range(zone.span.start, zone.span.end))
    return inside


def _items(pile: Path) -> list[dict[str, Any]]:
    found = json.loads((pile / "gold" / "boilerplate.json").read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = found["items"] if isinstance(found, dict) else found
    return rows


def _count(pile: Path, misses: bool) -> tuple[Counter[str], Counter[str]]:
    """Characters by (gold, found), all and without dropped articles: "bb" body found as body, "bo", "ob", "oo"."""
    every, kept = Counter[str](), Counter[str]()
    items = _items(pile)
    dropped = {x["article"] for x in items if x["action"] == "drop-article"}
    for name, layout in sorted(_layouts(pile).items()):
        outside = {i for x in items if x["article"] == name for i in range(x["start"], x["end"])}
        found = _body(layout)
        cells = {i: ("o" if i in outside else "b") + ("b" if i in found else "o")
                 for i, c in enumerate(layout.text) if not c.isspace()}  # fmt: skip
        here = Counter(cells.values())
        every += here
        if name not in dropped:
            kept += here
        if misses:
            for start, end, cell in _runs(cells):
                if cell in ("bo", "ob"):
                    print(f"  {pile.name}/{name} {start}-{end} {'lost' if cell == 'bo' else 'kept'}: "
                          f"{layout.text[start:end][:100]!r}")  # fmt: skip
    return every, kept


def _runs(cells: dict[int, str]) -> Iterator[tuple[int, int, str]]:
    start = last = -1
    cell = ""
    for i, c in sorted(cells.items()):
        if c != cell:
            if cell:
                yield start, last + 1, cell
            start, cell = i, c
        last = i
    if cell:
        yield start, last + 1, cell


def _row(name: str, n: Counter[str]) -> str:
    def share(part: int, whole: int) -> str:
        return f"{part / whole:.3f}" if whole else "    -"

    return (f"{name:28} body P {share(n['bb'], n['bb'] + n['ob'])} R {share(n['bb'], n['bb'] + n['bo'])}   "
            f"outside P {share(n['oo'], n['oo'] + n['bo'])} R {share(n['oo'], n['oo'] + n['ob'])}   "
            f"({n['bb'] + n['bo']} in, {n['oo'] + n['ob']} out)")  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("piles", type=Path, help="folder of labelled piles")
    parser.add_argument("--misses", action="store_true", help="print every stretch that was judged wrongly")
    asked = parser.parse_args()
    piles = sorted(p.parent.parent for p in asked.piles.glob("*/gold/boilerplate.json"))
    if not piles:
        print(f"no pile with gold/boilerplate.json under {asked.piles}", file=sys.stderr)
        return 2
    pooled, kept = Counter[str](), Counter[str]()
    for pile in piles:
        every, some = _count(pile, asked.misses)
        pooled += every
        kept += some
        print(_row(pile.name, every))
    print(_row("pooled", pooled))
    print(_row("pooled, no dropped pages", kept))
    return 0


if __name__ == "__main__":
    sys.exit(main())
