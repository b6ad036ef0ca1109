"""Whom a statement is given to where the text leaves it to the reader: pronouns, makers' names, appositions, papers."""

from __future__ import annotations

import pytest
from claim_stories import about, article, claims_of

SOLD = "the old weir above Torrin had been sold to a brewery"


def sources(text: str, needle: str = "weir") -> list[str]:
    return [o.source for o in about(claims_of(article("a", text + "\n", "Sollen Post")), needle).origins]


def test_he_is_never_several_people() -> None:
    text = f"Pilot Oto Brand said the ferry was late.\n\nTwo analysts said the toll was low.\n\nHe said {SOLD}."
    assert not any("analysts" in s for s in sources(text))


def test_an_alleged_head_of_a_ring_says_nothing() -> None:
    text = "Police said Oto Brand, alleged boss of a smuggling ring in the harbour, sold the old weir to brewers."
    assert not any("boss" in s for s in sources(text))


@pytest.mark.parametrize("paper", ["Torrin Evening Herald", "Kelm River Gazette", "Lima Daily News"])
def test_a_paper_that_reports_is_no_origin_beside_the_people_it_may_have_it_from(paper: str) -> None:
    a = article("a", f"Officials said {SOLD}.\n", "Kelm Echo")
    told = f"A brewery has bought the old weir above Torrin, the {paper} reported on Monday.\n"
    b = article("b", told, "Sollen Post")
    assert {c.independent_origins for c in claims_of(a, b)} == {1}


def test_a_maker_is_not_called_after_what_it_makes() -> None:
    lines = [f"Velm said {thing} would stay shut on Monday." for thing in
             ("the weir", "the lock", "the quay", "the mill", "the ferry", "the toll house", "the bridge", "the pier")]
    text = " ".join(lines) + " The clerk wrote it down in Velm Writer."
    assert sources(text) == ["Velm"]
