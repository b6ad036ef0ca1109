"""Statements matched clause by clause, and what is told otherwise of them."""

from __future__ import annotations

import pytest
from difference_stories import article, differences_of, pair, quoted

WRECK = "The ferry Wind Lass capsized off Sorrel Bay on Monday"
OTHER_WORDS = {
    "epithet": ("label", "Coast guards fought stone-throwing Sorrel fishermen at the harbour gate on Monday.",
                "Coast guards fought Sorrel fishermen at the harbour gate on Monday."),
    "distance": ("label", "The council urged the islanders to sign the so-called peace deal in June.",
                 "The council urged the islanders to sign the peace deal in June."),
    "share": ("number", "Most of the survivors swam ashore at Tarrant beach, the coast guard said.",
              "All of the survivors swam ashore at Tarrant beach, the coast guard said."),
    "for now": ("hedge", "Detectives do not suspect a crime in the keeper's death at this time, the coroner said.",
                "Detectives do not suspect a crime in the keeper's death, the coroner said."),
    "direction": ("place", "A second lighthouse keeper was found dead on Friday in northern Arrow.",
                  "A second lighthouse keeper was found dead on Friday in western Arrow."),
    "carrier": ("attribution", "The old pier was sold to a foreign company for a crown, harbour police said.",
                "The old pier was sold to a foreign company for a crown, the Norwire news agency reported."),
    "strong word": ("label", "Massacre at Torrow market\n\nA bombing in Torrow killed 12 people on Monday.",
                    "Attack at Torrow market\n\nA bombing in Torrow killed 12 people on Monday."),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(OTHER_WORDS))
def test_what_is_told_in_other_words_is_found(case: str) -> None:
    kind, a, b = OTHER_WORDS[case]
    assert kind in {d.kind for d in pair(a, b)}
    assert kind not in {d.kind for d in pair(a, a)} | {d.kind for d in pair(b, b)}


AGREEING = [
    ("Coast guards fought angry fishermen at the gate.", "Angry fishermen fought coast guards at the gate."),
    ("The keeper of the northern light was found dead in Arrow.", "The keeper was found dead in northern Arrow."),
    ("Many of the survivors swam ashore, police said.", "Several survivors swam ashore, police said."),
    ('"The vote will take place on 11 May," Ada Fenn said.', '"The vote will take place on May 11," Ada Fenn said.'),
    ('"We are not going to sell the pier," Ada Fenn said.', '"We\'re not going to sell the pier," Ada Fenn said.'),
    ('"She has sold us down the river," Ada Fenn said.', '"[Brandt] has sold us down the river," Ada Fenn said.'),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), AGREEING)
def test_the_same_in_other_words_is_no_difference(a: str, b: str) -> None:
    assert pair(a, b) == ()


def test_who_claimed_an_attack_is_missed_where_it_is_left_out() -> None:
    a = "Black Oar claimed responsibility for the bombing at Torrow market that killed 12 people on Monday."
    b = "The bombing at Torrow market on Monday killed 12 people. The market was closed."
    told = quoted(differences_of(article("amber", a), article("birch", b)), [article("amber", a), article("birch", b)],
                  "omission")  # fmt: skip
    assert told and told[0][0] == ["Black Oar claimed responsibility"]
    nobody = "No group has claimed responsibility for the bombing at Torrow market that killed 12 people on Monday."
    assert not [d for d in pair(nobody, b) if d.kind == "omission"]


def test_the_hurt_are_missed_where_only_the_dead_are_counted() -> None:
    a = f"{WRECK}, killing 12 people and injuring 40, the harbour master said."
    b = f"{WRECK}, killing 12 people, the harbour master said."
    assert "omission" in {d.kind for d in pair(a, b)}
    assert "omission" not in {d.kind for d in pair(a, b + " Dozens were hurt.")}


def test_turning_down_a_wish_denies_nothing() -> None:
    a = f"The mayor of Sorrel Bay asked for a lower pier toll. {WRECK}."
    b = "The council rejected calls for a lower pier toll."
    assert not [d for d in pair(a, b) if d.kind in ("denial", "omission")]


def test_reasons_name_outlets() -> None:
    found = pair(f"{WRECK} and 22 people drowned, police said.", f"{WRECK} and 31 people drowned, police said.")
    assert "The Amber Herald" in found[0].reasons[0].text and "The Birch Herald" in found[0].reasons[0].text


def test_the_toll_of_one_attack_is_not_that_of_several() -> None:
    one = "The bombing at Torrow market killed 12 people on Monday, the health minister said."
    several = "Three attacks in Torrow this week killed 31 people, the health minister said."
    assert not [d for d in pair(one, several) if d.kind == "number"]


@pytest.mark.parametrize("text", ["Flight 447 crashed", "the H5N1 strain spread", "it ended 2-1", "phase two began"])
def test_codes_scores_and_numbered_names_are_no_counts(text: str) -> None:
    a = f"In Sorrel Bay {text} on Monday, the harbour master said."
    b = "In Sorrel Bay 31 ferries crashed and spread and ended and began on Monday, the harbour master said."
    assert not [d for d in pair(a, b) if d.kind == "number"]


def test_severity_is_a_share_and_leads_weigh_more() -> None:
    lead = pair(f"{WRECK} and 22 people drowned.", f"{WRECK} and 55 people drowned.")
    late = "The harbour is old. The quay is grey. The gulls are loud. The tide is low. The mist is thick. "
    tail = pair(late + f"{WRECK} and 22 people drowned.", late + f"{WRECK} and 55 people drowned.")
    assert 0 < tail[0].severity < lead[0].severity <= 1
