"""Predictions: the layout that scorers read, gzip or plain, and plain errors."""

from __future__ import annotations

import gzip
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

REPORT = (
    "A crane toppled onto the ferry ramp at Quellin before dawn and both piers were closed for the day. "
    "Nobody was hurt, harbour master Ilse Brandt said, though forty cars could not leave the island until evening."
)
OTHER = (
    "Parliament in Osterby threw out the mining bill of minister Greta Halvorsen by four votes on Thursday, after "
    "members from the lake districts warned that arsenic would reach the wells."
)
ROWS = [
    {"id": "one", "outlet": "Quellin Post", "title": None, "published": "2021-05-04", "url": None, "text": REPORT},
    {"id": "two", "text": f"{REPORT} More soon.", "story": "gold is never read"},
    {"id": "three", "text": OTHER},
    {"id": "none", "text": ""},
]


def predict() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "predict.py"
    spec = importlib.util.spec_from_file_location("predict", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def written(path: Path, rows: list[dict[str, Any]]) -> str:
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return str(path)


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", ["articles.jsonl", "articles.jsonl.gz"])
def test_stories_have_a_row_for_every_article(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out.jsonl"
    assert predict().main(["stories", written(tmp_path / name, ROWS), str(out)]) == 0
    told = {row["id"]: row["story"] for row in read(out)}
    assert list(told) == ["one", "two", "three", "none"]
    assert told["one"] == told["two"]
    assert len(set(told.values())) == 3


def test_attributions_are_spans_of_the_text(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert predict().main(["attributions", written(tmp_path / "a.jsonl", ROWS), str(out)]) == 0
    rows = read(out)
    assert [row["id"] for row in rows] == ["one", "two", "three", "none"]
    for row, article in zip(rows, ROWS, strict=True):
        for found in row["attributions"]:
            assert set(found) == {"source", "cue", "content", "kind", "confidence"}
            for start, end in (span for part in ("source", "cue", "content") for span in found[part]):
                assert 0 <= start < end <= len(str(article["text"]))
            assert found["kind"] and 0 < found["confidence"] <= 1


def test_passages_keep_the_sides_of_the_pair(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    documents = written(tmp_path / "d.jsonl", ROWS)
    pairs = written(tmp_path / "p.jsonl", [{"a": "two", "b": "one"}, {"a": "one", "b": "three"}])
    assert predict().main(["passages", documents, pairs, str(out)]) == 0
    (row,) = read(out)
    assert (row["a"], row["b"]) == ("two", "one")
    assert row["b_start"] == row["a_start"] == 0 and row["b_end"] >= len(REPORT) - 2


def test_derivations_are_named_as_asked(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    documents = written(tmp_path / "d.jsonl", ROWS)
    pairs = written(tmp_path / "p.jsonl", [{"a": "one", "b": "two"}, {"a": "one", "b": "three"}])
    assert predict().main(["derivation", documents, pairs, str(out), "--labels", "near,light,heavy,no"]) == 0
    assert [row["label"] for row in read(out)] == ["near", "no"]


def test_a_supplier_is_told_from_the_other_pages_and_never_from_the_pages_own_line(tmp_path: Path) -> None:
    text = ROWS[0]["text"]
    names = {"one": "(Norwire)", "two": "(Norwire)", "three": "(Sudpress)"}
    rows = {id: text if id != "three" else " ".join(reversed(text.split())) for id in names}
    hidden = written(tmp_path / "m.jsonl", [{"id": i, "text": f"{t}\n\n[CREDIT]"} for i, t in rows.items()])
    shown = written(tmp_path / "u.jsonl", [{"id": i, "text": f"{t}\n\n{names[i]}"} for i, t in rows.items()])
    out = tmp_path / "out.jsonl"
    assert predict().main(["supplier", hidden, shown, str(out)]) == 0
    told = {row["id"]: row["supplier"] for row in read(out)}
    assert told == {"one": "Norwire", "two": "Norwire", "three": None}


@pytest.mark.parametrize(
    "arguments",
    [
        ["supplier", "a", "b"],
        ["lineage", "a", "b"],
        ["stories", "missing.jsonl", "out.jsonl"],
        ["stories", "one-file-only"],
        ["riddles", "a", "b"],
    ],
)
def test_a_wrong_call_ends_with_two(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        predict().main(arguments)
    assert ended.value.code == 2
