# ruff: noqa: E501  (tables of cases)
"""Every field with where it was found; what nobody says is not known."""

from __future__ import annotations

import json

import exports as made
import pytest

from firsthand.readers import read
from firsthand.readers.provenance import known, precision, zone


def fields(article):
    return {k.field: (k.value, k.basis, k.where) for k in known(article)}


def test_a_text_file_by_itself_is_known_by_nothing_but_its_language(pile):
    (article,) = read([pile({"a.txt": made.P2})]).articles
    assert fields(article) == {**dict.fromkeys(("outlet", "family", "title", "author", "published", "updated"), (None, "none", "")),
                               "language": ("en", "text", "its commonest words")}  # fmt: skip


def test_a_page_says_where_in_it_each_field_stood_and_meta_stands_over_it(pile):
    graph = {"@type": "NewsArticle", "headline": made.HEAD, "author": {"name": "Ada Holm"}, "datePublished": "2031-05-06T22:50:00+02:00"}
    head = (f'<script type="application/ld+json">{json.dumps(graph)}</script><meta property="og:site_name" content="Reuters">'
            '<meta property="article:modified_time" content="2031-05-07">')  # fmt: skip
    folder = pile({"a.html": made.page(extra=head)})
    (article,) = read([folder]).articles
    assert fields(article) == {
        "outlet": ("Reuters", "html", "meta og:site_name"), "family": ("Reuters", "table", "outlet's name"),
        "title": (made.HEAD, "html", "JSON-LD headline"), "author": ("Ada Holm", "html", "JSON-LD author"),
        "published": ("2031-05-06T22:50:00+02:00", "html", "JSON-LD datePublished"),
        "updated": ("2031-05-07", "html", "meta article:modified_time"), "language": ("en", "text", "its commonest words"),
    }  # fmt: skip
    (folder / "m.jsonl").write_text(json.dumps({"id": "a", "outlet": "Grenna Post", "published": "2031-05"}))
    (article,) = read([folder], folder / "m.jsonl").articles
    told = fields(article)
    assert (told["outlet"], told["family"]) == (("Grenna Post", "meta", ""), (None, "none", ""))
    assert told["published"] == ("2031-05", "meta", "") and told["author"] == ("Ada Holm", "html", "JSON-LD author")


def test_an_address_tells_the_outlet_the_family_and_the_day_where_nothing_else_does(pile):
    record = {"text": made.P1, "url": "https://www.abc.net.au/news/2031/05/06/gate"}
    (article,) = read([pile({"a.jsonl": json.dumps(record)})]).articles
    told = fields(article)
    assert told["outlet"] == ("abc.net.au", "url", "") and told["published"] == ("2031-05-06", "url", "")
    assert told["family"][1:] in (("table", "address"), ("none", ""))


def test_outlets_of_one_owner_are_one_family(pile):
    folder = pile({"a.jsonl": "\n".join(json.dumps({"text": f"{made.P1} {n}", "outlet": n}) for n in ("Politico", "Business Insider"))})
    families = {fields(a)["family"][0] for a in read([folder]).articles}
    assert len(families) == 1 and None not in families


@pytest.mark.parametrize(("value", "exact", "where"), [
    (None, "", ""), ("2031", "year", ""), ("2031-05", "month", ""), ("2031-05-06", "day", ""), ("2031-05-06T22:50:00", "second", "none"),
    ("2031-05-06T22:50:00Z", "second", "Z"), ("2031-05-06T22:50:00-04:00", "second", "-04:00"), ("2031-05-06T22:50+02:00", "minute", "+02:00"),
])  # fmt: skip
def test_a_time_has_a_precision_and_a_zone_or_none(value, exact, where):
    assert (precision(value), zone(value)) == (exact, where)
