"""The lost original, rebuilt: what is put together, in which order, and what is left out."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from lineage_stories import OTHER, WIRE, layout

from firsthand.languages import words
from firsthand.lineage import derive, rebuild
from firsthand.nouns import Statements, Timeline
from firsthand.nouns.reconstructions import LIKELY
from firsthand.reuse import rewritten_passages, shared_passages

SLUG = ("(Norwire)", "text", "Norwire", True)
EXAMPLE = Path(__file__).parents[2] / "examples" / "reservoir"


def rebuilt(*layouts):
    story = sorted(layouts, key=lambda x: x.id)
    passages = shared_passages(story)
    passages = sorted((*passages, *rewritten_passages(story, passages)), key=lambda p: (p.a, p.b))
    statements = Statements((), (), tuple(sorted((c for x in story for c in x.credits), key=lambda c: c.span)))
    lineage = derive(story, passages, statements, Timeline((), ()))
    texts = {x.id: x.text for x in story}
    found = rebuild(story, passages, statements, lineage)
    return found, [[texts[s.readings[0].spans[0].article][s.readings[0].spans[0].start : s.readings[0].spans[0].end]
                    for s in r.sentences] for r in found]  # fmt: skip


def credited(id, sentences):
    return layout(id, [*sentences, "(Norwire)"], [SLUG], outlet=f"Sheet {id.upper()}")


def test_two_cut_copies_give_the_whole_in_its_order():
    a, b = credited("a", [*WIRE[0:3], *WIRE[4:8]]), credited("b", WIRE[0:6])
    (one,), (text,) = rebuilt(a, b)
    assert text == WIRE
    assert one.node == "?norwire" and set(one.witnesses) == {"a", "b"}
    assert {s.witnesses for s in one.sentences} == {("a", "b"), ("a",), ("b",)}


def test_a_sentence_that_one_copy_has_is_less_sure_than_one_that_two_have():
    (one,), _ = rebuilt(credited("a", WIRE[0:6]), credited("b", WIRE[0:4]))
    sure = [s.confidence for s in one.sentences]
    assert min(sure[:4]) > max(sure[4:])


def test_what_one_copy_that_credits_nobody_has_is_unsure_and_no_part_of_the_text():
    own = layout("b", [*WIRE[:3], OTHER[0], *WIRE[3:6]], outlet="Tarn Post")
    (one,), _ = rebuilt(credited("a", WIRE), layout("c", WIRE[:6], outlet="Bay Courier"), own)
    assert [s.certainty for s in one.text] == ["sure"] * 6 + ["likely"] * 2
    assert all(s not in one.text and s.confidence < LIKELY for s in one.unsure)
    assert len(one.unsure) == 1 and {*one.text, *one.unsure} == set(one.sentences)
    assert OTHER[0] not in {own.text[x.start : x.end] for s in one.text for r in s.readings for x in r.spans}


def test_variants_stand_side_by_side():
    edited = WIRE[2].replace("eleven grain ships", "a dozen grain ships")
    (one,), (text,) = rebuilt(credited("a", WIRE), credited("b", [*WIRE[:2], edited, *WIRE[3:]]))
    third = one.sentences[2]
    assert len(third.readings) == 2 and {r.articles for r in third.readings} == {("a",), ("b",)}
    assert len(text) == len(WIRE)


def test_an_articles_own_additions_are_left_out():
    b = layout("b", [*WIRE[:4], OTHER[0], OTHER[1]], outlet="Tarn Post")
    (one,), (text,) = rebuilt(credited("a", WIRE), b)
    assert not set(OTHER) & set(text)
    assert {s.article for r in one.left_out for s in r.spans} == {"b"}


def test_own_newsgathering_inside_a_credited_copy_is_left_out():
    own = "Lorry driver Mats Orlin told the Sheet A that he had slept in his cab for three nights."
    _, (text,) = rebuilt(credited("a", [*WIRE[:4], own, *WIRE[4:]]), credited("b", WIRE[:6]))
    assert own not in text and len(text) == len(WIRE)


def test_a_line_that_only_credits_is_no_sentence_of_the_report():
    line = "Norwire first reported the remarks."
    reported = ("Norwire first reported", "text", "Norwire", False)
    pile = [layout(x, [*WIRE[:5], line, "(Norwire)"], [SLUG, reported]) for x in "ab"]
    _, (text,) = rebuilt(*pile)
    assert text == WIRE[:5]


def test_what_several_copies_run_past_without_a_break_is_an_insertion():
    c = credited("c", [*WIRE[:3], OTHER[2], *WIRE[3:]])
    _, (text,) = rebuilt(credited("a", WIRE), credited("b", WIRE), c)
    assert text == WIRE


def test_what_another_reports_own_page_has_too_is_left_out():
    merged = layout("c", [*WIRE[:4], *OTHER[:2], *WIRE[4:], "(Norwire)"], [SLUG], outlet="Bay Courier")
    page = layout("d", OTHER, outlet="Sudpress News Agency")
    (one,), (text,) = rebuilt(credited("a", WIRE[:6]), credited("b", WIRE[:5]), merged, page)
    assert text == WIRE
    assert any("is another's report" in r.text for r in one.left_out)
    assert OTHER[0] in rebuilt(credited("a", WIRE[:6]), credited("b", WIRE[:3]), merged)[1][0]


def test_what_two_copies_print_stays_though_another_report_has_it_too():
    page = layout("d", [WIRE[2], *OTHER], outlet="Sudpress News Agency")
    _, (text,) = rebuilt(credited("a", WIRE[:6]), credited("b", WIRE[:5]), page)
    assert text == WIRE[:6]


def test_a_copy_to_which_another_contributed_does_not_bear_witness_alone():
    text = [*WIRE[:3], OTHER[0], *WIRE[3:], "(Norwire)", "Sudpress contributed to this report."]
    by = ("Sudpress contributed", "contributor", "Sudpress", False)
    helped = layout("c", text, [SLUG, by], outlet="Bay Courier")
    _, (found,) = rebuilt(credited("a", WIRE[:6]), credited("b", WIRE[:2]), helped)
    assert OTHER[0] not in found and found[:6] == WIRE[:6]


def test_two_reports_of_one_agency_are_rebuilt_apart():
    pile = [credited("a", WIRE), credited("b", WIRE[:6]), credited("c", OTHER), credited("d", OTHER[:4])]
    found, texts = rebuilt(*pile)
    assert sorted(texts) == sorted([WIRE, OTHER]) and {r.node for r in found} == {"?norwire"}


@pytest.mark.parametrize("pile", [[credited("a", WIRE)], [layout("a", WIRE), layout("b", OTHER)], []])
def test_one_witness_or_none_is_not_enough(pile):
    assert rebuilt(*pile)[0] == ()


def test_every_word_stands_in_a_witness_and_order_of_reading_changes_nothing():
    pile = [credited("a", [*WIRE[0:3], *WIRE[4:8]]), credited("b", WIRE[0:6]), layout("c", [*WIRE[:2], *OTHER])]
    assert rebuilt(*pile) == rebuilt(*reversed(pile))
    found, _ = rebuilt(*pile)
    texts = {x.id: x.text for x in pile}
    for s in (s for r in found for x in r.sentences for y in x.readings for s in y.spans):
        assert texts[s.article][s.start : s.end] in texts[s.article]


def test_a_doubled_copy_adds_no_sentence():
    pile = [credited("a", WIRE[:6]), layout("b", [*WIRE[2:8], OTHER[0]])]
    again = [*pile, credited("a2", WIRE[:6])]
    assert len(rebuilt(*again)[1][0]) <= len(rebuilt(*pile)[1][0])


def test_leads_that_differ_and_the_cut_bottom_are_told():
    (one,), _ = rebuilt(credited("a", [OTHER[0], *WIRE[1:8]]), credited("b", WIRE[0:6]))
    told = " ".join(r.text for r in one.missing)
    assert "begin differently" in told and "cut it at the bottom" in told


@pytest.mark.parametrize("text", ["x" * 50_000, "“" * 5_000, ". " * 20_000, "Go on. " * 5_000])
def test_hostile_copies_end(text):
    rebuilt(layout("a", f"{text} (Norwire)", [SLUG]), layout("b", f"{text} (Norwire)", [SLUG]))


def test_the_examples_lost_report_is_rebuilt():
    """Sentence precision >= .95, recall >= .85 of what any descendant kept, against the invented original."""
    from firsthand.trace import trace

    traced = trace([EXAMPLE / "articles"], EXAMPLE / "meta.jsonl")
    story = traced.stories[0]
    (one,) = rebuild(story.layouts, story.passages, story.statements, story.lineage)
    assert one.name == "Norwire report"
    original = _sentences((EXAMPLE / "unseen" / "norwire.txt").read_text(encoding="utf-8"))
    texts = {x.id: x.text for x in story.layouts}
    told = [[_pairs(texts[p.article][p.start : p.end]) for r in s.readings for p in r.spans] for s in one.sentences]
    right = [any(_alike(x, y) for x in readings for y in original) for readings in told]
    assert sum(right) / len(right) >= 0.95
    descendants = [_pairs(texts[a]) for a in one.witnesses]
    kept = [y for y in original if any(len(y & d) >= 0.5 * len(y) for d in descendants)]
    found = [y for y in kept if any(_alike(x, y) for readings in told for x in readings)]
    assert len(kept) >= 14 and len(found) / len(kept) >= 0.85
    assert json.loads((EXAMPLE / "truth.json").read_text(encoding="utf-8"))["lineage"]["unseen"][0]["name"] in one.name


def _sentences(text):
    from firsthand.zones.sentences import sentences

    body = text.partition(") - ")[2]
    return [_pairs(body[a:b]) for line in _lines(body) for a, b in sentences(body, *line)]


def _lines(text):
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line.rstrip())
        start += len(line)


def _pairs(text):
    forms = [w.form for w in words(text)]
    return frozenset(pairwise(forms))


def _alike(x, y):
    return bool(x and y) and len(x & y) >= 0.5 * min(len(x), len(y))
