"""Machine code and arrays give the same bytes, whatever the texts; without numba all works as with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command import environment
from hypothesis import given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")

from firsthand.reuse import kernels, machine, meetings, places, quick  # noqa: E402
from firsthand.reuse.runs import Side  # noqa: E402
from firsthand.reuse.stretches import stretches  # noqa: E402
from firsthand.reuse.tokens import characters, token_hashes, tokenise  # noqa: E402

pytest.importorskip("numba")

WORDS = ["pier", "crane", "ramp", "Boat", "mill", "port's", "NOTE", "crew", "11,000", "7.5.", "café", "“quay”", "—",
         "don’t", "港口", "a" * 70, "the", "of", "ha\u200brbour", "x1y2", "O'Brien's", "’", "'s", "a''b", "1,", ".5",
         ]  # fmt: skip
texts = st.lists(
    st.one_of(
        st.text(alphabet="aZesS'’.,19_ —“\u200b\u00e9港\u0435½\x00\n", max_size=60),
        st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join),
    ),
    max_size=8,
)
numbers = st.lists(st.lists(st.integers(0, 6), max_size=60), max_size=5)


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    assert quick.loops() is not None, "numba is installed, so its loops must compile"


@given(texts)
@settings(max_examples=300, deadline=None)
def test_fingerprints_are_the_same(made: list[str]) -> None:
    column = pa.array(made, pa.string())
    assert kernels.fingerprint(column, fast=True).equals(kernels.fingerprint(column))


@given(texts)
@settings(max_examples=200, deadline=None)
def test_words_stand_at_the_same_places(made: list[str]) -> None:
    data = [text.encode() for text in made]
    buffer, edges = np.frombuffer(b"".join(data), dtype=np.uint8), np.cumsum([0, *map(len, data)])
    hashes, bounds, *where = quick.words(buffer, edges)
    expected, found = token_hashes(buffer, edges)
    assert hashes.tolist() == expected.tolist()
    assert bounds.tolist() == found.bounds.tolist()
    for mine, theirs in zip(where, (found.starts, found.ends), strict=True):
        assert mine.tolist() == characters(buffer, edges, bounds, theirs).tolist()


@given(st.lists(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 300)), max_size=30), max_size=6))
@settings(max_examples=200, deadline=None)
def test_places_are_packed_alike_and_come_out_again(made: list[list[tuple[int, int]]]) -> None:
    bounds = np.cumsum([0, *map(len, made)])
    steps = [np.cumsum(np.array(text, dtype=np.int32).reshape(-1)) for text in made]  # gap, word, gap, word
    starts, ends = (np.concatenate([np.empty(0, np.int32), *(s[n::2] for s in steps)]).astype(np.int32) for n in (0, 1))
    data, own = places.packed(starts, ends, bounds)
    assert [x.tolist() for x in quick.packed(starts, ends, bounds)] == [data.tolist(), own.tolist()]
    back = places.unpacked(data, own[:-1], own[1:])
    assert [x.tolist() for x in back] == [x.tolist() for x in (starts, ends, bounds)]


@given(texts.filter(bool), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_stretches_are_located_alike(made: list[str], dice: object) -> None:
    spans = [
        [kernels.SPAN * first + last for first, last in
         (sorted((dice.randint(0, 40), dice.randint(0, 40))) for _ in range(dice.randint(0, 6)))]  # type: ignore[attr-defined]
        for _ in made
    ]  # fmt: skip
    rows, wanted = kernels.fingerprint(pa.array(made, pa.string())).to_pylist(), pa.array(spans, pa.list_(pa.int64()))
    column = pa.array([row[0]["places"] for row in rows], pa.binary())
    found = kernels.locate_tokens(column, wanted)
    assert kernels.locate_tokens(column, wanted, fast=True).equals(found)
    for text, row in zip(made, found.to_pylist(), strict=True):
        words = tokenise(text)
        for span in row:
            first, last = divmod(span["span"], kernels.SPAN)
            assert (span["first"], span["last"]) == (words.starts[first], words.ends[last - 1])


@given(st.sets(st.tuples(st.integers(0, 12), st.integers(0, 9)), max_size=80), st.sampled_from([1, 1 << 10]))
@settings(max_examples=300, deadline=None)
def test_meetings_are_summed_alike(postings: set[tuple[int, int]], least: int) -> None:
    units, houses, rare = np.arange(13) * 4096, np.arange(13) // 4, 4
    rows = np.array(sorted(postings, key=lambda x: x[::-1]), dtype=np.int64).reshape(-1, 2)
    expected = meetings.meetings(meetings.held(units[rows[:, 0]], houses[rows[:, 0]], rows[:, 1]), rare)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick, "_LEAST_SLOTS", least)  # few, so that they have to be emptied in between
        found = quick.meetings((rows[:, 1] << 4 | rows[:, 0]).astype(np.uint64), 4, units, houses, rare)
    assert _summed(found) == _summed(expected)


def _summed(found: dict[str, Any]) -> dict[tuple[int, ...], list[int]]:
    out: dict[tuple[int, ...], list[int]] = {}
    for unit, other, print, *numbers in zip(*(found[name].tolist() for name in meetings.MEETINGS), strict=True):
        before = out.get((unit, other, print), [0, 0, 0])
        out[unit, other, print] = [x + y for x, y in zip(before, numbers, strict=True)]
    return out


@given(numbers, numbers)
@settings(max_examples=400, deadline=None)
def test_few_words_many_times_are_aligned_alike(one: list[list[int]], other: list[list[int]]) -> None:
    count = min(len(one), len(other))
    a, b = (pa.array([np.array(text, dtype=np.uint32).tobytes() for text in side[:count]], pa.binary())
            for side in (one, other))  # fmt: skip
    assert kernels.align(a, b, fast=True).equals(kernels.align(a, b))


@given(st.lists(st.integers(2, 60), min_size=1, max_size=6), st.integers(0, 2**32 - 1), st.integers(8, 400))
@settings(max_examples=150, deadline=None)
def test_edited_and_moved_parts_are_aligned_alike(cuts: list[int], seed: int, size: int) -> None:
    dice = np.random.default_rng(seed)
    first = dice.integers(0, 2**31, size, dtype=np.uint32)
    parts = np.array_split(first, len(cuts))
    dice.shuffle(parts)
    second = np.concatenate([*parts, *parts[: seed % 3]])
    second[dice.random(len(second)) < 1 / cuts[0]] = seed
    sides = [Side(x, np.array([0, len(x)])) for x in (first, second)]
    one, other = ((side.hashes, side.bounds[:-1], side.bounds[1:]) for side in sides)
    mine, theirs = quick.stretches(*one, *other), stretches(*sides)
    for name in ("pair", "a_start", "a_end", "b_start", "b_end", "shared"):
        assert getattr(mine, name).tolist() == getattr(theirs, name).tolist()


def test_a_text_longer_than_the_loops_take_is_aligned_by_array(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "LONGEST", 10)
    words = np.arange(1000, 1040, dtype=np.uint32)
    side = Side(words, np.array([0, 40]))
    column = pa.array([words.tobytes()], pa.binary())
    assert quick.stretches(*2 * (words, side.bounds[:-1], side.bounds[1:])) is None
    (found,) = kernels.align(column, column, fast=True).to_pylist()
    assert [row["shared"] for row in found] == stretches(side, side).shared.tolist()


@pytest.mark.parametrize("missing", ["llvmlite", "numba"])
def test_without_numba_there_is_no_machine_code_and_no_error(
    missing: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for module in (missing, "firsthand.reuse.compiled", "firsthand.reuse.compiled_runs"):
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))  # so that the loops have to be made
    quick._loaded.cache_clear()
    try:
        assert quick.loops() is None
    finally:
        quick._loaded.cache_clear()


def test_loops_are_made_once_and_again_where_their_file_is_damaged(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "kept"))
    code, loops = machine._made()
    made: list[str] = []

    def make() -> tuple[bytes, dict[str, tuple[str, list[str]]]]:
        made.append("again")
        return code, loops

    monkeypatch.setattr(machine, "_made", make)
    for _ in range(2):
        assert machine.load() is not None
    assert len(made) == 1
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(file.read_bytes()[:-100])
    assert machine.load() is not None
    assert len(made) == 2


def test_code_that_kills_a_process_is_not_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(machine, "_made", lambda: (b"no object file at all", {"prints": ("prints", [])}))
    assert machine.load() is None
    assert list(tmp_path.iterdir()) == []


def test_a_loop_that_makes_arrays_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from firsthand.reuse import compiled

    def doubled(numbers: Any, found: Any) -> None:
        found[:] = (numbers + numbers)[: len(found)]

    monkeypatch.setattr(compiled, "made", lambda: {"doubled": compiled.made_of(doubled, (compiled.I64, compiled.I64))})
    with pytest.raises(RuntimeError, match="doubled needs"):
        machine._made()


def test_loops_take_only_arrays_of_their_kind() -> None:
    loops = quick.loops()
    assert loops is not None
    edges = np.array([0, 3])
    for hashes in (np.arange(3), np.arange(6, dtype=np.uint32)[::2]):
        with pytest.raises(TypeError, match="a loop takes"):
            loops["copies"](hashes, edges, np.empty(1, dtype=np.uint64))


def test_a_scan_is_the_same_with_and_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    import pyarrow.parquet as pq

    from firsthand.reuse.embedded import Embedded
    from firsthand.reuse.scanning import scan

    told = "The harbour master of Quellin closed both piers on Tuesday after a crane toppled onto the ferry ramp and "
    rows = [{"id": f"p{n}", "text": told * (n % 3) + f"nobody was hurt said the mayor of borough {n} on Friday"}
            for n in range(12)]  # fmt: skip
    file = tmp_path / "in.parquet"
    pq.write_table(pa.Table.from_pylist(rows), file)
    found = []
    for worth in (0, 10**12):
        monkeypatch.setattr(quick, "WORTH", worth)
        monkeypatch.setattr(quick, "WORTH_MAKING", worth)
        out = tmp_path / str(worth)
        engine = Embedded(out, 1_200_000_000)
        try:
            engine.read([], [file])
            told_in_numbers = scan(engine)
        finally:
            engine.close()
        handed = [pq.read_table(out / f"{n}.parquet").to_pylist() for n in ("pairs", "passages")]
        found.append((told_in_numbers, handed))
    assert found[0] == found[1]
    assert len(found[0][1][1]) > 10


def test_without_a_place_to_keep_it_there_is_no_machine_code_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code = "from firsthand.reuse import quick; print(quick.loops())"
    told = {**environment(), "NUMBA_CACHE_DIR": str(tmp_path / "file" / "folder")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=told, check=True)
    assert done.stdout == "None\n"
