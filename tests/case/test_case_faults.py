"""Kills, races, full and failing disks, foreign and damaged files: the old state stays, one clear line is said."""

from __future__ import annotations

import ctypes
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import command, complaint, environment, firsthand
from piles import FERRY, FERRY_META, lay_out
from storage_faults import content, kill_adds, start_add

from firsthand.case import Case, tables
from firsthand.case import storage as storage_module
from firsthand.nouns import StorageError

KILLS = 50  # `make faults` makes 1,000
WRITERS, EACH = 8, 200  # articles of each writer


def _added(folder: Path) -> Path:
    """A case of the ferry pile."""
    pile, _, meta = lay_out(folder, FERRY, FERRY_META)
    case = folder / "a.case"
    with Case.open(case, create=True) as made:
        made.add([pile], meta)
    return case


def _more(folder: Path, name: str = "more", count: int = 200) -> Path:
    file = folder / f"{name}.jsonl"
    rows = ({"id": f"{name}-{n}", "text": f"The {name} ferry {n} left at dawn, said pilot {n}. " * 30}
            for n in range(count))  # fmt: skip
    file.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return file


def test_an_add_killed_anywhere_leaves_all_or_nothing_and_given_again_ends_in_the_same_bytes(tmp_path: Path) -> None:
    seen = kill_adds(tmp_path, KILLS)
    assert seen["kills"] == KILLS and seen["cases"] > 0
    assert seen["nothing added"] + seen["all added"] + seen["no file"] >= KILLS


def test_eight_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    case = tmp_path / "a.case"
    files = [_more(tmp_path, f"w{n}", EACH) for n in range(WRITERS)]
    running = [start_add(case, file) for file in files]
    for process in running:
        _, told = process.communicate()
        assert process.returncode == 0 and not told, told
    with Case.open(case) as found:
        assert len(found.intake().articles) == WRITERS * EACH
        assert found.check() == "ok"


def test_corrections_made_at_once_all_stand_and_have_numbers_of_their_own(tmp_path: Path) -> None:
    case = _added(tmp_path)
    pairs = [("lantern", "courier"), ("plain", "echo"), ("lantern", "plain"), ("courier", "echo")] * 5

    def decide(pair: tuple[str, str]) -> None:
        with Case.open(case) as mine:
            mine.correct("same-story", pair)

    threads = [threading.Thread(target=decide, args=(pair,)) for pair in pairs]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    with Case.open(case) as found:
        assert [c.number for c in found.corrections()] == list(range(1, len(pairs) + 1))


def test_a_reader_sees_one_state_while_another_process_adds(tmp_path: Path) -> None:
    case = _added(tmp_path)
    adding = start_add(case, _more(tmp_path, count=3000))
    sizes = set()
    while adding.poll() is None:
        with Case.open(case) as found:
            sizes.add(len(found.intake().articles))
    adding.communicate()
    assert adding.returncode == 0 and sizes <= {4, 3004}
    assert not os.path.exists(f"{case}-wal") or os.path.getsize(f"{case}-wal") < 100_000_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can make a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("no disk can be made here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def test_a_full_disk_leaves_the_case_as_it_was_and_room_lets_the_add_go_on(small_disk: Path, tmp_path: Path) -> None:
    case = small_disk / "a.case"
    shutil.copy(_added(tmp_path), case)
    before = content(case)
    more = _more(tmp_path, count=1500)
    run = firsthand("add", str(case), str(more))
    assert run.returncode == 4 and "no room left" in complaint(run)
    assert content(case) == before
    with Case.open(case) as found:
        found.check()
    assert not os.path.exists(f"{case}-wal")  # its room would be used again
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"\0" * os.statvfs(small_disk).f_bavail * 4096)
    few = _more(tmp_path, "x", 20)
    for verb in (["correct", str(case), "same-story", "plain", "echo"], ["add", str(case), str(few)]):
        run = firsthand(*verb)
        assert run.returncode == 4 and "no room left" in complaint(run)
    os.truncate(ballast, ballast.stat().st_size - 40_960)  # room for the index of the log, not for what was told
    traced = firsthand("trace", str(case), "--json", str(tmp_path / "t.json"), "--quiet")
    assert json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))["stories"]  # what was traced is not lost
    assert traced.returncode == 4 and "no room left" in complaint(traced)
    ballast.unlink()
    assert content(case) == before
    assert firsthand("add", str(case), str(few)).returncode == 0


def test_each_write_that_fails_for_want_of_room_leaves_the_case_as_it_was(tmp_path: Path,
                                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    case = _added(tmp_path)
    before = content(case)
    more = _more(tmp_path, count=60)
    size = 0
    with sqlite3.connect(case) as raw:
        size = raw.execute("PRAGMA page_count").fetchone()[0]
    connect = storage_module.Storage._connect
    failed = 0
    for pages in range(size, size + 400, 2):
        def starved(self: storage_module.Storage, pages: int = pages) -> sqlite3.Connection:
            connection = connect(self)
            connection.execute(f"PRAGMA max_page_count = {pages}")
            return connection

        monkeypatch.setattr(storage_module.Storage, "_connect", starved)
        try:
            with Case.open(case, create=True) as small:
                small.add([more])
            break
        except StorageError as error:
            failed += 1
            assert "no room left" in str(error)
            assert content(case) == before
    assert failed >= 40
    assert content(case) != before


@pytest.mark.parametrize("room", [0, 4096, 40_000, 100_000, 200_000, 400_000])
def test_a_disk_that_fails_in_the_middle_of_a_write_leaves_the_case_as_it_was(tmp_path: Path, room: int) -> None:
    case = _added(tmp_path)
    before = content(case)
    more = _more(tmp_path, count=1500)

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    run = subprocess.run(command("add", str(case), str(more)), capture_output=True, env=environment(),
                         preexec_fn=little)  # fmt: skip
    assert run.returncode == 4 and complaint(run)
    assert content(case) == before
    assert firsthand("add", str(case), str(more)).returncode == 0


def test_a_locked_case_is_said_to_be_locked(tmp_path: Path) -> None:
    case = _added(tmp_path)
    with sqlite3.connect(case, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with Case.open(case, patience=0.2) as mine, pytest.raises(StorageError, match="another process has been"):
            mine.correct("same-story", ["plain", "echo"])
        with Case.open(case, patience=0.2) as mine:
            assert len(mine.list()) == 4  # reading goes on
            found = mine.trace()
            assert found.trace.stories and "another process" in str(found.not_kept)
        other.execute("ROLLBACK")
    with Case.open(case, patience=0.2) as mine:
        assert mine.correct("same-story", ["plain", "echo"]).number == 1


def _as_anybody() -> None:
    """Give up root's right to write whatever it likes (Linux: CAP_DAC_OVERRIDE out of the bounding set)."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


@pytest.mark.skipif(os.geteuid() == 0 and not sys.platform.startswith("linux"), reason="root may write anything")
def test_a_case_that_may_only_be_read_is_read_and_traced(tmp_path: Path) -> None:
    case = tmp_path / "closed" / "a.case"
    case.parent.mkdir()
    shutil.copy(_added(tmp_path), case)
    more = _more(tmp_path, count=3)
    before = case.read_bytes()
    case.chmod(0o444)
    case.parent.chmod(0o555)

    def run(*words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(command(*words), capture_output=True, env=environment(), preexec_fn=_as_anybody)

    try:
        for words in (["list", str(case)], ["show", str(case), "plain"], ["trace", str(case)]):
            done = run(*words)
            assert done.returncode == 0 and not done.stderr, done.stderr
        for words in (["add", str(case), str(more)], ["correct", str(case), "same-story", "plain", "echo"]):
            done = run(*words)
            assert done.returncode == 4 and "no permission" in complaint(done)
        new = run("add", str(case.parent / "new.case"), str(more))
        assert new.returncode == 4 and "no permission" in complaint(new)
    finally:
        case.parent.chmod(0o755)
    assert case.read_bytes() == before and [p.name for p in case.parent.iterdir()] == ["a.case"]


FOREIGN = ["text", "empty", "folder", "pipe", "other database", "truncated", "link to nothing", "link to a folder"]


@pytest.mark.parametrize("what", FOREIGN)
@pytest.mark.parametrize("verb", ["list", "show", "correct", "undo", "add"])
def test_what_is_no_case_file_is_told_and_left_alone(tmp_path: Path, what: str, verb: str) -> None:
    more = _more(tmp_path, count=2)
    case = tmp_path / "b.case"
    if what == "text":
        case.write_text("SQLite format 4, nearly; and then some more text. " * 100, encoding="utf-8")
    elif what == "empty":
        case.write_bytes(b"")
    elif what == "folder":
        case.mkdir()
    elif what == "pipe":
        os.mkfifo(case)
    elif what == "other database":
        with sqlite3.connect(case) as raw:
            raw.execute("CREATE TABLE articles (id)")
    elif what == "truncated":
        case.write_bytes(_added(tmp_path).read_bytes()[:5000])
    elif what == "link to nothing":
        case.symlink_to(tmp_path / "nothing.case")
    else:
        case.symlink_to(tmp_path)
    before = case.read_bytes() if case.is_file() else b""
    words = {"list": [], "undo": [], "show": ["x"], "correct": ["same-story", "a", "b"], "add": [str(more)]}[verb]
    run = firsthand(verb, str(case), *words)
    if verb == "add" and what in ("empty", "link to nothing"):
        assert run.returncode == 0  # a new case
        return
    assert run.returncode == (2 if what == "link to nothing" else 4), run.stderr
    assert "b.case" in complaint(run)
    if case.is_file():
        assert case.read_bytes() == before


def test_a_case_behind_a_link_is_the_case(tmp_path: Path) -> None:
    case = _added(tmp_path)
    link = tmp_path / "link.case"
    link.symlink_to(case)
    assert firsthand("correct", str(link), "same-story", "plain", "echo").returncode == 0
    assert link.is_symlink()
    with Case.open(case) as found:
        assert len(found.corrections()) == 1


def test_a_newer_case_is_refused_and_an_older_one_is_moved_on_with_a_copy_kept(tmp_path: Path,
                                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    case = _added(tmp_path)
    before = case.read_bytes()
    with monkeypatch.context() as later:
        step = ("CREATE TABLE later (x)", "INSERT INTO later VALUES (1)")
        later.setattr(storage_module, "STEPS", (*tables.STEPS, step))
        with Case.open(case) as found:
            assert len(found.list()) == 4
    with sqlite3.connect(case) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (2,)
        assert raw.execute("SELECT x FROM later").fetchall() == [(1,)]
    kept = tmp_path / "a.case.schema-1"
    with Case.open(kept) as old:
        assert len(old.list()) == 4
    assert len(before) == kept.stat().st_size
    for verb in (["list"], ["trace"], ["add", str(tmp_path / "pile")]):
        run = firsthand(verb[0], str(case), *verb[1:])
        assert run.returncode == 4 and "newer Firsthand (schema 2, this one knows 1)" in complaint(run)


def test_a_step_that_fails_leaves_the_old_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = _added(tmp_path)
    before = content(case)
    step = ("CREATE TABLE later (x)", "INSERT INTO lost VALUES (1)")
    monkeypatch.setattr(storage_module, "STEPS", (*tables.STEPS, step))
    with pytest.raises(StorageError), Case.open(case):
        pass
    monkeypatch.undo()
    assert content(case) == before
    with Case.open(case) as found:
        assert len(found.list()) == 4


def test_random_damage_is_refused_or_harmless_and_never_a_traceback(tmp_path: Path) -> None:
    case = _added(tmp_path)
    with Case.open(case) as found:
        found.trace()
        found.correct("same-story", ["plain", "echo"])
        whole = found.intake(), found.corrections()
    sound = case.read_bytes()
    draw = random.Random(5)
    refused = 0
    for _ in range(1000):
        data = bytearray(sound)
        for _ in range(draw.choice((1, 1, 8, 64))):
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        case.write_bytes(data)
        try:
            with Case.open(case) as bent:
                found_now = bent.intake(), bent.corrections()
                bent.list("ferry")
            assert [a.text for a in found_now[0].articles] == [a.text for a in whole[0].articles]
        except StorageError as error:
            refused += 1
            assert str(error).isprintable() and "\n" not in str(error)
    assert 20 < refused < 990


@pytest.mark.parametrize("name", ["a?mode=memory.case", "a#b%20.case", "é" * 100, "-x.case", "two\nlines", "CON",
                                  b"\xff.case", " ", "a'b\"c;--.case"])  # fmt: skip
def test_a_case_may_have_any_name_and_no_name_reaches_the_terminal_raw(tmp_path: Path, name: str | bytes) -> None:
    folder = os.fsencode(tmp_path) + b"/"
    case = folder + (name if isinstance(name, bytes) else name.encode())
    done = firsthand("add", case, str(_more(tmp_path, count=2)), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(os.listdir(folder)) == sorted([b"more.jsonl", case.removeprefix(folder)])
    assert firsthand("list", case).stdout.endswith(b"2 articles.\n")
    wrong = firsthand("show", case, "gone")
    assert wrong.returncode == 2 and "gone" in complaint(wrong)
