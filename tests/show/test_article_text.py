"""Marks in an article's text: nested, crossing, over line ends; each shows exactly its words."""

from __future__ import annotations

import re
from hashlib import sha256

import lxml.html
import orrin
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.nouns import Article, Intake, Layout, Span, Trace, Zone
from firsthand.show.article_text import article_text
from firsthand.show.markup import Links
from firsthand.show.quoting import Texts


def laid_out(text: str, zones: tuple[Zone, ...] = ()) -> Layout:
    digest = sha256(text.encode()).hexdigest()
    return Layout(Article("x", "x.txt", text, digest, digest), zones, (), ())


def rendered(layout: Layout, spans: list[tuple[int, int]]) -> tuple[lxml.html.HtmlElement, list[str]]:
    links = Links(Texts(Trace("0", Intake((layout.article,)), (layout,), ())))
    for n, (start, end) in enumerate(spans):
        links.mark(Span("x", start, end), "mention", (f"#c{n}", f"c{n}"))
    html, cut = article_text(layout, links.marks("x"))
    return lxml.html.fragment_fromstring(html, create_parent="div"), cut


def shown(tree: lxml.html.HtmlElement, ident: str) -> str:
    """The words a mark lights, in all its pieces, the links back left out."""
    pieces = [e for e in tree.iter("span") if e.get("id") == ident or ident in (e.get("class") or "").split()]
    return "".join(_words(p) for p in pieces)


def _words(element: lxml.html.HtmlElement) -> str:
    out = element.text or ""
    for child in element:
        out += ("" if child.get("class") == "ref" else _words(child)) + (child.tail or "")
    return out


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("spans, cut", [
    ([(0, 5)], []),
    ([(0, 5), (0, 5)], []),
    ([(0, 20), (4, 9)], []),
    ([(0, 9), (4, 20)], ["a-x-4-20"]),
    ([(0, 9), (4, 12), (6, 20)], ["a-x-4-12", "a-x-6-20"]),
    ([(10, 40)], ["a-x-10-40"]),
    ([(5, 5)], []),
    ([(0, 47)], ["a-x-0-47"]),
    ([(22, 23)], []),
])  # fmt: skip
def test_each_mark_lights_its_words(spans: list[tuple[int, int]], cut: list[str]) -> None:
    text = "The gate burst at one.\n\nThe board knew of it.\nX"
    tree, pieces = rendered(laid_out(text), spans)
    assert pieces == cut
    for start, end in spans:
        assert squeezed(shown(tree, f"a-x-{start}-{end}")) == squeezed(text[start:end])


LETTERS = st.text(alphabet='ab .\n\r<&"é日', min_size=1, max_size=60)


@settings(max_examples=200, deadline=None)
@given(LETTERS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8), st.lists(st.integers(0, 60)))
def test_any_marks_over_any_text_light_exactly_their_words(
    text: str, pairs: list[tuple[int, int]], ends: list[int]
) -> None:
    bounds = sorted({min(e, len(text)) for e in ends})
    zones = tuple(Zone(Span("x", a, b), "caption") for a, b in zip(bounds[::2], bounds[1::2], strict=False))
    spans = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in pairs]
    tree, _ = rendered(laid_out(text, zones), spans)
    assert squeezed(_words(tree)) == squeezed(text)
    for start, end in spans:
        ident = f"a-x-{start}-{end}"
        assert len([e for e in tree.iter("span") if e.get("id") == ident]) == 1
        assert squeezed(shown(tree, ident)) == squeezed(text[start:end])


def test_the_way_back_stands_behind_the_words() -> None:
    tree, _ = rendered(laid_out("The gate burst."), [(0, 8), (4, 14)])
    assert [(a.get("href"), a.text) for a in tree.iter("a")] == [("#c0", "c0"), ("#c1", "c1")]


def test_the_way_back_stands_behind_words_that_end_in_blank_lines() -> None:
    tree, _ = rendered(laid_out("The gate.\n\nX"), [(0, 11)])
    assert [a.text for a in tree.iter("a")] == ["c0"]


def test_zones_carry_their_kind() -> None:
    tree = lxml.html.fragment_fromstring(article_text(orrin.layout("ledger"), [])[0], create_parent="div")
    found = {e.get("class"): e.text for e in tree.iter("span")}
    assert found["z-headline"].startswith("State water board")
    assert found["z-credit-photo"] == "Photo: Ardline/Pera Lund"
    assert found["z-furniture"].startswith("Read more")


@pytest.mark.parametrize("text", ["x" * 100_000, "a " * 50_000, "\n" * 100_000, ". " * 50_000, '"' * 100_000])
def test_a_huge_paragraph_takes_no_time(text: str) -> None:
    rendered(laid_out(text), [(n * 50, n * 50 + 120) for n in range(500)])
