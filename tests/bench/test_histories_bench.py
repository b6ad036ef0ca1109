"""Measuring histories: predictions by family, lost versions taken away, confidence against what was right."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

LINES = [f"Line {n} of the ledger that harbour master Brandt of Quellin keeps says {n * 37 % 101} barrels came in."
         for n in range(12)]  # fmt: skip
ASIDE = [f"Note {n} in the margin, by another hand, doubts what was carried ashore on the {n + 5}th day of the month."
         for n in range(4)]  # fmt: skip
# What "root" brought, and what two later ones each changed; "first" is what root was made from.
FAMILY = {
    "first": LINES[:8],
    "root": [*LINES[:8], ASIDE[0]],
    "left": [*ASIDE[1:3], *LINES[1:8], ASIDE[0]],
    "right": [*LINES[:6], ASIDE[3], ASIDE[0]],
}
GOLD = [("root", "first"), ("left", "root"), ("right", "root"), ("first", None)]


def bench(name: str) -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def written(path: Path, rows: list[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def documents(path: Path, **published: Any) -> str:
    rows = [{"family": "f", "id": i, "text": "\n".join(t), "published": published.get(i)} for i, t in FAMILY.items()]
    return written(path, rows)


def gold(path: Path) -> str:
    return written(path, [{"family": "f", "child": c, "parent": p} for c, p in GOLD])


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("stamps", [
    {"first": 10, "root": 20, "left": 30, "right": 40},
    {"first": "2031-05-01", "root": "2031-05-02", "left": "2031-05-03", "right": "2031-05-04"},
])  # fmt: skip
def test_times_are_read_only_where_asked(tmp_path: Path, stamps: dict[str, Any]) -> None:
    predict, out = bench("predict"), tmp_path / "out.jsonl"
    path = documents(tmp_path / "d.jsonl", **stamps)
    assert predict.main(["lineage", path, str(out), "--times"]) == 0
    timed = read(out)
    assert {(r["child"], r["parent"]) for r in timed} == set(GOLD)
    assert all(r["directed"] for r in timed if r["parent"])
    assert predict.main(["lineage", path, str(out)]) == 0
    worded = read(out)
    assert predict.main(["lineage", documents(tmp_path / "n.jsonl"), str(out)]) == 0
    assert worded == read(out) and not any(r["directed"] for r in worded if r["parent"])


def test_each_family_has_one_first_version(tmp_path: Path) -> None:
    predict, out = bench("predict"), tmp_path / "out.jsonl"
    rows = [{"family": f, "id": f"{f}-{i}", "text": "\n".join(t)} for f in ("f", "g") for i, t in FAMILY.items()]
    assert predict.main(["lineage", written(tmp_path / "d.jsonl", rows), str(out)]) == 0
    found = read(out)
    assert [r["family"] for r in found if r["parent"] is None] == ["f", "g"]
    assert len(found) == 8 and all({"directed", "confidence"} <= set(r) for r in found if r["parent"])


def test_a_version_that_is_taken_away_is_found_and_none_is_invented(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unseen = bench("unseen_parents")
    assert unseen.main([documents(tmp_path / "d.jsonl"), gold(tmp_path / "g.jsonl"), "--details"]) == 0
    told = capsys.readouterr().out
    assert "found, of those shown: 1 of 1" in told and "found, of the others: none" in told
    assert "whole families: 0 of 1" in told and "pruned families: 0 of 3" in told


def rows(*judged: tuple[str, float, bool]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Gold and predictions with one edge for each (family, confidence, whether it is right)."""
    gold, predicted = [], []
    for n, (family, confidence, right) in enumerate(judged):
        gold.append({"family": family, "parent": f"p{n}", "child": f"c{n}"})
        parent = f"p{n}" if right else f"x{n}"
        predicted.append({"family": family, "parent": parent, "child": f"c{n}", "directed": True,
                          "confidence": confidence})  # fmt: skip
    return gold, predicted


def test_reliability_is_of_the_half_that_nothing_was_set_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reliability = bench("reliability")
    names = [f"family-{n}" for n in range(40)]
    set_on = [n for n in names if reliability.half(n) == 0]
    shown = [n for n in names if reliability.half(n) == 1]
    assert len(set_on) > 10 and len(shown) > 10
    true, predicted = rows(*((n, 0.9, False) for n in set_on), *((n, 0.9, True) for n in shown))
    svg = tmp_path / "plot.svg"
    paths = [written(tmp_path / "g.jsonl", true), written(tmp_path / "p.jsonl", predicted)]
    assert reliability.main([*paths, "--svg", str(svg)]) == 0
    told = capsys.readouterr().out
    assert "confidence 0.8 and above: 1.000 right" in told and f"| 0.90 | {len(shown)} | 1.00 |" in told
    assert svg.read_text("utf-8").startswith("<svg") and str(len(shown)) in svg.read_text("utf-8")


def test_a_directed_edge_the_wrong_way_round_is_wrong_and_an_undirected_one_right(tmp_path: Path) -> None:
    reliability = bench("reliability")
    name = next(n for n in (f"f{k}" for k in range(99)) if reliability.half(n) == 1)
    true = [{"family": name, "parent": "a", "child": "b"}]
    turned = {"family": name, "parent": "b", "child": "a", "confidence": 0.9}
    unseen = {"family": name, "parent": "?1", "child": "a", "confidence": 0.9, "directed": False}
    predicted = [turned | {"directed": True}, turned | {"directed": False}, unseen]
    paths = written(tmp_path / "g.jsonl", true), written(tmp_path / "p.jsonl", predicted)
    assert reliability.judged(*paths) == ([], [(0.9, False), (0.9, True)])


def test_the_line_and_the_interval_are_the_textbook_ones() -> None:
    reliability = bench("reliability")
    slope, start = reliability.line([(0.2, False), (0.2, True), (0.8, True), (0.8, True)])
    assert (round(slope, 4), round(start, 4)) == (0.8333, 0.3333)
    assert [round(x, 3) for x in reliability.wilson(8, 10)] == [0.49, 0.943]


def test_speed_is_measured_on_versions_whose_steps_are_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench("history_speed").main(["--versions", "12", "--words", "80"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in told] == ["wording alone", "with times"]
    assert all("of 11 steps right" in line for line in told)
