"""Shared stretches: exact runs, edits bridged, order free, and no blow-up on texts made to cause one."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reuse import Stretch, align, tokenise

DICE = random.Random(7)
WORDS = ["".join(DICE.choice("abdefgiklmnoprstuv") for _ in range(DICE.randint(3, 9))) for _ in range(4000)]


def prose(words: int, seed: int) -> list[str]:
    dice = random.Random(seed)
    return [dice.choice(WORDS) for _ in range(words)]


def found(a: list[str], b: list[str]) -> list[Stretch]:
    return align(tokenise(" ".join(a)), tokenise(" ".join(b)))


def test_a_shared_paragraph_is_found_whole() -> None:
    shared = prose(40, 1)
    (stretch,) = found([*prose(100, 2), *shared, *prose(50, 3)], [*prose(20, 4), *shared, *prose(200, 5)])
    assert (stretch.a, stretch.b, stretch.shared) == ((100, 140), (20, 60), 40)


@pytest.mark.parametrize(("run", "passages"), [(8, 1), (7, 0), (5, 0)])
def test_eight_words_in_a_row_are_needed(run: int, passages: int) -> None:
    shared = prose(run, 6)
    assert len(found([*prose(60, 7), *shared, *prose(60, 8)], [*prose(60, 9), *shared, *prose(60, 10)])) == passages


def test_a_long_name_of_an_office_is_no_shared_prose() -> None:
    office = ["the", "Northern", "Assembly", "of", "Quellin", "Standing", "Commission", "for", "Harbour", "Safety"]
    assert found([*prose(30, 11), *office, *prose(30, 12)], [*prose(30, 13), *office, *prose(30, 14)]) == []


def test_edits_inside_a_copied_paragraph_leave_one_stretch() -> None:
    original = prose(60, 15)
    edited = [*original[:20], "indeed", *original[22:40], *prose(4, 16), *original[40:]]
    (stretch,) = found([*prose(30, 17), *original], [*edited, *prose(30, 18)])
    assert stretch.a == (30, 90)
    assert stretch.shared == 58
    assert len(stretch.runs) == 3


def test_short_runs_beside_a_stretch_lengthen_it_and_alone_are_nothing() -> None:
    original = prose(30, 19)
    edited = [*original[:5], "newly", *original[6:18], "put", *original[19:24], *prose(6, 20)]
    (stretch,) = found(original, [*prose(6, 21), *edited])
    assert stretch.a == (0, 24)


def test_paragraphs_in_another_order_are_all_found() -> None:
    first, second, third = prose(30, 22), prose(30, 23), prose(30, 24)
    filler = prose(40, 25)
    stretches = found([*first, *filler, *second, *third], [*third, *prose(40, 26), *first, *prose(40, 27), *second])
    assert sorted(s.shared for s in stretches) == [30, 30, 30]


def test_a_repeated_paragraph_is_paired_copy_by_copy() -> None:
    para = prose(20, 28)
    stretches = found([*para, *prose(30, 29), *para], [*prose(10, 30), *para, *prose(30, 31), *para, *prose(5, 32)])
    assert sum(s.shared for s in stretches) == 40


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (["word"] * 40_000, ["word"] * 40_000),
        (["word"] * 40_000, ["x", "y", *["word"] * 39_000, "z"]),
        (["one", "two"] * 20_000, ["two", "two", *["one", "two"] * 20_000]),
        ([f"w{n}" for n in range(100_000)], [f"w{n}" if n % 50 else "edit" for n in range(100_000)]),
    ],
    ids=["equal tokens", "equal tokens shifted", "a cycle of two", "a book with edits"],
)
def test_hostile_texts_take_linear_time(a: list[str], b: list[str]) -> None:
    one, other = tokenise(" ".join(a)), tokenise(" ".join(b))
    start = time.process_time()
    align(one, other)
    assert time.process_time() - start < 5


def test_equal_texts_of_one_word_are_one_stretch() -> None:
    (stretch,) = found(["word"] * 5000, ["word"] * 5000)
    assert stretch.a == stretch.b == (0, 5000)


tokens = st.lists(st.sampled_from(WORDS[:12]), max_size=60)


@given(tokens, tokens, st.lists(st.sampled_from(WORDS[50:90]), min_size=8, max_size=30))
@settings(max_examples=150, deadline=None)
def test_runs_are_equal_words_and_never_overlap(a: list[str], b: list[str], shared: list[str]) -> None:
    one, other = tokenise(" ".join([*a, *shared])), tokenise(" ".join([*shared, *b]))
    used_a: set[int] = set()
    used_b: set[int] = set()
    for stretch in align(one, other):
        for run in stretch.runs:
            places_a, places_b = range(run.a, run.a + run.length), range(run.b, run.b + run.length)
            assert one.hashes[run.a : run.a + run.length].tolist() == other.hashes[run.b : run.b + run.length].tolist()
            assert not used_a.intersection(places_a) and not used_b.intersection(places_b)
            used_a.update(places_a)
            used_b.update(places_b)


@given(tokens, tokens)
@settings(max_examples=60, deadline=None)
def test_turning_a_stretch_exchanges_the_texts(a: list[str], b: list[str]) -> None:
    for stretch in found([*a, *WORDS[100:120]], [*WORDS[100:120], *b]):
        assert (stretch.turned().a, stretch.turned().b) == (stretch.b, stretch.a)
        assert stretch.turned().turned() == stretch


@pytest.mark.parametrize(
    "formula",
    [
        "The ministry did not immediately respond to a request for comment on",
        "spoke on condition of anonymity because he was",
        "There was no immediate claim of responsibility for the attack",
        "at the end of the day it is what it is",
    ],
)
def test_formulas_of_the_trade_are_no_shared_prose(formula: str) -> None:
    words = formula.split()
    assert found([*prose(40, 41), *words, *prose(40, 42)], [*prose(40, 43), *words, *prose(40, 44)]) == []
