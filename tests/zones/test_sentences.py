"""Where sentences end, as a table of texts with "|" at each end."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.zones.sentences import sentences

CASES = [
    "The dam failed.| Nobody was hurt.",
    "Mr. Odd met Gen. Pell.| He left.",
    "The U.S. Senate met in Kelm.| It rose early.",
    "She lives in the U.S.| He does not.",
    "It began on Oct. 7 and ended on Nov. 3.",
    "See No. 5 and pp. 12.",
    "The answer was no.| The minister left.",
    "It rose 3.5 percent to 1.2 million.| Then it fell.",
    "J. R. Pell and Ann B. Odd signed.",
    "He chose plan B.| The others did not.",
    "Well ... perhaps.| Or not.",
    "He waited… and left.",
    "Nobody knows…| The mayor is away.",
    "“We won,” she said.| “It is over.”| They left.",
    "“It is over. |We won.”| The crowd cheered.",
    '"Why?" Pell asked.| Nobody knew.',
    '"Why did it fail?"| The minister would not say.',
    "He called it “a lie.”| The ministry did not.",
    "(The dam is old.)| It was built in 1950.",
    "It failed.[3]| It was old.",
    "It was an attack.|The minister said so.",
    "They went to kelm.example.Com and example.org for it.",
    "Firms such as Norwire Inc. and Kelm Corp. said so.",
    "Norwire Inc.| The firm is small.",
    "It opened at 9 a.m. Monday.",
    "It opened at 9 a.m.| The doors closed at noon.",
    "Yahoo! is a firm.",
    "He left!| She stayed?| Yes.",
    "•| It failed.|",
    "大坝垮了。|没有人受伤。",
    "هل انهار السد؟| نعم.",
    "The dam failed .| Nobody was hurt .",
    "`` We won , '' she said .| They left .",
    "He said it was `` over . ''| They left .",
    'He said it was " over . "| They left .',
    "Ph.D. students and St. Odd's choir came.",
    "They met in Washington, D.C., on Monday.",
    "It cost Rs. 500 and vs. nothing.",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    expected = [x.strip() for x in marked.split("|") if any(c.isalnum() for c in x)]
    text = marked.replace("|", "")
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == expected


@given(st.text(alphabet=" .!?…\"'“”‘’«»()[]`-•\nAaBb1Mr。؟", max_size=200))
def test_sentences_are_in_order_and_hold_every_letter(text: str) -> None:
    found = sentences(text, 0, len(text))
    assert all(a < b for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
    held = {i for a, b in found for i in range(a, b)}
    assert all(i in held for i, c in enumerate(text) if c.isalnum())


@pytest.mark.parametrize("unit", [". ", "U.S. ", "a.A", '." ', "Mr. ", "?! ", "A. ", "…", "''", ") "])
def test_pages_of_stops_take_linear_time(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    began = time.process_time()
    sentences(text, 0, len(text))
    assert time.process_time() - began < 1
