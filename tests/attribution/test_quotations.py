"""Whose a quotation is: signatures, asides, relative clauses, marks made of two apostrophes."""

from __future__ import annotations

import pytest
from test_attributions import parts

LIST = """The river, in their words

“The river will rise again before the summer is out.”

Ann Pell, farmer

“Nobody told us that the wall was thin at all.”

Jo Quint, Kelm

“We will build it up again, stone by stone.”

Diane Marl, mayor of Kelm
"""


def test_a_list_of_quotations_with_a_name_under_each() -> None:
    assert parts(LIST) == [
        ("Ann Pell", ["“The river will rise again before the summer is out.”"]),
        ("Jo Quint", ["“Nobody told us that the wall was thin at all.”"]),
        ("Diane Marl", ["“We will build it up again, stone by stone.”"]),
    ]


def test_two_quotations_over_short_lines_are_no_such_list() -> None:
    two = LIST.split("“We will")[0] + "The board met in the hall on Monday and went home.\n"
    assert all(source is None for source, _ in parts(two))


def test_a_line_with_a_verb_signs_nothing() -> None:
    text = LIST.replace("Ann Pell, farmer", "Ann Pell is a farmer").replace("Jo Quint, Kelm", "Jo Quint was there")
    assert "Ann Pell" not in {source for source, _ in parts(text)}


@pytest.mark.parametrize("dash", ["-", "–", "—", "―", "--"])
def test_a_signature_behind_any_dash(dash: str) -> None:
    text = f"Dam\n\nThe board spoke.\n\n“The river will rise again before long.”\n\n{dash} Ann Pell, on Monday\n"
    assert parts(text) == [("Ann Pell", ["“The river will rise again before long.”"])]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "''The wall is thin,'' said Ann Pell, a farmer. ''It will go before the year is out.''",
            [("Ann Pell, a farmer", ["''The wall is thin,''", "''It will go before the year is out.''"])],
        ),
        (
            "Kelm State University's Diane Marl agreed. “The farmers are running out of time.”",
            [("Kelm State University's Diane Marl", ["“The farmers are running out of time.”"])],
        ),
        (
            "Howard Pell went on.\n\nPell continued.\n\n“The farmers are running out of time.”",
            [("Pell", ["“The farmers are running out of time.”"])],
        ),
        (
            "“It is thin,” she wrote of people whose land was lost, “But I do know that they gave it up.”",
            [("she", ["“It is thin,”", "“But I do know that they gave it up.”"])],
        ),
        (
            "“The wall is thin,” Jo Quint, who is chairman of Our Wall said in a statement.",
            [("Jo Quint, who", ["“The wall is thin,”"])],
        ),
    ],
)
def test_who_speaks(body: str, wanted: list[tuple[str, list[str]]]) -> None:
    assert parts(f"Dam\n\nThe hall was full.\n\n{body}\n") == wanted


def test_an_aside_between_the_verb_and_its_quotation() -> None:
    body = "When someone shouted, “Quint,” Pell joked, still on the steps, “Come on up and sit down with us!”"
    found = parts(f"Dam\n\nThe hall was full.\n\n{body}\n")
    assert ("Pell", ["“Come on up and sit down with us!”"]) in found
