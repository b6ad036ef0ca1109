"""Denials, confirmations and refusals to comment with what they answer; whose people unnamed sources are."""

from __future__ import annotations

import pytest
from test_attributions import read, said, words

from firsthand.nouns import ATTRIBUTION_KINDS

LEAD = "Dam\n\nThe hall was full on Monday.\n\n"


def answering(body: str) -> list[tuple[str, str | None]]:
    text = LEAD + body + "\n"
    return [
        (a.kind, words(text, a.answers)) for a in said(text) if a.kind in {"denial", "confirmation", "no-comment"}
    ]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("The ministry denied that the wall was thin.", [("denial", "the wall was thin")]),
        ("Ann Pell called the claims baseless.", [("denial", "the claims")]),
        ("Ann Pell dismissed the report as an invention.", [("denial", "the report")]),
        ("Ann Pell denied that the false report was hers.", [("denial", "the false report was hers")]),
        ("The ministry declined to comment on the wall.", [("no-comment", "the wall")]),
        ("The ministry did not respond to a request for comment.", [("no-comment", None)]),
        ("The ministry did not respond to a request for comment on the wall.", [("no-comment", "the wall")]),
        ("The ministry confirmed that the wall was thin.", [("confirmation", "the wall was thin")]),
        ("Police confirmed three deaths at the wall.", [("confirmation", "three deaths at the wall")]),
        ("The ministry confirmed the report.", [("confirmation", "the report")]),
        ("Three deaths were confirmed by the police.", [("confirmation", "Three deaths")]),
    ],
)
def test_what_is_answered(body: str, wanted: list[tuple[str, str | None]]) -> None:
    assert answering(body) == wanted


@pytest.mark.parametrize(
    "body",
    [
        "The senate confirmed Ann Pell as water minister.",
        "The ministry could not confirm that the wall was thin.",
        "The ministry would confirm the report if it were asked.",
        "The ministry refused to confirm that the wall was thin.",
        "The ministry wants to confirm the report.",
    ],
)
def test_what_confirms_nothing(body: str) -> None:
    assert "confirmation" not in {kind for kind, _ in answering(body)}


def test_a_confirmation_in_quotation_marks_is_a_quotation() -> None:
    (one,) = said(LEAD + "“The wall is thin,” the ministry confirmed.\n")
    assert (one.kind, one.answers) == ("direct", None)


@pytest.mark.parametrize(
    "answer",
    [
        "The ministry denied that the river wall was thin.",
        "The ministry confirmed that the river wall was thin.",
        "The ministry dismissed the claim as an invention.",
        "The ministry declined to comment on the claim.",
        "The ministry denied it.",
    ],
)
def test_the_statement_that_is_answered(answer: str) -> None:
    found = said(LEAD + f"Ann Pell, a farmer, said the river wall was thin. {answer}\n")
    assert [a.answered for a in found] == [None, found[0].id]


def test_of_two_statements_that_could_be_meant_neither_is() -> None:
    body = "Ann Pell, a farmer, said the wall was thin. Jo Quint, a baker, said it was shut. The ministry denied that."
    assert said(LEAD + body + "\n")[-1].answered is None


def test_nobody_answers_what_they_said_themselves() -> None:
    body = "Ann Pell, a farmer, said the river wall was thin. Pell confirmed that the river wall was thin."
    assert said(LEAD + body + "\n")[-1].answered is None


def test_confirmations_are_of_the_closed_vocabulary() -> None:
    assert "confirmation" in ATTRIBUTION_KINDS


@pytest.mark.parametrize(
    ("source", "sides"),
    [
        ("A Harbour Front official", ("Harbour Front",)),
        ("Iranian and Harbour Front officials", ("Iran", "Harbour Front")),
        ("Rebel commanders", ("rebel",)),
        ("Three ministry officials", ("ministry",)),
        ("A Greek government official", ("Greece",)),
        ("Two officials in Kelm", ()),
        ("Three officials", ()),
        ("A team member", ()),
    ],
)
def test_whose_people_the_unnamed_are(source: str, sides: tuple[str, ...]) -> None:
    text = LEAD + f"The Harbour Front met in Kelm. {source} said the river wall was thin.\n"
    statements, _ = read(a=text)
    last = statements.attributions[-1]
    (entity,) = [e for e in statements.entities if e.id == last.entity]
    assert (entity.kind, entity.sides) == ("unnamed", sides)
