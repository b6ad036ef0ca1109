"""Whatever the text, the room answers in time, with spans that hold what they say."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.nouns import Article, Layout, Published, Sentence, Span, Statements
from firsthand.timeline import bounds, resolve

NOTHING = Statements((), (), ())
PIECES = ["on ", "Monday", "May ", "12", ", ", "2031", "last ", "week", "since ", "the ", "1990s", " ago", "two ",
          "days", "(", "11/16/2031", ")", "“", "”", "at ", "8:30 p.m.", " to ", "from ", "early ", "night",
          " of ", "\n", "-", "0000-01-01", "9999-12-31", "next ", "year", "noon", " [0130 GMT]", "’s", "20", "-year",
          "in ", "10000 years ago", "400 decades later"]  # fmt: skip

DAYS = ["2031-05-07", "0001-01-01", "9999-12-31", "2031"]


def layout(text: str, published: str = "2031-05-07") -> Layout:
    return Layout(Article("a", "a", text, "", "", published=Published(published, "record"), language="en"), (),
                  (Sentence(Span("a", 0, len(text)), "body", 0),), ())  # fmt: skip


@pytest.mark.parametrize("unit", ["9", "?", "May ", "the ", "in ", "since ", "U.S. ", ". ", '"', "19 ", "1,", "2012-"])
def test_a_long_line_of_one_thing_is_read_in_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    resolve([layout(text)], NOTHING)
    assert time.process_time() - begun < 2  # well under a second; the rest is for a busy machine


def test_3200_nines_cost_nothing() -> None:
    resolve([layout("")], NOTHING)  # tables are read once
    begun = time.process_time()
    assert resolve([layout("9" * 3200)], NOTHING).points == ()
    assert time.process_time() - begun < 0.1


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(DAYS))
def test_points_lie_in_order_inside_the_text_and_never_overlap(pieces: list[str], published: str) -> None:
    text = "".join(pieces)
    last = 0
    for point in resolve([layout(text, published)], NOTHING).points:
        assert last <= point.expression.start < point.expression.end <= len(text)
        assert len(point.expression) <= 64
        assert (point.value == "") <= (point.grain == "unresolved")
        bounds(point.value)
        last = point.expression.end


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    resolve([layout(text)], NOTHING)


@pytest.mark.parametrize("published", ["", "soon", "2031-02-30", "2031-05", "2031", "0000", "2031-05-07T10:00:00Z"])
def test_any_publication_value_is_taken(published: str) -> None:
    resolve([layout("He left on Monday.", published)], NOTHING)
