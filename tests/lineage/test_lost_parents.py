"""Suppliers and lost parents told from shared prose: how much of it there is decides what is claimed."""

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


def test_a_line_shared_with_a_credited_copy_is_a_guess_and_not_directed():
    credited = layout("a", [*WIRE, "(Norwire)"], [("(Norwire)", "text", "Norwire", True)])
    line = "A man said " + " ".join(WIRE[2].split()[:11]).lower() + " for now."
    (guess,) = [e for e in trace([credited, layout("b", [*OTHER, line], outlet="Tarn Post")]).edges if e.child == "b"]
    (sure,) = [e for e in trace([credited, layout("b", WIRE[:5], outlet="Tarn Post")]).edges if e.child == "b"]
    assert not guess.directed and guess.confidence < 0.5 < sure.confidence and sure.directed


def test_what_an_article_has_from_another_it_names_shows_no_lost_parent():
    slugged = layout("c", [*WIRE[4:6], *WIRE[0:2], "(Tarn Post)"], [("(Tarn Post)", "text", "Tarn Post", True)])
    assert unseen(trace([A, B, slugged])) == set()
    assert ("c", "b", True) in edges(trace([A, B, slugged]))
