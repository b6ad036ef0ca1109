"""JSON Lines records and metadata files."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from firsthand.nouns import Article, NothingUsable, Rejection, UsageError
from firsthand.readers import article_from_record, read

TEXT = "The mill at Grenna Bridge burned down on Tuesday night."


def lines(*records):
    return "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records)


def test_a_record_carries_its_fields_and_the_rest_is_metadata(pile):
    record = {"id": 17, "outlet": "Grenna Post", "title": "Mill burns", "text": TEXT,
              "author": ["Ada Holm", "Per Lund"],
              "published": "2031-05-02T06:10:00+02:00", "updated": "3 May 2031", "url": "https://post.example/mill",
              "section": "Local", "tags": ["fire", "mill"], "empty": None, "place": {"lat": 1}}  # fmt: skip
    article = read([pile({"a.jsonl": lines(record)})]).articles[0]
    assert (article.id, article.outlet, article.title, article.author) == (
        "17",
        "Grenna Post",
        "Mill burns",
        "Ada Holm, Per Lund",
    )
    assert (article.published.value, article.published.basis) == ("2031-05-02T06:10:00+02:00", "record")
    assert (article.updated, article.url, article.language) == ("2031-05-03", "https://post.example/mill", "en")
    assert article.metadata == (
        ("place", '{"lat": 1}'),
        ("section", "Local"),
        ("tags", "fire, mill"),
        ("updated", "3 May 2031"),
    )
    assert replace(article_from_record(record, "a.jsonl:1"), source_sha256=article.source_sha256) == article


def test_a_bad_line_is_rejected_by_file_and_number_and_the_rest_are_read(pile):
    deep = "[" * 100_000
    records = [
        {"id": "a", "text": TEXT}, "{broken", "[1]", {"id": "b"}, {"id": "c", "text": 5}, {"id": "d", "text": " "},
        {"id": "e", "text": "123"}, deep, '{"text": ' + "9" * 5000 + "}", {"id": "z", "text": TEXT + " Later."},
    ]  # fmt: skip
    text = lines(*records)
    intake = read([pile({"a.jsonl": text})])
    assert [a.id for a in intake.articles] == ["a", "z"]
    assert {r.path: r.code for r in intake.rejected} == {
        "a.jsonl:2": "bad-record", "a.jsonl:3": "bad-record", "a.jsonl:4": "bad-record", "a.jsonl:5": "bad-record",
        "a.jsonl:6": "empty", "a.jsonl:7": "no-words", "a.jsonl:8": "bad-record", "a.jsonl:9": "bad-record",
    }  # fmt: skip
    assert next(r.reason for r in intake.rejected if r.path == "a.jsonl:2").startswith("line 2 of a.jsonl: not JSON")
    assert intake.read == 10


def test_a_jsonl_without_any_text_is_taken_for_a_metadata_file(pile):
    folder = pile({"a.txt": TEXT, "meta.jsonl": lines({"id": "a", "outlet": "Post"}, {"id": "b", "outlet": "Courier"})})
    (rejection,) = read([folder]).rejected
    assert (rejection.path, rejection.code) == ("meta.jsonl", "bad-record")
    assert rejection.reason.endswith("looks like a metadata file: pass it with --meta")


def test_records_are_found_by_content_where_the_name_does_not_tell(pile):
    folder = pile({"dump": lines({"id": "a", "text": TEXT}), "dump.txt": lines({"id": "b", "text": TEXT + "."})})
    assert [a.id for a in read([folder]).articles] == ["a", "b"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a"])
def test_records_and_rows_with_a_byte_order_mark_are_read(pile, encoding, name):
    records = lines({"id": "a", "text": TEXT}, {"id": "b", "text": TEXT + "é"}).encode(encoding)
    folder = pile({name: records, "m.jsonl": lines({"id": "b", "outlet": "Post"}).encode(encoding)})
    assert [(a.id, a.outlet) for a in read([folder], folder / "m.jsonl").articles] == [("a", None), ("b", "Post")]


def test_article_from_record_keeps_ids_and_rejects_what_is_no_record():
    article = article_from_record({"id": "set/1 a", "outlet": None, "title": None, "url": None, "text": TEXT})
    assert isinstance(article, Article)
    assert (article.id, article.outlet, article.published.basis) == ("set/1 a", None, "none")
    assert article_from_record({"id": "x", "text": ""}, "f.jsonl:3") == Rejection("f.jsonl:3", "empty", "no text in it")
    assert isinstance(article_from_record({"id": "x"}), Rejection)


# --meta


META = {"id": "mill.txt", "outlet": "Grenna Post", "title": "Mill burns", "published": "2031-05-02", "updated": None,
        "url": "https://post.example/mill", "author": "Ada Holm", "desk": "Local"}  # fmt: skip


@pytest.mark.parametrize("name", ["mill.txt", "mill", "news/mill.txt", "news/mill", "./news/mill.txt", "news~mill"])
def test_meta_rows_match_by_id_path_or_file_name_and_are_never_articles(pile, name):
    folder = pile({"news/mill.txt": TEXT, "meta.jsonl": lines({**META, "id": name})})
    intake = read([folder], folder / "meta.jsonl")
    (article,) = intake.articles
    assert (article.id, article.outlet, article.title, article.author) == (
        "mill",
        "Grenna Post",
        "Mill burns",
        "Ada Holm",
    )
    assert (article.published.value, article.published.basis, article.url) == (
        "2031-05-02",
        "meta",
        "https://post.example/mill",
    )
    assert [x for x in article.metadata if x[0] != "basis"] == [("desk", "Local")]
    told = dict(article.metadata)["basis"]
    assert told == "author: --meta; outlet: --meta; published: --meta; title: --meta; url: --meta"
    assert (intake.rejected, intake.warnings, intake.read) == ((), (), 1)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_meta_may_be_csv(pile, mark):
    rows = f'id{mark}outlet{mark}title\r\nmill.txt{mark}Post{mark}"Mill {mark} burns\nat night"\r\n\r\nother{mark}X\r\n'
    folder = pile({"mill.txt": TEXT, "meta.csv": b"\xef\xbb\xbf" + rows.encode()})
    intake = read([folder], folder / "meta.csv")
    assert (intake.articles[0].outlet, intake.articles[0].title) == (
        "Post",
        " ".join(f"Mill {mark} burns at night".split()),
    )
    assert intake.warnings == ("metadata line 5 (other) matches no article",)


def test_a_row_that_could_be_two_articles_is_used_for_neither(pile):
    files = {
        "a/mill.txt": TEXT,
        "b/mill.txt": TEXT + ".",
        "meta.jsonl": lines(META, {"path": "b/mill.txt", "outlet": "B"}),
    }
    folder = pile(files)
    intake = read([folder], folder / "meta.jsonl")
    assert [a.outlet for a in intake.articles] == [None, "B"]
    assert intake.warnings == ("metadata line 1 (mill.txt) matches 2 articles and was not used: give their paths",)


def test_a_path_at_the_top_is_exact_though_a_deeper_file_has_the_name_too(pile):
    folder = pile({"mill.txt": TEXT, "b/mill.txt": TEXT + ".", "meta.jsonl": lines(META)})
    assert {a.path: a.outlet for a in read([folder], folder / "meta.jsonl").articles} == {
        "mill.txt": "Grenna Post",
        "b/mill.txt": None,
    }


def test_a_second_row_for_an_article_is_a_warning(pile):
    folder = pile({"mill.txt": TEXT, "meta.jsonl": lines(META, {**META, "outlet": "Courier"})})
    intake = read([folder], folder / "meta.jsonl")
    assert intake.articles[0].outlet == "Grenna Post"
    assert intake.warnings == ("metadata line 2 (mill.txt) describes the same article as line 1 and was not used",)


def test_meta_describes_records_too_and_what_a_person_wrote_stands(pile):
    record = {"id": "m1", "text": TEXT, "outlet": "Scraper", "title": "Kept"}
    folder = pile({"a.jsonl": lines(record), "m.jsonl": lines({"id": "m1", "outlet": "Grenna Post"})})
    article = read([folder], folder / "m.jsonl").articles[0]
    assert (article.outlet, article.title) == ("Grenna Post", "Kept")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("m.jsonl", '{"id": "a"}\n{broken\n', r"m\.jsonl, line 2: not JSON"),
        ("m.jsonl", '{"outlet": "Post"}\n', r"m\.jsonl, line 1: it has neither \"id\" nor \"path\""),
        ("m.jsonl", '[{"id": "a"}]\n', r"m\.jsonl, line 1: not a JSON object"),
        ("m.csv", "name,outlet\na,b\n", r'm\.csv, line 1: no column is called "id" or "path"'),
        ("m.csv", "id,outlet\na,b,c\n", r"m\.csv, line 2: 3 fields under 2 column names"),
        ("m.csv", 'id,outlet\na,"b" c\n', r"m\.csv, line 2: not CSV"),
        ("m.csv", "id,outlet\n,b\n", r"m\.csv, line 2: it has neither"),
        ("m.csv", b"id,outlet\n\0", r"m\.csv: holds NUL"),
    ],
)
def test_a_meta_file_that_cannot_be_used_names_file_and_line(pile, name, content, told):
    folder = pile({"mill.txt": TEXT, name: content})
    with pytest.raises(UsageError, match=told):
        read([folder], folder / name)


def test_no_such_meta_file(pile):
    with pytest.raises(UsageError, match=r"no such metadata file: .*; check"):
        read([pile({"mill.txt": TEXT})], "nowhere.jsonl")


def test_a_folder_that_holds_only_the_meta_file_has_no_article(pile):
    folder = pile({"meta.jsonl": lines(META)})
    with pytest.raises(NothingUsable, match="no article found"):
        read([folder], folder / "meta.jsonl")


def test_a_trace_in_the_folder_is_no_article(pile):
    from firsthand.show.contract import as_json
    from firsthand.trace import trace_intake

    folder = pile({"a.txt": TEXT + "\n", "b.txt": TEXT.replace("Tuesday", "Monday") + "\n"})
    told = as_json(trace_intake(read([folder])))
    again = read([pile({"trace.json": told})])
    assert [a.path for a in again.articles] == ["a.txt", "b.txt"]
    assert [(r.code, "output of firsthand" in r.reason) for r in again.rejected] == [("bad-record", True)]
