# ruff: noqa: E501  (tables of cases)
"""A test per format: the whole text, its particulars with where they were found, and a count that adds up."""

from __future__ import annotations

import gzip
import io
import json
import sys

import exports as made
import pytest

from firsthand.nouns import UsageError
from firsthand.readers import read

TEXT = "\n\n".join([made.HEAD, *made.BODY])


def one(pile, name, data, **how):
    intake = read([pile({name: data})], **how)
    assert not intake.rejected and not intake.duplicates, intake.rejected
    (article,) = intake.articles
    return article


def basis(article):
    """The note that says where each field stood, as a mapping."""
    return dict(x.split(": ", 1) for x in dict(article.metadata)["basis"].split("; "))


@pytest.mark.parametrize("name", ["a.docx", "a.bin", "a"])
def test_a_docx_is_its_paragraphs_and_its_styled_title(pile, name):
    article = one(pile, name, made.docx([made.HEAD, *made.BODY], title=True))
    assert (article.text, article.title) == (TEXT, made.HEAD)
    assert article.published.value is None  # when the file was written is not when the article appeared
    notes = dict(article.metadata)
    assert notes["document-created"] == "2031-05-01T08:00:00Z" and notes["document-title"] == "Old template"


def test_an_rtf_is_its_paragraphs_without_headers_pictures_and_tables_of_fonts(pile):
    words = ["Straße und Mühle: “Grün” – 100 %", "Emoji \U0001f6a2 and {braces} \\ slash", "two\nlines"]
    article = one(pile, "a.rtf", made.rtf([*words, *made.BODY]))
    assert article.text == "\n\n".join([words[0], words[1], "two\nlines", *made.BODY]).replace("two\nlines", "two\n\nlines")


def test_a_pdf_is_the_text_of_its_pages(pile):
    article = one(pile, "a.pdf", made.pdf([[made.HEAD, "", made.P1[:80], made.P1[80:]], [made.P3]]))
    assert article.text.split() == " ".join([made.HEAD, made.P1[:80], made.P1[80:], made.P3]).split()
    assert article.published.value is None and dict(article.metadata)["document-title"] == "Old template"


def test_a_message_is_its_subject_and_text_and_attachments_are_named(pile):
    article = one(pile, "a.eml", made.eml())
    assert (article.text, article.title, article.author) == (TEXT, made.HEAD, "Norwire Newsdesk")
    assert (article.published.value, article.published.basis) == ("2031-05-06T22:40:00+02:00", "record")
    assert article.outlet is None  # who sends a message is not who publishes it
    assert basis(article) == {"author": "mail From", "published": "mail Date", "title": "mail Subject"}
    assert dict(article.metadata)["attachments"] == "1 left out: map.pdf"


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "page"])
def test_a_page_saved_whole_is_the_page_with_its_address(pile, name):
    article = one(pile, name, made.mhtml(made.page()))
    assert article.text == TEXT
    assert (article.url, article.outlet) == ("https://courier.example/2031/05/06/lock-gate", "courier.example")
    assert (article.published.value, article.published.basis) == ("2031-05-06", "url")


@pytest.mark.parametrize("gzipped", [False, True])
@pytest.mark.parametrize("coding", ["", "gzip"])
def test_a_crawl_gives_its_pages_and_counts_the_rest(pile, gzipped, coding):
    pack = gzip.compress if coding else bytes
    records = [("https://courier.example/lock-gate", "text/html; charset=utf-8", pack(made.page().encode())),
               ("https://courier.example/gate.png", "image/png", b"\x89PNG"),
               ("https://valley.example/board", "text/html", pack(made.page([made.P3], "Board meets").encode()))]  # fmt: skip
    intake = read([pile({"c.warc.gz" if gzipped else "c.warc": made.warc(records, gzipped=gzipped, coding=coding)})])
    assert [a.url for a in intake.articles] == ["https://courier.example/lock-gate", "https://valley.example/board"]
    assert intake.articles[0].text == TEXT and dict(intake.articles[0].metadata)["captured"] == "2031-05-07T01:00:00Z"
    assert not intake.rejected and [w for w in intake.warnings if "no pages" in w] == [
        f"{intake.articles[0].path.split(':')[0]}: 1 answers that are no pages were left out: 1 image/png"
    ]


def test_error_pages_of_a_crawl_are_counted_not_read(pile):
    intake = read([pile({"a.txt": made.P3, "c.warc": made.warc(
        [("https://x.example/", "text/html", made.page().encode())], status="404 Not Found")})])  # fmt: skip
    assert [r.code for r in intake.rejected] == ["empty"]
    assert intake.warnings == ("c.warc: 1 answers that are no pages were left out: 1 with status 404",)


def test_a_feed_gives_its_entries_with_the_source_each_was_taken_from(pile):
    intake = read([pile({"feed.xml": made.RSS})])
    first, second = sorted(intake.articles, key=lambda a: a.path)
    assert (first.id, first.text) == ("cou-17", TEXT)
    assert (first.outlet, first.author, first.url) == ("The Ostvik Courier", "Ada Holm", "https://courier.example/lock-gate")
    assert first.published.value == "2031-05-06T22:50:00+02:00"
    assert basis(first)["outlet"] == "feed: source" and dict(first.metadata)["feed-source"].endswith("/feed")
    assert (second.outlet, basis(second)["outlet"]) == ("Sedge Valley News", "feed: title of the feed")
    assert "summary" in dict(second.metadata)["extraction"]  # and so a warning, as the article itself says more
    assert any("summary" in w for w in intake.warnings)
    assert [(r.path, r.code) for r in intake.rejected] == [("feed.xml:3", "empty")]


def test_an_atom_feed_is_read_with_both_of_its_times(pile):
    article = one(pile, "x", made.ATOM)
    assert (article.outlet, article.published.value, article.updated) == (
        "The Ostvik Courier", "2031-05-06T20:50:00Z", "2031-05-07T06:00:00Z")  # fmt: skip
    assert article.text == "\n\n".join([made.HEAD, made.P1, made.P2])


@pytest.mark.parametrize(("data", "outlet", "published"), [
    (made.NEWSML, "Norwire", "2031-05-06T20:15:00Z"), (made.as_json(made.NINJS), "Norwire", "2031-05-06T20:15:00Z"),
    (made.as_json(made.NINJS_3), "Norwire", "2031-05-06T20:10:00Z"),
])  # fmt: skip
@pytest.mark.parametrize("name", ["a", "a.txt"])
def test_a_wire_item_is_its_headline_and_body_with_provider_and_times(pile, data, outlet, published, name):
    article = one(pile, name, data)
    assert (article.text, article.title, article.author) == (TEXT, made.HEAD, "By Ada Holm")
    assert (article.outlet, article.published.value, article.updated) == (outlet, published, "2031-05-06T21:10:00Z")


def test_what_a_wire_says_its_own_sources_are_is_kept(pile):
    for data in (made.NEWSML, made.as_json(made.NINJS)):
        assert dict(one(pile, "a", data).metadata)["info-source"] == "Sedge canal board"


def test_a_wire_message_gives_each_item_and_names_those_without_text(pile):
    picture = made.NEWSML.replace("ninat:text", "ninat:picture").replace("LK0001", "LK0002")
    start, end = picture.index("<contentSet>"), picture.index("</newsItem>")
    message = made.newsml_message([made.NEWSML, picture[:start] + "<contentSet/>" + picture[end:]])
    intake = read([pile({"m.xml": message})])
    assert [a.text for a in intake.articles] == [TEXT]
    assert [(r.path, r.code, r.reason) for r in intake.rejected] == [
        ("m.xml:2", "empty", "a news item (picture) without text in it")
    ]


@pytest.mark.parametrize("wrap", [lambda r: r, lambda r: {"articles": r}, lambda r: {"response": {"docs": r, "n": 3}}])
def test_json_records_are_found_in_a_list_wherever_it_stands(pile, wrap):
    records = [{"id": x["doc"], "text": x["body"], "outlet": x["source"], "published": x["day"]} for x in made.rows()]
    intake = read([pile({"a.json": made.as_json(wrap(records))})])
    assert [(a.id, a.outlet, a.published.value) for a in intake.articles] == [
        (f"r{n}", made.OUTLET, f"2031-05-0{n}") for n in (1, 2, 3)
    ]


MAPPING = "id=doc,text=body,title=headline,outlet=source,published=day"


def _csv(rows, mark=","):
    import csv

    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=mark)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _parquet(rows):
    import pyarrow
    import pyarrow.parquet

    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), out)
    return out.getvalue()


TABLES = {
    "a.csv": lambda rows: _csv(rows), "a.tsv": lambda rows: _csv(rows, "\t"), "b.csv": lambda rows: "\ufeff" + _csv(rows, ";"),
    "a.parquet": _parquet, "noname": _parquet, "a.json": made.as_json, "a.jsonl": lambda rows: "\n".join(map(json.dumps, rows)),
    "a.jsonl.gz": lambda rows: gzip.compress("\n".join(map(json.dumps, rows)).encode()),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("columns", [MAPPING, dict(x.split("=") for x in MAPPING.split(","))])
def test_columns_are_read_under_the_names_they_are_mapped_to(pile, name, columns):
    intake = read([pile({name: TABLES[name](made.rows())})], columns=columns)
    assert [(a.id, a.title, a.outlet, a.published.value) for a in intake.articles] == [
        (f"r{n}", made.HEAD, made.OUTLET, f"2031-05-0{n}") for n in (1, 2, 3)
    ]
    assert intake.articles[0].text == f"{made.P1} It was case 1.\n\n{made.P2}"
    assert not {"body", "doc", "source"} & set(dict(intake.articles[0].metadata))


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.jsonl"])
def test_without_a_mapping_the_reason_proposes_one_and_nothing_is_guessed(pile, name):
    intake = read([pile({name: TABLES[name](made.rows()), "b.txt": made.P3})])
    (rejection,) = intake.rejected
    assert (rejection.path, rejection.code) == (name, "bad-record")
    assert "--columns text=body" in rejection.reason and "outlet=source" in rejection.reason
    asked = rejection.reason.partition("--columns ")[2]
    assert len(read([pile({name: TABLES[name](made.rows())}, "again")], columns=asked).articles) == 3


@pytest.mark.parametrize("columns", ["body", "text=", "=body", "words=body", "text=a,text=b"])
def test_a_mapping_that_cannot_be_meant_is_a_usage_error(pile, columns):
    with pytest.raises(UsageError, match="--columns"):
        read([pile({"a.txt": made.P3})], columns=columns)


def test_a_key_with_dots_leads_into_objects(pile):
    article = one(pile, "a.json", made.as_json([{"text": made.P1, "source": {"name": "Courier"}}]), columns="outlet=source.name")
    assert article.outlet == "Courier"


def test_the_records_of_passim_have_their_outlet_in_series(pile):
    article = one(pile, "a.jsonl", json.dumps({"id": "p1", "series": "courier", "text": made.P1}))
    assert (article.id, article.outlet) == ("p1", "courier") and dict(article.metadata)["outlet-basis"] == "series"


def test_rows_that_cannot_be_read_are_named_and_the_others_kept(pile):
    table = f'id,text\n1,"{made.P1}"\n2,too,many\n3,"{made.P3}"\n4,"left open\n5,x\n'
    intake = read([pile({"a.csv": table})])
    assert [a.id for a in intake.articles] == ["1", "3"]
    assert [(r.path, r.code) for r in intake.rejected] == [("a.csv:2", "bad-record"), ("a.csv:4", "bad-record")]


EXPORTS = {
    "a.docx": lambda n: made.docx(made.nexis_new(n)), "a.rtf": lambda n: made.rtf(made.nexis_new(n)),
    "page.DOCX": lambda n: "<html><body>" + "".join(f"<p>{p}</p>" for p in made.nexis_new(n)) + "</body></html>",
    "old.txt": lambda n: made.nexis_old(n), "old.docx": lambda n: made.docx(_blocks(made.nexis_old(n))),
    "old.rtf": lambda n: made.rtf(_blocks(made.nexis_old(n))),
    "f.html": lambda n: made.factiva_html(n), "f.rtf": lambda n: made.rtf([x for i in range(1, n + 1) for x in made.factiva_lines(i)]),
    "f.xml": lambda n: made.factiva_xml(n), "tagged.htm": lambda n: made.factiva_tagged(n),
}  # fmt: skip


def _blocks(text):
    return [" ".join(x.split()) if "\n" in x else x for x in text.split("\n\n")]


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_gives_each_of_its_articles(pile, name):
    intake = read([pile({name: EXPORTS[name](3)})])
    assert not intake.rejected and len(intake.articles) == 3
    for n, article in enumerate(sorted(intake.articles, key=lambda a: a.path), start=1):
        assert (article.title, article.outlet) == (f"{made.HEAD}, part {n}", made.OUTLET), name
        body = article.text.replace("\n\n", "¶").replace("\n", " ").split("¶")
        assert body == [article.title, "By Ada Holm", f"{made.P1} It was case {n}.", made.P2, made.P3]
        day = n if name == "f.xml" else 1 + n % 28
        assert article.published.value.startswith(f"2031-05-{day:02}") and article.published.basis == "record"
        assert basis(article)["published"].split()[0] in ("Nexis", "Factiva")


@pytest.mark.parametrize(("name", "package"), [
    ("a.pdf", "pypdf"), ("a.parquet", "pyarrow"), ("a.warc", "fastwarc"), ("a.rss", "feedparser"),
])  # fmt: skip
def test_a_format_whose_package_is_missing_says_how_to_get_it(pile, monkeypatch, name, package):
    data = {"a.pdf": made.pdf([[made.P1]]), "a.parquet": _parquet(made.rows()), "a.rss": made.RSS,
            "a.warc": made.warc([("https://x.example/", "text/html", made.page().encode())])}[name]  # fmt: skip
    for module in [m for m in sys.modules if m == package or m.startswith(package + ".")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    from firsthand.readers import pdf

    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    intake = read([pile({name: data, "b.txt": made.P3})])
    (rejection,) = intake.rejected
    assert (rejection.path, rejection.code) == (name, "not-installed")
    assert package in rejection.reason and 'pip install "firsthand[formats]"' in rejection.reason


def test_a_compressed_file_is_read_as_what_is_in_it(pile):
    assert one(pile, "a.html.gz", gzip.compress(made.page().encode())).text == TEXT
    intake = read([pile({"b.txt.gz": gzip.compress(made.P1.encode())}, "again")])
    assert [(a.id, a.text) for a in intake.articles] == [("b.txt", made.P1)]


def mixed():
    """Thirteen formats, one story, one line of it changed in each."""
    return {
        "01.txt": f"{made.HEAD}\n\n{made.P1}\n\n{made.P2}", "02.html": made.page(), "03.mhtml": made.mhtml(made.page()),
        "04.eml": made.eml(), "05.docx": made.docx([made.HEAD, *made.BODY], title=True), "06.rtf": made.rtf([made.HEAD, *made.BODY]),
        "07.pdf": made.pdf([[made.HEAD, *made.BODY]]), "08.xml": made.RSS, "09.xml": made.NEWSML, "10.json": made.as_json(made.NINJS),
        "11.csv": _csv([{"id": "c1", "text": f"{made.P1}\n\n{made.P2}", "outlet": "Post"}]),
        "12.parquet": _parquet([{"id": "q1", "text": f"{made.P1}\n\n{made.P3}", "outlet": "Herald"}]),
        "13.warc": made.warc([("https://herald.example/lock", "text/html", made.page().encode())]),
        "14.docx": made.docx(made.nexis_new(2)), "15.html": made.factiva_html(2), "16.xml": made.factiva_xml(1),
        "17.md": f"# {made.HEAD}\n\n{made.P1}\n\n{made.P3}", "18.jsonl": json.dumps({"id": "j1", "text": f"{made.P2}\n\n{made.P1}"}),
    }  # fmt: skip


def test_a_pile_of_every_format_is_traced_as_one(pile):
    from firsthand import trace

    folder = pile(mixed())
    intake = read([folder])
    assert intake.read == len(intake.articles) + len(intake.duplicates) + len(intake.rejected)
    assert [(r.path, r.code) for r in intake.rejected] == [("08.xml:3", "empty")]
    files = {x.path.split(":")[0] for x in (*intake.articles, *intake.duplicates)}
    assert files == set(mixed()) and len(intake.articles) + len(intake.duplicates) == 21
    found = trace([folder])
    story = max(found.stories, key=lambda s: len(s.articles))
    others = {a for s in found.stories if s is not story for a in s.articles}
    assert others <= {"val-2"}  # the feed's other item
    assert story.summary.origins_shown < len(story.articles) / 2  # one story, told by copies: not as many origins


def test_the_command_takes_columns_and_says_what_is_wrong_with_them(pile):
    from command import complaint, firsthand

    folder = pile({"a.csv": _csv(made.rows())})
    run = firsthand("trace", str(folder), "--columns", MAPPING, "--json", "-", "--quiet")
    assert run.returncode == 0 and {a["outlet"] for a in json.loads(run.stdout)["articles"]} == {made.OUTLET}
    assert "--columns" in complaint(firsthand("trace", str(folder), "--columns", "words=body"))


def test_the_page_is_kept_rather_than_the_summary_its_feed_gives_of_it(pile):
    link = '<link rel="canonical" href="https://valley.example/board">'
    intake = read([pile({"a-feed.xml": made.RSS, "z-page.html": made.page([made.P3, made.P2], "Board meets", link)})])
    kept = next(a for a in intake.articles if a.url == "https://valley.example/board")
    assert kept.path == "z-page.html" and [d.path for d in intake.duplicates] == ["a-feed.xml:2"]
