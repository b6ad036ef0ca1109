"""How many differences are shown, in what order, and that nothing outside the texts decides."""

from __future__ import annotations

import itertools
import time

import pytest
from difference_stories import DAY, article, differences_of, traced
from hypothesis import given, settings
from hypothesis import strategies as st

AMBER = (
    "At least 22 people drowned when the ferry Wind Lass sank off Sorrel Bay on Monday, the harbour master said.\n\n"
    "The militant group Black Oar had sunk the ferry, two officials said.\n\n"
    "The ferry will be raised in June unless the owner pays for a diver, the harbour master said."
)
BIRCH = (
    "At least 31 people drowned when the ferry Wind Lass sank off Sorrel Bay on Monday, the harbour master said.\n\n"
    "Black Oar, a protest movement, had sunk the ferry, two officials said. "
    "Black Oar denied that it had sunk the ferry.\n\n"
    "The ferry will be raised in June, the harbour master said."
)
CEDAR = "At least 22 people drowned when the ferry Wind Lass sank off Sorrel Bay on Monday, the harbour master said."


def test_differences_are_numbered_from_the_most_serious() -> None:
    found = differences_of(article("amber", AMBER), article("birch", BIRCH), article("cedar", CEDAR))
    assert [d.id for d in found] == [f"d{n}" for n in range(1, len(found) + 1)]
    assert {"number", "label", "denial", "condition"} <= {d.kind for d in found}
    assert found[0].kind in ("denial", "number")


def test_the_order_of_the_articles_decides_nothing() -> None:
    articles = [article("amber", AMBER), article("birch", BIRCH), article("cedar", CEDAR)]
    told = {differences_of(*order) for order in itertools.permutations(articles)}
    assert len(told) == 1


def test_every_side_points_into_its_article_and_every_difference_says_why() -> None:
    found, layouts = traced((article("amber", AMBER), article("birch", BIRCH)))
    texts = {x.id: x.text for x in layouts}
    for d in found:
        assert len(d.sides) > 1 and all(d.sides) and d.reasons[0].text
        assert 0 < d.confidence <= 1
        for s in itertools.chain(*d.sides):
            assert texts[s.article][s.start : s.end].strip() == texts[s.article][s.start : s.end] != ""


ODD = ("“Wir gehen”, sagte sie.", "U.S. 12, 13 or 14?", "- - -", "İ 1️⃣ é")
LINES = st.sampled_from([*AMBER.split("\n\n"), *BIRCH.split("\n\n"), *ODD])


@settings(max_examples=25, deadline=None)
@given(st.lists(LINES, max_size=5), st.lists(LINES, max_size=5), st.text(max_size=20))
def test_spans_lie_in_their_articles_whatever_the_texts_are(one: list[str], two: list[str], odd: str) -> None:
    texts = {"amber": odd.join(one), "birch": "\n\n".join([*two, odd])}
    for d in differences_of(*(article(i, t) for i, t in texts.items())):
        assert len(d.sides) > 1 and all(d.sides)
        for s in itertools.chain(*d.sides):
            assert 0 <= s.start < s.end <= len(texts[s.article])


def test_no_more_than_three_differences_an_article() -> None:
    boats = ("red", "green", "amber", "violet", "silver", "copper", "cedar", "walnut", "coral", "indigo")
    one = [f"The {w} committee counted {n + 10} {w} boats in the harbour." for n, w in enumerate(boats)]
    two = [f"The {w} committee counted {3 * n + 40} {w} boats in the harbour." for n, w in enumerate(boats)]
    found = differences_of(article("amber", "\n\n".join(one)), article("birch", "\n\n".join(two)))
    assert 0 < len(found) <= 6


def test_an_article_alone_differs_from_nothing() -> None:
    assert differences_of(article("amber", AMBER)) == ()


def test_articles_in_a_language_without_tables_are_left_out() -> None:
    assert differences_of(article("amber", AMBER), article("birch", BIRCH, language="xx")) == ()


HOSTILE = {
    "one character": "a" * 100_000,
    "quotes": '"' * 100_000,
    "abbreviations": "U.S. " * 20_000,
    "stops": ". " * 50_000,
    "figures": "12 " * 33_000,
    "conditions": "unless if " * 10_000,
    "labels": "the terror group, the rebels, " * 3_300,
    "causes": "because of " * 9_000,
    "known as": "known as Bay known as " * 4_500,
    "denials": "denied the false claims " * 4_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_text_takes_no_long_time(name: str) -> None:
    from firsthand.claims import find_differences
    from firsthand.nouns import Lineage, Statements, Timeline
    from firsthand.zones import mark

    layouts = mark(
        (article("amber", HOSTILE[name]), article("birch", HOSTILE[name] + " x"), article("cedar", CEDAR, day=DAY))
    )
    started = time.process_time()
    find_differences(layouts, Statements((), (), ()), (), Lineage((), (), ()), Timeline((), ()), ())
    assert time.process_time() - started < 2.0
