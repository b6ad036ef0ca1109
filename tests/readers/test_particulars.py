"""Dates, addresses and outlets: told with their basis, or not at all."""

from __future__ import annotations

import time

import pytest

from firsthand.readers import article_from_record
from firsthand.readers.dates import edtf, from_url
from firsthand.readers.particulars import same_url

TEXT = "The mill at Grenna Bridge burned down on Tuesday night."


@pytest.mark.parametrize(
    ("found", "value"),
    [
        ("2008-12-15", "2008-12-15"),
        ("2008-12", "2008-12"),
        ("2008", "2008"),
        (2008, "2008"),
        ("2008-12-15T10:30:00Z", "2008-12-15T10:30:00Z"),
        ("2008-12-15 10:30", "2008-12-15T10:30:00"),
        ("2008-12-15T10:30:00.123456+0530", "2008-12-15T10:30:00+05:30"),
        ("2008-12-15T10:30:00-04:00", "2008-12-15T10:30:00-04:00"),
        ("2008-12-15T10:30:00+00:00", "2008-12-15T10:30:00Z"),
        ("20081215", "2008-12-15"),
        ("2008/12/15", "2008-12-15"),
        ("15 December 2008", "2008-12-15"),
        ("December 15, 2008", "2008-12-15"),
        ("Dec. 5, 2008", "2008-12-05"),
        ("Monday, December 15, 2008", "2008-12-15"),
        ("Mon, 15 Dec 2008 10:30:00 GMT", "2008-12-15T10:30:00Z"),
        ("Mon, 15 Dec 2008 10:30:00 +0100", "2008-12-15T10:30:00+01:00"),
        ("1st May 2008", "2008-05-01"),
        ("December 15, 2008 at 4:05 p.m.", "2008-12-15T16:05:00"),
        ("Dec 15, 2008 12:05 AM", "2008-12-15T00:05:00"),
        ("Dec 15, 2008 4:05 PM EST", "2008-12-15"),
        ("December 2008", "2008-12"),
        ("25/12/2008", "2008-12-25"),
        ("12/25/2008", "2008-12-25"),
        ("15.12.2008", "2008-12-15"),
        (1229337000, "2008-12-15T10:30:00Z"),
        (1229337000000, "2008-12-15T10:30:00Z"),
        ("11/12/2008", None),
        ("2008-13-01", None),
        ("2008-02-30", None),
        ("0000-01-01", None),
        ("yesterday", None),
        ("2008-12-15 or so", None),
        ("", None),
        (None, None),
        (True, None),
        (10**400, None),
        (float("nan"), None),
        (float("inf"), None),
        ("9" * 3200, None),
        ("?" * 20_000, None),
        ({"a": 1}, None),
        ("2008-12-15T25:00", None),
        ("12345", None),
        ("2008-00-10", None),
    ],
)
def test_times_are_edtf_or_unknown(found, value):
    started = time.perf_counter()
    assert edtf(found) == value
    assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://post.example/2014/05/07/mill-burns", "2014-05-07"),
        ("https://post.example/world/2014/may/07/mill", "2014-05-07"),
        ("https://post.example/news/2014-02-26/mill.html", "2014-02-26"),
        ("https://post.example/c/2014-12/09/c_1.htm", "2014-12-09"),
        ("https://post.example/News/2014/Feb-26/248567-mill", "2014-02-26"),
        ("https://web.archive.org/web/20150101/https://post.example/2014/05/07/mill", "2014-05-07"),
        ("https://post.example/2014/5/7/mill", "2014-05-07"),
        ("https://post.example/2014/world/05/07/mill", "2014-05-07"),
        ("https://post.example/world/mill-burns-2014-05-07/", "2014-05-07"),
        ("https://post.example/world/2014-05-07-in-pictures-2013-01-01x", "2014-05-07"),
        ("https://post.example/2014/05/mill", None),
        ("https://post.example/budget-2014-05-99/", None),
        ("https://post.example/" + "2014/" * 400, None),
        ("https://post.example/2014/13/07/mill", None),
        ("https://post.example/story-20140507", None),
        ("https://post.example/?d=/2014/05/07/", None),
        ("https://post.example/2014/05/071234", None),
        (None, None),
    ],
)
def test_a_day_in_the_path_of_a_url(url, day):
    assert from_url(url) == day


@pytest.mark.parametrize(
    ("record", "outlet", "published", "basis"),
    [
        ({"url": "https://www.post.example/a"}, "post.example", None, "none"),
        ({"url": "https://news.post.example:8080/2014/05/07/a"}, "news.post.example", "2014-05-07", "url"),
        (
            {"url": "https://post.example/2014/05/07/a", "published": "2014-05-08", "outlet": "Post"},
            "Post",
            "2014-05-08",
            "record",
        ),
        ({"url": "https://post.example/2014/05/07/a", "published": "some day"}, "post.example", "2014-05-07", "url"),
        ({"url": "javascript:alert(1)"}, None, None, "none"),
        ({"url": "http://["}, None, None, "none"),
        ({"url": "//evil.example/x"}, None, None, "none"),
        ({"url": 5, "outlet": {"name": "Post"}}, "Post", None, "none"),
        ({}, None, None, "none"),
    ],
)
def test_outlet_and_day_come_from_the_url_where_nothing_else_tells(record, outlet, published, basis):
    article = article_from_record({"id": "a", "text": TEXT, **record})
    assert (article.outlet, article.published.value, article.published.basis) == (outlet, published, basis)
    assert (dict(article.metadata).get("outlet-basis") == "url") == ("outlet" not in record and outlet is not None)


def test_what_could_not_be_used_is_kept_as_found():
    article = article_from_record(
        {"text": TEXT, "published": "some\x00 day", "url": "javascript:alert(1)", "title": "a\x1b[31m\nb"}
    )
    assert dict(article.metadata) == {"published": "some day", "url": "javascript:alert(1)"}
    assert article.title == "a [31m b"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://www.post.example/a/?utm_source=x&id=1&fbclid=y#top", "post.example/a?id=1"),
        ("http://POST.example/a", "post.example/a"),
        ("https://post.example/", None),
        ("ftp://post.example/a", None),
        (None, None),
    ],
)
def test_urls_are_compared_without_what_does_not_change_the_page(url, same):
    assert same_url(url) == same
