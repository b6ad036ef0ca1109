"""Short names that several outlets share: whole in a credit, a short form in prose."""

from __future__ import annotations

import pytest

from firsthand.languages import agencies
from firsthand.lineage.newsrooms import newsroom
from firsthand.nouns import Article, Group, Layout, Story
from firsthand.reuse import shared_passages
from firsthand.trace import tell
from firsthand.zones import mark

LONG = "The bell weighs three tons, professor Ilse Quandt wrote in {} last month."
SHORT = "The mayor of Torrin will resign over the bell, The Times reported on Monday."


def told(article: Article) -> Story:
    layouts = mark((article,))
    return tell("s1", Group(("a",)), layouts, shared_passages(layouts))


@pytest.mark.parametrize("name", ["The Times", "Times", "the Sun", "The Independent"])
def test_a_name_that_others_end_in_is_no_outlets_in_prose(name: str) -> None:
    assert agencies().get(name) is None
    assert agencies().credited(name) is not None


@pytest.mark.parametrize("name", ["SPA", "Telegraph", "The Hindu", "Time"])
def test_a_short_name_that_no_other_family_ends_in_is_whole(name: str) -> None:
    assert agencies().get(name) is agencies().credited(name) is not None


@pytest.mark.parametrize("long", ["The New York Times", "the Financial Times", "the Sollen Evening Times"])
def test_the_times_is_the_one_named_before_it(long: str) -> None:
    text = f"{LONG.format(long)}\n\nThe river is high, she said.\n\n{SHORT}\n"
    story = told(Article("a", "a.txt", text, "", "", outlet="Torrin Post", language="en"))
    named = {s.name for s in story.lineage.sources if s.kind == "outlet"}
    assert {n.removeprefix("the ") for n in named} == {long.removeprefix("The ").removeprefix("the ")}


def test_where_no_outlet_is_named_before_it_the_times_stays_open() -> None:
    article = Article("a", "a.txt", SHORT + "\n", "", "", outlet="Torrin Post", language="en")
    story = told(article)
    assert {s.name for s in story.lineage.sources if s.kind == "outlet"} == {"Times"}


@pytest.mark.parametrize("url, name", [("https://www.nytimes.com/a", "New York Times"), (None, "Times (London)")])
def test_an_outlets_address_says_which_times_it_is(url: str | None, name: str) -> None:
    article = Article("a", "a.txt", SHORT, "", "", outlet="The Times", url=url, language="en")
    assert newsroom(Layout(article, (), (), ())).name == name
