"""Where sentences fall into units."""

from __future__ import annotations

import pytest
from claim_stories import article
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.claims.figures import figures
from firsthand.claims.units import find_units
from firsthand.languages import words
from firsthand.nouns import Statements
from firsthand.zones import mark

NOTHING = Statements((), (), ())


def units_of(text: str) -> list[str]:
    layouts = mark((article("a", text),))
    return [text[u.span.start : u.span.end] for u in find_units(layouts, NOTHING)]


@pytest.mark.parametrize(("sentence", "unit"), [
    ("A barge sank off Torrin, drowning nine sailors and leaving four missing.", "drowning nine sailors"),
    ("A barge sank off Torrin, drowning nine sailors and leaving four missing.", "leaving four missing"),
    ("The barge turned over after waves broke its rudder on Monday.", "after waves broke its rudder on Monday"),
    ("Rescuers reached the wreck at dawn and the army closed the harbour.", "the army closed the harbour"),
    ("The mayor, who lost her house in the flood, reopened the market hall.", "who lost her house in the flood"),
    ("A barge carrying 80 pilgrims sank near the old lighthouse.", "carrying 80 pilgrims"),
    ("Quell will not enter the talks unless Orvania opens the border.", "Quell will not enter the talks"),
    ("Quell will not enter the talks unless Orvania opens the border.", "unless Orvania opens the border"),
])  # fmt: skip
def test_a_clause_is_a_unit(sentence: str, unit: str) -> None:
    assert unit in units_of(sentence + "\n")


@pytest.mark.parametrize("text", ["Ilse Quandt, Bram Osterholt.\n", "And then.\n", "The the the.\n"])
def test_names_and_empty_words_alone_are_no_unit(text: str) -> None:
    assert units_of(text) == []


@given(st.text(alphabet="abc XY,.;–“”'\n12 andthewhich", max_size=300))
@settings(max_examples=150, deadline=None)
def test_units_lie_in_their_sentence_and_start_and_end_on_matter(text: str) -> None:
    layouts = mark((article("a", text),))
    for unit in find_units(layouts, NOTHING):
        sentence = layouts[0].sentences[unit.sentence].span
        assert sentence.contains(unit.span)
        found = text[unit.span.start : unit.span.end]
        assert found and found == found.strip()


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "and " * 25_000, ", " * 50_000, "He said that " * 8_000, '"' * 100_000, "1 " * 50_000]
)
def test_a_page_without_full_stops_ends_soon(text: str) -> None:
    import time

    layouts = mark((article("a", text),))
    before = time.process_time()
    find_units(layouts, NOTHING)
    assert time.process_time() - before < 2


@pytest.mark.parametrize(("text", "values"), [
    ("11,000 people", [11_000]), ("eleven thousand people", [11_000]),
    ("45 billion crowns ($650 million)", [45e9, 650e6]),
    ("one and a half million birds", [1.5e6]), ("a million birds", [1e6]), ("twenty-three sailors", [23]),
    ("in 2031", []), ("on 4 March", []), ("at 8:30 p.m.", []), ("the 21st floor", []), ("$60m lost", [60e6]),
    ("one of them", []), ("7 % of 300 farms", [7, 300]), ("9" * 400, []),
])  # fmt: skip
def test_figures_are_read_and_dates_are_not(text: str, values: list[float]) -> None:
    assert [f.value for f in figures(text, words(text), "en")] == values
