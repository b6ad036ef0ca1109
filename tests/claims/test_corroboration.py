"""A second origin is shown only where a second speaker plainly states the same."""

from __future__ import annotations

import pytest
from claim_stories import article, claims_of

from firsthand.nouns import Claim

WEIR = "The old weir above Torrin has been sold to a brewery"
MIGHT = "The old weir above Torrin could have been sold to a brewery"


def told(one: str, other: str) -> tuple[Claim, ...]:
    return claims_of(article("a", one + "\n", "Sollen Post"), article("b", other + "\n", "Kelm Echo"))


def most(one: str, other: str) -> int:
    """The most origins shown for any claim of two articles."""
    return max(c.independent_origins for c in told(one, other))


@pytest.mark.parametrize(
    "one, other, origins",
    [
        # two who know state one thing
        ("No one was hurt in the fire at the mill, pastor Oto Brand said.",
         "No one was injured in the mill fire, shopkeeper Ilse Quandt said.", 2),
        ("Two helicopters carried the injured from Sollen to Torrin, harbour pilot Oto Brand said.",
         "Two helicopters were carrying injured people to Torrin, nurse Ilse Quandt said.", 2),
        ("The bomb in the schoolyard did not explode, teacher Oto Brand said.",
         "The schoolyard bomb did not explode, according to nurse Ilse Quandt.", 2),
        # of what is said, only the words are alike
        ("The relief boats are going smoothly to Sollen, pilot Oto Brand said.",
         "The relief boats to Sollen were slow, miller Ilse Quandt said.", 1),
        ("The rebels rode their bikes to the upper quay, baker Oto Brand said.",
         "The rebels rode away on the bikes at once, miller Ilse Quandt said.", 1),
        ("Torrin's gate keepers promise to defend the toll at the ferry, clerk Oto Brand said.",
         "Torrin's gate keepers have better things to do, miller Ilse Quandt said.", 1),
        ("Two grey rebel boats set off before dawn, pilot Oto Brand said.",
         "The masts of two grey rebel boats fell off, miller Ilse Quandt said.", 1),
        # another is meant
        ("The army fired into the salt market at dawn, miller Oto Brand said.",
         "Rebels hid in the mill and fired into the salt market at dawn, baker Ilse Quandt said.", 1),
    ],
)  # fmt: skip
def test_what_is_said_and_of_whom_must_agree(one: str, other: str, origins: int) -> None:
    assert most(one, other) == origins


@pytest.mark.parametrize(
    "other, origins",
    [
        ("A brewery has bought the old weir above Torrin, miller Oto Brand said.", 2),
        ("The old weir above Torrin could have been sold to a brewery, miller Oto Brand said.", 1),  # may be
        ("The old weir above Torrin will have been sold to a brewery, miller Oto Brand said.", 1),  # will be
        ("The old weir above Torrin should have been sold to a brewery, miller Oto Brand said.", 1),  # ought to be
        ("Miller Oto Brand saw no signs that the old weir above Torrin has been sold to a brewery.", 1),
        ("Miller Oto Brand said nobody knew whether the old weir above Torrin has been sold to a brewery.", 1),
        ("Miller Oto Brand called for the old weir above Torrin to be sold to a brewery.", 1),
        ("Miller Oto Brand said that the owner had assured him that the old weir above Torrin has been sold to a "
         "brewery.", 1),
    ],
)  # fmt: skip
def test_what_is_possible_asked_doubted_or_heard_confirms_nothing(other: str, origins: int) -> None:
    assert most(f"{WEIR}, clerk Ilse Quandt said.", other) == origins


@pytest.mark.parametrize(
    "one, other",
    [
        ("“We are worried about the wheat harvest in Sollen,” miller Oto Brand said.",
         "“We are worried about the wheat harvest in Sollen,” baker Ilse Quandt said.".replace("wheat", "barley")),
        ("Miller Oto Brand said he had no contact with the rebels of Sollen.",
         "Baker Ilse Quandt said she had no contact with the rebels of Sollen."),
    ],
)  # fmt: skip
def test_what_two_people_say_of_themselves_is_two_statements(one: str, other: str) -> None:
    assert most(one, other) == 1


def test_what_somebody_saw_is_not_about_whoever_saw_it() -> None:
    seen = "“I saw the ferry strike the pier at Sollen,” miller Oto Brand said."
    assert most(seen, "The ferry did strike the pier at Sollen, nurse Ilse Quandt said.") == 2


def test_a_speaker_who_is_not_counted_stays_with_the_claim_and_the_reasons_say_why() -> None:
    (claim,) = (c for c in told(f"{WEIR}, clerk Ilse Quandt said.", f"{MIGHT}, miller Oto Brand said.")
                if len(c.articles) == 2)  # fmt: skip
    assert (claim.independent_origins, claim.unknown_mentions, len(claim.origins)) == (1, 1, 1)
    assert any(r.text.endswith("which is not plainly the same: not counted") for r in claim.reasons)
    assert any(r.text.startswith("Would be 2 if what comes from ") for r in claim.reasons)


def test_the_words_shown_are_those_of_the_speaker_who_is_counted() -> None:
    for one, other in ((WEIR, MIGHT), (MIGHT, WEIR)):
        (claim,) = (c for c in told(f"{one}, clerk Ilse Quandt said.", f"{other}, miller Oto Brand said.")
                    if len(c.articles) == 2)  # fmt: skip
        (counted,) = {m.span.article for m in claim.mentions if m.origin is not None}
        assert ("could" in claim.text) == ((one if counted == "a" else other) == MIGHT)


@pytest.mark.parametrize(
    "other, origins",
    [
        ("14 deaths were counted after the blaze swept the fuel store on Thursday, harbour pilot Ilse Quandt said.", 2),
        ("15 deaths were counted after the blaze swept the fuel store on Thursday, harbour pilot Ilse Quandt said.", 1),
        ("14 were hurt as the blaze swept the fuel store on Thursday, harbour pilot Ilse Quandt said.", 1),
        ("14 deaths were counted after the blaze swept the fuel store at Kelm, harbour pilot Ilse Quandt said.", 1),
        ("14 may have died as the blaze swept the fuel store on Thursday, harbour pilot Ilse Quandt said.", 1),
    ],
)  # fmt: skip
def test_the_same_number_of_dead_is_the_same_in_other_words(other: str, origins: int) -> None:
    one = "14 people were killed in the blaze at the Sollen fuel store that began on Thursday, nurse Oto Brand said."
    assert most(one, other) == origins


def test_so_few_dead_may_be_of_another_event() -> None:
    one = "2 people were killed in the blaze at the fuel store that began on Thursday, nurse Oto Brand said."
    assert most(one, "2 deaths were counted after a fall in the quarry, harbour master Ilse Quandt said.") == 1


def test_a_clause_that_opens_with_its_day_states_something() -> None:
    one = "The harbour wall at Sollen cracked on Sunday, nurse Oto Brand said."
    assert most(one, "On Sunday the harbour wall at Sollen cracked, baker Ilse Quandt said.") == 2
