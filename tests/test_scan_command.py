"""firsthand scan and firsthand trace over its folder, as a person starts them."""

from __future__ import annotations

import json
import random
from importlib import import_module
from pathlib import Path

import pytest
from command import complaint, firsthand

from firsthand.commands import piles

pytest.importorskip("duckdb")
pq = pytest.importorskip("pyarrow.parquet")

REPORT = (
    "A crane toppled onto the ferry ramp at Quellin before dawn and both piers were closed for the day, the harbour "
    "master said. Nobody was hurt, though forty cars could not leave the island until the evening boat. The ramp will "
    "be examined on Thursday, according to the port, and the crane is to be cut up where it lies."
)
OTHER = (
    "The council of Tarn voted late on Monday to lease the old quarry to a brewery for thirty years. Two members left "
    "the hall before the vote. The brewery promises a path around the pit and a hundred jobs by the end of the decade."
)


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    rows = [
        {"id": "herald", "outlet": "Quellin Herald", "text": REPORT, "published": "2031-03-04"},
        {"id": "courier", "outlet": "Island Courier", "text": f"{REPORT} More will follow.", "published": "2031-03-05"},
        {"id": "tarn", "outlet": "Tarn Post", "text": OTHER},
        {"id": "tarn-late", "outlet": "Brewers' Weekly", "text": OTHER.replace("late on Monday", "on Monday")},
        {"id": "empty", "text": ""},
    ]
    random.Random(1).shuffle(rows)
    (folder / "articles.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    (folder / "alone.txt").write_text("Nothing else was heard from the lighthouse all winter, and nobody asked.\n")
    return folder


def test_a_pile_is_scanned_and_its_groups_are_traced(pile: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    run = firsthand("scan", str(pile), "--out", out)
    assert run.returncode == 0, run.stderr
    assert b"5 articles, 2 pairs that share prose, 4 articles in 2 groups" in run.stdout
    assert b"1 records had no text" in run.stdout
    groups = {row["id"]: row["group"] for row in pq.read_table(tmp_path / "out" / "groups.parquet").to_pylist()}
    assert groups == {"alone": "alone", "courier": "courier", "herald": "courier", "tarn": "tarn", "tarn-late": "tarn"}
    told = json.loads((tmp_path / "out" / "scan.json").read_text())
    assert (told["schema"], told["found"]["articles"]) == ("firsthand/scan/1", 5)

    run = firsthand("trace", out)
    assert run.returncode == 0, run.stderr
    lines = (tmp_path / "out" / "traces" / "index.jsonl").read_text(encoding="utf-8").splitlines()
    index = [json.loads(line) for line in lines]
    assert [line["articles"] for line in index] == [["courier", "herald"], ["tarn", "tarn-late"]]
    for line in index:
        trace = json.loads((tmp_path / "out" / "traces" / line["file"]).read_text(encoding="utf-8"))
        assert [story["articles"] for story in trace["stories"]] == [line["articles"]]
        assert len(trace["articles"]) == 2


def test_tracing_goes_on_where_it_stopped_and_gives_the_same_bytes(pile: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert firsthand("scan", str(pile), "--out", str(out), "--quiet").returncode == 0
    assert piles.trace_piles(out, processes=1) == 2
    files = sorted((out / "traces").rglob("*.json*"))
    before = {file: file.read_bytes() for file in files}
    lost = next(file for file in files if file.suffix == ".json")
    lost.unlink()
    for marker in (out / "work" / "traced").rglob("*.jsonl"):
        if marker.stem in lost.name:
            marker.unlink()
    assert piles.trace_piles(out, processes=1) == 2
    assert {file: file.read_bytes() for file in files} == before


def test_one_pile_that_cannot_be_traced_does_not_stop_the_rest(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = import_module("firsthand.trace")  # "import as" would give the function of that name
    out = tmp_path / "out"
    assert firsthand("scan", str(pile), "--out", str(out), "--quiet").returncode == 0
    whole = pipeline.trace_intake

    def failing(intake, *more):  # type: ignore[no-untyped-def]
        if any(a.id == "tarn" for a in intake.articles):
            raise RuntimeError("a fault")
        return whole(intake, *more)

    monkeypatch.setattr(pipeline, "trace_intake", failing)
    assert piles.trace_piles(out, processes=1) == 1
    index = [json.loads(line) for line in (out / "traces" / "index.jsonl").read_text().splitlines()]
    assert [line.get("failed") for line in index] == [None, "RuntimeError: a fault"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--memory", "much"], "--memory takes a size"),
        (["--memory", "500MB"], "must be at least"),
        (["--master", "local[2]"], "--master is for --engine spark"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(pile: Path, tmp_path: Path, arguments: list[str], told: str) -> None:
    run = firsthand("scan", str(pile), "--out", str(tmp_path / "out"), *arguments)
    assert run.returncode == 2
    assert told in complaint(run)


def test_a_folder_of_something_else_is_left_alone(pile: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine")
    run = firsthand("scan", str(pile), "--out", str(tmp_path / "notes"))
    assert run.returncode == 2 and "holds other files" in complaint(run)
    assert [p.name for p in (tmp_path / "notes").iterdir()] == ["mine.txt"]


def test_a_scan_of_other_input_is_refused(pile: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    assert firsthand("scan", str(pile), "--out", out, "--quiet").returncode == 0
    (pile / "more.txt").write_text("One more article came in about the lighthouse keeper and her two dogs.")
    run = firsthand("scan", str(pile), "--out", out)
    assert run.returncode == 2 and "other input" in complaint(run)


def test_options_of_articles_are_refused_for_a_scan(pile: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    assert firsthand("scan", str(pile), "--out", out, "--quiet").returncode == 0
    run = firsthand("trace", out, "--json", str(tmp_path / "all.json"))
    assert run.returncode == 2 and "folder of a scan" in complaint(run)
    run = firsthand("trace", str(pile), "--engine", "spark")
    assert run.returncode == 2 and "folder of a scan" in complaint(run)
