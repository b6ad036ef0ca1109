"""A newsroom's own versions: a chain of updates, never all pairs; portals and copies of others left alone."""

from __future__ import annotations

import pytest
from lineage_stories import OTHER, WIRE, acyclic, between_articles, edges, layout, trace

HOURS = [f"2031-05-04T{h:02}:00:00Z" for h in range(8, 14)]


def grown(outlet, *, dated=True, credits=(), tail=()):
    """Four versions, each the one before with a sentence more."""
    return [
        layout(f"v{n}", [*WIRE[: 3 + n], *tail], credits, outlet=outlet, published=HOURS[n] if dated else None)
        for n in range(4)
    ]


def test_four_updates_make_a_chain_in_time():
    found = trace(grown("Quell Herald"))
    assert edges(found) == {("v1", "v0", True), ("v2", "v1", True), ("v3", "v2", True)}
    assert {e.kind for e in found.edges} == {"update"}


def test_an_update_that_takes_back_another_derives_from_the_one_before():
    correction = "A correction moved the whole march from the customs house to the old fish market by the canal."
    first = layout("v0", WIRE[:6], outlet="Quell Herald", published=HOURS[0])
    wrong = layout("v1", [*WIRE[:2], correction, *WIRE[2:6]], outlet="Quell Herald", published=HOURS[1])
    third = layout("v2", WIRE[:7], outlet="Quell Herald", published=HOURS[2])
    assert edges(trace([first, wrong, third])) == {("v1", "v0", True), ("v2", "v0", True)}


def test_updates_without_dates_are_a_chain_without_directions():
    found = trace(grown("Quell Herald", dated=False))
    assert {frozenset(p) for p in between_articles(found)} == {
        frozenset(p) for p in (("v0", "v1"), ("v1", "v2"), ("v2", "v3"))
    }
    assert not any(e.directed for e in found.edges) and acyclic(found)


def test_two_reports_of_one_newsroom_each_have_their_versions():
    pile = [
        layout("a1", WIRE[:4], outlet="Quell Herald", published=HOURS[0]),
        layout("b1", OTHER[:4], outlet="Quell Herald", published=HOURS[1]),
        layout("a2", WIRE[:6], outlet="Quell Herald", published=HOURS[2]),
        layout("b2", OTHER, outlet="Quell Herald", published=HOURS[3]),
    ]
    assert edges(trace(pile)) == {("a2", "a1", True), ("b2", "b1", True)}


def test_a_report_that_takes_over_passages_is_tied_to_where_they_stood():
    fresh = ["Ferries to the outer islands will run again from Sunday, the line's agent in the old town announced.",
             "Bakers said that two mills had promised flour by rail, and that nobody would have to queue for bread.",
             "Schools by the harbour open an hour late so that buses can turn where lorries blocked the roundabout."]
    pile = [
        layout("v0", WIRE[:4], outlet="Quell Herald", published=HOURS[0]),
        layout("v1", OTHER[:4], outlet="Quell Herald", published=HOURS[1]),
        layout("v2", [*fresh, WIRE[2]], outlet="Quell Herald", published=HOURS[2]),
        layout("v3", [*OTHER[:4], fresh[1]], outlet="Quell Herald", published=HOURS[3]),
    ]  # fmt: skip
    assert {("v2", "v0", True), ("v3", "v1", True)} <= edges(trace(pile))


def test_pages_of_a_portal_are_no_history():
    assert not any(e.directed or e.kind == "update" for e in trace(grown("Yahoo")).edges)


def test_copies_credited_to_an_agency_stay_its_copies():
    slug = ("(Norwire)", "text", "Norwire", True)
    found = trace(grown("Quell Herald", credits=[slug], tail=["(Norwire)"]))
    assert between_articles(found) == set() and {e.parent for e in found.edges} == {"?norwire"}


@pytest.mark.parametrize("count", [2, 4])
def test_versions_that_name_a_supplier_for_a_part_are_updates_too(count):
    told = ("told Norwire", "text", "Norwire", False)
    pile = grown("Quell Herald", credits=[told], tail=["A foreman told Norwire that the gates were locked."])[:count]
    found = trace(pile)
    chain = {(f"v{n + 1}", f"v{n}", True) for n in range(count - 1)}
    assert {e for e in edges(found) if not e[1].startswith("?")} == chain
    assert {("v0", "?norwire", True)} <= edges(found)


def marked(first, second, hours=(0, 1), title=(None, None), foot=("", "")):
    """Two versions of one newsroom with what each says of itself in front or at its foot."""
    a = layout("a", [*([first] if first else []), *WIRE[:5], *foot[:1]], outlet="Norwire", published=HOURS[hours[0]],
               title=title[0])  # fmt: skip
    b = layout("b", [*([second] if second else []), *WIRE[:5], OTHER[0], *foot[1:]], outlet="Norwire",
               published=HOURS[hours[1]], title=title[1])  # fmt: skip
    (edge,) = trace([a, b]).edges
    return edge


@pytest.mark.parametrize(("first", "second"), [
    ("UPDATE 1-Dock workers walk out.", "UPDATE 2-Dock workers walk out."), ("", "(Recasts with mediator)."),
    ("Dock workers walk out.", "CORRECTED-Dock workers walk out."), ("", "Dock workers walk out, 2nd Ld-Writethru."),
])  # fmt: skip
def test_a_version_that_says_it_is_later_is_later_whatever_the_dates(first, second):
    for hours in ((0, 1), (1, 0), (0, 0)):
        edge = marked(first, second, hours)
        assert (edge.child, edge.parent, edge.directed) == ("b", "a", True)
        assert any("later version" in r.text and r.spans for r in edge.reasons)
    assert marked(first, second, (0, 0)).confidence >= 0.9 > marked(first, second, (1, 0)).confidence


def test_a_mark_in_the_title_or_at_the_foot_counts_too():
    assert marked("", "", (0, 0), title=("Strike", "UPDATE 1-Strike")).directed
    assert marked("", "", (0, 0), foot=("", "An earlier version of this article misnamed the berth.")).directed


@pytest.mark.parametrize("line", ["The ministry published an update 2-page note.", "He keeps an updated list."])
def test_like_words_in_a_report_are_no_mark(line):
    a = layout("a", [*WIRE, *OTHER], outlet="Norwire", published=HOURS[0])
    b = layout("b", [*WIRE[:7], line, *WIRE[7:], *OTHER], outlet="Norwire", published=HOURS[0])
    assert not trace([a, b]).edges[0].directed


def test_two_uncounted_marks_tell_nothing():
    assert not marked("(Recasts lead).", "(Adds mediator).", (0, 0)).directed


def test_a_later_date_on_the_same_report_cut_short_directs_nothing():
    long = layout("a", WIRE, outlet="Norwire", published=HOURS[0])
    short = layout("b", WIRE[:5], outlet="Norwire", published=HOURS[1])
    (edge,) = trace([long, short]).edges
    assert not edge.directed and edge.kind == "update" and any("cut short" in r.text for r in edge.reasons)
