"""One invented case for each kind of difference, and its look-alike."""

from __future__ import annotations

import pytest
from difference_stories import article, differences_of, pair, quoted

NEWS = "The mayor of Sorrel Bay, Ada Fenn, sold the old pier to the Crane company last week"
CASES = {
    "denial": (
        f"{NEWS}, two officials said.",
        f"{NEWS}, two officials said.\n\nFenn denied that she had sold the pier to the Crane company.",
    ),
    "omission": (
        f"{NEWS}, two officials said.",
        f"{NEWS}, two officials said.\n\nFenn denied that she had sold the pier to the Crane company.",
    ),
    "label": (
        "The militant group Black Oar closed the harbour road on Monday.",
        "Fishermen stayed at home on Monday. Black Oar, a protest movement, closed the harbour road.",
    ),
    "hedge": (
        "The mayor of Sorrel Bay reportedly sold the old pier to a foreign company last week.",
        "The mayor of Sorrel Bay sold the old pier to a foreign company last week.",
    ),
    "attribution": (
        "The old pier was sold to a foreign company for a single crown, the harbour master said.",
        "The old pier was sold to a foreign company for a single crown. It rained all week on the coast.",
    ),
    "condition": (
        "The council will close the swimming baths in June unless the county pays for the boiler, the mayor said.",
        "The council will close the swimming baths in June, the mayor said. The baths were built by fishermen.",
    ),
    "quote": (
        'The keeper was angry. "They came at night and cut every one of my nets to pieces," Ole Brandt said.',
        'The keeper was angry. "They came at night and burned every one of my nets to pieces," Ole Brandt said.',
    ),
    "cause": (
        "The ferry Wind Lass capsized off the bay because it was overloaded, the harbour master said.",
        "The ferry Wind Lass capsized off the bay because of a rotten hull, the builder said.",
    ),
    "date": (
        "Surveyors found the first crack in the harbour wall on 7 February. Nobody was told.",
        "Surveyors found the first crack in the harbour wall on 19 February. Nobody was told.",
    ),
    "place": (
        "The stolen lifeboat was found empty by two boys near Tarrant. It was dry.",
        "The stolen lifeboat was found empty by two boys near Osmund. It was wet.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(CASES))
def test_a_difference_of_each_kind_is_found(kind: str) -> None:
    assert kind in {d.kind for d in pair(*CASES[kind])}


@pytest.mark.parametrize("kind", sorted(CASES))
def test_an_article_never_differs_from_its_copy(kind: str) -> None:
    for text in CASES[kind]:
        assert not [d for d in pair(text, text) if d.kind not in ("denial",)]


LOOK_ALIKES = [
    ("Surveyors found a crack in the wall on Feb. 7.", "Surveyors found a crack in the wall on 7 February."),
    ("Surveyors found the crack on Monday.", "On Monday, surveyors found the crack."),
    ('"We will not sell the pier to anyone," Fenn said.', "“We will not sell the pier to anyone,” said Fenn."),
    ('"We will not sell the pier to anyone at all," Fenn said.', '"We will not sell the pier," Fenn said.'),
    ('"Our neighbours painted the old pier grey," Fenn said.', '"Our neighbours painted the old pier ...," Fenn said.'),
    ("The militant group Black Oar closed the road.", "Black Oar militants closed the road."),
    ("The baths close unless the county pays, Fenn said.", "Unless the county pays, the baths close, Fenn said."),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), LOOK_ALIKES)
def test_look_alikes_that_agree_are_never_flagged(a: str, b: str) -> None:
    assert pair(a, b) == ()


def test_a_loose_label_belongs_to_the_body_named_last() -> None:
    a = article("amber", "Fishermen from Black Oar closed the road on Monday. The terror group has 30 boats.")
    b = article("birch", "The militant group Black Oar closed the road on Monday.")
    assert quoted(differences_of(a, b), (a, b), "label") == [[["The militant group"], ["The terror group"]]]


def test_other_peoples_names_for_a_place_are_labels() -> None:
    a = article("amber", "A wall fell on the hill known to islanders as Crow Mount and to mainlanders as Saint Brin.")
    b = article("birch", "A wall fell on Saint Brin.")
    assert len(quoted(differences_of(a, b), (a, b), "label")) == 1


def test_a_byname_of_a_person_is_no_difference() -> None:
    a = article("amber", "The singer Ove Tarn, better known with his painted mask as Grim Harrow, fell off the stage.")
    b = article("birch", "The singer Ove Tarn fell off the stage.")
    assert not [d for d in differences_of(a, b) if d.kind == "label"]


def test_a_body_is_described_in_other_words_of_one_kind() -> None:
    a = article("amber", "The folk band Grim Harrow split on Monday. Grim Harrow sang of herring.")
    b = article("birch", "The satirical punk band Grim Harrow split on Monday. Grim Harrow sang of herring.")
    assert quoted(differences_of(a, b), (a, b), "label") == [[["folk band"], ["satirical punk band"]]]
    assert not [d for d in differences_of(a, article("birch", a.text)) if d.kind == "label"]
