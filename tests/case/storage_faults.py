"""What a case file is put through: killed, raced for, starved, bent. Used by the tests and by ``make faults``."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from command import environment

LATE = 0.8  # of the kills: from when the add has begun to write
PAGES, LINES = 40, 150  # documents that take time to read, and records that do not


def lay_out_pile(folder: Path) -> Path:
    """A pile of invented pages and records, enough for an add to be killed anywhere in it."""
    folder.mkdir(parents=True)
    for n in range(PAGES):
        body = "".join(f"<p>Paragraph {k} of report {n}: the mill at Ostby{n} burned on day {k}, {n * 7 + k} were hurt."
                       "</p>" for k in range(12))  # fmt: skip
        page = f"<!doctype html><html><head><title>Mill {n}</title></head><body><article><h1>Mill {n}</h1>{body}"
        (folder / f"page-{n:03d}.html").write_text(page + "</article></body></html>", encoding="utf-8")
    rows = [{"id": f"r{n}", "outlet": f"Gull {n % 7}", "text": f"The ferry {n} left Tarn at {n % 24}:00, the pilot of "
             f"boat {n} said. " * 20} for n in range(LINES)]  # fmt: skip
    (folder / "rows.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def start_add(case: Path, pile: Path) -> subprocess.Popen[bytes]:
    """``firsthand add`` in a process of its own."""
    return subprocess.Popen([sys.executable, "-m", "firsthand", "add", str(case), str(pile), "--quiet"],
                            env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip


def content(case: Path) -> str:
    """A digest of all that a case holds, leaving out how SQLite lays it out; checks every hash on the way."""
    with closing(sqlite3.connect(f"file:{case}?mode=ro", uri=True)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        for digest, text in db.execute("SELECT sha256, text FROM originals"):
            assert sha256(text.encode()).hexdigest() == digest
        for digest, line in db.execute("SELECT digest, record FROM articles"):
            assert sha256(line.encode()).hexdigest() == digest
        lost = db.execute("SELECT count(*) FROM articles WHERE sha256 NOT IN (SELECT sha256 FROM originals)").fetchone()
        assert lost == (0,)
        words = db.execute("SELECT count(*) FROM words WHERE words MATCH 'mill OR ferry'").fetchone()
        assert words == db.execute("SELECT count(*) FROM articles").fetchone()
        told = []
        for table, order in (("articles", "id"), ("originals", "sha256"), ("sources", "sha256"),
                             ("duplicates", "path, of"), ("rejected", "path"), ("warnings", "text"),
                             ("readings", "key")):  # fmt: skip
            columns = [r[1] for r in db.execute(f"PRAGMA table_info({table})") if r[1] != "n"]
            told.append(db.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}").fetchall())
    return sha256(repr(told).encode()).hexdigest()


def kill_adds(folder: Path, kills: int, seed: int = 0) -> dict[str, int]:
    """Kill ``firsthand add`` at random points, time after time, and let it be finished.

    After every kill the file is sound and holds either nothing of the add or all of it; finished, it holds what an add
    that nobody disturbed leaves. A new case is begun each time one is whole.

    Returns:
        How many kills hit a running add, how many cases they made and at what state each kill left its case.
    """
    draw = random.Random(seed)
    pile = lay_out_pile(folder / "pile")
    whole = folder / "whole.case"
    started = time.monotonic()
    assert start_add(whole, pile).wait() == 0
    usual = time.monotonic() - started
    expected = content(whole)
    seen = {"kills": 0, "cases": 0, "no file": 0, "nothing added": 0, "all added": 0, "finished first": 0}
    case, dirty = folder / "killed.case", False
    while seen["kills"] < kills:
        process = start_add(case, pile)
        try:
            if draw.random() < LATE:
                _until_written(case, process)
                process.wait(draw.uniform(0, usual * 0.3))
            else:
                process.wait(draw.uniform(0, usual * 1.1))
            seen["finished first"] += 1
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            seen["kills"] += 1
        process.communicate()
        if not case.exists() or case.stat().st_size == 0:
            seen["no file"] += 1
            continue
        state = _state(case)
        seen[state] += 1
        dirty = True
        if state == "all added" or draw.random() < 0.1:
            _finish(case, pile, expected)
            seen["cases"] += 1
            dirty = False
    if dirty:
        _finish(case, pile, expected)
        seen["cases"] += 1
    return seen


def _until_written(case: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until an add has begun to write, which it does for the least part of its time."""
    before = _sizes(case)
    while process.poll() is None and _sizes(case) == before:
        time.sleep(0.001)


def _sizes(case: Path) -> list[int]:
    files = [Path(f"{case}{side}") for side in ("", "-wal", "-journal")]
    return [f.stat().st_size if f.exists() else -1 for f in files]


def _state(case: Path) -> str:
    with closing(sqlite3.connect(case)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return "nothing added"
        articles = db.execute("SELECT count(*) FROM articles").fetchone()[0]
        refused = db.execute("SELECT count(*) FROM rejected").fetchone()[0]
    assert (articles, refused) in ((0, 0), (PAGES + LINES, 1)), f"half an add: {articles} articles, {refused} rejected"
    return "all added" if articles else "nothing added"


def _finish(case: Path, pile: Path, expected: str) -> None:
    """Give the add again, and again: the same content each time as that of an undisturbed one."""
    for _ in range(2):
        process = start_add(case, pile)
        _, told = process.communicate()
        assert process.returncode == 0, told
        assert content(case) == expected
    for side in ("", "-wal", "-shm"):
        if os.path.exists(f"{case}{side}"):
            os.unlink(f"{case}{side}")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        print(kill_adds(Path(place), int(sys.argv[1])))
