"""The counting rule, on invented stories taken through all rooms above."""

from __future__ import annotations

from dataclasses import replace

import pytest
from claim_stories import about, article, claims_of, story_of
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.nouns import Article

DAM = "The Velm dam above Torrin has cracked and 4,000 people were moved out overnight"
DAM_TOO = "A crack in the Velm dam above Torrin forced 4,000 people from their homes overnight"
GRAIN = "Orvania will not sell its grain reserve to Quell this winter"


def test_two_named_people_are_two_origins() -> None:
    a = article("a", f"{DAM}, engineer Ilse Quandt told the Daily Lantern.\n", "Daily Lantern")
    b = article("b", f"{DAM_TOO}, hydrologist Bram Osterholt told the Morning Quill.\n", "Morning Quill")
    claim = about(claims_of(a, b), "Velm dam")
    assert (claim.independent_origins, claim.unknown_mentions, claim.newsrooms) == (2, 0, 2)
    assert claim.status == "several-origins"
    assert {o.source for o in claim.origins} == {"Ilse Quandt", "Bram Osterholt"}


def test_one_person_twice_is_one_origin() -> None:
    a = article("a", f"{DAM}, engineer Ilse Quandt told the Daily Lantern.\n", "Daily Lantern")
    b = article("b", f"{DAM_TOO}, Ilse Quandt, the engineer, told the Morning Quill.\n", "Morning Quill")
    claim = about(claims_of(a, b), "Velm dam")
    assert (claim.independent_origins, claim.newsrooms) == (1, 2)


def test_a_press_conference_attended_by_six_is_one_origin() -> None:
    forms = (
        f"{DAM}, engineer Ilse Quandt told reporters on Tuesday.\n",
        f"{DAM_TOO}, engineer Ilse Quandt said at a news conference.\n",
        f"Engineer Ilse Quandt told a news conference that {DAM_TOO[0].lower() + DAM_TOO[1:]}.\n",
        f"{DAM}, Ilse Quandt, the engineer in charge, told journalists in Torrin.\n",
        f"“{DAM},” engineer Ilse Quandt said.\n",
        f"According to engineer Ilse Quandt, {DAM[0].lower() + DAM[1:]}.\n",
    )
    claim = about(claims_of(*(article(f"a{n}", text) for n, text in enumerate(forms))), "Velm dam")
    assert len(claim.articles) == 6
    assert claim.independent_origins == 1


def test_unattributed_facts_of_two_outlets_are_two_unknown_and_none_shown() -> None:
    claim = about(claims_of(article("a", DAM + ".\n"), article("b", DAM_TOO + ".\n")), "4,000 people")
    assert (claim.independent_origins, claim.unknown_mentions) == (1, 2)
    assert claim.origins == ()
    assert claim.status == "cannot-tell"


@pytest.mark.parametrize(
    "other", ["Six officials familiar with the cabinet's plans", "An Orvanian official", "Two people at the talks"]
)
def test_unnamed_people_of_one_report_who_could_be_the_same_are_one(other: str) -> None:
    a = article("a", f"{GRAIN}, three senior officials told Norwire.\n")
    b = article("b", f"{other} told Norwire that {GRAIN}.\n")
    claim = about(claims_of(a, b), "grain reserve")
    assert (claim.independent_origins, claim.newsrooms) == (1, 1)


def test_unnamed_people_of_different_sides_are_two() -> None:
    a = article("a", f"{GRAIN}, Orvanian officials told Norwire.\n")
    b = article("b", "Orvania will never sell its reserve of grain to Quell, Kessian diplomats told Norwire.\n")
    assert about(claims_of(a, b), "grain reserve").independent_origins == 2


def test_one_agency_through_two_outlets_adds_nothing() -> None:
    body = f"{GRAIN}, three senior officials said on Tuesday.\n\nThe reserve holds 90,000 tonnes of wheat.\n"
    a = article("a", f"TORRIN, March 4 (Norwire) - {body}")
    b = article("b", f"{body}\n(Norwire/Kestrel)\n")
    for claim in claims_of(a, b):
        assert claim.independent_origins == 1
        assert claim.newsrooms <= 1


def test_claimed_in_one_and_asserted_in_another_is_one_origin_where_both_rest_on_one_report() -> None:
    a = article("a", f"{GRAIN}, two officials told Norwire.\n\nThe harvest failed in the north.\n")
    b = article("b", f"TORRIN (Norwire) - {GRAIN}.\n\nThe harvest failed in the north.\n")
    claim = about(claims_of(a, b), "grain reserve")
    assert (claim.independent_origins, claim.unknown_mentions) == (1, 0)
    assert {m.stance for m in claim.mentions} == {"attributed", "asserted"}


def test_what_a_text_says_of_its_own_sourcing_changes_no_count() -> None:
    a = article("a", f"{GRAIN}, according to five independent sources.\n")
    claim = about(claims_of(a), "grain reserve")
    assert claim.independent_origins == 1


def test_a_denial_disputes_what_the_report_leads_with_and_is_no_origin_of_it() -> None:
    promise = "promised Quell the grain reserve"
    a = article("a", f"Trade minister Dara Holm {promise} in secret talks, two officials told Norwire.\n")
    b = article("b", f"Trade minister Dara Holm secretly {promise}, Norwire reported, citing two officials.\n\n"
                     "The ministry called the report baseless.\n")  # fmt: skip
    claims, _, summary, _ = story_of(a, b)
    claim = about(claims, "promised Quell")
    assert claim.status == "disputed"
    assert claim.independent_origins == 1
    assert summary.main_claim == claim.id


def test_a_denial_of_a_denial_states() -> None:
    from firsthand.claims.stance import stance
    from firsthand.claims.units import Unit
    from firsthand.nouns import Attribution, Span

    span = Span("a", 40, 80)
    outer = Attribution("a#a1", "a", Span("a", 0, 5), Span("a", 6, 12), (Span("a", 13, 80),), "denial")
    inner = Attribution("a#a2", "a", Span("a", 13, 20), Span("a", 21, 28), (span,), "denial", parent="a#a1")
    by_id = {x.id: x for x in (outer, inner)}
    unit = Unit(span, "body", 0, (), True, 1, "a#a2")
    assert stance(unit, "en", by_id) == "attributed"
    assert stance(unit, "en", {"a#a2": replace(inner, parent=None)}) == "denied"


STORY = (
    article("a", f"{GRAIN}, two officials told Norwire.\n\nThe harvest failed in the north.\n"),
    article("b", f"{GRAIN}, trade minister Dara Holm said on Tuesday.\n\nBread prices rose by 9 percent.\n"),
    article("c", "Orvania is keeping its grain reserve and will not sell it to Quell this winter.\n\nMills stand.\n"),
)
OTHER = article("z", "Goalkeeper Tilde Marsh saved three penalties as Harrow Rovers beat Ansty in the cup.\n")


def most(*articles: Article) -> int:
    return max(c.independent_origins for c in claims_of(*articles))


def test_forty_copies_are_one_origin() -> None:
    copies = [article(f"copy{n:02d}", STORY[0].text) for n in range(40)]
    claims = claims_of(*copies)
    assert {c.independent_origins for c in claims} == {1}
    assert len(about(claims, "grain reserve").articles) == 40


@given(st.lists(st.integers(0, 2), max_size=3), st.permutations(range(3)), st.booleans(), st.booleans())
@settings(max_examples=15, deadline=None)
def test_copies_order_names_and_strangers_never_raise_a_count(
    copies: list[int], order: list[int], renamed: bool, stranger: bool
) -> None:
    pile = [STORY[i] for i in order]
    pile += [article(f"x{n}", STORY[i].text, f"Outlet {n}") for n, i in enumerate(copies)]
    if renamed:
        pile = [replace(a, outlet=f"The {a.id.upper()} Post") for a in pile]
    if stranger:
        pile.append(OTHER)
    assert most(*pile) <= most(*STORY)


def test_the_outcome_is_the_same_whatever_the_order() -> None:
    assert claims_of(*STORY) == claims_of(*reversed(STORY))


def test_no_claim_without_words() -> None:
    claims, title, summary, untold = story_of(article("a", "…\n"))
    assert claims == ()
    assert (summary.main_claim, summary.origins_shown) == (None, 0)
    assert untold
    assert isinstance(title, str)


def test_every_mention_lies_in_its_text_and_names_only_origins_of_its_claim() -> None:
    texts = {a.id: a.text for a in STORY}
    for claim in claims_of(*STORY):
        held = {o.id for o in claim.origins}
        assert claim.independent_origins == max(1, len(held))
        for m in claim.mentions:
            assert m.span.end <= len(texts[m.span.article])
            assert m.origin is None or m.origin in held
        said = [texts[m.span.article][m.span.start : m.span.end] for m in claim.mentions]
        assert claim.text in [" ".join(words.split()) for words in said]


def test_a_denial_that_names_its_matter_disputes_that_and_nothing_else() -> None:
    a = article("a", "Premier Dara Holm took bribes from the salt traders, a clerk told Norwire.\n\n"
                     "The salt traders opened a new mill in Torrin.\n\nRain is expected on Friday.\n")  # fmt: skip
    b = article("b", "Premier Dara Holm took bribes from the salt traders, Norwire reported.\n\n"
                     "Holm denied that she took bribes from the traders.\n")  # fmt: skip
    claims = claims_of(a, b)
    assert about(claims, "took bribes").status == "disputed"
    assert [c.text for c in claims if c.status == "disputed" and "bribes" not in c.text] == []
