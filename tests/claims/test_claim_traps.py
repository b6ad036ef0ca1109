"""The traps of counting, on invented stories: what looks like a further source and is none, and what is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from claim_stories import about, article, claims_of

from firsthand.nouns import Article, Claim

GRAIN = "Orvania will not sell its grain reserve to Quell this winter"
GRAIN_TOO = "Quell will get no grain from the Orvanian reserve this winter"
DAM = "The Velm dam above Torrin has cracked and 4,000 people were moved out overnight"
DAM_TOO = "A crack in the Velm dam above Torrin forced 4,000 people from their homes overnight"
REPORT = (
    f"TORRIN, March 4 (Norwire) - {GRAIN}, three officials with knowledge of the talks said.\n\n"
    "The reserve holds 90,000 tonnes of wheat, and mills in Quell have closed one after the other since autumn.\n\n"
    "“We shall bake with barley,” said Oto Brand, a baker in the border town of Kelm.\n"
)


def counted(claims: Sequence[Claim]) -> tuple[int, int]:
    """The most origins shown for a claim, and the most newsrooms."""
    return max(len(c.origins) for c in claims), max(c.newsrooms for c in claims)


def test_forty_copies_are_one_origin_and_one_newsroom() -> None:
    copies = [article(f"copy{n:02}", REPORT, f"Paper {n}") for n in range(40)]
    claim = about(claims_of(*copies), "grain reserve")
    assert len(claim.articles) == 40
    assert (claim.independent_origins, claim.newsrooms, claim.unknown_mentions) == (1, 1, 0)


def test_two_interviews_with_two_people_are_two_origins_with_one_person_one() -> None:
    a = article("a", f"“{DAM},” engineer Ilse Quandt told the Daily Lantern in an interview.\n", "Daily Lantern")
    b = article("b", f"“{DAM_TOO},” hydrologist Bram Oster told the Morning Quill in an interview.\n", "Morning Quill")
    again = article("b", f"“{DAM_TOO},” Ilse Quandt, the engineer, told the Morning Quill.\n", "Morning Quill")
    two, one = (about(claims_of(a, x), "Velm dam") for x in (b, again))
    assert (two.independent_origins, two.status) == (2, "several-origins")
    assert (one.independent_origins, one.status) == (1, "single-origin")
    assert two.newsrooms == one.newsrooms == 2


@pytest.mark.parametrize("credit", ["(Norwire/KELM)", "(Norwire news agency)", "By Norwire", "Source: Norwire"])
def test_one_agency_under_another_name_adds_nothing(credit: str) -> None:
    body = REPORT.partition(" - ")[2]
    a, b = article("a", REPORT), article("b", f"{body}\n{credit}\n")
    assert counted(claims_of(a, b)) == counted(claims_of(a)) == (1, 1)


def test_a_press_conference_that_six_attended_is_one_origin() -> None:
    told = (
        f"{DAM}, engineer Ilse Quandt told a press conference on Tuesday.\n",
        f"Engineer Ilse Quandt said at a press conference that {DAM_TOO[0].lower()}{DAM_TOO[1:]}.\n",
        f"{DAM_TOO}, Ilse Quandt told reporters in Torrin.\n",
        f"“{DAM},” engineer Ilse Quandt told journalists, among them a reporter of this newspaper.\n",
        f"According to engineer Ilse Quandt, {DAM[0].lower()}{DAM[1:]}.\n",
        f"{DAM}, Quandt said. The engineer Ilse Quandt spoke at a press conference.\n",
    )
    claim = about(claims_of(*(article(f"a{n}", t) for n, t in enumerate(told))), "Velm dam")
    assert (len(claim.articles), claim.independent_origins) == (6, 1)


def test_what_two_outlets_state_in_their_own_voice_is_two_unknown_and_adds_nothing() -> None:
    claim = about(claims_of(article("a", DAM + ".\n"), article("b", DAM_TOO + ".\n")), "4,000 people")
    assert (claim.independent_origins, claim.unknown_mentions, claim.newsrooms) == (1, 2, 0)
    assert (claim.origins, claim.status) == ((), "cannot-tell")


def test_an_unknown_mention_stands_beside_the_count_and_what_it_would_change_is_said() -> None:
    a = article("a", f"{DAM}, engineer Ilse Quandt said on Tuesday.\n")
    claim = about(claims_of(a, article("b", DAM_TOO + ".\n")), "Velm dam")
    assert (claim.independent_origins, claim.unknown_mentions) == (1, 1)
    assert any(r.text == "Would be 2 if what b states without a source came from somebody else" for r in claim.reasons)


@pytest.mark.parametrize(
    "boast",
    ["according to five independent sources", "according to five independent officials in three countries",
     "as ten agencies confirmed separately", "six unconnected witnesses said independently of each other"],
)  # fmt: skip
def test_what_a_text_says_of_its_own_sourcing_changes_no_count(boast: str) -> None:
    a = article("a", f"{GRAIN}, {boast}.\n\nAll of this was confirmed by five independent sources.\n")
    assert {c.independent_origins for c in claims_of(a)} == {1}


def test_a_denial_of_a_denial_is_no_dispute_by_the_one_who_denies() -> None:
    a = article("a", "Trade minister Dara Holm took bribes from the salt traders, a clerk told Norwire.\n")
    b = article("b", "Trade minister Dara Holm denied denying that she took bribes from the salt traders.\n")
    claim = about(claims_of(a, b), "bribes")
    assert all(m.stance != "denied" for m in claim.mentions)


def test_three_officials_here_and_six_there_are_one_through_one_report_and_what_if_is_said() -> None:
    a = article("a", f"{GRAIN}, three senior officials told Norwire.\n")
    b = article("b", f"Six officials familiar with the talks told Norwire that {GRAIN}.\n")
    claim = about(claims_of(a, b), "grain reserve")
    assert (claim.independent_origins, claim.newsrooms) == (1, 1)
    assert any(r.text.startswith("Would be 2 if ") and "officials" in r.text for r in claim.reasons)


def test_three_officials_of_one_report_and_six_of_another_are_two() -> None:
    a = article("a", f"{GRAIN}, three senior officials told Norwire.\n")
    told = "Orvania will never sell its reserve of grain to Quell, six officials familiar with the talks told"
    b = article("b", f"{told} the Morning Quill.\n", "Morning Quill")
    claim = about(claims_of(a, b), "grain")
    assert (claim.independent_origins, claim.newsrooms) == (2, 2)
    assert any(r.text.startswith("Would be fewer if ") for r in claim.reasons)


def test_attributed_in_one_and_asserted_in_another_is_one_origin_where_one_report_is_behind_both() -> None:
    a = article("a", REPORT)
    b = article("b", f"TORRIN (Norwire) - {GRAIN_TOO}.\n\nThe reserve holds 90,000 tonnes of wheat.\n")
    claim = about(claims_of(a, b), "this winter")
    assert (claim.articles, claim.independent_origins, claim.unknown_mentions) == (("a", "b"), 1, 0)
    assert {m.stance for m in claim.mentions} == {"attributed", "asserted"}


def test_words_that_officials_tell_of_a_leader_are_known_through_them_in_every_claim() -> None:
    told = "Premier Dara Holm told envoy Bram Oster that Orvania would keep its grain and close the salt road, "
    a = article("a", f"TORRIN, March 4 (Norwire) - {told}two officials with knowledge of the meeting said.\n")
    b = article("b", f"Premier Dara Holm said that Orvania would close the salt road, Norwire reported.\n\n{GRAIN}.\n")
    for claim in claims_of(a, b):
        assert len(claim.origins) <= 1, claim


def test_an_event_that_all_speak_of_is_no_claim_that_two_speakers_share() -> None:
    a = article("a", "“Nobody in the town was ready for the March 3 raid on Kelm,” baker Oto Brand told the Lantern.\n")
    b = article("b", "Governor Ilse Quandt said that Orvania was to blame for the March 3 raid on Kelm.\n")
    assert {len(c.origins) for c in claims_of(a, b)} == {1}


def test_what_is_only_asked_for_is_no_claim_that_two_speakers_share() -> None:
    a = article("a", "Baker Oto Brand asked the towns of the north to join the salt strike with all their force.\n")
    b = article("b", "Governor Ilse Quandt urged the miners, against the union's will, to join the salt strike.\n")
    assert {len(c.origins) for c in claims_of(a, b)} <= {0, 1}


def renamed(pile: Sequence[Article]) -> list[Article]:
    return [replace(a, outlet=f"The {n} Observer") for n, a in enumerate(pile)]


def test_copies_under_other_outlets_add_neither_origin_nor_newsroom_to_any_claim() -> None:
    pile = [
        article("a", REPORT),
        article("b", f"{GRAIN_TOO}, miller Aud Sten told the Quill.\n\nMills in Quell have closed.\n", "Quill"),
        article("c", "The reserve holds 90,000 tonnes of wheat.\n\nBakers in Kelm turn to barley.\n"),
    ]
    before = counted(claims_of(*pile))
    for original in pile:
        for id in ("0", "z"):
            copy = replace(original, id=id, path=id, outlet="Copy Herald")
            assert counted(claims_of(*pile, copy)) == before
    assert counted(claims_of(*renamed(pile))) == before
