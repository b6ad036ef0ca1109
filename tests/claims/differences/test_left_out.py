"""What is left out, not known here and told there, put down to others, or told of another share of a group."""

from __future__ import annotations

import pytest
from difference_stories import article, differences_of, pair, quoted

CLASH = "Fishermen fought coast guards at the harbour gate in Osmund on Monday"


def sides(a: str, b: str, kind: str) -> list[list[list[str]]]:
    amber, birch = article("amber", a), article("birch", b)
    return quoted(differences_of(amber, birch), [amber, birch], kind)


def test_the_hurt_of_the_other_side_are_missed() -> None:
    both = f"{CLASH}. Two guards were injured. Dozens of fishermen were injured as well."
    one = f"{CLASH}, injuring two guards."
    told = sides(both, one, "omission")
    assert told == [[["Dozens of fishermen were injured"], ["injuring two guards"]]]


@pytest.mark.parametrize("other", [
    f"{CLASH}, injuring two guards. Some fishermen were hurt too.",  # told without a figure
    f"{CLASH}, injuring five guards.",  # another count: that is the difference
    f"{CLASH}. Nobody came to harm.",
])  # fmt: skip
def test_nothing_is_missed_where_the_other_side_is_told(other: str) -> None:
    both = f"{CLASH}. Two guards were injured. Dozens of fishermen were injured as well."
    assert not sides(both, other, "omission")


def test_those_of_a_number_who_died_are_missed() -> None:
    told = "Karl Odden sold spoiled oysters to eight people in Tarrant, three of whom died, police said."
    bare = "Police said Karl Odden had sold spoiled oysters to eight people in Tarrant."
    assert [s[0] for s in sides(told, bare, "omission")] == [["three of whom died"]]
    assert not sides(told, f"{bare[:-1]}, of whom three died.", "omission")
    assert not sides(told, "Karl Odden sold bad oysters to eight people in Tarrant; three of them died.", "omission")


BLAST = "A bomb went off at the slate market in Torrow on Monday"
UNTOLD = {
    "claim": ("omission", f"{BLAST}. No group has claimed responsibility for the bombing at the Torrow market.",
              f"{BLAST}. Black Oar claimed responsibility for the bombing at the Torrow market.",
              f"{BLAST}. Black Oar sells slate at the Torrow market."),
    "harm": ("number", f"{BLAST}. No one was injured by the bomb at the slate market in Torrow.",
             f"{BLAST}. Nine people were injured by the bomb at the slate market in Torrow.",
             f"{BLAST}. Nine people sell slate at the market in Torrow."),
    "cause": ("cause", "The ferry Wind Lass sank off Osmund on Monday. The cause was not immediately known.",
              "The ferry Wind Lass sank off Osmund on Monday because of a broken hatch.",
              "The ferry Wind Lass sank off Osmund on Monday. The hatch was green."),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(UNTOLD))
def test_what_is_not_known_here_and_told_there_is_a_difference(what: str) -> None:
    kind, silent, telling, other = UNTOLD[what]
    assert kind in {d.kind for d in pair(silent, telling)}
    assert kind not in {d.kind for d in pair(silent, other)}
    assert kind not in {d.kind for d in pair(silent, silent)}


def test_harm_of_another_place_is_no_answer() -> None:
    silent = "A rocket hit a barn in Osmund on Monday. No one was injured in Osmund."
    assert not [d for d in pair(silent, "A tram hit a cart in Tarrant on Monday. Nine people were injured.")
                if d.kind == "number"]  # fmt: skip


FOUND = "The body of the miller was found on Sunday by his neighbour at the mill in Tarrant"


def test_who_did_it_is_told_otherwise() -> None:
    told = sides(f"{FOUND}.", "A friend found the body of the miller at the mill in Tarrant on Sunday.", "label")
    assert len(told) == 1 and "neighbour" in told[0][0][0] + told[0][1][0] and "friend" in told[0][0][0] + told[0][1][0]


def test_two_voices_in_one_article_may_put_it_down_to_two_people() -> None:
    both = f"{FOUND}, the priest said. But a friend found the body of the miller, the baker Mia Ask said."
    assert sides(f"{FOUND}, the priest said.", both, "label")


@pytest.mark.parametrize("other", [
    "A neighbour found the body of the miller at the mill in Tarrant on Sunday.",
    "Ole Brandt found the body of the miller at the mill in Tarrant on Sunday.",  # may be the neighbour
    "The body of the miller was found on Sunday at the mill in Tarrant.",
    "A friend found the keys of the tower in Osmund on Sunday.",
    "The body of the miller was found by his neighbour. A friend found the body of the miller later.",  # tells both
])  # fmt: skip
def test_who_did_it_is_told_alike(other: str) -> None:
    assert not sides(f"{FOUND}.", other, "label")


SESSION = "the session on the harbour dues"
TURNOUTS = {
    "all behind the verb": (f"The Coast Party delegates boycotted {SESSION} completely.",
                            f"Almost all of the assembly's Coast Party members chose not to attend {SESSION}.", True),
    "one mind": ("The Coast Party delegates unanimously opposed the new dues.",
                 "Most Coast Party delegates opposed the new dues.", True),
    "the same share": (f"All Coast Party delegates stayed away from {SESSION}.",
                       f"The Coast Party delegates shunned {SESSION} entirely.", False),
    "no share told": (f"The Coast Party delegates boycotted {SESSION}.",
                      f"Most Coast Party delegates stayed away from {SESSION}.", False),
    "another deed": (f"The Coast Party delegates boycotted {SESSION} completely.",
                     "Most Coast Party delegates voted for the lighthouse.", False),
    "another group": (f"The Coast Party delegates boycotted {SESSION} completely.",
                      f"Most Hill League members stayed away from {SESSION}.", False),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(TURNOUTS))
def test_shares_of_a_group_are_compared_by_what_it_did(case: str) -> None:
    a, b, differ = TURNOUTS[case]
    assert ("number" in {d.kind for d in pair(a, b)}) is differ
