"""Lost parents of several newsrooms' reports: shown by three, unless an article that is here holds it all."""

from __future__ import annotations

from lineage_stories import OTHER, WIRE, acyclic, edges, layout, trace

# Each two of the three share two sentences that the third lacks.
A = layout("a", [*WIRE[0:2], *WIRE[2:4]], outlet="Quell Herald")
B = layout("b", [*WIRE[2:4], *WIRE[4:6]], outlet="Tarn Post")
C = layout("c", [*WIRE[4:6], *WIRE[0:2]], outlet="Bay Courier")


def unseen(lineage):
    return {n.id for n in lineage.nodes if n.kind == "unseen"}


def test_three_that_share_two_by_two_show_a_lost_parent():
    assert unseen(trace([A, B, C])) == {"?unnamed-1"}


def test_an_article_that_holds_all_of_it_is_no_lost_parent():
    whole = layout("d", WIRE[:6], outlet="Moor Mail")
    found = trace([A, B, C, whole])
    assert unseen(found) == set()
    assert edges(found) == {(x, "d", False) for x in "abc"} and acyclic(found)


def test_an_article_that_holds_most_of_it_is_not_enough():
    most = layout("d", [*WIRE[:4], OTHER[0]], outlet="Moor Mail")
    assert unseen(trace([A, B, C, most])) == {"?unnamed-1"}
