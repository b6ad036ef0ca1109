"""Which words show that an outlet gathered the news itself, and which only look so."""

from __future__ import annotations

import pytest
from lineage_stories import WIRE, layout

from firsthand.lineage import newsgathering
from firsthand.nouns import Statements


def shown(x) -> list[str]:
    found = newsgathering([x], Statements((), (), x.credits))
    return [x.text[s.start : s.end] for r in found[x.id] for s in r.spans]


@pytest.mark.parametrize(
    ("outlet", "text", "expected"),
    [
        ("Quell Herald", "Verain told this newspaper that the pilots would wait.", "this newspaper"),
        ("Quell Herald", "Verain told the Herald that the pilots would wait.", "told the Herald"),
        ("Quell Herald", "Verain told the Quell Herald on Monday that all was well.", "told the Quell Herald"),
        ("Tarn Post", "The letter, seen by the Tarn Post, names nobody.", "seen by the Tarn Post"),
        ("Tarn Post", "A Tarn Post reporter counted nine lorries.", "A Tarn Post reporter"),
        ("Tarn Post", "A reporter for the Tarn Post counted nine lorries.", "reporter for the Tarn Post"),
        ("Tarn Post", "Our correspondent in Ostrel watched the cranes stop.", "Our correspondent"),
        ("Tarn Post", "The gates were open, Verain said in a phone interview.", "in a phone interview"),
        ("CNN", "Verain told CNN that the pilots would wait.", "told CNN"),
        ("bbc.co.uk", "Verain told BBC News that the pilots would wait.", "told BBC News"),
        ("Quell Herald", "Verain told the Herald Monday that all was well.", "told the Herald Monday"),
        (None, "Verain told this newspaper that the pilots would wait.", "this newspaper"),
    ],
)
def test_the_text_shows_newsgathering(outlet, text, expected):
    assert shown(layout("a", text, outlet=outlet)) == [expected]


@pytest.mark.parametrize(
    ("outlet", "text"),
    [
        ("Quell Herald", "Verain told the Tarn Post that the pilots would wait."),
        ("Quell Herald", "Verain told the Quell Herald Tribune Society that the pilots would wait."),
        ("Quell Herald", "Five independent sources confirm it."),
        ("Quell Herald", "“I told this newspaper nothing,” the mayor of Tarn shouted."),
        ("Quell Herald", "Verain said in an interview with the Tarn Post that it was over."),
        ("Quell Herald", "He told Ostrel’s Bay Gazette in an interview that it was over."),
        ("Quell Herald", "A Tarn Post reporter counted nine lorries."),
        ("Quell Herald", "The letter, seen by Norwire, names nobody."),
        ("Yahoo", "Verain told Yahoo that the pilots would wait."),
        (None, "Verain told the Herald that the pilots would wait."),
        ("Quell Herald", " ".join(WIRE)),
    ],
)
def test_the_text_does_not_show_newsgathering(outlet, text):
    assert shown(layout("a", text, outlet=outlet)) == []


def test_an_agencys_own_dispatch_shows_it_by_its_dateline():
    slug = ("(Norwire)", "text", "Norwire", True)
    x = layout("a", WIRE, [slug], outlet="Norwire", dateline="OSTREL, May 3 (Norwire) -")
    assert shown(x) == ["OSTREL, May 3 (Norwire) -"]


def test_a_slug_without_a_place_says_who_and_not_where():
    slug = ("(Norwire)", "text", "Norwire", True)
    assert shown(layout("a", WIRE, [slug], outlet="Norwire", dateline="May 3 (Norwire) -")) == []


def test_a_customer_of_the_agency_does_not_gather_what_it_prints():
    text = [*WIRE, "Verain told this newspaper that he would wait."]
    x = layout("a", text, [("(Norwire)", "text", "Norwire", True)], outlet="Quell Herald",
               dateline="OSTREL, May 3 (Norwire) -")  # fmt: skip
    assert shown(x) == []


def test_a_language_without_a_table_is_judged_by_its_dateline_alone():
    x = layout("a", "Verain told this newspaper.", outlet="Quell Herald", language="de")
    assert shown(x) == []


HOSTILE = ["told " * 20_000, "A" * 100_000, "A " * 50_000, "told the A. " * 8_000, "“" * 100_000]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_in_linear_time(text):
    import time

    start = time.process_time()
    shown(layout("a", text, outlet="Quell Herald"))
    assert time.process_time() - start < 3
