"""Sources that are nobody of their own, and speakers who do not confirm each other."""

from __future__ import annotations

import pytest
from claim_stories import about, article, claims_of

GRAIN = "Orvania will not sell its grain reserve to Quell this winter"
GRAIN_TOO = "Quell will get no grain from the Orvanian reserve this winter"


@pytest.mark.parametrize("said", ["The message is: ", "That message was: ", "The statement said "])
def test_what_was_said_goes_back_to_who_said_it(said: str) -> None:
    a = article("a", f"TORRIN, March 4 (Norwire) - {GRAIN}, three officials with knowledge of the talks said.\n")
    told = "Three officials revealed that the trade minister gave a firm message to the envoy of Quell."
    b = article("b", f"TORRIN, March 4 (Norwire) - {told}\n\n{said}{GRAIN_TOO}.\n")
    for claim in claims_of(a, b):
        assert claim.independent_origins == 1, claim


@pytest.mark.parametrize(
    "source, points",
    [("The message", True), ("this", True), ("the stern letter", True), ("That statement", True),
     ("a statement", False), ("Quandt", False), ("the Harbour Board statement", False), ("The mayor", False)],
)  # fmt: skip
def test_words_for_what_was_said_are_no_speakers(source: str, points: bool) -> None:
    from firsthand.claims.descriptions import points_back

    assert points_back(source, "en") is points


@pytest.mark.parametrize(
    "name, vague",
    [("sources", True), ("the authorities", True), ("some senior officials", True), ("experts", True),
     ("three officials", False), ("an official", False), ("Orvanian officials", False), ("villagers", False)],
)  # fmt: skip
def test_a_group_of_no_count_side_or_kind_is_vague(name: str, vague: bool) -> None:
    from firsthand.claims.descriptions import is_vague

    assert is_vague(name, "en") is vague


@pytest.mark.parametrize("vague", ["sources", "experts", "officials", "the authorities"])
def test_a_vague_group_opens_no_second_origin_beside_a_named_speaker(vague: str) -> None:
    a = article("a", f"{GRAIN}, trade minister Dara Holm said on Tuesday.\n")
    b = article("b", f"{GRAIN_TOO}, {vague} said.\n")
    assert {c.independent_origins for c in claims_of(a, b)} == {1}


def test_what_somebody_believes_is_no_second_origin() -> None:
    a = article("a", f"{GRAIN}, trade minister Dara Holm said on Tuesday.\n")
    b = article("b", f"Miller Oto Brand believes that {GRAIN_TOO}.\n")
    assert {c.independent_origins for c in claims_of(a, b)} == {1}


def test_a_title_before_a_name_makes_no_second_person() -> None:
    from firsthand.claims.joining import _tail

    assert _tail("Ilse Quandt", "Public Defender Ilse Quandt")
    assert _tail("Quandt", "Ilse Quandt")
    assert not _tail("Ilse Quandt", "Bram Quandt")


def test_the_same_quoted_words_under_two_names_are_one_utterance() -> None:
    quote = "“the whole upper town will have to leave before the ice breaks,”"
    a = article("a", f"It is true that {quote} engineer Ilse Quandt told the Daily Lantern.\n", "Daily Lantern")
    b = article("b", f"It is true that {quote} hydrologist Bram Osterholt told the Morning Quill.\n", "Morning Quill")
    assert {c.independent_origins for c in claims_of(a, b)} == {1}


def test_two_speakers_whose_words_only_resemble_each_other_are_two_claims() -> None:
    a = article("a", "“We will see what happens with the dam,” engineer Ilse Quandt told the Daily Lantern.\n")
    b = article("b", "“Nobody knows what the dam has cost us,” baker Oto Brand told the Morning Quill.\n")
    assert {c.independent_origins for c in claims_of(a, b)} == {1}


@pytest.mark.parametrize(
    "left, right",
    [("United States", "White House"), ("Washington", "the United States"), ("Moscow", "Kremlin"), ("Paris", "France")],
)
def test_a_government_goes_by_its_country_capital_and_seat(left: str, right: str) -> None:
    from firsthand.claims.descriptions import state

    assert state(left) == state(right) is not None


def test_a_speaker_reached_by_the_outlet_itself_is_apart_from_the_officials_of_the_report_it_cites() -> None:
    told = "Trade minister Dara Holm met governor Ilse Quandt in Torrin last week, three officials with knowledge of "
    a = article("a", f"TORRIN, March 4 (Norwire) - {told}the meeting said.\n")
    lead = "Norwire reported on Tuesday that the grain reserve would stay shut."
    heard = "Governor Ilse Quandt, reached by telephone, confirmed that trade minister Dara Holm met her in Torrin"
    b = article("b", f"{lead}\n\n{heard} last week.\n", "Kelm Echo")
    claim = about(claims_of(a, b), "met")
    assert {o.source for o in claim.origins} == {"three officials with knowledge of the meeting", "Ilse Quandt"}


def test_who_tells_what_somebody_told_somebody_is_the_origin() -> None:
    told = f"Trade minister Dara Holm told governor Ilse Quandt that {GRAIN}"
    a = article("a", f"{told}, three officials told Norwire.\n")
    claim = about(claims_of(a), "grain reserve")
    assert [o.source for o in claim.origins] == ["three officials"]


TWO_SUPPLIERS = """TORRIN, March 4 (Norwire) - A bridge in Sollen fell into the Marrow on Tuesday, the police chief
said.

{reports} that a second crack had been found in the southern pier.

The toll bridge cost too much from the start, Harbour Weekly newspaper reported. Tollbooths stay shut, the chief said.
"""


def test_a_statement_given_to_one_of_several_reports_is_never_put_down_to_another() -> None:
    a = article("a", TWO_SUPPLIERS.format(reports="Kestania Public Television reported"), outlet="Sollen Post")
    (origin,) = about(claims_of(a), "second crack").origins
    assert "Public Television" in origin.source, origin


def test_what_reports_say_comes_from_none_of_the_reports_named_beside_it() -> None:
    text = TWO_SUPPLIERS.format(reports="Media reports said").replace("(Norwire) ", "")
    (origin,) = about(claims_of(article("a", text, outlet="Sollen Post")), "second crack").origins
    assert origin.source == "an unseen report"


def test_what_is_told_of_a_thing_somebody_asks_for_is_not_theirs() -> None:
    bell = "The Sollen Museum offered to take the bell that washed ashore last week on the Marrow's west bank"
    claim = about(claims_of(article("a", f"TORRIN, March 4 - {bell}.\n", outlet="Sollen Post")), "washed ashore")
    assert all("Museum" not in o.source for o in claim.origins), claim.origins
    said = "The Sollen Museum said that it would take the bell, which washed ashore last week on the Marrow's west bank"
    claim = about(claims_of(article("a", f"TORRIN, March 4 - {said}.\n", outlet="Sollen Post")), "washed ashore")
    assert [o.source for o in claim.origins] == ["Sollen Museum"]


def test_a_speaker_no_name_is_given_for_is_not_his_own_carrier() -> None:
    asked = "The mayor urged the council to repair the bridge that was hit by a barge on Monday"
    (origin,) = about(claims_of(article("a", f"{asked}.\n", outlet="Sollen Post")), "barge").origins
    assert origin.via == ()


def counts(one: str, other: str, *needles: str) -> int:
    claims = claims_of(article("a", one + "\n"), article("b", other + "\n"))
    return max(c.independent_origins for c in claims if all(n in c.text for n in needles))


def test_who_only_dates_his_words_by_it_confirms_nothing() -> None:
    one = "The army said that a barrage from the northern hills began the siege of Torrin."
    began = "the siege of Torrin began with a barrage from northern hills"
    assert counts(one, f"Sixty were brought in since {began}, a doctor named Ilse Quandt said.", "siege") == 1
    assert counts(one, f"A doctor named Ilse Quandt said that {began}.", "siege") == 2


def test_who_asks_confirms_nothing() -> None:
    one = "The council sold the old mill to a Quell brewery last spring, clerk Oto Brand said."
    asked = "the council sell its old mill last spring to a brewery in Quell"
    assert counts(one, f"“Why did {asked}?” miller Ilse Quandt asked.", "mill") == 1
    assert counts(one, f"“I saw {asked},” miller Ilse Quandt said.", "mill") == 2


@pytest.mark.parametrize("unnamed", ["A grower", "Two Quell growers", "Growers in Quell"])
def test_a_bodys_own_people_may_be_the_body(unnamed: str) -> None:
    one = "The Quell Growers said the frost had killed half of the plum trees along the river."
    other = f"{unnamed.replace('A grower', 'A Quell grower')} said that frost killed half the plum trees on the river."
    assert counts(one, other, "frost") == 1


def test_a_detective_speaks_for_the_police() -> None:
    one = "Police said the ferryman was robbed of a silver compass on the lower quay."
    told = "The ferryman lost a silver compass to robbers on the quay below"
    assert counts(one, f"{told}, Det Insp Ilse Quandt said.", "compass") == 1
    assert counts(one, f"{told}, Mrs Ilse Quandt said.", "compass") == 2
