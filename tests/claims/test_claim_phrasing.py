"""What a claim is shown with: readable clauses, no fragments."""

from __future__ import annotations

import pytest
from claim_stories import about, article, claims_of

ROADS = ("The Low Gate movement, a league of carters formed two decades ago, has blocked both roads to the dam since "
         "the start of the month.")  # fmt: skip


def texts(*stories: str) -> list[str]:
    return [c.text for c in claims_of(*(article(f"a{n}", s) for n, s in enumerate(stories)))]


def test_a_statement_without_its_subject_is_shown_from_where_its_clause_opens() -> None:
    shown = texts(ROADS + "\n", ROADS.replace("blocked both", "closed the two") + "\n")
    assert any(t.startswith("The Low Gate movement") and "roads to the dam" in t for t in shown)
    assert not any(t.startswith(("has ", "and ", "since ")) for t in shown)


@pytest.mark.parametrize(
    "fragment",
    ["since the start of the month", "three officials with knowledge of the talks said", "who asked not to be named"],
)
def test_times_frames_and_words_on_sourcing_are_no_claims(fragment: str) -> None:
    story = (ROADS + "\n\nThe minister told the governor that the gates would stay shut, three officials with "
             "knowledge of the talks said, who asked not to be named because the matter was secret.\n")  # fmt: skip
    assert fragment not in texts(story, story)


def test_a_condition_is_shown_with_what_it_limits() -> None:
    shown = texts(
        "The gates will stay shut unless the wells of the city rise, engineer Ilse Quandt said.\n",
        "The gates stay shut unless the wells of the city rise again, hydrologist Bram Oster said.\n",
    )
    assert not any(t.startswith("unless") or t.startswith("the wells") for t in shown)
    assert any("stay shut unless the wells" in t for t in shown)


def test_a_time_phrase_is_not_cut_in_two() -> None:
    story = "Minister Dara Holm visited the flooded mills of Torrin last week with the governor.\n"
    assert not any(t.endswith(" last") for t in texts(story, story))


def test_no_word_is_left_out_between_a_subject_and_its_verb() -> None:
    story = "The mayor was surprised by the raids of the carters that triggered the strike in Torrin.\n"
    for text in texts(story, story):
        assert text in story


def test_the_mention_that_names_its_actor_is_shown() -> None:
    a = article("a", "“It will send no more salt to the mills of Quell,” a clerk said.\n")
    b = article("b", "Orvania will send no more salt to the mills of Quell, clerk Oto Brand said.\n")
    assert about(claims_of(a, b), "salt").text.startswith("Orvania")
