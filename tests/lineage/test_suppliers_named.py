"""The hidden supplier: named where the lineage tells, else "cannot tell"; and what each article took and added."""

from __future__ import annotations

import time

import pytest
from lineage_stories import OTHER, WIRE, layout, trace

from firsthand.lineage.named_media import named_media
from firsthand.lineage.signoffs import signatures

SLUG = ("(Norwire)", "text", "Norwire", True)
RIVAL = ("(Sudpress)", "text", "Sudpress", True)


def supplier(pile, article):
    return trace(pile).provenance_of(article).supplier


def test_a_copy_that_keeps_its_credit_names_the_supplier_of_one_that_dropped_it():
    a = layout("a", [*WIRE, "(Norwire)"], [SLUG], outlet="Quell Herald")
    b = layout("b", WIRE[1:6], outlet="Tarn Post")
    found = trace([a, b]).provenance_of("b")
    assert (found.supplier, found.credited) == ("Norwire", False)
    assert found.confidence >= 0.5 and found.reasons[0].spans


def test_where_two_suppliers_could_be_meant_nobody_is_named():
    both = [*WIRE, *OTHER]
    a = layout("a", [*both, "(Norwire)", "(Sudpress)"], [SLUG, RIVAL], outlet="Quell Herald")
    b = layout("b", WIRE[:6], outlet="Tarn Post")
    assert supplier([a, b], "a") is None
    assert supplier([a, b], "b") is None


def test_two_suppliers_of_a_copy_are_told_apart_by_one_that_has_only_one():
    a = layout("a", [*WIRE, *OTHER, "(Norwire)", "(Sudpress)"], [SLUG, RIVAL], outlet="Quell Herald")
    b = layout("b", [*WIRE, "(Norwire)"], [SLUG], outlet="Bay Courier")
    c = layout("c", WIRE[:6], outlet="Tarn Post")
    d = layout("d", [*OTHER, "(Sudpress)"], [RIVAL], outlet="Hill Gazette")
    assert supplier([a, b, c, d], "c") == "Norwire"


def test_a_photo_credit_names_no_supplier():
    a = layout("a", [*WIRE, "Photo: Norwire."], [("Norwire", "photo", "Norwire", True)])
    b = layout("b", WIRE[:5])
    assert supplier([a, b], "a") is None and supplier([a, b], "b") is None


def test_an_outlet_that_is_quoted_is_no_supplier():
    told = ("told the Bay Courier", "text", "Bay Courier", False)
    pile = [layout(x, [*WIRE, "“It is over,” a crane driver told the Bay Courier."], [told]) for x in "abc"]
    found = trace(pile)
    assert [found.provenance_of(x).supplier for x in "abc"] == [None] * 3
    assert {e.kind for e in found.children("?bay-courier")} == {"cites"}


def test_a_portals_label_of_the_publisher_names_no_supplier():
    label = ("Hill Gazette", "relay", "Hill Gazette", True)
    assert supplier([layout("a", ["Hill Gazette •", *WIRE], [label], outlet="Yahoo")], "a") is None


def test_a_page_of_many_credited_items_rests_on_none_of_them():
    names = ["Norwire", "Sudpress", "Bay Agency", "Hill Wire"]
    text = "\n".join(f"{name}\n{line}" for name, line in zip(names, WIRE, strict=False))
    digest = layout("a", text, [(n, "text", n, True) for n in names], outlet="Quell News Portal")
    copy = layout("b", [*WIRE, "(Norwire)"], [SLUG], outlet="Tarn Post")
    found = trace([digest, copy])
    assert found.provenance_of("a").supplier is None
    assert {e.kind for e in found.parents("a") if e.directed} <= {"cites"}


def test_an_agencys_own_page_is_the_parent_of_what_is_copied_from_it():
    page = layout("a", WIRE, outlet="Norwire", published="2031-05-03")
    told = ("told Norwire", "text", "Norwire", False)
    copy = layout("b", [*WIRE[:4], "“It is over,” a crane driver told Norwire."], [told], outlet="Tarn Post")
    edges = [(e.child, e.parent) for e in trace([page, copy]).edges if e.kind != "cites"]
    assert edges == [("b", "a")]


SIGNED = "(Reporting by Ilka Verain in Ostrel; Editing by Tom Quell)"


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        (SIGNED, "Reuters"),
        ("(Additional reporting by Ann Pell, writing by Tom Quell)", "Reuters"),
        ("(Reporting by Ilka Verain)", None),
        ("Reporting by Ilka Verain; Editing by Tom Quell", None),
        ("(Ilka Verain contributed to this report; edited by Tom Quell)", None),
    ],
)
def test_a_house_style_of_signing_tells_the_house(foot, expected):
    assert next((c.source for c in signatures(layout("a", [*WIRE, foot]))), None) == expected


def test_a_signature_counts_only_where_no_supplier_is_credited():
    a = layout("a", [*WIRE, SIGNED, "(Norwire)"], [SLUG], outlet="Quell Herald")
    assert supplier([a], "a") == "Norwire"
    b = layout("b", [*WIRE, SIGNED, "The gates are locked, Norwire reported."],
               [("Norwire reported", "text", "Norwire", False)])  # fmt: skip
    assert supplier([b], "b") != "Norwire"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor told Ostrel's Al-Sahl paper that he would wait.", "Al-Sahl"),
        ("A ruling was reported in a commentary in the party's Tarn Daily newspaper.", "Tarn Daily"),
        ("According to the Quell Evening newspaper, the gates are shut.", "Quell Evening"),
        ("“Wait,” he told Radio Tarn magazine readers.", "Radio Tarn"),
        ("According to the Israeli newspaper Quell Post, the gates are shut.", "Quell Post"),
        ("The Tarn Daily newspaper has a new building.", None),
        ("He told a local Vienna television crew to leave.", None),
    ],
)
def test_a_newsroom_is_told_by_what_it_is_called(text, expected):
    assert next((c.source for c in named_media(layout("a", text))), None) == expected


def test_shares_of_what_was_taken_and_added():
    a = layout("a", [*WIRE, "(Norwire)"], [SLUG], outlet="Quell Herald")
    own = "Lorry driver Mats Orlin told the Tarn Post that he had slept in his cab for three nights in a row."
    b = layout("b", [*WIRE[:4], own], outlet="Tarn Post")
    c = layout("c", OTHER, outlet="Hill Gazette")
    found = trace([a, b, c])
    taken = {p.article: {t.parent: t.share for t in p.taken} for p in found.provenance}
    assert taken["a"] == {"?norwire": 1.0} and taken["c"] == {}
    b_found = found.provenance_of("b")
    assert 0.7 < taken["b"]["?norwire"] < 0.9 and abs(taken["b"]["?norwire"] + b_found.own - 1) < 0.01
    assert b_found.first_hand and not found.provenance_of("a").first_hand
    assert [b.text[s.start : s.end] for s in b_found.additions] == [own]
    assert found.provenance_of("c").own == 1.0 and found.provenance_of("c").additions == ()


def test_a_credited_report_with_own_newsgathering_in_it_is_not_all_the_suppliers():
    own = "Lorry driver Mats Orlin told the Tarn Post that he had slept in his cab for three nights in a row."
    a = layout("a", [*WIRE, own, "(Norwire)"], [SLUG], outlet="Tarn Post")
    found = trace([a]).provenance_of("a")
    assert found.first_hand and found.supplier == "Norwire"
    assert 0 < found.own < 0.3 and found.taken[0].share < 1


def test_two_copies_without_credit_share_what_nobody_is_told_to_have_had_first():
    found = trace([layout("a", WIRE, outlet="Quell Herald"), layout("b", WIRE[:5], outlet="Tarn Post")])
    assert found.provenance_of("b").shared == 1.0 and found.provenance_of("b").own == 0.0
    assert 0 < found.provenance_of("a").own < 0.5


def test_a_doubled_report_makes_nobody_take_less():
    pile = [layout("a", [*WIRE, "(Norwire)"], [SLUG]), layout("b", [*WIRE[:4], *OTHER[:3]])]
    before = trace(pile).provenance_of("b")
    again = trace([*pile, layout("a2", [*WIRE, "(Norwire)"], [SLUG])]).provenance_of("b")
    assert again.own <= before.own and again.supplier == before.supplier


HOSTILE = ["(reporting by " * 8_000, "told A " * 15_000, "according to Tarn " * 6_000, "A" * 100_000, "(" * 100_000]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_in_linear_time(text):
    x = layout("a", text)
    before = time.perf_counter()
    signatures(x)
    named_media(x)
    assert time.perf_counter() - before < 2


COURTESY = ["The offer was first reported by the Bay Courier.", "The Bay Courier first reported the offer.",
            "The Bay Courier was the first to report the offer."]  # fmt: skip


@pytest.mark.parametrize("one", COURTESY)
@pytest.mark.parametrize("other", COURTESY)
def test_who_had_it_first_stands_behind_that_alone(one: str, other: str) -> None:
    credit = ("the Bay Courier", "text", "Bay Courier", False), ("The Bay Courier", "text", "Bay Courier", False)
    a = layout("a", [*WIRE[:5], one], [c for c in credit if c[0] in one], outlet="Quell Herald")
    b = layout("b", [*WIRE[2:7], other], [c for c in credit if c[0] in other], outlet="Tarn Post")
    found = {e.child: e for e in trace([a, b]).edges if e.parent == "?bay-courier"}
    assert {e.kind for e in found.values()} == {"cites"}
    assert found["a"].reasons[0].text == "names Bay Courier as the one that had it first"


def test_an_outlet_named_once_further_down_has_one_statement_however_much_is_shared() -> None:
    credit = [("the Bay Courier reported", "text", "Bay Courier", False)]
    a = layout("a", [*OTHER[:4], WIRE[1], "Two ships turned back, the Bay Courier reported."], credit, outlet="Herald")
    b = layout("b", [WIRE[1], *WIRE[3:8], "It will last a week, the Bay Courier reported."], credit, outlet="Tarn Post")
    assert {e.kind for e in trace([a, b]).edges if e.parent == "?bay-courier"} <= {"cites"}
