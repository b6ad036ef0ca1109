"""Articles into a case: nothing twice, nothing half, nothing dropped unsaid."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from piles import FERRY, FERRY_META, MIXED, lay_out

import firsthand
from firsthand.case import Case, is_case
from firsthand.case import readings as readings_module
from firsthand.nouns import NothingUsable, StorageError, UsageError
from firsthand.readers import formats


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "a.case", create=True) as case:
        yield case


def _write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def _pile(folder: Path) -> tuple[str, str]:
    pile, _, meta = lay_out(folder, FERRY, FERRY_META)
    return pile, meta


def test_a_case_holds_what_a_trace_of_the_pile_would_read(case: Case, tmp_path: Path) -> None:
    pile, meta = _pile(tmp_path)
    case.add([pile], meta)
    assert case.intake() == firsthand.read([pile], meta)


def test_adding_again_adds_nothing_and_changes_no_byte_of_a_trace(case: Case, tmp_path: Path) -> None:
    pile, _ = lay_out(tmp_path, {**FERRY, **MIXED})[0], None
    first = case.add([pile])
    assert first.read == len(first.kept) + len(first.duplicates) + len(first.rejected) and first.already == 0
    before = case.intake()
    again = case.add([pile])
    assert (again.kept, again.duplicates, again.rejected, again.already) == ((), (), (), first.read)
    assert case.intake() == before
    assert case.add([os.path.join(pile, "lantern.txt")]).already == 1  # by another way to it


def test_every_item_is_kept_a_duplicate_or_rejected_over_several_adds(case: Case, tmp_path: Path) -> None:
    for name in ("one", "two"):
        same = "Same words here."
        folder = _write(tmp_path / name, story=f"The mill in {name} burned on Monday.", empty="", copy=same)
        (folder / "again.txt").write_text(same, encoding="utf-8")
        added = case.add([folder])
        assert added.read == 4 == len(added.kept) + len(added.duplicates) + len(added.rejected)
    found = case.intake()
    assert found.read == 8
    assert [a.id for a in found.articles] == ["again", "story", "story~2"]
    assert len(found.duplicates) == 3 and {d.of for d in found.duplicates} == {"again"}
    assert [r.code for r in found.rejected] == ["empty", "empty"]


def test_an_id_once_given_never_changes_and_a_taken_one_gets_a_longer_form(case: Case, tmp_path: Path) -> None:
    case.add([_write(tmp_path / "a", news="The weir at Ostby broke.")])
    case.add([_write(tmp_path / "b", news="The lock at Tarn froze.")])
    _write(tmp_path / "c" / "north", news="The quay at Velm sank.")
    case.add([tmp_path / "c"])
    texts = {a.id: a.text for a in case.intake().articles}
    assert texts == {"news": "The weir at Ostby broke.", "news~2": "The lock at Tarn froze.",
                     "north~news": "The quay at Velm sank."}  # fmt: skip


def test_a_copy_under_another_outlet_or_address_is_an_article_and_under_the_same_is_none(
    case: Case, tmp_path: Path
) -> None:
    rows = [
        {"id": "a", "outlet": "Gull", "published": "2031-05-04", "text": "The ferry ran aground."},
        {"id": "b", "outlet": "Tern", "published": "2031-05-04", "text": "The ferry ran aground."},
        {"id": "c", "outlet": "Gull", "published": "2031-05-04", "text": "The ferry ran aground."},
        {"id": "d", "outlet": "Gull", "url": "https://gull.example/1", "text": "The ferry was towed."},
        {"id": "e", "outlet": "Gull", "url": "http://www.gull.example/1/?utm_source=x", "text": "The ferry sank."},
    ]
    for n, row in enumerate(rows):
        (tmp_path / f"{n}.jsonl").write_text(json.dumps(row), encoding="utf-8")
        case.add([tmp_path / f"{n}.jsonl"])
    found = case.intake()
    assert [a.id for a in found.articles] == ["a", "b", "d"]
    assert sorted((d.path, d.of) for d in found.duplicates) == [("2.jsonl:1", "a"), ("4.jsonl:1", "d")]
    assert any("another text" in w for w in found.warnings)


def test_a_file_that_changed_is_another_article_and_the_first_stays_as_it_was(case: Case, tmp_path: Path) -> None:
    case.add([_write(tmp_path / "a", news="Nine were hurt, police said.")])
    case.add([_write(tmp_path / "a", news="Eleven were hurt, police said.")])
    assert {a.id: a.text[:6] for a in case.intake().articles} == {"news": "Nine w", "news~2": "Eleven"}


def test_the_case_file_itself_is_no_article(tmp_path: Path) -> None:
    folder = _write(tmp_path / "a", news="The mill burned on Monday.")
    with Case.open(folder / "inquiry.case", create=True) as case:
        case.add([folder])
        assert case.add([folder]).read == 1
        assert case.intake().read == 1


def test_a_call_that_adds_nothing_makes_no_file(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for paths, error in (([tmp_path / "nothing"], UsageError), ([tmp_path / "empty.txt"], NothingUsable)):
        with Case.open(tmp_path / "new.case", create=True) as case, pytest.raises(error):
            case.add(paths)
        assert not (tmp_path / "new.case").exists()


def test_text_that_databases_choke_on_comes_back_as_it_was(case: Case, tmp_path: Path) -> None:
    odd = "Zero\0byte \u202egnorw\u202c a\u0301" + "\u0301" * 10_000 + " \ufeff said the mayor.\r\n\U0001f41f"
    (tmp_path / "odd.jsonl").write_text(json.dumps({"id": "o:1\u202e", "title": "x\0y", "text": odd}), encoding="utf-8")
    (tmp_path / "half.jsonl").write_text('{"id": "half", "title": "\\ud800", "text": "The \\udc00 mayor said so."}',
                                         encoding="utf-8")  # fmt: skip
    added = case.add([tmp_path / "odd.jsonl", tmp_path / "half.jsonl"])
    assert added.read == 2 == len(added.kept) + len(added.rejected)
    found = {a.id: a for a in case.intake().articles}
    assert next(a for id, a in found.items() if id.startswith("o:1")).text == odd
    assert case.check() == "ok"


def test_documents_read_before_an_add_was_stopped_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings_module, "BATCH", 3)
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(10):
        (folder / f"p{n}.html").write_text(
            f"<!doctype html><html><body><article><h1>Mill {n} burns</h1><p>The mill number {n} burned on Monday, the "
            f"mayor of Ostby said. Nobody was hurt.</p></article></body></html>", encoding="utf-8")  # fmt: skip
    read: list[str] = []
    stop_at = 8

    def reader(place: formats.Place, columns: object) -> formats.Drafts:
        if len(read) == stop_at:
            raise KeyboardInterrupt
        read.append(place.path)
        return formats.read_place(place)

    monkeypatch.setattr(readings_module, "read_place", reader)
    with Case.open(tmp_path / "a.case", create=True) as case, pytest.raises(KeyboardInterrupt):
        case.add([folder])
    assert len(read) == 8
    stop_at = 100
    with Case.open(tmp_path / "a.case", create=True) as case:
        assert case.list() == []  # nothing half
        assert len(case.add([folder]).kept) == 10
        assert len(read) == 8 + 4  # the six of two batches are known; one of a batch was lost, and two are new
        resumed = case.intake()
    with sqlite3.connect(tmp_path / "a.case") as raw:
        assert raw.execute("SELECT count(*) FROM readings").fetchone() == (0,)
        assert raw.execute("SELECT count(*) FROM sources").fetchone() == (10,)
    assert resumed == firsthand.read([folder])


def test_the_bytes_of_a_page_are_kept_and_match_their_hash(tmp_path: Path) -> None:
    import zlib
    from hashlib import sha256

    lay_out(tmp_path, {"page.html": MIXED["page.html"]})
    with Case.open(tmp_path / "a.case", create=True) as case:
        case.add([tmp_path / "pile"])
    with sqlite3.connect(tmp_path / "a.case") as raw:
        digest, data = raw.execute(
            "SELECT s.sha256, s.bytes FROM sources s JOIN articles a ON a.source_sha256 = s.sha256"
        ).fetchone()
    assert zlib.decompress(data) == MIXED["page.html"].encode() and sha256(zlib.decompress(data)).hexdigest() == digest


def test_a_case_is_one_file_that_any_sqlite_opens(case: Case, tmp_path: Path) -> None:
    case.add([_pile(tmp_path)[0]])
    case.close()
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith("a.case")) == ["a.case"]
    assert is_case(tmp_path / "a.case") and not is_case(tmp_path) and not is_case(tmp_path / "nothing")
    with sqlite3.connect(tmp_path / "a.case") as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("SELECT count(*) FROM articles JOIN originals USING (sha256)").fetchone() == (4,)


def test_a_copied_or_moved_case_is_the_same_case(case: Case, tmp_path: Path) -> None:
    case.add([_pile(tmp_path)[0]])
    case.close()
    (tmp_path / "elsewhere").mkdir()
    shutil.copy(tmp_path / "a.case", tmp_path / "elsewhere" / "b.case")
    with Case.open(tmp_path / "a.case") as one, Case.open(tmp_path / "elsewhere" / "b.case") as other:
        assert one.intake() == other.intake()


SEARCHES = [
    ("ferry", {"lantern", "courier", "plain", "echo"}),
    ("FERRY captain", {"lantern", "echo"}),
    ('"pilot light" fisherman', {"plain"}),
    ("Ostrand", {"lantern"}),
    ("nobody-says-this", set()),
    ("NOT ferry", {"plain"}),  # no operators: every word is a word
    ('"unclosed phrase', set()),
    ("inger dáhlin", {"lantern", "courier"}),  # accents apart
]


@pytest.mark.parametrize(("words", "ids"), SEARCHES)
def test_a_search_finds_the_articles_that_hold_every_word(case: Case, tmp_path: Path, words: str,
                                                          ids: set[str]) -> None:  # fmt: skip
    pile, meta = _pile(tmp_path)
    case.add([pile], meta)
    found = case.list(words)
    assert {e.id for e in found} == ids
    assert all("\x02" in e.excerpt for e in found)


@pytest.mark.parametrize("words", ["", "  ", '""', "***", "\0"])
def test_a_search_for_nothing_is_refused(case: Case, tmp_path: Path, words: str) -> None:
    case.add([_pile(tmp_path)[0]])
    with pytest.raises(UsageError, match="nothing to search for"):
        case.list(words)


@pytest.mark.parametrize(("sql", "told"), [
    ("UPDATE originals SET text = replace(text, 'Nine', 'Nine ')", "is not what its hash says"),
    ("UPDATE articles SET record = replace(record, 'Lantern', 'Lanterns')", "is not what its hash says"),
    ("UPDATE articles SET record = '[]', digest = sha256", "is not what its hash says"),
    ("PRAGMA foreign_keys = OFF; DELETE FROM originals WHERE text LIKE '%captain%'", "lack their text"),
    ("DROP TABLE duplicates", "damaged"),
])  # fmt: skip
def test_an_original_that_was_changed_behind_our_back_is_never_shown(case: Case, tmp_path: Path, sql: str,
                                                                    told: str) -> None:  # fmt: skip
    pile, meta = _pile(tmp_path)
    case.add([pile], meta)
    case.close()
    with sqlite3.connect(tmp_path / "a.case") as raw:
        raw.executescript(sql)
    with pytest.raises(StorageError, match=told), Case.open(tmp_path / "a.case") as again:
        again.intake()
