"""One source under two names, or a body and its people, is one origin."""

from __future__ import annotations

import pytest
from claim_stories import article, claims_of

from firsthand.claims.kinship import government_of, nations_of, own_words

LOCK = "The new lock on the Marrow lost its northern gate on Monday night"
LOCK_TOO = "The northern gate of the new Marrow lock was lost on Monday night"


def origins(one: str, other: str) -> int:
    """The most origins of a claim where one source states a thing in one article and another in a second."""
    a, b = f"{LOCK}, {one} said.\n", f"{LOCK_TOO}, {other} said.\n"
    return max(c.independent_origins for c in claims_of(article("a", a, "Sollen Post"), article("b", b, "Kelm Echo")))


@pytest.mark.parametrize(
    "one, other",
    [
        ("John Owel", "Jon Owel"),
        ("Kenneth Brand", "Ken Brand"),
        ("premier Hasan Kandil", "premier Hasan Qandil"),
        ("Velm Electric Power", "Velm Electric"),
        ("Kelm City Board of Rivers", "KCBR"),
        ("Velm Motors", "Ilse Quandt, an engineer at Velm Motors,"),
        ("Velm Motors", "Velm Motors’ spokeswoman Ilse Quandt"),
        ("Velm Motors", "a spokesman"),
        ("a spokesman for Velm Motors", "a spokesperson from Velm Motors"),
        ("Oto Brand, head of the Velm Motors workshop,", "Ilse Quandt, a Velm Motors engineer,"),
        ("Velm Motors", "Ilse Quandt, director of Velm Motors,"),
        ("the City of Sollen", "Sollen safety director Ilse Quandt"),
        ("Velm police", "police sources"),
        ("the authorities", "sergeant Ilse Quandt"),
        ("the White House", "US secretary of state Ilse Quandt"),
        ("the Egyptian foreign ministry", "Egyptian president Oto Brand"),
        ("a statement", "harbour master Ilse Quandt"),
        ("the autopsy results", "lawyer Ilse Quandt"),
        ("two senior officials", "harbour director Ilse Quandt"),
        ("witnesses", "two witnesses"),
        ("the Kelm Courier newspaper", "harbour pilot Ilse Quandt"),
    ],
)  # fmt: skip
def test_who_may_be_one_or_speak_for_one_is_no_second_origin(one: str, other: str) -> None:
    assert origins(one, other) == 1


@pytest.mark.parametrize(
    "one, other",
    [
        ("John Owel", "Jane Owel"),
        ("Bram Osterholt", "Bram Quandt"),
        ("Velm Motors", "harbour pilot Ilse Quandt"),
        ("Velm Motors", "Ilse Quandt, an engineer at Torrin Castings,"),
        ("the Kelm Growers", "harbour pilot Ilse Quandt"),
        ("Velm police", "nurse Ilse Quandt"),
        ("the Egyptian foreign ministry", "Peruvian foreign minister Ilse Quandt"),
        ("a Velm Motors press release", "harbour pilot Ilse Quandt"),
        ("villagers", "police"),
        ("Ilse Quandt, a retired inspector who saw the site,", "harbour pilot Oto Brand"),
    ],
)  # fmt: skip
def test_who_is_shown_to_be_another_is_a_second_origin(one: str, other: str) -> None:
    assert origins(one, other) == 2


@pytest.mark.parametrize(
    "description, country",
    [("Peruvian foreign minister", "Peru"), ("South Korean officials", "South Korea"), ("Peruvian bakers", None),
     ("the White House", "United States"), ("Secretary of State Ilse Quandt", "United States"),
     ("a United Nations official in Peru", "United Nations"), ("the Velm Motors president", None)],
)  # fmt: skip
def test_a_government_goes_by_office_and_country(description: str, country: str | None) -> None:
    assert government_of(description, "en") == country


def test_countries_of_two_words_are_one_country() -> None:
    assert nations_of("South Korean and Peruvian officials") == {"South Korea", "Peru"}


def test_what_tells_a_name_is_no_office_no_country_and_no_kind_of_body() -> None:
    assert own_words("the City of Sollen", "en") == {"sollen"}
    assert own_words("South Korean Defence Ministry", "en") == frozenset()
    assert own_words("Velm Motors Director Ilse Quandt", "en") == {"velm", "motors", "ilse", "quandt"}
