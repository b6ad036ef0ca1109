"""The view and the exports of ``firsthand attributions``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command import firsthand
from hypothesis import given
from hypothesis import strategies as st

from firsthand.show.attributions import COLUMNS, Said, as_csv, as_json, neutral, shares_of

TEXTS = {
    "north": "Gates stay shut\n\nAnn Pell, the water minister, said the gates would stay shut. “It is dry,” she "
    "said.\n\n"
    "Two officials told Norwire that the wall was thin, Norwire reported. The board denied that the wall was thin.\n\n"
    "The mayor declined to comment on the wall.\n",
    "south": "Gates\n\n“It is dry,” Pell told the Kelm Gazette. Officials said the road was shut.\n",
}


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_the_view_counts_the_unnamed_and_lists_who_spoke(pile: Path) -> None:
    told = firsthand("attributions", str(pile)).stdout.decode()
    assert "2 articles" in told.splitlines()[0] and "unnamed people" in " ".join(told.splitlines()[:2])
    assert "Ann Pell (person, water minister): 2 direct, 1 indirect, in 2 articles" in told
    assert "Norwire: Two officials (1)" in told
    assert "board denied that the wall was thin (north)" in told
    assert "The mayor declined to comment on the wall (north)" in told
    assert all(len(line) <= 80 for line in told.splitlines())
    assert "\x1b" not in told


def test_shares_add_up(pile: Path) -> None:
    said = Said.of([str(pile)])
    shares = shares_of(said)
    kinds = [a.kind for a in said.statements.attributions]
    assert shares.all == len(kinds) - kinds.count("belief") - kinds.count("hearsay")
    assert shares.unnamed >= 2


def test_json_holds_every_attribution_with_its_words(pile: Path) -> None:
    data = json.loads(as_json(Said.of([str(pile)])))
    assert data["schema"] == "firsthand/attributions/1"
    for a in data["attributions"]:
        for span in (a["source"], a["cue"], a["addressee"], *a["content"]):
            if span is not None:
                assert TEXTS[span["article"]][span["start"] : span["end"]] == span["text"]


def test_csv_has_a_row_for_each_attribution(pile: Path) -> None:
    said = Said.of([str(pile)])
    rows = list(csv.DictReader(io.StringIO(as_csv(said))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(said.statements.attributions)
    assert {"direct", "indirect", "denial", "no-comment"} <= {r["kind"] for r in rows}
    assert "Two officials > Norwire" in {r["chain"] for r in rows}


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "＝1", "\x1b[2J", "\x85x", "\n=1"]
)
def test_no_cell_opens_a_formula(cell: str) -> None:
    assert neutral(cell) == "'" + cell


@given(st.text(max_size=30))
def test_neutral_keeps_what_it_does_not_quote(cell: str) -> None:
    assert neutral(cell).removeprefix("'") == cell.replace("\x00", "\u2400").removeprefix("'")
    assert neutral(cell)[:1] not in set("=+-@\t\r\n")


def test_exports_go_to_files_and_one_to_standard_output(pile: Path, tmp_path: Path) -> None:
    done = firsthand("attributions", str(pile), "--json", str(tmp_path / "a.json"), "--csv", "-")
    assert done.returncode == 0
    assert done.stdout.startswith(b'"article","source"')
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["articles"][0]["id"] == "north"
    assert firsthand("attributions", str(pile), "--quiet").stdout == b""


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--csv", "-", "--json", "-"], 2),
        (["--csv", ""], 2),
        (["--csv", "{pile}/north.txt"], 2),
        (["--csv", "{pile}"], 2),
        (["--json", "{out}/x", "--csv", "{out}/x"], 2),
        (["--csv", "/dev/full"], 4),
    ],
)
def test_refusals(pile: Path, tmp_path: Path, options: list[str], code: int) -> None:
    filled = [o.format(pile=pile, out=tmp_path) for o in options]
    done = firsthand("attributions", str(pile), *filled)
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == 1


def test_nothing_usable(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert firsthand("attributions", str(tmp_path / "empty")).returncode == 3
