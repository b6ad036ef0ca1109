"""Ids and duplicates: what they are, and that the order of reading never decides them."""

from __future__ import annotations

import itertools
import json

import pytest

from firsthand.readers import read

ONE = "The lock at Vessel Reach jammed on Monday, the canal office said.\n"
TWO = "A barge skipper says nobody warned him of the jam.\n"
THREE = "The lock was opened again on Friday.\n"


def record(**fields):
    return json.dumps(fields) + "\n"


@pytest.mark.parametrize(
    ("files", "ids"),
    [
        ({"one.txt": ONE, "two.md": TWO}, {"one.txt": "one", "two.md": "two"}),
        ({"gazette.example-12.txt": ONE}, {"gazette.example-12.txt": "gazette.example-12"}),
        ({"a/lock.txt": ONE, "b/lock.txt": TWO}, {"a/lock.txt": "a~lock", "b/lock.txt": "b~lock"}),
        ({"lock.txt": ONE, "lock.md": TWO}, {"lock.txt": "lock.txt", "lock.md": "lock.md"}),
        ({"x/a/lock.txt": ONE, "y/a/lock.txt": TWO}, {"x/a/lock.txt": "x~a~lock", "y/a/lock.txt": "y~a~lock"}),
        ({"lock.txt": ONE, "a~lock.txt": TWO}, {"lock.txt": "lock", "a~lock.txt": "a~lock"}),
        ({"a/l.txt": ONE, "a/l.md": TWO, "b/l.txt": THREE}, {"a/l.txt": "a~l", "a/l.md": "l.md", "b/l.txt": "b~l"}),
        ({"?odd.txt": ONE}, {"?odd.txt": "_odd"}),
    ],
)  # fmt: skip
def test_an_id_is_the_shortest_tail_of_the_path_that_no_other_article_has(pile, files, ids):
    assert {a.path: a.id for a in read([pile(files)]).articles} == ids


def test_a_tail_that_is_another_files_own_name_is_told_apart_too(pile):
    found = read([pile({"a/lock.txt": ONE, "b/lock.txt": TWO, "a~lock.txt": THREE})]).articles
    assert len({a.id for a in found}) == 3
    assert {a.path: a.id for a in found}["b/lock.txt"] == "b~lock"


def test_a_records_id_is_the_articles_and_clashing_ones_are_told_apart_by_their_files(pile):
    folder = pile({"north.jsonl": record(id="7", text=ONE), "south.jsonl": record(id="7", text=TWO)})
    assert [a.id for a in read([folder]).articles] == ["north~7", "south~7"]
    both = pile({"both.jsonl": record(id="7", text=ONE) + record(id="7", text=TWO)}, "other")
    assert [a.id for a in read([both]).articles] == ["both~1~7", "both~2~7"]


def test_records_without_id_are_named_by_file_and_line(pile):
    folder = pile({"north.jsonl": record(text=ONE) + "\n" + record(id="", text=TWO)})
    assert [(a.id, a.path) for a in read([folder]).articles] == [
        ("north-1", "north.jsonl:1"),
        ("north-3", "north.jsonl:3"),
    ]


def test_nothing_depends_on_the_order_of_the_arguments(pile):
    folder = pile({
        "a/lock.txt": ONE, "b/lock.txt": TWO, "c.txt": ONE, "d.txt": "", "e.bin": b"\0",
        "f.jsonl": record(id="lock", text=THREE, url="https://gazette.example/x")
        + record(id="again", text=THREE, url="http://www.gazette.example/x/#top"),
    })  # fmt: skip
    arguments = [folder / "a", folder / "b", folder / "c.txt", folder / "d.txt", folder / "e.bin", folder / "f.jsonl"]
    found = {repr(read(list(order))) for order in itertools.permutations(arguments)}
    assert len(found) == 1


def test_the_same_file_twice_is_one_article(pile):
    folder = pile({"one.txt": ONE, "sub/two.txt": TWO})
    intake = read([folder, folder / "sub", folder / "one.txt", folder / "." / "sub" / ".." / "one.txt"])
    assert [a.id for a in intake.articles] == ["one", "two"]
    assert [a.path for a in intake.articles] == ["one.txt", "sub/two.txt"]
    assert [(d.path, d.of) for d in intake.duplicates] == [("one.txt", "one"), ("one.txt", "one"), ("two.txt", "two")]
    assert intake.read == 5


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ({"url": "https://a.example/1"}, {"url": "http://www.a.example/1/?utm_source=x#c"}, 1),
        ({"url": "https://a.example/1"}, {"url": "https://b.example/1"}, 2),
        ({"url": "https://a.example/1?id=1"}, {"url": "https://a.example/1?id=2"}, 2),
        ({"outlet": "Gazette"}, {"outlet": "Gazette"}, 1),
        ({"outlet": "Gazette"}, {"outlet": "Courier"}, 2),
        ({"outlet": "Gazette"}, {}, 2),
        ({"outlet": "Gazette", "published": "2031-05-01"}, {"outlet": "Gazette", "published": "2031-05-02"}, 2),
        ({"outlet": "Gazette", "published": "2031-05-01"}, {"outlet": "Gazette", "published": "1 May 2031"}, 1),
        ({}, {}, 1),
        ({"url": "https://a.example/1"}, {"url": "https://web.archive.org/web/20310501/https://a.example/1"}, 1),
    ],
)
def test_equal_texts_are_one_item_unless_outlet_url_or_time_tells_them_apart(pile, first, second, kept):
    lines = record(id="b", text=ONE, **second) + record(id="a", text=ONE, **first)
    intake = read([pile({"x.jsonl": lines})])
    assert (len(intake.articles), len(intake.duplicates)) == (kept, 2 - kept)


def test_texts_that_differ_under_one_front_page_address_are_two_articles(pile):
    lines = record(id="a", text=ONE, url="https://a.example/") + record(id="b", text=TWO, url="https://a.example")
    assert len(read([pile({"x.jsonl": lines})]).articles) == 2


def test_another_text_at_the_same_url_is_a_duplicate_and_a_warning(pile):
    lines = record(id="a", text=ONE, url="https://a.example/1") + record(id="b", text=TWO, url="https://a.example/1")
    intake = read([pile({"x.jsonl": lines})])
    assert [d.of for d in intake.duplicates] == ["a"]
    assert intake.warnings == ("x.jsonl:2 has the URL of x.jsonl:1 but another text; only the latter is kept",)
