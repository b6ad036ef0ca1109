"""A scan on DuckDB: finds what was made from what, says nothing of notices, goes on where it stopped."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from firsthand.nouns import NothingUsable, UsageError
from firsthand.reuse import embedded, quick
from firsthand.reuse.held import HeldWords
from firsthand.reuse.scan_input import claim, find_input
from firsthand.reuse.scanning import Engine, Scan, scan

pytest.importorskip("duckdb")
pq = pytest.importorskip("pyarrow.parquet")

DICE = random.Random(11)
WORDS = ["".join(DICE.choice("abdefgiklmnoprstuv") for _ in range(DICE.randint(3, 9))) for _ in range(6000)]
MEMORY = 1_600_000_000
Make = Callable[[Path], Engine]


def prose(words: int, seed: int) -> str:
    dice = random.Random(seed)
    return " ".join(dice.choice(WORDS) for _ in range(words))


def scanned(folder: Path, rows: Sequence[dict[str, Any]], make: Make | None = None) -> Scan:
    """The rows as a file of records, scanned into ``folder/out``."""
    file = folder / "articles.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    engine = (make or _embedded)(folder / "out")
    try:
        engine.read([file], [])
        return scan(engine)
    finally:
        engine.close()


def _embedded(folder: Path) -> Engine:
    from firsthand.reuse.embedded import Embedded

    return Embedded(folder, MEMORY)


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(folder / "out" / f"{name}.parquet").to_pylist()
    return rows


def pairs(folder: Path) -> set[tuple[str, str]]:
    return {(row["a"], row["b"]) for row in table(folder, "pairs")}


def test_copies_edits_and_parts_are_found_and_strangers_are_not(tmp_path: Path) -> None:
    report, other = prose(300, 1), prose(300, 2)
    words = report.split()
    rows = [
        {"id": "first", "text": report},
        {"id": "copy", "text": report},
        {"id": "cut", "text": " ".join(words[:120])},
        {"id": "edited", "text": " ".join(w if n % 12 else "indeed" for n, w in enumerate(words))},
        {"id": "both", "text": " ".join([*words[100:250], *other.split()[40:200]])},
        {"id": "other", "text": other},
        {"id": "stranger", "text": prose(300, 3)},
    ]
    found = scanned(tmp_path, rows)
    assert {("first", "copy"), ("first", "cut"), ("edited", "first"), ("both", "first"), ("both", "other")} <= {
        (a, b) for x, y in pairs(tmp_path) for a, b in ((x, y), (y, x))
    }
    assert not any("stranger" in pair for pair in pairs(tmp_path))
    assert (found.articles, found.copies, found.groups) == (7, 1, 1)


def test_passages_are_places_in_the_text(tmp_path: Path) -> None:
    shared = "“" + prose(40, 4) + "” – said naïvely"
    texts = f"{prose(60, 5)} {shared} {prose(10, 6)}", f"É {shared} {prose(80, 7)}"
    rows = [{"id": id, "text": text} for id, text in zip("ab", texts, strict=True)]
    scanned(tmp_path, rows)
    (row,) = table(tmp_path, "passages")
    for side, text in (("a", rows[0]["text"]), ("b", rows[1]["text"])):
        assert text[row[f"{side}_start"] : row[f"{side}_end"]] == shared.strip("“")


def test_a_notice_on_many_pages_of_one_outlet_pairs_nothing(tmp_path: Path) -> None:
    notice = prose(50, 8)
    rows = [{"id": f"n{n}", "outlet": "Quellin Post", "text": f"{prose(250, n + 20)} {notice}"} for n in range(5)]
    scanned(tmp_path, rows)
    assert pairs(tmp_path) == set()


def test_the_order_of_records_changes_nothing(tmp_path: Path) -> None:
    rows = [{"id": f"n{n}", "text": f"{prose(100, n % 7)} {prose(60, n + 30)}"} for n in range(40)]
    handed = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        DICE.shuffle(rows)
        scanned(tmp_path / name, rows)
        handed.append([table(tmp_path / name, x) for x in ("pairs", "passages", "groups", "piles")])
    assert handed[0] == handed[1]


def test_records_without_text_or_read_again_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": prose(30, 1)}, {"id": "a", "text": prose(30, 1)}, {"id": "b", "text": " "}, {"id": "c"}]
    found = scanned(tmp_path, rows)
    assert (found.records, found.articles, found.left_out) == (4, 1, 3)


def test_two_texts_that_claim_one_id_are_told_apart(tmp_path: Path) -> None:
    scanned(tmp_path, [{"id": "a", "text": prose(30, 1)}, {"id": "a", "text": prose(30, 2)}, {"text": prose(30, 3)}])
    ids = [row["id"] for row in table(tmp_path, "groups")]
    assert len(set(ids)) == 3
    assert sum(id.startswith("a~") for id in ids) == 2


def test_nothing_usable_is_said(tmp_path: Path) -> None:
    with pytest.raises(NothingUsable):
        scanned(tmp_path, [{"id": "a"}])


HANDED = ("pairs", "passages", "groups", "piles")


def some_rows() -> list[dict[str, Any]]:
    texts = [f"{prose(100, n % 3)} {prose(60, n + 30)}" for n in range(12)]
    texts += [texts[0], "“É” – " + texts[1], prose(40_000, 7), prose(20_000, 8) + " " + texts[2]]  # two in pieces
    return [{"id": f"n{n}", "text": text} for n, text in enumerate(texts)]


@pytest.fixture(params=["held", "written"])
def words(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Whether words are held in memory or written down with their fingerprints."""
    if request.param == "written":
        monkeypatch.setattr(embedded, "_HELD_BYTES", 10**12)
    return str(request.param)


def test_a_scan_goes_on_after_the_last_finished_stage(tmp_path: Path, words: str) -> None:
    rows = some_rows()
    scanned(tmp_path, rows)
    whole = [table(tmp_path, x) for x in HANDED]
    work = tmp_path / "out" / "work"
    assert ("tokens" in pq.read_schema(work / "pieces.parquet").names) == (words == "written")
    for again in (HANDED, (*HANDED, "work/located", "work/aligned")):
        for lost in again:
            (tmp_path / "out" / f"{lost}.parquet").unlink()
        kept = {name: (work / f"{name}.parquet").stat().st_mtime_ns for name in ("pieces", "meetings")}
        scanned(tmp_path, rows)
        assert [table(tmp_path, x) for x in HANDED] == whole
        if words == "held" and again != HANDED:  # the words are gone, and so texts are cut again
            assert (work / "pieces.parquet").stat().st_mtime_ns != kept.pop("pieces")
        assert {name: (work / f"{name}.parquet").stat().st_mtime_ns for name in kept} == kept


@pytest.mark.parametrize("machine_code", [False, True])
def test_words_are_held_or_written_with_the_same_result(
    machine_code: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if machine_code:
        pytest.importorskip("numba")
        monkeypatch.setattr(quick, "WORTH", 0)
        monkeypatch.setattr(quick, "WORTH_MAKING", 0)
    found = []
    for name, change in (
        ("held", {}),
        ("written", {"_HELD_BYTES": 10**12}),
        ("too many to hold", {"HeldWords": lambda tokens, places: HeldWords(500, 500)}),
        ("no room", {"HeldWords": _no_memory}),
    ):
        with monkeypatch.context() as patch:
            for what, value in change.items():
                patch.setattr(embedded, what, value)
            (tmp_path / name).mkdir()
            told = scanned(tmp_path / name, some_rows())
        there = "tokens" in pq.read_schema(tmp_path / name / "out" / "work" / "pieces.parquet").names
        assert there == (name != "held")
        found.append((told, [table(tmp_path / name, x) for x in HANDED]))
    assert all(other == found[0] for other in found)
    assert len(found[0][1][1]) > 10


def _no_memory(tokens: int, places: int) -> HeldWords:
    raise MemoryError


def test_a_scan_that_held_words_goes_on_where_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = some_rows()
    scanned(tmp_path, rows)
    whole = [table(tmp_path, x) for x in HANDED]
    for lost in (*HANDED, "work/located", "work/aligned"):
        (tmp_path / "out" / f"{lost}.parquet").unlink()
    monkeypatch.setattr(embedded, "_HELD_BYTES", 10**12)
    scanned(tmp_path, rows)
    assert [table(tmp_path, x) for x in HANDED] == whole


def test_texts_too_large_to_be_gathered_in_memory_make_the_same_piles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = some_rows()
    scanned(tmp_path, rows)
    whole = table(tmp_path, "piles")
    (tmp_path / "out" / "piles.parquet").unlink()
    monkeypatch.setattr(embedded, "_SHARE_GATHERED", 10**12)
    scanned(tmp_path, rows)
    assert table(tmp_path, "piles") == whole
    assert len({row["number"] for row in whole}) > 1


def test_the_order_of_rows_is_kept_until_the_last_thread_needs_it_no_longer(tmp_path: Path) -> None:
    engine = embedded.Embedded(tmp_path / "out", MEMORY)
    other = engine.beside()

    def kept() -> bool:
        return bool(engine.connection.execute("SELECT current_setting('preserve_insertion_order')").fetchall()[0][0])

    try:
        assert not kept()
        with engine._in_order():
            with other._in_order():
                assert kept()
            assert kept()
        assert not kept()
    finally:
        other.close()
        engine.close()


def test_a_folder_of_another_scan_is_refused(tmp_path: Path) -> None:
    assert claim(tmp_path / "out", "one") is False
    assert claim(tmp_path / "out", "one") is True
    with pytest.raises(UsageError, match="other input"):
        claim(tmp_path / "out", "two")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="other files"):
        claim(tmp_path / "full", "one")


def test_files_are_sorted_by_how_they_are_read(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.parquet", "c.txt", ".hidden.txt", "d.ndjson.gz"):
        (tmp_path / name).write_text("x")
    found = find_input([tmp_path])
    assert [[f.name for f in group] for group in (found.records, found.parquet, found.others)] == [
        ["a.jsonl", "d.ndjson.gz"], ["b.parquet"], ["c.txt"],
    ]  # fmt: skip
