#!/usr/bin/env python3
"""How often derivations are right at each confidence: a table, and a plot where asked for.

usage: reliability.py GOLD.jsonl PREDICTED.jsonl [--title TEXT] [--svg FILE]

GOLD has rows {"family","parent","child"}; PREDICTED is what predict.py lineage writes. A directed row is right where
gold has it that way round, an undirected one where gold has it either way; rows of unseen nodes are left out. Families
fall into two halves by the hash of their name. The first half is the one confidence was set on: for it the best line
(right = a + b * confidence) is printed, which is 0 + 1 where nothing is to be gained. Table and plot are of the other.
Intervals are Wilson's, 95 %, as if rows were independent; those of one family are not quite.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from math import sqrt

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # of the table's rows
SURE = 0.8  # the confidence that is held to being right nine times in ten
Z = 1.96
SIDE, EDGE = 360, 48  # of the plot and of its margin, in pixels

Judged = tuple[float, bool]  # confidence, right


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("predicted")
    parser.add_argument("--title", default="Confidence of derivations")
    parser.add_argument("--svg", metavar="FILE")
    called = parser.parse_args(arguments)
    try:
        first, second = judged(called.gold, called.predicted)
        if not first or not second:
            parser.error("no rows to judge in one of the halves")
        print(report(first, second))
        if called.svg:
            with open(called.svg, "w", encoding="utf-8") as file:
                file.write(plot(second, called.title))
    except (OSError, ValueError, KeyError) as error:
        parser.error(str(error))
    return 0


def judged(gold: str, predicted: str) -> tuple[list[Judged], list[Judged]]:
    """The rows of both halves, each with its confidence and whether it is right."""
    true = {(r["parent"], r["child"]) for r in _rows(gold) if r["parent"] is not None}
    halves: tuple[list[Judged], list[Judged]] = ([], [])
    for row in _rows(predicted):
        parent, child = row["parent"], row["child"]
        if parent is None or parent.startswith("?") or child.startswith("?"):
            continue
        right = (parent, child) in true or (not row["directed"] and (child, parent) in true)
        halves[half(row["family"])].append((row["confidence"], right))
    return halves


def half(family: str) -> int:
    """0 for the half that constants are set on, 1 for the half they are shown on."""
    return hashlib.sha256(family.encode()).digest()[-1] % 2


def bins(rows: Sequence[Judged]) -> list[tuple[float, int, int]]:
    """(mean confidence, right, rows) of each row of the table that has any."""
    out = []
    for low, high in pairwise(EDGES):
        inside = [r for r in rows if low <= r[0] < high or (high == 1.0 and r[0] == 1.0)]
        if inside:
            out.append((sum(c for c, _ in inside) / len(inside), sum(y for _, y in inside), len(inside)))
    return out


def report(first: Sequence[Judged], second: Sequence[Judged]) -> str:
    slope, start = line(first)
    out = [f"set on {len(first)} rows: right = {start:.2f} + {slope:.2f} * confidence", "",
           "| confidence | rows | right | 95 % |", "|---|---|---|---|"]  # fmt: skip
    for mean, right, n in bins(second):
        low, high = wilson(right, n)
        out.append(f"| {mean:.2f} | {n} | {right / n:.2f} | {low:.2f} to {high:.2f} |")
    sure = [y for c, y in second if c >= SURE]
    error = sum(abs(mean - right / n) * n for mean, right, n in bins(second)) / len(second)
    out += ["", f"mean distance of confidence and share right, by row of the table: {error:.3f}"]
    if sure:
        low, high = wilson(sum(sure), len(sure))
        out.append(f"confidence {SURE} and above: {sum(sure) / len(sure):.3f} right ({low:.3f} to {high:.3f}), "
                   f"{len(sure) / len(second):.2f} of all rows")  # fmt: skip
    return "\n".join(out)


def line(rows: Sequence[Judged]) -> tuple[float, float]:
    """Slope and start of the line nearest to the outcomes."""
    n = len(rows)
    x, y = sum(c for c, _ in rows) / n, sum(r for _, r in rows) / n
    spread = sum((c - x) ** 2 for c, _ in rows)
    slope = sum((c - x) * (r - y) for c, r in rows) / spread if spread else 0.0
    return slope, y - slope * x


def wilson(right: int, n: int) -> tuple[float, float]:
    share = right / n
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    reach = Z / (1 + Z * Z / n) * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return middle - reach, middle + reach


def plot(rows: Sequence[Judged], title: str) -> str:
    """The share right against confidence, with intervals and counts, as an SVG picture."""
    inner = SIDE - 2 * EDGE
    title = escape(title)

    def at(x: float, y: float) -> tuple[float, float]:
        return round(EDGE + inner * x, 1), round(SIDE - EDGE - inner * y, 1)

    (left, bottom), (right, top) = at(0, 0), at(1, 1)
    marks = "".join(
        f'<text x="{at(v, 0)[0]}" y="{bottom + 16}" text-anchor="middle">{v:.1f}</text>'
        f'<text x="{left - 8}" y="{at(0, v)[1] + 4}" text-anchor="end">{v:.1f}</text>'
        for v in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    )
    dots = ""
    for mean, n_right, n in bins(rows):
        x, y = at(mean, n_right / n)
        low, high = (at(0, v)[1] for v in wilson(n_right, n))
        dots += (f'<line x1="{x}" y1="{low}" x2="{x}" y2="{high}" stroke="#1f5fa8"/>'
                 f'<circle cx="{x}" cy="{y}" r="4" fill="#1f5fa8"/>'
                 f'<text x="{x + 7}" y="{y + 14}" fill="#555">{n}</text>')  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}" '
        f'font-family="sans-serif" font-size="11" fill="#222"><title>{title}</title>'
        f'<rect width="{SIDE}" height="{SIDE}" fill="#fff"/><text x="{SIDE / 2}" y="24" text-anchor="middle" '
        f'font-size="13">{title}</text><rect x="{left}" y="{top}" width="{inner}" height="{inner}" fill="none" '
        f'stroke="#999"/><line x1="{left}" y1="{bottom}" x2="{right}" y2="{top}" stroke="#999" '
        f'stroke-dasharray="4 4"/>{marks}{dots}<text x="{SIDE / 2}" y="{SIDE - 10}" text-anchor="middle">confidence'
        f'</text><text x="14" y="{SIDE / 2}" text-anchor="middle" transform="rotate(-90 14 {SIDE / 2})">share right'
        f"</text></svg>\n"
    )


def _rows(path: str) -> Iterable[dict]:  # type: ignore[type-arg]
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
