"""Two articles side by side: what is shown, what is written, what is refused."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import lxml.html
import pytest
from rich.cells import cell_len
from rich.console import Console
from test_report_safety import faults

from firsthand.nouns import UsageError
from firsthand.show.compare import Comparison, as_json, compared, pieces
from firsthand.show.compare_page import page
from firsthand.show.compare_terminal import render

ONE = (
    "At least 22 people drowned when the ferry Wind Lass capsized off Sorrel Bay on Monday, the harbour master said. "
    "Ole Brandt mends nets on the north quay. Gulls were seen over the wreck all afternoon while the tide went out.\n"
)
TWO = (
    "At least 31 people drowned when the ferry Wind Lass capsized off Sorrel Bay on Monday, the harbour master said. "
    "Gulls were seen over the wreck all afternoon while the tide went out. A choir will sing in the fish market.\n"
)
HOSTILE = "\u202e<script>alert(1)</script>\x1b[31m said </style><img src=x> Ardline the keeper. \u200b" * 3


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    out = []
    for name, text in (("one", ONE), ("two", TWO)):
        out.append(tmp_path / f"{name}.txt")
        out[-1].write_text(text, encoding="utf-8")
    return out


def shown(found: Comparison, width: int) -> str:
    out = io.StringIO()
    render(found, Console(file=out, width=width), width=width)
    return out.getvalue()


def test_sentences_stand_beside_what_answers_them(files: list[Path]) -> None:
    found = compared(files)
    assert [r.kind for r in found.rows] == ["reworded", "only-a", "same", "only-b"]
    assert 0 < found.shared()[0] < 1
    assert {c.kind for c in found.drift.changed} == {"number"}


def test_the_order_of_the_call_is_kept(files: list[Path]) -> None:
    assert compared(files).a.id == compared(files[::-1]).b.id == "one"


@pytest.mark.parametrize("width", [40, 80, 100])
def test_the_terminal_keeps_its_width(files: list[Path], width: int) -> None:
    told = shown(compared(files), width)
    assert max(cell_len(line) for line in told.splitlines()) <= width
    assert "only in A" in told and "choir" in told and "Brandt" in told


def test_the_page_runs_and_loads_nothing(tmp_path: Path, files: list[Path]) -> None:
    (tmp_path / "<b>bad.txt").write_text(HOSTILE, encoding="utf-8")
    for pair in (files, [files[0], tmp_path / "<b>bad.txt"]):
        html = page(compared(pair))
        assert not list(faults(html)) and page(compared(pair)) == html
        tree = lxml.html.document_fromstring(html)
        ids = [e.get("id") for e in tree.iter() if isinstance(e.tag, str) and e.get("id")]
        assert len(ids) == len(set(ids))
        assert not {a.get("href")[1:] for a in tree.iter("a") if a.get("href").startswith("#")} - set(ids)


def test_a_hostile_text_steers_no_terminal(tmp_path: Path, files: list[Path]) -> None:
    (tmp_path / "bad.txt").write_text(HOSTILE, encoding="utf-8")
    told = shown(compared([files[0], tmp_path / "bad.txt"]), 80)
    assert "\x1b" not in told and "\u202e" not in told


def test_json_holds_every_sentence_of_both(files: list[Path]) -> None:
    found = compared(files)
    data = json.loads(as_json(found))
    assert data["schema"] == "firsthand/compare/1" and [data["a"], data["b"]] == ["one", "two"]
    texts = {a["id"]: a["text"] for a in data["articles"]}
    for side, layout in (("a", found.a), ("b", found.b)):
        spans = [r[side] for r in data["rows"] if r[side] is not None]
        assert len(spans) == len(layout.sentences)
        assert all(texts[s["article"]][s["start"] : s["end"]] for s in spans)


def test_a_file_beside_itself_is_the_same_text(files: list[Path]) -> None:
    found = compared([files[0], files[0]])
    assert {r.kind for r in found.rows} == {"same"} and found.shared() == (1.0, 1.0)
    assert "The same text, word for word." in shown(found, 80)


def test_anything_but_two_articles_is_refused(tmp_path: Path, files: list[Path]) -> None:
    (tmp_path / "many.jsonl").write_text("\n".join(json.dumps({"id": str(n), "text": ONE + str(n)}) for n in range(3)))
    with pytest.raises(UsageError, match="two articles"):
        compared([files[0], tmp_path / "many.jsonl"])


def test_pieces_are_the_texts_in_order() -> None:
    left, right = pieces("The old pier, sold.", "The new pier was sold!")
    assert "".join(t for t, _ in left) == "The old pier, sold."
    assert "".join(t for t, _ in right) == "The new pier was sold!"
    assert [t for t, same in left if not same] == ["old"]


def test_a_page_without_full_stops_takes_no_square(tmp_path: Path, files: list[Path]) -> None:
    (tmp_path / "long.txt").write_text("pier quay " * 10_000, encoding="utf-8")
    start = time.perf_counter()
    page(compared([files[0], tmp_path / "long.txt"]))
    assert time.perf_counter() - start < 20
