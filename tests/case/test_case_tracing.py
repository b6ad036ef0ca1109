"""A case traced again: the same bytes as from nothing, and no story told again that nothing changed for."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from piles import FERRY, FERRY_META, MIXED, ORCHARD, PILES, Meta, lay_out

import firsthand
from firsthand.case import Case, Retraced, tracing
from firsthand.case.codec import Unfit, pack, shape, unpack
from firsthand.nouns import (
    Article,
    Correction,
    Intake,
    Lineage,
    NothingUsable,
    Published,
    Rejection,
    Span,
    Story,
    Trace,
)
from firsthand.show.contract import as_json
from firsthand.show.report import report


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "a.case", create=True) as case:
        yield case


def _add(case: Case, folder: Path, files: dict[str, str], meta: Meta | None = None) -> None:
    arguments = lay_out(folder, files, meta)
    case.add(arguments[:1], arguments[2] if meta else None)


@pytest.mark.parametrize("name", PILES)
def test_a_case_gives_the_bytes_that_its_pile_gives(case: Case, tmp_path: Path, name: str) -> None:
    files, meta = PILES[name]
    arguments = lay_out(tmp_path, files, meta)
    about = arguments[2] if meta else None
    case.add(arguments[:1], about)
    found = firsthand.trace(arguments[:1], about)
    for again in (case.trace(), case.trace(), case.trace(afresh=True)):
        assert as_json(again.trace) == as_json(found)
        assert report(again.trace) == report(found)


def _counts(found: Retraced) -> tuple[int, int]:
    return found.told, found.known


def test_only_stories_that_new_articles_touch_are_told_again_and_the_bytes_are_those_of_all_at_once(
    case: Case, tmp_path: Path
) -> None:
    old = {**{k: v for k, v in FERRY.items() if k != "plain.txt"}, **ORCHARD}
    _add(case, tmp_path / "one", old, FERRY_META)
    first = case.trace()
    assert first.known == 0 and first.told == len(first.trace.stories)
    assert _counts(case.trace()) == (0, first.told)
    _add(case, tmp_path / "two", {"plain.txt": FERRY["plain.txt"]}, FERRY_META)
    grown = case.trace()
    before = {s.articles for s in first.trace.stories}
    touched = sum(s.articles not in before for s in grown.trace.stories)
    assert 0 < touched < len(grown.trace.stories)
    assert _counts(grown) == (touched, len(grown.trace.stories) - touched)
    assert as_json(case.trace(afresh=True).trace) == as_json(grown.trace)
    with Case.open(tmp_path / "b.case", create=True) as at_once:
        _add(at_once, tmp_path / "three", {**FERRY, **ORCHARD}, FERRY_META)
        whole = json.loads(as_json(at_once.trace().trace))
    told = json.loads(as_json(grown.trace))
    # Only the notes differ: each add is told of the metadata lines that match none of its own articles.
    for data in (told, whole):
        data["input"].pop("warnings")
    assert told == whole


def test_a_duplicate_or_a_rejected_item_tells_no_story_again(case: Case, tmp_path: Path) -> None:
    _add(case, tmp_path / "one", FERRY)
    first = case.trace()
    _add(case, tmp_path / "two", {"copy.txt": FERRY["echo.txt"], "empty.txt": ""})
    again = case.trace()
    assert _counts(again) == (0, len(first.trace.stories))
    assert (len(again.trace.intake.duplicates), len(again.trace.intake.rejected)) == (1, 1)


def test_a_correction_tells_only_the_stories_again_that_it_concerns(case: Case, tmp_path: Path) -> None:
    _add(case, tmp_path / "one", {**FERRY, **ORCHARD})
    stories = case.trace().trace.stories
    ferry = next(s for s in stories if "lantern" in s.articles)
    case.correct("no-parent", ["lantern", "Tarnwire"])
    assert case.trace().told == 1
    case.correct("same-source", ["Nobody of this Name", "Tarnwire"])
    assert case.trace().told == 0
    case.correct("other-source", ["Inger Dahlin", "coast guard"])
    assert case.trace().told == 1
    case.undo()
    case.undo()
    case.undo()
    last = case.trace()
    assert last.told <= 1 and next(s for s in last.trace.stories if "lantern" in s.articles) == ferry


def test_what_another_edition_told_is_told_again(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _add(case, tmp_path, FERRY)
    first = case.trace()
    monkeypatch.setattr(tracing, "edition", lambda: "another")
    assert _counts(case.trace()) == (first.told, 0)
    monkeypatch.undo()
    assert _counts(case.trace()) == (first.told, 0)  # only the latest trace is kept


DAMAGE = [
    "UPDATE told SET story = x'00'", "UPDATE told SET digest = 'x'", "UPDATE told SET story = zlib_of_nothing",
    "UPDATE told SET story = zlib_of_list",
]  # fmt: skip


@pytest.mark.parametrize("sql", DAMAGE)
def test_a_damaged_telling_is_told_again(case: Case, tmp_path: Path, sql: str) -> None:
    from hashlib import sha256

    _add(case, tmp_path, FERRY)
    first = case.trace()
    packed = {"zlib_of_nothing": b"", "zlib_of_list": b"[1,2]"}
    with closing(sqlite3.connect(tmp_path / "a.case")) as raw:
        for name, data in packed.items():
            if name in sql:
                sql = sql.replace(name, f"x'{zlib.compress(data).hex()}', digest = '{sha256(data).hexdigest()}'")
        raw.execute(sql)
        raw.commit()
    again = case.trace()
    assert _counts(again) == (first.told, 0) and again.trace == first.trace


def test_a_trace_that_is_stopped_has_kept_what_it_told(case: Case, tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "BATCH", 1)
    _add(case, tmp_path, {**FERRY, **ORCHARD, **MIXED})
    told = 0
    real = tracing.tell

    def tell(*arguments: object) -> Story:
        nonlocal told
        told += 1
        if told == 3:
            raise KeyboardInterrupt
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(tracing, "tell", tell)
    with pytest.raises(KeyboardInterrupt):
        case.trace()
    found = case.trace()
    assert found.known == 2 and found.told == len(found.trace.stories) - 2


def test_traces_are_numbered_with_their_version_and_settings_and_no_clock(case: Case, tmp_path: Path) -> None:
    _add(case, tmp_path, FERRY)
    case.trace()
    case.trace()
    case.correct("same-story", ["plain", "echo"], note="I was there")
    case.trace()
    with closing(sqlite3.connect(tmp_path / "a.case")) as raw:
        rows = raw.execute("SELECT number, version, settings, articles, corrections FROM traces").fetchall()
        titles = raw.execute("SELECT count(*) FROM story_articles").fetchone()
    assert rows == [(1, firsthand.__version__, "{}", 4, "[]"), (2, firsthand.__version__, "{}", 4, "[1]")]
    assert titles == (4,)


def test_a_case_without_an_article_is_nothing_usable(tmp_path: Path) -> None:
    with Case.open(tmp_path / "a.case", create=True) as case, pytest.raises(NothingUsable, match="add some with"):
        case.trace()


def test_a_listed_article_has_the_story_of_the_latest_trace(case: Case, tmp_path: Path) -> None:
    _add(case, tmp_path, {**FERRY, **ORCHARD}, FERRY_META)
    assert {e.story for e in case.list()} == {""}
    stories = case.trace().trace.stories
    assert {e.id: e.story for e in case.list()} == {a: s.id for s in stories for a in s.articles}


# The nouns as data and back


SPANS = st.builds(lambda a, n, k: Span(a, n, n + k), st.text(max_size=5), st.integers(0, 99), st.integers(0, 99))
CORRECTIONS = st.builds(
    lambda a, b, n: Correction("same-source", (a, b), note=n),
    SPANS.filter(len), st.text(min_size=1).filter(str.strip), st.text(),
)  # fmt: skip


@given(CORRECTIONS)
def test_a_correction_comes_back_as_it_was(correction: Correction) -> None:
    assert unpack(Correction, pack(correction)) == correction


@given(st.text(), st.none() | st.text(), st.lists(st.tuples(st.text(), st.text())))
def test_an_article_comes_back_as_it_was(text: str, title: str | None, notes: list[tuple[str, str]]) -> None:
    made = Article("a", "p", text, "1", "2", title=title, published=Published("2031", "meta"), metadata=tuple(notes))
    assert unpack(Article, pack(made)) == made
    assert unpack(Article, pack(made, ("text",)), ("text",), text=text) == made


@pytest.mark.parametrize("name", ["ferry", "everything"])
def test_a_story_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    files, meta = PILES[name]
    for story in firsthand.trace([lay_out(tmp_path, files, meta)[0]]).stories:
        out = ("id", "group", "layouts")
        assert unpack(Story, pack(story, out), out, id=story.id, group=story.group, layouts=story.layouts) == story


BROKEN = ["", "[", "{}", "[]", "null", "[1]", '["a","p","t","1"]', '["a","p",1,"1","2",null,null,null,["x","y"]]',
          "[" * 100_000]  # fmt: skip


@pytest.mark.parametrize("line", BROKEN)
def test_data_that_is_no_article_is_told(line: str) -> None:
    with pytest.raises(Unfit):
        unpack(Article, line)


def test_a_word_outside_its_vocabulary_is_told() -> None:
    line = pack(Rejection("a", "empty", "no text"))
    assert unpack(Rejection, line).code == "empty"
    with pytest.raises(Unfit):
        unpack(Rejection, line.replace("empty", "os.system"))


def test_types_that_are_declared_otherwise_have_another_shape() -> None:
    assert len({shape(Story), shape(Article), shape(Lineage), shape(Intake)}) == 4
    assert shape(Story) == shape(Story)


def test_corrections_of_a_trace_without_any_are_none(tmp_path: Path) -> None:
    found = firsthand.trace([lay_out(tmp_path, ORCHARD)[0]])
    assert found.corrections == () and isinstance(found, Trace) and replace(found) == found
