"""What looks like a difference and is none, by reason; and conditions in their many forms."""

from __future__ import annotations

import pytest
from difference_stories import pair

LOOKALIKES = {
    "somebody is denied entry": (
        "The guards denied the rowers entry to the hall, the warden said.",
        "The rowers wanted entry to the hall on Monday. The guards stood at the hall.",
    ),
    "a thing that denies": (
        "Books that deny that the Osmund flood drowned the valley are banned from the school.",
        "The Osmund flood drowned the valley in 1911, the school teaches.",
    ),
    "what somebody will do is no reason": (
        "Ada Fenn cancelled the visit to Osmund, where she was due to open a bridge.",
        "Ada Fenn cancelled the visit to Osmund because of a cold, her office said.",
    ),
    "ages in a row": (
        "Police arrested two men aged 22 and 23 for smuggling glass.",
        "Police arrested 31 for smuggling glass.",
    ),
    "a code": (
        "The fever MV-19 killed goats at the farm in Osmund.",
        "Fever killed 40 goats at the farm in Osmund.",
    ),
    "what there was before": (
        "The harvest of plums in Osmund fell from 80 tonnes to 51 tonnes, the growers said.",
        "The harvest of plums in Osmund was 51 tonnes, the growers said.",
    ),
    "part of a toll": (
        "Three of the dead were from Tarrant, the mayor of Osmund said after the fire.",
        "Eight people died in the fire in Osmund, the mayor said.",
    ),
    "other deeds": (
        "The line cancelled more than 1,000 sailings over the weekend because of fog.",
        "The line delayed another 1,500 sailings over the weekend because of fog.",
    ),
    "a concession is no condition": (
        "You may not sell any part of the wreck of the Wind Lass, even if it is rotten, the warden said.",
        "You may not sell any part of the wreck of the Wind Lass, the warden said.",
    ),
    "a question is no condition": (
        "Police are investigating the fire at the mill and asked if the miller had locked the doors of the mill.",
        "Police are investigating the fire at the mill.",
    ),
    "a name in two spellings": (
        '"We waited three days for Captain Moamar to open the gate," Fenn said.',
        '"We waited three days for Captain Muammar to open the gate," Fenn said.',
    ),
    "another sentence of one speech": (
        '"We are the ones who built the pier. We are the ones who pay for the lights," Fenn said.',
        '"We are the ones who pay for the lights," Fenn said.',
    ),
    "forced to answer": (
        "The mayor was forced to answer for the withdrawal of the ferry.",
        "The withdrawal of the ferry ended on Monday.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("reason", sorted(LOOKALIKES))
def test_what_only_looks_like_a_difference_is_not_listed(reason: str) -> None:
    asked = ("number", "denial", "omission", "cause", "condition", "quote")
    assert not [d for d in pair(*LOOKALIKES[reason]) if d.kind in asked]


BATHS = "The council of Osmund will close the swimming baths in June"
SALE = "The sale of the shipyard to Crane Holdings is complete"
CONDITIONS = {
    "unless": (BATHS, " unless the county pays for the boiler"),
    "provided that": (BATHS, ", provided that the county does not pay for the boiler"),
    "only if": (BATHS, " only if the county refuses to pay for the boiler"),
    "pending": (SALE, ", pending approval by the competition office"),
    "subject to": (SALE, ", subject to a review by the competition office"),
    "needs approval": (SALE, ", a step that needs the approval of the competition office"),
    "until": ("The schools in Tarrant will stay shut", " until the water is safe to drink"),
}  # fmt: skip


@pytest.mark.parametrize("form", sorted(CONDITIONS))
def test_a_condition_that_one_article_drops_is_found_in_its_many_forms(form: str) -> None:
    told, condition = CONDITIONS[form]
    found = pair(f"{told}{condition}, the mayor said.", f"{told}, the mayor said.")
    assert [d.kind for d in found].count("condition") == 1


def test_an_accusation_and_its_denial_in_one_article_are_no_difference_between_articles() -> None:
    both = "Ole Brandt stole the bell of Osmund, the priest said.\n\nBrandt denied that he had stolen the bell."
    assert not [d for d in pair(both, "The bell of Osmund was cast in 1720.") if d.kind == "denial"]
