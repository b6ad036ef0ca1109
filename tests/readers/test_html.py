"""HTML pages: the whole article, nothing hidden, and what the page says of itself."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.nouns import Rejection
from firsthand.readers import read
from firsthand.readers.html import read_html
from firsthand.readers.html_blocks import sweep
from firsthand.readers.paths import Place

P1 = "The harbour board of Ostvik said on Tuesday that the northern quay would stay closed until the spring."
P2 = "Divers had found cracks in two of its pillars, the board's chairman, Egil Rasch, told the Ostvik Post."
P3 = "The ferry to Holm Skerry will leave from the fish market for as long as the repairs take, he said."
MENU = '<nav><ul><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></nav>'


def text_of(page: str | bytes) -> str:
    draft = read_html(Place("x.html", "/x.html"), page.encode() if isinstance(page, str) else page)
    assert not isinstance(draft, Rejection), draft
    return draft.text


def article(page: str | bytes, pile):
    return read([pile({"x.html": page})]).articles[0]


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>Quay</title>{head}</head><body>{body}</body></html>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{t}</p>" for t in texts)


FULL = page(f"""
<header class="site-header"><a href="/">The Ostvik Post</a>{MENU}</header>
<div id="cookie-consent"><p>We use cookies so that this site works well for all who visit it. Accept?</p></div>
<main><article class="post"><header><h1>Quay stays closed until spring</h1>
<p class="byline">By <a href="/ada">Ada Holm</a>, Norwire</p></header>
<div class="share-bar"><a href="#">Share</a> <a href="#">Send</a></div>
<figure><img src="q.jpg"><figcaption>The northern quay on Monday. Photo/Norwire</figcaption></figure>
<div class="entry-content"><p>OSTVIK, March 3 (Norwire) - {P1}</p><div class="ad">Advertisement</div><p>{P2}</p>
<p>“We saw it,” he said.<br>“Nobody listened.”</p><blockquote><p>{P3}</p></blockquote>
<ul><li>The quay was built in 1961 and mended twice since then</li></ul>
<p>Reporting by Ada Holm; editing by Per Lund</p></div><p class="source">(Norwire)</p></article></main>
<aside class="related"><h3>Related</h3>
<p>The ferry company wants a new timetable for all its northern routes.</p></aside>
<section id="comments"><p>This is a scandal and somebody should pay for it, as I have said here.</p></section>
<footer><p>© The Ostvik Post. No part of this page may be copied without the permission of its owner.</p></footer>""")


def test_a_page_is_its_article_with_headline_byline_caption_and_credits_and_no_furniture():
    assert text_of(FULL).split("\n\n") == [
        "Quay stays closed until spring",
        "By Ada Holm, Norwire",
        "The northern quay on Monday. Photo/Norwire",
        f"OSTVIK, March 3 (Norwire) - {P1}",
        P2,
        "“We saw it,” he said.\n“Nobody listened.”",
        P3,
        "The quay was built in 1961 and mended twice since then",
        "Reporting by Ada Holm; editing by Per Lund",
        "(Norwire)",
    ]


@pytest.mark.parametrize("depth", [10, 200, 250, 255, 1_000, 100_000])
def test_no_depth_of_nesting_loses_the_text(depth, pile):
    found = article(page("<div>" * depth + paragraphs(P1, P2) + "</div>" * depth), pile)
    assert found.text == f"{P1}\n\n{P2}"
    assert ("nested" in dict(found.metadata).get("extraction", "")) == (depth >= 200)


def test_a_page_read_without_trafilatura_is_a_warning(pile):
    intake = read([pile({"x.html": page("<div>" * 300 + paragraphs(P1, P2))})])
    assert len(intake.warnings) == 1 and intake.warnings[0].startswith("x.html: nested 30")


@pytest.mark.parametrize("times", [2, 4, 1_000])
def test_repeated_paragraphs_are_all_kept_in_their_places(times):
    assert text_of(page(f"<article>{paragraphs(P2, *[P1] * times, P3)}</article>")) == "\n\n".join(
        [P2, *[P1] * times, P3]
    )


@pytest.mark.parametrize(
    "how",
    [
        'style="display:none"',
        'style="color:red; DISPLAY : none !important"',
        "hidden",
        'hidden=""',
        'aria-hidden="true"',
        'style="visibility: hidden"',
        'style="font-size:0"',
        'style="font-size: 0px"',
        'style="opacity:0"',
        'class="sr-only"',
    ],
)
def test_hidden_text_is_left_out_and_counted(how, pile):
    found = article(
        page(f"<article>{paragraphs(P1)}<div {how}><p>Unseen <b>words</b> here.</p></div>{paragraphs(P2)}</article>"),
        pile,
    )
    assert found.text == f"{P1}\n\n{P2}"
    assert dict(found.metadata)["hidden-text"] == "16 characters left out"


@pytest.mark.parametrize(
    "how", ['style="font-size:0.9em"', 'style="opacity:0.5"', 'aria-hidden="false"', 'style="display:block"']
)
def test_what_only_looks_like_hiding_is_kept(how):
    assert text_of(page(f"<article>{paragraphs(P1)}<p {how}>{P2}</p>{paragraphs(P3)}</article>")) == "\n\n".join(
        [P1, P2, P3]
    )


def test_white_text_is_kept_and_flagged(pile):
    found = article(page(f'<article>{paragraphs(P1)}<p style="color:#FFF">{P2}</p></article>'), pile)
    assert P2 in found.text
    assert dict(found.metadata)["white-text"] == f"{len(P2)} characters may be invisible"


def test_scripts_styles_and_templates_are_no_text():
    body = f"<script>var x = '<p>{P3}</p>';</script><style>p {{}}</style><template><p>{P3}</p></template>"
    assert text_of(page(body + paragraphs(P1, P2) + body)) == f"{P1}\n\n{P2}"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Quay closed.<br><br>Ferry moved.", "Quay closed.\n\nFerry moved."),
        ("<ul><li><a href=x>Quay closed</a><li><a href=y>Ferry moved</a></ul>", "Quay closed\n\nFerry moved"),
        ("<table><tr><td>Quay<td>closed</table>", "Quay closed"),
        ("<noscript>Please switch scripts on.</noscript>", "Please switch scripts on."),
        ("<footer>Only a footer.</footer>", "Only a footer."),
        (f'<form><div class="nav">{MENU}</div>{paragraphs(P1, P2)}</form>', f"{P1}\n\n{P2}"),
        (f'<div class="newsletter-layout">{paragraphs(P1, P2)}</div>', f"{P1}\n\n{P2}"),
        (f'<div style="display:none">menu</div>{P1}', P1),
    ],
)
def test_a_page_with_text_is_never_nothing(body, text):
    assert text_of(page(body)) == text


def test_a_shell_for_scripts_gives_the_text_of_its_json_ld(pile):
    data = json.dumps({"@type": "NewsArticle", "headline": "Quay", "articleBody": f"{P1}\n\n{P2}"})
    found = article(page("<div id=root>Loading</div>", f'<script type="application/ld+json">{data}</script>'), pile)
    assert found.text == f"{P1}\n\n{P2}"
    assert "JSON-LD" in dict(found.metadata)["extraction"]


def test_json_ld_comes_before_opengraph_and_meta(pile):
    graph = {"@graph": [
        {"@type": "WebSite", "name": "Site"},
        {"@type": ["NewsArticle"], "headline": "Quay &amp; ferry", "datePublished": "2031-03-03T07:15:00+01:00",
         "dateModified": "2031-03-04", "author": [{"@type": "Person", "name": "Ada Holm"}, "Per Lund"],
         "publisher": {"name": "The Ostvik Post"}, "isBasedOn": {"name": "Norwire"}},
    ]}  # fmt: skip
    head = (
        f'<script type="application/ld+json">{json.dumps(graph)}</script><link rel="canonical" href="https://post.example/quay">'
        '<meta property="og:title" content="Other"><meta name="date" content="2030-01-01">'
        '<meta name="author" content="Nobody">'
    )
    found = article(page(paragraphs(P1, P2), head), pile)
    assert (found.title, found.outlet, found.author) == ("Quay & ferry", "The Ostvik Post", "Ada Holm, Per Lund")
    assert (found.published.value, found.published.basis, found.updated) == (
        "2031-03-03T07:15:00+01:00",
        "html",
        "2031-03-04",
    )
    assert (found.url, dict(found.metadata)["is-based-on"]) == ("https://post.example/quay", "Norwire")


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="Quay closed">', "title", "Quay closed"),
        ('<meta property="og:site_name" content="Post"><title>Quay - Post</title>', "outlet", "Post"),
        ('<meta name="author" content="Ada Holm">', "author", "Ada Holm"),
        ('<meta property="article:author" content="https://social.example/ada">', "author", None),
        ('<meta property="og:url" content="https://post.example/2031/03/03/quay">', "outlet", "post.example"),
        ('<link rel="canonical" href="/relative">', "url", None),
        ('<link rel="canonical" href="javascript:alert(1)">', "url", None),
        ("<!-- saved from url=(0026)https://post.example/quay -->", "url", "https://post.example/quay"),
        ('<script type="application/ld+json">{broken</script>', "title", "Quay"),
        ('<script type="application/ld+json">' + "[" * 50_000 + "</script>", "title", "Quay"),
        ("", "title", "Quay"),
    ],
)
def test_particulars_of_a_page(pile, head, field, value):
    assert getattr(article(page(paragraphs(P1, P2), head), pile), field) == value


@pytest.mark.parametrize(
    ("head", "value", "basis"),
    [
        ('<meta property="article:published_time" content="2031-03-03T07:15:00Z">', "2031-03-03T07:15:00Z", "html"),
        ('<meta name="DC.date.issued" content="2031-03-03">', "2031-03-03", "html"),
        ('<link rel="canonical" href="https://post.example/2031/03/02/quay">', "2031-03-02", "url"),
        ('<meta name="date" content="03/04/2031">', None, "none"),
        ("", None, "none"),
    ],
)
def test_when_a_page_was_published(pile, head, value, basis):
    published = article(page(paragraphs(P1, P2), head), pile).published
    assert (published.value, published.basis) == (value, basis)


def test_the_title_tag_loses_the_outlets_name(pile):
    found = article(
        f'<html><head><title>Quay - still - closed | The Post</title><meta property="og:site_name" content="The Post">'
        f"</head><body>{paragraphs(P1, P2)}</body></html>", pile)  # fmt: skip
    assert found.title == "Quay - still - closed"


@pytest.mark.parametrize(
    "start", ["<!doctype html>", "\ufeff<!DOCTYPE HTML>", "<!-- a --> <html>", '<?xml version="1.0"?>\n<html>']
)
def test_html_under_another_name_is_read_as_html(pile, start):
    assert read([pile({"x.txt": f"{start}<body>{paragraphs(P1, P2)}</body>"})]).articles[0].text == f"{P1}\n\n{P2}"


def test_a_text_that_mentions_a_tag_is_text(pile):
    text = "The <html> tag opens a page, the teacher said.\n<p>So it does.</p>\n"
    assert read([pile({"x.txt": text})]).articles[0].text == text


def test_a_declared_encoding_is_used_and_recorded(pile):
    text = "Причал останется закрытым до весны, сообщил совет порта во вторник."
    found = article(f'<html><meta charset="windows-1251"><body><p>{text}</p></body></html>'.encode("cp1251"), pile)
    assert (found.text, dict(found.metadata)["encoding"], found.language) == (text, "cp1251 (declared)", "ru")


@pytest.mark.parametrize(
    "markup",
    [
        "&amp;" * 400_000,
        "<p>x</p>" * 60_000,
        "x<br>" * 60_000,
        "<b>" * 200_000,
        "<h2>Title</h2>" * 30_000,
        "<!--" * 50_000,
        '<p style="' + "display:" * 50_000 + '">',
        "<p class='" + "nav-" * 100_000 + "'>x",
        "<table><tr><td>" * 20_000,
        "<script type=application/ld+json>[" + "{}," * 500_000 + "{}]</script>x",
        "<meta charset " * 20_000,
        "<title>" * 50_000,
        "<script type=application/ld+json>" * 20_000,
    ],
)
def test_hostile_markup_takes_no_more_than_seconds(markup):
    started = time.perf_counter()
    read_html(Place("x.html", "/x.html"), markup.encode())
    assert time.perf_counter() - started < 5


SOUP = ["<p>", "</p>", "<div>", "</div>", "<a href=x>", "</a>", "<br>", "<b>", "</table>", "<td>", "word ", "Aé ",
        "&lt;", "<script>", "</script>", "<title>", "<li>", "\x01", "<", "</body>", "<svg>",
        "<pre>", "<p hidden>"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SOUP), max_size=40))
def test_any_tag_soup_is_swept_without_fail_and_in_order(parts):
    found = sweep("".join(parts))
    assert all(b.text.strip() for b in found.blocks)
    assert all(0 <= b.linked <= len(b.text) for b in found.blocks)
