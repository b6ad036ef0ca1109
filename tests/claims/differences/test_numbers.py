"""Figures: which disagree, and which only look as if they did."""

from __future__ import annotations

import pytest
from difference_stories import article, differences_of, pair, quoted

DISAGREE = [
    ("at least 22 people drowned", "at least 23 people drowned"),
    ("22 people drowned", "31 people drowned"),
    ("more than 900 people drowned", "about 400 people drowned"),
    ("twelve people drowned", "19 people drowned"),
    ("between 16 and 20 people drowned", "eight people drowned"),
]
AGREE = [
    ("29 people drowned", "about 30 people drowned"),
    ("11,000 people drowned", "eleven thousand people drowned"),
    ("more than 11,000 people drowned", "11,000 people drowned"),
    ("11,078 people drowned", "11,000 people drowned"),
    ("nearly 200 people drowned", "some 195 people drowned"),
    ("twenty-two people drowned", "22 people drowned"),
    ("up to 30 people drowned", "28 people drowned"),
    ("between 20 and 25 people drowned", "23 people drowned"),
]


def _story(toll: str) -> str:
    return f"The ferry Wind Lass capsized off Sorrel Bay on Monday and {toll}, the harbour master said."


@pytest.mark.parametrize(("a", "b"), DISAGREE)
def test_figures_that_cannot_both_be_right_are_a_difference(a: str, b: str) -> None:
    assert [d.kind for d in pair(_story(a), _story(b))].count("number") == 1


@pytest.mark.parametrize(("a", "b"), AGREE)
def test_figures_that_agree_are_never_flagged(a: str, b: str) -> None:
    assert not [d for d in pair(_story(a), _story(b)) if d.kind == "number"]


def test_an_older_disaster_is_not_compared_with_the_news() -> None:
    old = "In 1997 the ferry Grey Gull capsized off Sorrel Bay and 310 people drowned."
    assert not [
        d for d in pair(_story("22 people drowned"), _story("22 people drowned") + "\n\n" + old) if d.kind == "number"
    ]


def test_different_things_are_not_compared() -> None:
    a = "The ferry Wind Lass capsized off Sorrel Bay on Monday and 12 sheep were lost, the harbour master said."
    b = "The ferry Wind Lass capsized off Sorrel Bay on Monday and 40 lorries were lost, the harbour master said."
    assert not [d for d in pair(a, b) if d.kind == "number"]


def test_how_many_may_come_is_not_compared_with_how_many_came() -> None:
    a = "The ferry Wind Lass was licensed to carry 40 passengers, the harbour master said."
    b = "The ferry Wind Lass was carrying 95 passengers, the harbour master said."
    assert not [d for d in pair(a, b) if d.kind == "number"]


def test_miles_are_compared_with_kilometres() -> None:
    a = "The ferry Wind Lass sank 10 miles off the lighthouse at Sorrel Bay, the harbour master said."
    near = "The ferry Wind Lass sank 16 kilometres off the lighthouse at Sorrel Bay, the harbour master said."
    far = "The ferry Wind Lass sank 3 kilometres off the lighthouse at Sorrel Bay, the harbour master said."
    assert not [d for d in pair(a, near) if d.kind == "number"]
    assert len([d for d in pair(a, far) if d.kind == "number"]) == 1


def test_each_version_is_a_side_and_agreeing_figures_share_one() -> None:
    articles = [article("amber", _story("29 people drowned")), article("birch", _story("about 30 people drowned")),
                article("cedar", _story("41 people drowned"))]  # fmt: skip
    sides = quoted(differences_of(*articles), articles, "number")
    assert len(sides) == 1
    assert sorted(len(side) for side in sides[0]) == [1, 2]


def test_a_sum_that_explains_the_gap_is_no_difference() -> None:
    a = "The ferry Wind Lass capsized off Sorrel Bay on Monday and 25 people drowned, the harbour master said."
    b = "The ferry Wind Lass capsized off Sorrel Bay and 22 people drowned; 3 of the crew drowned too."
    assert not [d for d in pair(a, b) if d.kind == "number"]


TOLLS = [
    "The death toll from the bombing at a Torrow market climbed to 132 on Sunday, the health minister said.",
    "The toll from the suicide attack in Torrow jumped to 149.",
    "A blast left as many as 149 people dead at a market in Torrow.",
    "Bombing at Torrow market: 128 dead, 200 hurt",
    "A blast at Torrow market claimed 128 lives.",
    "Hundreds of people were killed when a bomb exploded at a market in Torrow.",
]


@pytest.mark.parametrize("told", TOLLS)
def test_a_toll_is_known_in_many_wordings(told: str) -> None:
    news = "At least 85 people were killed and more than 120 wounded when a bomb exploded at a market in Torrow."
    sides = [s for d in pair(news, told) if d.kind == "number" for side in d.sides for s in side]
    killed = news.index("85")
    assert any(s.article == "amber" and s.start <= killed < s.end for s in sides)


def test_dozens_hold_what_dozens_can_mean() -> None:
    news = "At least 85 people were killed when a bomb exploded at a market in Torrow."
    assert not [d for d in pair(news, "Dozens were killed in the market bombing in Torrow.") if d.kind == "number"]
