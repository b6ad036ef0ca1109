"""The verbs of a case file, as a person starts them."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest
from command import ROOT, command, complaint, environment, firsthand

EXAMPLE = ROOT / "examples" / "reservoir"
READ = [str(EXAMPLE / "articles"), "--meta", str(EXAMPLE / "meta.jsonl")]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("example") / "a.case"
    run = firsthand("add", str(case), *READ)
    assert run.returncode == 0 and not run.stderr
    assert run.stdout.decode() == "8 read: 8 kept, 0 in the case already, 0 duplicates, 0 rejected.\n"
    return case


def _case(example: Path, folder: Path) -> str:
    copy = folder / "copy.case"
    copy.write_bytes(example.read_bytes())
    return str(copy)


def test_a_case_is_traced_into_the_same_outputs_as_its_pile(example: Path, tmp_path: Path) -> None:
    case = _case(example, tmp_path)
    told = []
    for n, paths in enumerate((READ, [case], [case], [case, "--afresh"])):
        files = [tmp_path / f"{n}.json", tmp_path / f"{n}.html"]
        run = firsthand("trace", *paths, "--json", str(files[0]), "--html", str(files[1]))
        assert run.returncode == 0 and not run.stderr
        told.append((run.stdout, *(f.read_bytes() for f in files)))
    assert told[0] == told[1] == told[2] == told[3]


def test_a_person_corrects_sees_it_as_theirs_and_takes_it_back(example: Path, tmp_path: Path) -> None:
    case = _case(example, tmp_path)
    before = firsthand("trace", case).stdout
    run = firsthand("correct", case, "parent", "tarn-tribune", "harbour-courier", "--note", "their editor says so")
    assert run.stdout.decode() == "1. tarn-tribune derives from harbour-courier (“their editor says so”)\n"
    assert run.stdout == firsthand("list", case, "--corrections").stdout
    shown = firsthand("trace", case, "--json", str(tmp_path / "t.json"), "--html", str(tmp_path / "t.html"))
    assert b"decided by a person" in shown.stdout and b"What people decided" in shown.stdout
    assert b"What people decided" in (tmp_path / "t.html").read_bytes()
    data = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert [(c["number"], c["kind"], c["about"], c["holds"]) for c in data["corrections"]] == [
        (1, "parent", ["tarn-tribune", "harbour-courier"], True)
    ]
    assert b"1. tarn-tribune derives" in firsthand("show", case, "tarn-tribune").stdout
    assert firsthand("undo", case, "1").stdout.decode().startswith("Undone: 1. tarn-tribune derives")
    assert firsthand("trace", case).stdout == before
    assert firsthand("list", case, "--corrections").stdout == b"No correction stands.\n"


def test_articles_are_listed_found_and_shown(example: Path, tmp_path: Path) -> None:
    case = _case(example, tmp_path)
    listed = firsthand("list", case).stdout.decode()
    assert listed.endswith("8 articles.\n") and "Harbour Courier, 2024-03-14" in listed
    found = firsthand("list", case, "--search", '"tanker trucks" officials').stdout.decode()
    assert "[tanker trucks]" in " ".join(found.split()) and 0 < found.count("characters") < 8
    shown = firsthand("show", case, "harbour-courier").stdout.decode()
    assert "outlet: Harbour Courier" in shown and "not traced yet" in shown
    firsthand("trace", case, "--quiet")
    assert "told there also by: " in firsthand("show", case, "harbour-courier").stdout.decode()


WRONG = [
    (["add"], 2), (["add", "x.case"], 2), (["list"], 2), (["list", "gone.case"], 2), (["trace", "gone.case"], 2),
    (["show", "CASE"], 2), (["show", "CASE", "gone"], 2), (["show", "CASE", "\u202e\n"], 2), (["correct", "CASE"], 2),
    (["correct", "CASE", "parent", "a"], 2), (["correct", "CASE", "zone", "harbour-courier:1-2", "x"], 2),
    (["undo", "CASE"], 2), (["undo", "CASE", "0"], 2), (["undo", "CASE", "-1"], 2), (["undo", "CASE", "x"], 2),
    (["list", "CASE", "--search", "x", "--corrections"], 2), (["list", "CASE", "--search", ""], 2),
    (["trace", "CASE", "CASE"], 2), (["trace", "CASE", "--meta", "x.csv"], 2), (["trace", "CASE", "--json", "CASE"], 2),
    (["trace", "ARTICLES", "--afresh"], 2), (["trace", "CASE", "ARTICLES"], 2), (["add", "CASE", "gone"], 2),
    (["add", "ARTICLES/gone/x.case", "ARTICLES"], 4),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code"), WRONG, ids=lambda x: " ".join(x) if isinstance(x, list) else "")
def test_a_wrong_call_is_one_line_and_changes_nothing(example: Path, tmp_path: Path, words: list[str],
                                                      code: int) -> None:  # fmt: skip
    case = _case(example, tmp_path)
    before = Path(case).read_bytes()
    names = {"CASE": case, "ARTICLES": str(EXAMPLE / "articles")}
    run = firsthand(*(names.get(w, w.replace("ARTICLES", names["ARTICLES"])) for w in words), cwd=tmp_path)
    assert run.returncode == code, run.stderr
    complaint(run)
    assert Path(case).read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.case"]


def test_what_is_added_is_accounted_for_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mill burned on Monday, the mayor said.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The mill burned on Monday, the mayor said.", encoding="utf-8")
    (tmp_path / "c\x1b[31m.txt").write_text("", encoding="utf-8")
    run = firsthand("add", str(tmp_path / "a.case"), str(tmp_path))
    told = run.stdout.decode()
    assert told.startswith("3 read: 1 kept, 0 in the case already, 1 duplicate, 1 rejected.\n")
    assert "duplicate b.txt: the same item as a" in told and "(empty)" in told and "\x1b" not in told
    assert firsthand("add", str(tmp_path / "a.case"), str(tmp_path), "--quiet").stdout == b""


def test_standard_input_is_added(tmp_path: Path) -> None:
    for text in (b"The mill burned on Monday, the mayor said.", b"The weir broke on Sunday, the mayor said."):
        assert firsthand("add", str(tmp_path / "a.case"), "-", stdin=text).returncode == 0
    listed = firsthand("list", str(tmp_path / "a.case")).stdout.decode()
    assert "stdin:" in listed and "stdin~2:" in listed


def test_progress_is_shown_on_a_terminal_only(tmp_path: Path) -> None:
    main, side = pty.openpty()
    run = subprocess.Popen(command("add", str(tmp_path / "a.case"), *READ), stderr=side, stdout=subprocess.PIPE,
                           env={**environment(), "TERM": "xterm"})  # fmt: skip
    os.close(side)
    seen = b""
    try:
        while part := os.read(main, 4096):
            seen += part
    except OSError:
        pass
    os.close(main)
    run.communicate()
    assert run.returncode == 0 and b"reading" in seen
