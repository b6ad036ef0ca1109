#!/usr/bin/env python3
"""Firsthand's scan beside what people would pick from PyPI: time, memory, what is found, on corpora of known truth.

usage: python bench/reuse.py FOLDER [--sizes 2000,20000] [--peers rensa,datasketch] [--peer-sizes 2000,20000]
                             [--rounds 3] [--python PEERS_PYTHON] [--json OUT] [--plot OUT.svg]

Corpora are made in FOLDER if they are not there (reuse_corpus.py, seed 7). Every run is a process of its own, measured
from outside by the operating system's accounts; the runs of a round alternate, so that a ratio is of neighbours in
time. PEERS_PYTHON is an interpreter that has pyarrow and the peers (pip install pyarrow rensa datasketch scikit-learn);
without it Firsthand runs alone. Firsthand's time holds everything: start, reading, pairs, alignment, places, groups,
piles. The peers' holds start, reading and pairs.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import reuse_corpus

HERE = Path(__file__).resolve().parent
OURS = "firsthand"
PATIENCE = 3600  # seconds for one run


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="2000,20000", help="of corpora for Firsthand (default: %(default)s)")
    parser.add_argument("--peers", default="", help="rensa, rensa-words, rensa-low, datasketch, datasketch-low, tfidf")
    parser.add_argument("--peer-sizes", default="", help="sizes for the peers, where others")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", default="2.5GB")
    parser.add_argument("--python", default=sys.executable, help="interpreter that has the peers")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--judge", nargs=2, metavar=("WHO", "SIZE"), help="print how good a run's pairs are, no more")
    called = parser.parse_args(arguments)
    if called.judge:
        print(json.dumps(_judged(called.folder, called.judge[0], int(called.judge[1]))))
        return 0
    sizes = [int(n) for n in called.sizes.split(",")]
    peers = [p for p in called.peers.split(",") if p]
    theirs = [int(n) for n in (called.peer_sizes or called.sizes).split(",")] if peers else []
    for size in sorted({*sizes, *theirs}):
        if not (called.folder / str(size) / "articles.parquet").is_file():
            print(f"making {size:,} articles", flush=True)
            reuse_corpus.write(size, called.folder / str(size))
    runs = [(OURS, n) for n in sizes] + [(peer, n) for n in theirs for peer in peers]
    measured: dict[tuple[str, int], list[dict[str, float]]] = defaultdict(list)
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for turn in range(called.rounds):
        for who, size in runs:
            taken = _measure(_command(who, called, size))
            measured[who, size].append(taken)
            if (who, size) not in found:
                found[who, size] = _judged_apart(called.folder, who, size)
            print(f"{turn + 1}/{called.rounds} {who:12} {size:8,}  {taken['wall']:7.1f} s  {taken['cpu']:7.1f} CPU s  "
                  f"{taken['memory']:5.2f} GB  {_short(found[who, size])}", flush=True)  # fmt: skip
    result = {"machine": _machine(), "runs": [
        {"who": who, "articles": size, "runs": measured[who, size], **found[who, size]} for who, size in runs
    ]}  # fmt: skip
    _tell(result, measured)
    if called.json:
        called.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if called.plot:
        called.plot.write_text(plot(measured), encoding="utf-8")
    return 0


def _command(who: str, called: argparse.Namespace, size: int) -> list[str]:
    articles = str(called.folder / str(size) / "articles.parquet")
    out = _out(called.folder, who, size)
    if out.is_dir():
        shutil.rmtree(out)
    if who == OURS:
        return [sys.executable, "-m", "firsthand", "scan", articles, "--out", str(out), "--memory", called.memory]
    return [called.python, str(HERE / "reuse_peers.py"), who, articles, str(out)]


def _out(folder: Path, who: str, size: int) -> Path:
    return folder / str(size) / (who if who == OURS else f"{who}.jsonl")


def _measure(command: Sequence[str]) -> dict[str, float]:
    """Run to the end; seconds on the wall, seconds of all cores, peak memory of the process in GB."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "TQDM_DISABLE": "1"})
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 2**20}


def _judged_apart(folder: Path, who: str, size: int) -> dict[str, Any]:
    """As ``_judged``, in a process of its own: what this one has taken counts as the peak of those it starts."""
    command = [sys.executable, __file__, str(folder), "--judge", who, str(size)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def _judged(folder: Path, who: str, size: int) -> dict[str, Any]:
    """Recall by operator of the pairs (article, what it was made from); precision: a common ancestor."""
    with (folder / str(size) / "truth.jsonl").open(encoding="utf-8") as file:
        truth = {id: (operator, frozenset(origins)) for id, operator, origins in map(json.loads, file)}
    pairs = set(_pairs(_out(folder, who, size)))
    true = Counter[str]()
    hit = Counter[str]()
    for id, (operator, origins) in truth.items():
        for origin in sorted(origins) if operator else ():
            true[operator] += 1
            hit[operator] += ((id, origin) if id < origin else (origin, id)) in pairs
    right = sum(bool(truth[a][1] & truth[b][1]) for a, b in pairs)
    return {
        "pairs": len(pairs), "precision": right / max(1, len(pairs)), "recall": sum(hit.values()) / sum(true.values()),
        "by_operator": {name: hit[name] / true[name] for name in sorted(true)},
    }  # fmt: skip


def _pairs(out: Path) -> Iterable[tuple[str, str]]:
    if out.is_dir():
        import pyarrow.parquet as pq

        rows = pq.read_table(out / "pairs.parquet", columns=["a", "b"]).to_pydict()
        yield from zip(rows["a"], rows["b"], strict=True)
    else:
        with out.open(encoding="utf-8") as file:
            for line in file:
                a, b = json.loads(line)
                yield a, b


def _short(found: dict[str, Any]) -> str:
    return f"recall {found['recall']:.3f}, precision {found['precision']:.3f}"


def _tell(result: dict[str, Any], measured: dict[tuple[str, int], list[dict[str, float]]]) -> None:
    print(f"\n{result['machine']}\n")
    print("| | articles | wall s (min, median, max) | CPU s | GB | recall | precision | "
          + " | ".join(reuse_corpus.OPERATORS) + " |")  # fmt: skip
    print("|" + "---|" * (7 + len(reuse_corpus.OPERATORS)))
    for run in result["runs"]:
        walls = sorted(r["wall"] for r in run["runs"])
        cells = [f"{walls[0]:.1f}, {statistics.median(walls):.1f}, {walls[-1]:.1f}",
                 f"{statistics.median(r['cpu'] for r in run['runs']):.1f}",
                 f"{max(r['memory'] for r in run['runs']):.2f}", f"{run['recall']:.3f}", f"{run['precision']:.3f}",
                 *(f"{run['by_operator'][o]:.3f}" for o in reuse_corpus.OPERATORS)]  # fmt: skip
        print(f"| {run['who']} | {run['articles']:,} | {' | '.join(cells)} |")
    print()
    for (who, size), runs in measured.items():
        for other_size in sorted({n for w, n in measured if w == OURS}) if who != OURS else ():
            ratio = _ratios(runs, measured[OURS, other_size])
            print(f"{who} at {size:,} takes {ratio} what {OURS} takes at {other_size:,}")
    ours = sorted(n for w, n in measured if w == OURS)
    for small, large in itertools.pairwise(ours):
        ratio = _ratios(measured[OURS, large], measured[OURS, small])
        print(f"{OURS} at {large:,} takes {ratio} what it takes at {small:,}")


def _ratios(runs: Sequence[dict[str, float]], others: Sequence[dict[str, float]]) -> str:
    """How many times as long runs took as their neighbours, on the wall and of the processor: median, least, most."""
    told = []
    for clock, name in (("wall", "times on the wall"), ("cpu", "times the processor seconds")):
        ratios = sorted(a[clock] / b[clock] for a, b in zip(runs, others, strict=True))
        told.append(f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}) {name}")
    return ", ".join(told)


def _machine() -> str:
    name = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        name = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{name}, {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"


def plot(measured: dict[tuple[str, int], list[dict[str, float]]]) -> str:
    """Median wall seconds against articles, both logarithmic, as a drawing."""
    from math import floor, log10

    points = {key: statistics.median(r["wall"] for r in runs) for key, runs in measured.items()}
    width, height, margin = 640, 380, 56
    x0, x1 = log10(min(n for _, n in points)) - 0.15, log10(max(n for _, n in points)) + 0.15
    y0, y1 = floor(log10(min(points.values()))), log10(max(points.values())) + 0.2

    def at(size: float, seconds: float) -> tuple[float, float]:
        return (margin + (log10(size) - x0) / (x1 - x0) * (width - margin - 130),
                height - margin - (log10(seconds) - y0) / (y1 - y0) * (height - 2 * margin))  # fmt: skip

    colours = ["#1b5e8c", "#b0502c", "#5a7d2a", "#7a4a8c", "#8c7a1b"]
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
           f'font-size="12"><title>Seconds against articles</title><rect width="{width}" height="{height}" '
           'fill="#fff"/>']  # fmt: skip
    for power in range(floor(y0), floor(y1) + 1):
        _, y = at(10**x0, 10**power)
        out.append(f'<line x1="{margin}" x2="{width - 130}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
                   f'<text x="{margin - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power:g} s</text>')  # fmt: skip
    for size in sorted({n for _, n in points}):
        x, _ = at(size, 10**y0)
        out.append(f'<text x="{x:.1f}" y="{height - margin + 20}" text-anchor="middle">{size:,}</text>')
    below: dict[float, float] = {}  # where the last name beside a size stands: those after it stand lower
    names = dict.fromkeys(w for w, _ in points)
    last = {w: at(*max((size, points[x, size]) for x, size in points if x == w)) for w in names}
    for n, who in sorted(enumerate(names), key=lambda x: last[x[1]][1]):
        line = [at(size, points[w, size]) for w, size in sorted(points) if w == who]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in line)
        colour = colours[n % len(colours)]
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in line]
        x, y = last[who]
        y = below[x] = max(y + 4, below.get(x, 0) + 14)
        out.append(f'<text x="{x + 10:.1f}" y="{y:.1f}" fill="{colour}" stroke="#fff" stroke-width="4" '
                   f'paint-order="stroke">{who}</text>')  # fmt: skip
    middle = (margin + width - 130) / 2
    out.append(f'<text x="{middle:.0f}" y="{height - 12}" text-anchor="middle">articles</text></svg>')
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    sys.exit(main())
