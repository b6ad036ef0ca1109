"""Newsrooms by name: lines that hold nothing else, bodies that speak, agencies' own pages."""

from __future__ import annotations

import pytest
from lineage_stories import OTHER, WIRE, layout, trace

from firsthand.attribution import attribute
from firsthand.lineage import derive
from firsthand.nouns import Article, Published, Timeline
from firsthand.reuse import shared_passages
from firsthand.zones import mark

HEAD = "Cranes stand still as port talks fail"
SLUG = ("(Norwire)", "text", "Norwire", True)


def page(id, *lines, outlet="", text=WIRE[:5], published=None):
    body = "\n\n".join([HEAD, *lines, " ".join(text[:3]), " ".join(text[3:])])
    return Article(id, f"{id}.txt", body, "", "", outlet=outlet or f"Sheet {id.upper()}", language="en",
                   published=Published(published, "record" if published else "none"))  # fmt: skip


def traced(*articles):
    story = mark(articles)
    return derive(story, shared_passages(story), attribute(story), Timeline((), ()))


def parents(lineage, article):
    return {e.parent for e in lineage.parents(article) if e.directed and e.kind != "cites"}


@pytest.mark.parametrize("line", ["By Tallis Wire", "Tallis Wire", "Tallis Wire | March 3, 2031", "By The Tallis Wire"])
def test_a_line_of_its_own_credits_a_newsroom_that_another_article_credits(line):
    slug = page("b", text=["KELM, March 3 (Tallis Wire) - " + OTHER[0], *OTHER[1:], WIRE[0], WIRE[1]])
    assert "?tallis-wire" in parents(traced(page("a", line), slug), "a")


def test_a_line_of_its_own_credits_a_newsroom_whose_page_is_in_the_story():
    own = page("b", outlet="Tallis Wire")
    assert parents(traced(page("a", "By Tallis Wire"), own), "a") == {"b"}


NO_CREDIT = ["By Ann Wire", "Tallis Wire buys Bay Courier", "Sheet A", "By Tallis Wire and Ann Odd"]


@pytest.mark.parametrize("line", NO_CREDIT)
def test_other_lines_credit_nobody(line):
    slug = page("b", text=["KELM, March 3 (Tallis Wire) - " + OTHER[0], *OTHER[1:]])
    assert parents(traced(page("a", line), slug), "a") == set()


def test_a_body_whose_spokeswoman_speaks_is_no_supplier_of_those_who_quote_her():
    said = "Ilka Pell, spokeswoman for Pell Fuels, said the tanks were sound and would be filled again within days."
    release = page("a", text=["KELM, March 3 (Pell Fuels) - " + OTHER[0], *OTHER[1:]])
    others = [page(x, text=[*WIRE[n : n + 4], said]) for n, x in enumerate("bc")]
    found = traced(release, *others)
    assert all("?pell-fuels" not in parents(found, x) for x in "bc")


def test_an_agencys_own_dispatch_hangs_under_nobody_it_shares_prose_with():
    slug = [f"KELM, March 3 (Tallis Wire) - {WIRE[0]}", *WIRE[1:5]]
    own = page("a", outlet="Tallis Wire", text=slug)
    copy = layout("b", [*WIRE[:6], "(Norwire)"], [SLUG], outlet="Tarn Post")
    found = derive((*mark([own]), copy), shared_passages((*mark([own]), copy)), attribute((*mark([own]), copy)),
                   Timeline((), ()))  # fmt: skip
    assert parents(found, "a") == set()


def test_prose_that_an_agencys_page_at_hand_has_is_not_anothers():
    merged = layout("a", [*WIRE, *OTHER, "(Norwire)"], [SLUG], outlet="Quell Herald")
    page_ = layout("b", OTHER, outlet="Sudpress News Agency")
    copy = layout("c", OTHER[:4], outlet="Tarn Post")
    found = trace([merged, page_, copy])
    assert parents(found, "c") == set()
    assert parents(trace([merged, copy]), "c") == {"?norwire"}


def test_of_two_versions_that_fit_alike_the_fuller_is_the_parent():
    first, second = layout("a", WIRE[:6], outlet="Norwire"), layout("b", WIRE, outlet="Norwire")
    told = ("told Norwire", "text", "Norwire", False)
    copy = layout("c", [*WIRE[:4], "“It is over,” a crane driver told Norwire."], [told], outlet="Tarn Post")
    assert parents(trace([first, second, copy]), "c") == {"b"}
