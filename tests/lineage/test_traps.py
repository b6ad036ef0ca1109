"""The lineage traps: what must never come out of which pile, each with an invented story."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lineage_stories import OTHER, QUOTE, WIRE, acyclic, between_articles, edges, layout, trace

SLUG = ("(Norwire)", "text", "Norwire", True)
REPORTED = ("Norwire reported", "text", "Norwire", False)
TOLD = ("told Norwire", "text", "Norwire", False)


def test_two_reprints_of_one_agency_are_siblings_never_parent_and_child():
    a = layout("a", [*WIRE, "(Norwire)"], [SLUG], outlet="Quell Herald")
    b = layout("b", [*WIRE[:5], "(Norwire)"], [SLUG], outlet="Tarn Post")
    found = trace([a, b])
    assert edges(found) == {("a", "?norwire", True), ("b", "?norwire", True)}
    assert {e.kind for e in found.edges} == {"reprint"}
    cut = {e.child: e.cut for e in found.edges}
    assert cut["a"] < 0.05 and 0.2 < cut["b"] < 0.6
    assert [(s.id, s.name, s.seen) for s in found.sources] == [("?norwire", "Norwire report", False)]
    assert all(a.text[s.start : s.end] == "(Norwire)" or b.text[s.start : s.end] == "(Norwire)"
               for s in found.sources[0].evidence)  # fmt: skip


def test_an_uncredited_copy_goes_under_its_siblings_supplier_less_surely():
    a = layout("a", [*WIRE, "(Norwire)"], [SLUG], outlet="Quell Herald")
    b = layout("b", WIRE[1:6], outlet="Tarn Post")
    found = trace([a, b])
    by = {e.child: e for e in found.edges}
    assert by["b"].parent == "?norwire" and by["b"].confidence < by["a"].confidence
    assert by["b"].reasons[0].spans and by["b"].kind == "reprint"


def test_an_unknown_name_behind_a_slash_is_the_redistributor_where_others_credit_the_first_alone():
    slug = [("Norwire", "text", "Norwire", True), ("Tarnpress", "text", "Tarnpress", True)]
    a = layout("a", [*WIRE[:3], "(Norwire/Tarnpress)"], slug)
    b = layout("b", [*WIRE[:3], "(Norwire)"], slug[:1])
    expected = {("a", "?tarnpress", True), ("?tarnpress", "?norwire", True), ("b", "?norwire", True)}
    assert edges(trace([a, b])) == expected


def test_two_names_behind_a_slash_that_others_credit_too_are_two_suppliers():
    slug = [("Norwire", "text", "Norwire", True), ("Tarnpress", "text", "Tarnpress", True)]
    a = layout("a", [*WIRE[:3], "(Norwire/Tarnpress)"], slug)
    b = layout("b", [*WIRE[:3], "(Norwire)"], slug[:1])
    c = layout("c", [*OTHER[:3], "(Tarnpress)"], slug[1:])
    assert {("a", "?tarnpress", True), ("a", "?norwire", True)} <= edges(trace([a, b, c]))


def test_a_relay_stands_between_the_article_and_the_supplier():
    text = [*WIRE[:4], "A foreman told Norwire, as quoted by the Bay Courier, that the gates were locked."]
    a = layout("a", text, [("told Norwire", "text", "Norwire", False),
                           ("as quoted by the Bay Courier", "relay", "Bay Courier", False)])  # fmt: skip
    b = layout("b", [*WIRE, "(Norwire)"], [SLUG])
    assert edges(trace([a, b])) == {("a", "?bay-courier", True), ("?bay-courier", "?norwire", True),
                                    ("b", "?norwire", True)}  # fmt: skip


def test_a_redistributor_in_the_slug_stands_between_too():
    a = layout("a", [*WIRE, "(Norwire/Tarnpress)"],
               [("Norwire", "text", "Norwire", True), ("Tarnpress", "relay", "Tarnpress", True)])
    assert edges(trace([a])) == {("a", "?tarnpress", True), ("?tarnpress", "?norwire", True)}


def test_a_photo_credit_or_a_contributor_never_makes_a_parent():
    a = layout("a", [*WIRE, "Photo: Norwire."], [("Norwire", "photo", "Norwire", True)])
    b = layout("b", [*OTHER, "Norwire contributed."], [("Norwire contributed", "contributor", "Norwire", True)])
    assert edges(trace([a, b])) == set()


def test_a_picture_agency_is_no_supplier_of_text():
    a = layout("a", [*WIRE, "Getty Images."], [("Getty Images", "text", "Getty Images", True)])
    assert edges(trace([a])) == set()


def test_an_agency_is_not_its_own_parent():
    a = layout("a", [*WIRE, "(Norwire)"], [SLUG], outlet="Norwire", dateline="OSTREL, May 3 (Norwire) -")
    assert edges(trace([a])) == set()


def test_an_article_of_the_pile_that_is_the_credited_supplier_is_the_parent():
    a = layout("a", WIRE, outlet="Norwire", published="2031-05-03")
    b = layout("b", [*WIRE[:5], "The gates are locked, Norwire reported."], [REPORTED], outlet="Tarn Post",
               published="2031-05-04")  # fmt: skip
    found = trace([a, b])
    assert edges(found) == {("b", "a", True)}
    assert [(s.id, s.seen) for s in found.sources] == [("a", True)]


def test_the_suppliers_other_report_that_shares_nothing_is_not_the_parent():
    a = layout("a", OTHER, outlet="Norwire")
    b = layout("b", [*WIRE[:5], "The gates are locked, Norwire reported."], [REPORTED])
    assert edges(trace([a, b])) == {("b", "?norwire", True)}


def test_a_copy_dated_before_its_source_keeps_its_credited_parent_and_says_so():
    a = layout("a", WIRE, outlet="Norwire", published="2031-05-05")
    b = layout("b", [*WIRE[:5], "Norwire reported it."], [("Norwire reported", "text", "Norwire", False)],
               published="2031-05-04")  # fmt: skip
    found = trace([a, b])
    assert edges(found) == {("b", "a", True)}
    assert any("dated before" in r.text for r in found.edges[0].reasons)


@pytest.mark.parametrize("published", [None, "2031-05-04", "2031-05-04T10:15:00Z"])
def test_copies_without_credit_and_without_order_in_time_are_an_undirected_pair(published):
    a = layout("a", WIRE, outlet="Quell Herald", published=published)
    b = layout("b", WIRE[:5], outlet="Tarn Post", published=published)
    assert edges(trace([a, b])) == {("b", "a", False)}


def test_time_alone_does_not_direct_a_pair_of_two_outlets():
    a = layout("a", WIRE[:5], outlet="Quell Herald", published="2031-05-04T10:15:00Z")
    b = layout("b", WIRE, outlet="Tarn Post", published="2031-05-04T09:00:00Z")
    assert edges(trace([a, b])) == {("a", "b", False)}


@pytest.mark.parametrize(("dates", "directed"), [(("2031-05-04", "2031-05-05"), True), ((None, None), False)])
def test_two_articles_that_cite_each_other_make_no_cycle(dates, directed):
    first = [*WIRE[:5], "The Tarn Post reported that gates were locked."]
    second = [*WIRE[:5], "The Quell Herald reported that gates were open."]
    a = layout("a", first, [("The Tarn Post reported", "text", "Tarn Post", False)], outlet="Quell Herald",
               published=dates[0])  # fmt: skip
    b = layout("b", second, [("The Quell Herald reported", "text", "Quell Herald", False)], outlet="Tarn Post",
               published=dates[1])  # fmt: skip
    found = trace([a, b])
    assert acyclic(found) and len(found.edges) == 1 and found.edges[0].directed is directed
    assert any("names" in r.text and "too" in r.text for r in found.edges[0].reasons)
    if directed:
        assert edges(found) == {("b", "a", True)}


def test_two_wires_merged_are_two_parents():
    a = layout("a", [*WIRE[:4], *OTHER[:4], "(Norwire, Sudpress)"],
               [("Norwire", "text", "Norwire", True), ("Sudpress", "text", "Sudpress", True)])  # fmt: skip
    b = layout("b", [*WIRE, "(Norwire)"], [SLUG])
    c = layout("c", [*OTHER, "(Sudpress)"], [("(Sudpress)", "text", "Sudpress", True)])
    assert edges(trace([a, b, c])) == {("a", "?norwire", True), ("a", "?sudpress", True), ("b", "?norwire", True),
                                       ("c", "?sudpress", True)}  # fmt: skip


def test_a_line_of_another_agencys_does_not_make_its_supplier():
    a = layout("a", [*WIRE[:6], OTHER[0]], outlet="Quell Herald")
    b = layout("b", [*WIRE, "(Norwire)"], [SLUG])
    c = layout("c", [*OTHER, "(Sudpress)"], [("(Sudpress)", "text", "Sudpress", True)])
    assert {e.parent for e in trace([a, b, c]).parents("a")} == {"?norwire"}


def test_an_agency_under_two_names_is_one_family():
    a = layout("a", [*WIRE, "(AP)"], [("(AP)", "text", "AP", True)])
    told = ("told The Associated Press", "text", "Associated Press", False)
    b = layout("b", [*WIRE[:5], "he told The Associated Press."], [told])
    assert {e.parent for e in trace([a, b]).edges} == {"?associated-press"}


def test_one_quotation_from_one_press_conference_is_no_copying():
    a = layout("a", [*WIRE[:4], QUOTE + " the union chief said."], outlet="Quell Herald")
    b = layout("b", [*OTHER[:4], QUOTE + " she told reporters."], outlet="Tarn Post")
    assert between_articles(trace([a, b])) == set()


def test_a_lost_ancestor_is_inferred_where_each_two_share_what_the_third_lacks():
    a = layout("a", [*WIRE[0:2], *WIRE[2:4]], outlet="Quell Herald")
    b = layout("b", [*WIRE[2:4], *WIRE[4:6]], outlet="Tarn Post")
    c = layout("c", [*WIRE[4:6], *WIRE[0:2]], outlet="Bay Courier")
    found = trace([a, b, c])
    assert edges(found) == {(x, "?unnamed-1", True) for x in "abc"}
    assert [(n.kind, n.name) for n in found.nodes if n.id == "?unnamed-1"] == [("unseen", "unnamed report")]


def test_no_lost_ancestor_where_one_text_holds_all_the_others_have():
    a = layout("a", WIRE, outlet="Quell Herald")
    b = layout("b", WIRE[:4], outlet="Tarn Post")
    c = layout("c", WIRE[4:], outlet="Bay Courier")
    found = trace([a, b, c])
    assert not [n for n in found.nodes if n.kind == "unseen"]
    assert edges(found) == {("b", "a", False), ("c", "a", False)}


def test_forty_copies_stay_readable():
    pile = [layout(f"c{n:02}", WIRE, outlet=f"Outlet {n}") for n in range(40)]
    found = trace(pile)
    assert len(found.edges) == 39 and not any(e.directed for e in found.edges) and acyclic(found)


def test_forty_copies_of_which_one_is_credited_all_rest_on_its_supplier():
    pile = [layout(f"c{n:02}", WIRE, outlet=f"Outlet {n}") for n in range(40)]
    pile[25] = layout("c25", [*WIRE, "(Norwire)"], [SLUG], outlet="Outlet 25")
    found = trace(pile)
    assert {e.parent for e in found.edges} == {"?norwire"} and len(found.edges) == 40


def test_an_agencys_own_page_is_no_copy_of_anothers():
    a = layout("a", [*WIRE, "(Norwire)"], [SLUG], outlet="Quell Herald")
    b = layout("b", WIRE[1:6], outlet="Reuters")
    assert edges(trace([a, b])) == {("a", "?norwire", True), ("b", "a", False)}


def test_an_outlets_own_update_derives_from_its_earlier_version():
    a = layout("a", WIRE[:5], outlet="Quell Herald", published="2031-05-04T09:00:00Z")
    b = layout("b", WIRE, outlet="Quell Herald", published="2031-05-04T12:00:00Z")
    found = trace([a, b])
    assert edges(found) == {("b", "a", True)} and found.edges[0].kind == "update"


def test_two_pages_of_a_portal_are_not_one_outlets_versions():
    a = layout("a", WIRE[:5], outlet="Yahoo", published="2031-05-04T09:00:00Z")
    b = layout("b", WIRE, outlet="Yahoo", published="2031-05-04T12:00:00Z")
    assert not trace([a, b]).edges[0].directed


def test_a_credit_for_one_statement_is_a_citation():
    text = [*OTHER[:4], "Insurers left early, the Bay Courier reported.", OTHER[4]]
    a = layout("a", text, [("the Bay Courier reported", "text", "Bay Courier", False)])
    found = trace([a, layout("b", WIRE)])
    assert [(e.child, e.parent, e.kind) for e in found.edges] == [("a", "?bay-courier", "cites")]


def test_a_back_translated_copy_is_marked_as_a_translation():
    quoted = "“We asked for sleep and they gave us a calendar of empty promises,” a crane driver told Norwire."
    back = ("“We were asking for sleep and they have given to us calendar of promises empty,” crane driver told "
            "Norwire as quoted by Bay Courier on Tuesday ( 05/04/2031).")  # fmt: skip
    a = layout("a", [*WIRE, quoted, "(Norwire)"], [SLUG])
    relay = ("as quoted by Bay Courier", "relay", "Bay Courier", False)
    b = layout("b", [WIRE[0], WIRE[2], back], [TOLD, relay])
    kinds = {(e.child, e.parent): e.kind for e in trace([a, b]).edges}
    assert kinds["b", "?bay-courier"] == "translation"


def test_a_run_of_stock_words_in_long_texts_makes_no_pair():
    charge = "on two counts of endangering shipping in the waters of the northern coast"
    a = layout("a", [*WIRE, f"The men were charged {charge}."], outlet="Quell Herald")
    b = layout("b", [*OTHER, f"Prosecutors accused them {charge}."], outlet="Tarn Post")
    assert edges(trace([a, b])) == set()


def test_a_body_that_is_credited_and_whose_press_release_is_in_the_pile_is_the_parent():
    a = layout("a", WIRE, outlet="Ostrel Harbour Board", title="Ostrel Harbour Board")
    text = [*WIRE[:3], "The Ostrel Harbour Board reported it on its page.", *OTHER]
    b = layout("b", text, [("The Ostrel Harbour Board reported", "text", "Ostrel Harbour Board", False)])
    found = trace([a, b])
    assert edges(found) == {("b", "a", True)} and found.sources[0].seen


def test_initials_are_not_the_end_of_a_web_address():
    a = layout("a", WIRE, outlet="quell.co.uk", url="http://www.quell.co.uk/1")
    b = layout("b", [*WIRE[:4], "U.K. reported it."], [("U.K. reported", "text", "U.K.", False)])
    assert not [e for e in trace([a, b]).edges if e.parent == "a" and e.directed]


def test_nothing_shared_and_nobody_credited_makes_no_edge():
    assert edges(trace([layout("a", WIRE), layout("b", OTHER)])) == set()


@pytest.mark.parametrize("text", ["", "Word", "ALL CAPITALS HERE", "x" * 100_000, "“" * 10_000, ". " * 50_000])
def test_texts_with_nothing_in_them_make_no_edge(text):
    found = trace([layout("a", text), layout("b", text), layout("c", WIRE)])
    assert acyclic(found)


def _pile():
    return [
        layout("a", [*WIRE, "(Norwire)"], [SLUG], outlet="Quell Herald", published="2031-05-03"),
        layout("b", WIRE[1:6], outlet="Tarn Post", published="2031-05-04"),
        layout("c", [*OTHER, "A man told Norwire so."], [TOLD], outlet="Bay Courier", published="2031-05-02"),
        layout("d", OTHER[:4], outlet="Hill Gazette"),
    ]


def test_order_of_the_pile_changes_nothing():
    assert trace(_pile()) == trace(_pile()[::-1])


def test_an_unrelated_article_changes_nothing_else():
    loner = layout("z", ["Beekeepers in the far valley counted fewer hives than in any spring since records began."])
    assert trace([*_pile(), loner]).edges == trace(_pile()).edges


def test_renamed_outlets_change_nothing():
    plain = [layout(x.id, x.text, [(x.text[c.span.start : c.span.end], c.kind, c.source, c.whole) for c in x.credits],
                    outlet=f"Sheet {x.id}", published=x.article.published.value) for x in _pile()]  # fmt: skip
    assert edges(trace(plain)) == edges(trace(_pile()))


def test_a_doubled_report_adds_a_sibling_and_no_parent():
    again = layout("a2", [*WIRE, "(Norwire)"], [SLUG], outlet="Moor Mail", published="2031-05-03")
    assert edges(trace([*_pile(), again])) == edges(trace(_pile())) | {("a2", "?norwire", True)}


OUTLETS = ("Norwire", "Quell Herald", "Tarn Post")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(OUTLETS), st.sets(st.sampled_from(OUTLETS)), st.integers(0, 4),
                          st.sampled_from([None, "2031-05-03", "2031-05-04"])), min_size=2, max_size=6))  # fmt: skip
def test_whatever_cites_whatever_the_graph_has_no_cycle(rows):
    pile = []
    for n, (outlet, cited, skip, date) in enumerate(rows):
        lines = [f"It is so, {name} reported." for name in sorted(cited)]
        pile.append(layout(f"n{n}", [*WIRE[skip : skip + 4], *lines],
                           [(f"{name} reported", "text", name, False) for name in sorted(cited)],
                           outlet=outlet, published=date))  # fmt: skip
    assert acyclic(trace(pile))
