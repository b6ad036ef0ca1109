"""Pairs of articles that only look as if they differed, each beside a pair that does."""

from __future__ import annotations

import pytest
from difference_stories import pair

WALL = "The wall of the slate quarry near Tarrant gave way on Monday"
# reason: (kind, an article, one that only looks as if it told it otherwise, one that does)
PAIRS = {
    "a size is no count": (
        "number",
        "The council of Osmund bought 30 lamps for the pier on Monday, the mayor said.",
        "The council of Osmund bought 12-inch lamps for the pier on Monday, the mayor said.",
        "The council of Osmund bought 12 lamps for the pier on Monday, the mayor said.",
    ),
    "spaces inside a price": (
        "number",
        "The old ferry Wind Lass was sold to Crane Holdings for $4,500 on Monday.",
        "The old ferry Wind Lass was sold to Crane Holdings for $4, 500 on Monday.",
        "The old ferry Wind Lass was sold to Crane Holdings for $9,500 on Monday.",
    ),
    "what was expected beside what came": (
        "number",
        "The port of Osmund added 412 jobs in February, the labour office said.",
        "Economists were expecting the port of Osmund to add 620 jobs in February, the labour office said.",
        "The port of Osmund added 620 jobs in February, the labour office said.",
    ),
    "more than a round figure": (
        "number",
        "The council planted more than 100 elms along the canal in Osmund on Monday.",
        "The council planted 120 elms along the canal in Osmund on Monday.",
        "The council planted 260 elms along the canal in Osmund on Monday.",
    ),
    "by how much something grew": (
        "number",
        "The number of herring boats in Osmund rose to 373 last week, the harbour office said.",
        "The number of herring boats in Osmund rose by 2 last week, the harbour office said.",
        "The number of herring boats in Osmund rose to 391 last week, the harbour office said.",
    ),
    "what there was before": (
        "number",
        "The port of Osmund added 235 jobs last month, the labour office said.",
        "The port of Osmund added jobs last month, down from 943 jobs added in July, the labour office said.",
        "The port of Osmund added 943 jobs last month, the labour office said.",
    ),
    "a rank": (
        "number",
        "The Osmund Herons will play 3 rowers from Tarrant in the hall on Saturday.",
        "The Osmund Herons will play No. 5 rowers from Tarrant in the hall on Saturday.",
        "The Osmund Herons will play 5 rowers from Tarrant in the hall on Saturday.",
    ),
    "some of his": (
        "number",
        "Karl Odden lost eleven boats in the storm off Osmund on Monday.",
        "Karl Odden lost three of his boats in the storm off Osmund on Monday.",
        "Karl Odden lost three boats in the storm off Osmund on Monday.",
    ),
    "a vote": (
        "number",
        "The assembly of Osmund passed the harbour law on Monday with 30 members voting.",
        "The assembly of Osmund passed the harbour law on Monday with members voting 14 to 1.",
        "The assembly of Osmund passed the harbour law on Monday with 14 members voting.",
    ),
    "a quake's strength": (
        "number",
        "A quake shook the island of Tarrant on Monday, injuring five people, the mayor said.",
        "A magnitude 6.1 quake shook the island of Tarrant on Monday, injuring people, the mayor said.",
        "A quake shook the island of Tarrant on Monday, injuring nine people, the mayor said.",
    ),
    "who accuses": (
        "denial",
        "Karl Odden denied any role in the theft of the bell of Osmund.",
        "Odden accused the council of neglecting the bell of Osmund.",
        "The priest accused Odden of the theft of the bell of Osmund.",
    ),
    "when they mourned": (
        "date",
        "The rowers drowned off Osmund on 7 February when a wave hit the boat.",
        "The town mourned on 9 February for the rowers who drowned off Osmund when a wave hit the boat.",
        "The rowers drowned off Osmund on 9 February when a wave hit the boat.",
    ),
    "when it was posted": (
        "number",
        "The ferry company answered 38 letters about the harbour dues in Osmund on Monday.",
        "The ferry company answered letters about the harbour dues in Osmund, posted 56 mins ago on Monday.",
        "The ferry company answered 56 letters about the harbour dues in Osmund on Monday.",
    ),
    "another apostrophe": (
        "quote",
        '"We never saw the council´s plan for the new pier before Monday," Ada Fenn said.',
        '"We never saw the council\'s plan for the new pier before Monday," Ada Fenn said.',
        '"We never saw the council´s plan for the old barn before Monday," Ada Fenn said.',
    ),
    "what was told before": (
        "condition",
        "The council of Osmund will sell the lighthouse in June, the mayor said.",
        "The council of Osmund will sell the lighthouse in June if that is refused by the county, the mayor said.",
        "The council of Osmund will sell the lighthouse in June if money is refused by the county, the mayor said.",
    ),
    "what did not come": (
        "condition",
        "The council of Osmund will sell the lighthouse in June, the mayor said.",
        "The council of Osmund will sell the lighthouse in June if he had lost the county vote, the mayor said.",
        "The council of Osmund will sell the lighthouse in June if he loses the county vote, the mayor said.",
    ),
    "a detail deep in the text": (
        "attribution",
        "Karl Odden attacked the keeper of the old church in Osmund on Monday night, police said.",
        "The market in Osmund was open. Bread was sold. Fish was sold. Eggs were sold. Tea was sold.\n\n"
        "Karl Odden attacked the keeper of the old church in Osmund on Monday night.",
        "Karl Odden attacked the keeper of the old church in Osmund on Monday night. It rained all week on the coast.",
    ),
    "those found last": (
        "number",
        "Rescuers have pulled 60 bodies from the ruins of the slate mill in Tarrant, the mayor said.",
        "The dead of the slate mill in Tarrant now number 60, the mayor said, after rescuers pulled six more bodies "
        "from the ruins.",
        "Rescuers have pulled 54 bodies from the ruins of the slate mill in Tarrant, the mayor said.",
    ),
    "an age behind a name": (
        "number",
        "Twelve men were found guilty of the murder of the miller Ole Brandt, the court in Osmund said.",
        "Karl Odden, 20 was found guilty of the murder of the miller Ole Brandt, the court in Osmund said.",
        "Fifteen men were found guilty of the murder of the miller Ole Brandt, the court in Osmund said.",
    ),
    "a record is no age": (
        "number",
        "Karl Odden, 36, beat Ole Brandt in the hall in Osmund on Monday.",
        "Karl Odden, 45-7-2, beat Ole Brandt in the hall in Osmund on Monday.",
        "Karl Odden, 45, beat Ole Brandt in the hall in Osmund on Monday.",
    ),
    "other players": (
        "number",
        "Karl Odden scored 24 points for the Osmund Herons in the hall in Tarrant on Monday.",
        "Jon Ask scored 15 points for the Osmund Herons in the hall in Tarrant on Monday.",
        "Karl Odden scored 15 points for the Osmund Herons in the hall in Tarrant on Monday.",
    ),
    "shares of another deed": (
        "number",
        "Most of the survivors swam ashore at Tarrant beach, the coast guard said.",
        "All of the survivors of the wreck thanked the coast guard on Tarrant beach.",
        "All of the survivors swam ashore at Tarrant beach, the coast guard said.",
    ),
    "two officers": (
        "attribution",
        "Karl Odden set the slate mill in Tarrant on fire on Monday night, Sheriff Ines Calder said.",
        "Karl Odden set the slate mill in Tarrant on fire on Monday night, Inspector Pia Lund said.",
        "Karl Odden set the slate mill in Tarrant on fire on Monday night, the baker Mia Ask said.",
    ),
    "named inside the sentence": (
        "attribution",
        "The fire at the slate mill in Tarrant on Monday is being treated as suspicious, police said.",
        "The fire at the slate mill in Tarrant on Monday is being treated by police as suspicious.",
        "The fire at the slate mill in Tarrant on Monday is being treated as suspicious.",
    ),
    "a charge of murder": (
        "label",
        "Karl Odden killed the miller Ole Brandt at the gate of the slate mill on Monday.",
        "Karl Odden was charged with murder of the miller Ole Brandt at the gate of the slate mill on Monday.",
        "Karl Odden murdered the miller Ole Brandt at the gate of the slate mill on Monday.",
    ),
    "cases of some kind": (
        "label",
        "The council of Osmund sold the controversial statue of the miller to a collector on Monday.",
        "The council of Osmund sold the small to controversial statue of the miller to a collector on Monday.",
        "The council of Osmund sold the statue of the miller to a collector on Monday.",
    ),
    "what the law says anyway": (
        "condition",
        "Karl Odden will spend five years in the prison of Osmund for the theft of the bell.",
        "Karl Odden will spend five years in the prison of Osmund for the theft of the bell if convicted in June.",
        "Karl Odden will spend five years in the prison of Osmund for the theft of the bell if the miller testifies.",
    ),
    "fog is bad weather": (
        "cause",
        "The ferry Wind Lass ran aground off Osmund because of thick fog, the harbour master said.",
        "The ferry Wind Lass ran aground off Osmund because of bad weather, the pilot said.",
        "The ferry Wind Lass ran aground off Osmund because of a broken rudder, the pilot said.",
    ),
    "another attack was claimed": (
        "omission",
        "Gunmen shot at the toll station in Tarrant on Monday, killing 12 people. The road was closed.",
        "Black Oar claimed responsibility for the burning of a lighthouse in Osmund that hurt two keepers.",
        "Black Oar claimed responsibility for the shooting at the toll station in Tarrant that killed 12 people.",
    ),
    "initials": (
        "quote",
        '"We ask all users of Harbour Charts to buy the new sheets at once," Ada Fenn said.',
        '"We ask all users of HC to buy the new sheets at once," Ada Fenn said.',
        '"We ask all users of Harbour Charts to burn the new sheets at once," Ada Fenn said.',
    ),
    "a rule is no deed": (
        "denial",
        "Karl Odden denied that guards were the target of the fire at the mill.",
        "It is a crime to make guards the target of a fire, the law of Osmund says.",
        "Guards were the target of the fire at the mill, the miller said.",
    ),
    "a fire in another town": (
        "denial",
        "A man has denied arson after the fire at a mill in Osmund on Sunday.",
        "The fire at the Tarrant mill was arson, the insurers wrote.",
        "The fire at the mill in Osmund on Sunday was arson, the insurers wrote.",
    ),
    "that morning": (
        "date",
        "Surveyors found the first crack in the harbour wall on 7 February. Nobody was told.",
        "Surveyors found the first crack in the harbour wall, which had been painted on 19 February by two boys.",
        "Surveyors found the first crack in the harbour wall on 19 February. Nobody was told.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("reason", sorted(PAIRS))
def test_only_what_differs_is_listed(reason: str) -> None:
    kind, told, alike, other = PAIRS[reason]
    assert kind not in {d.kind for d in pair(told, alike)}
    assert kind in {d.kind for d in pair(told, other)}


def test_an_article_that_tells_both_values_tells_of_a_change() -> None:
    small = "Everybody within 10 kilometres of the slate kiln in Tarrant had to leave on Monday, the mayor said."
    large = "Everybody within 20 kilometres of the slate kiln in Tarrant had to leave on Monday, the mayor said."
    assert "number" in {d.kind for d in pair(small, large)}
    both = f"{small} Later everybody within 20 kilometres of the slate kiln in Tarrant had to leave."
    assert "number" not in {d.kind for d in pair(both, large)}


def test_who_says_so_matters_of_guilt_not_of_an_accident() -> None:
    crash = "Fifteen pupils have been killed in a crash of a school bus near Tarrant on Monday"
    assert "attribution" not in {d.kind for d in pair(f"{crash}, police said.", f"{crash}.")}
    raid = "Soldiers killed fifteen pupils in a raid on a school near Tarrant on Monday"
    assert "attribution" in {d.kind for d in pair(f"{raid}, police said.", f"{raid}.")}
