"""Slips that copies inherit: what is one, what is none, and what it adds to shared prose."""

from __future__ import annotations

import pytest
from lineage_stories import OTHER, WIRE, between_articles, layout, trace

from firsthand.lineage.inherited_slips import slips
from firsthand.lineage.matter import weigh
from firsthand.reuse import shared_passages

SLUG = ("Norwire", "text", "Norwire", True)
RIGHT = "Talks went on with Ilka Verain."
WRONG = RIGHT.replace("Verain", "Verrain")
COPIES = [f"{WIRE[3]} {s}" for s in WIRE[4:7]]


def matter(layouts):
    return weigh(layouts, shared_passages(sorted(layouts, key=lambda x: x.id)))


def found(*texts: str):
    layouts = [layout(f"{n}", text) for n, text in enumerate(texts)]
    return [(s.reading, s.usual, sorted(s.places)) for s in slips(matter(layouts)).found]


@pytest.mark.parametrize(
    ("reading", "usual"),
    [("Verrain", "Verain"), ("Vearin", "Verain"), ("Verasin", "Verain"), ("Vorain", "Verain")],
)
def test_a_name_one_letter_off_in_two_articles_is_a_slip_they_share(reading, usual):
    wrong, right = RIGHT.replace("Verain", reading), RIGHT.replace("Verain", usual)
    assert found(wrong, wrong, right, right, right) == [(reading, usual, ["0", "1"])]


def test_a_figure_that_differs_where_the_words_around_it_are_the_same_is_one():
    wrong, right = (f"The stoppage leaves {n} grain ships at anchor in the bay." for n in (71, 17))
    assert found(wrong, wrong, right, right, right) == [("71", "17", ["0", "1"])]


@pytest.mark.parametrize(
    "texts",
    [
        [WRONG, RIGHT, RIGHT, RIGHT],  # in one article it is nobody's inheritance
        [WRONG, WRONG, RIGHT, RIGHT],  # which of the two is the slip?
        [WRONG, WRONG, *COPIES],  # copies of one text, which may be the one that has it wrong
        [f"{WRONG} {RIGHT}", f"{WRONG} {RIGHT}", RIGHT, RIGHT, RIGHT],  # both readings: no telling
        ["Trains to Calavan Bay stopped."] * 2 + ["Trains to Caravan Hall stopped."] * 3,  # two places
        ["She met the Verain family."] * 2 + ["She met the Verains family."] * 3,  # an ending, no slip
        ["Ships at anchor in the harbour."] * 2 + ["Ships at anchar in the harbour."] * 3,  # no name
        ["The vote was 31 to 29 in the bay."] * 2 + ["The vote was 32 to 29 in the bay."] * 3,  # beside another figure
    ],
)
def test_what_tells_nothing_is_no_slip(texts):
    assert found(*texts) == []


def test_order_and_names_of_the_articles_change_nothing():
    texts = {"a": WRONG, "b": RIGHT, "c": WRONG, "d": RIGHT, "e": RIGHT}
    layouts = {id: layout(id, text) for id, text in texts.items()}
    one = slips(matter([layouts[id] for id in "abcde"]))
    assert one == slips(matter([layouts[id] for id in "edcba"]))
    assert one.shared("c", "a") == one.shared("a", "c") != ()


def pile(name: str):
    """One line of a wire report in an article that credits nobody; the name in it as given."""
    line = WIRE[3].replace("Verain", name)
    wire = [*WIRE[:3], WIRE[3].replace("Verain", "Verrain"), *WIRE[4:], "(Norwire)"]
    right = [f"{s} Ilka Verain, the harbour master, spoke for {n} minutes." for n, s in enumerate(OTHER[:3])]
    own = [OTHER[3], line.replace("sides had signed a written promise", "crews were paid"), OTHER[4]]
    articles = [layout("a", wire, [SLUG], outlet="Quell Herald"), layout("b", own, outlet="Tarn Post")]
    return trace([*articles, *(layout(f"c{n}", s, outlet=f"Outlet {n}") for n, s in enumerate(right))])


def test_an_inherited_slip_makes_a_copy_of_few_words_surer_and_is_shown():
    with_slip, without = ({e.child: e for e in pile(name).edges} for name in ("Verrain", "Verain"))
    assert with_slip["b"].parent == without["b"].parent == "?norwire"
    assert with_slip["b"].confidence > without["b"].confidence
    (reason,) = [r for r in with_slip["b"].reasons if "'Verrain'" in r.text]
    assert {s.article for s in reason.spans} == {"a", "b", "c0"} and "'Verain'" in reason.text
    assert not [r for r in without["b"].reasons if "where others have" in r.text]


def test_a_slip_alone_makes_no_tie():
    texts = [f"{OTHER[n]} {'Ilka Verrain' if n < 2 else 'Ilka Verain'} spoke." for n in range(5)]
    made = trace([layout(f"a{n}", t, outlet=f"Outlet {n}") for n, t in enumerate(texts)])
    assert not between_articles(made) and not made.edges
