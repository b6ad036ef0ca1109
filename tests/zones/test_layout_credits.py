"""Whom a layout credits: a table of texts, and the credits as (kind, source, whole)."""

from __future__ import annotations

import pytest

from firsthand.languages import agencies
from firsthand.nouns import Article, Layout
from firsthand.zones import mark

BODY = "The dam above Kelm failed on Monday night, and the lower town was flooded within an hour."
HEAD = "Dam fails above Kelm, dozens missing"
MORE = "Minister Ann Pell said that nobody had warned her office before the water came."


def layout(text: str) -> Layout:
    return mark([Article("a", "a.txt", text, "", "", language="en")])[0]


CASES: list[tuple[str, list[tuple[str, str, bool]]]] = [
    (f"{BODY}\n\n{MORE} (Reuters/NAN)", [("text", "Reuters", True), ("relay", "NAN", True)]),
    (f"{BODY}\n\n{MORE} (Reuters)", [("text", "Reuters", True)]),
    (f"{BODY}\n\n{MORE} (AFP/Reuters)", [("text", "Agence France-Presse", True), ("text", "Reuters", True)]),
    (f"{BODY}\n\n{MORE}\n\n(Norwire/Kelmpress)", [("text", "Norwire", True), ("text", "Kelmpress", True)]),
    (f"KELM, March 3 (Norwire) - {BODY}\n\n{MORE}", [("text", "Norwire", True)]),
    (f"LONDON (AP) — {BODY}\n\n{MORE}", [("text", "Associated Press", True)]),
    (f"KELM ([AGENCY]) — {BODY}\n\n{MORE}", []),
    (f"[CREDIT]\n{BODY}\n\n{MORE}", []),
    (f"By Ann Odd\n{BODY}\n\n{MORE}", []),
    (f"By Ann Odd, Norwire\n{BODY}\n\n{MORE}", [("text", "Norwire", True)]),
    (f"By Ann Odd, Political Editor\n{BODY}\n\n{MORE}", []),
    (f"By Ann Odd, London\n{BODY}\n\n{MORE}", []),
    (f"By Norwire staff\n{BODY}\n\n{MORE}", [("text", "Norwire", True)]),
    (f"By staff writers\n{BODY}\n\n{MORE}", []),
    (f"By The Associated Press\n{BODY}\n\n{MORE}", [("text", "Associated Press", True)]),
    (f"{HEAD}\n\nMeridon Press Agency\n\n{BODY}\n\n{MORE}", [("text", "Meridon Press Agency", True)]),
    (f"{HEAD}\n\nMERIDON NEWS AGENCY\n\n{BODY}\n\n{MORE}", [("text", "MERIDON NEWS AGENCY", True)]),
    (f"{HEAD}\n\nMeridon News Agency (MNA) | March 3, 2031\n\n{BODY}\n\n{MORE}",
     [("text", "Meridon News Agency", True)]),
    (f"{HEAD}\n\n{BODY}\n\n{MORE}\n\nKelm Newswire", [("text", "Kelm Newswire", True)]),
    (f"{HEAD}\n\nBy The Meridon News Service\n\n{BODY}\n\n{MORE}", [("text", "Meridon News Service", True)]),
    (f"{HEAD}\n\nBy Ann Odd, Meridon Press Agency\n\n{BODY}\n\n{MORE}", [("text", "Meridon Press Agency", True)]),
    (f"{HEAD}\n\nBy Ann Odd\nMeridon Press Agency\n\n{BODY}\n\n{MORE}", [("text", "Meridon Press Agency", True)]),
    (f"{HEAD}\n\nBy Tallis Wire and Ostmark News Agency\n\n{BODY}\n\n{MORE}",
     [("text", "Tallis Wire", True), ("text", "Ostmark News Agency", True)]),
    (f"{HEAD}\n\nBy Reuters and Ostmark News Agency\n\n{BODY}\n\n{MORE}",
     [("text", "Reuters", True), ("text", "Ostmark News Agency", True)]),
    (f"{HEAD}\n\nBy Ann Press\n\n{BODY}\n\n{MORE}", []),
    (f"{HEAD}\n\nBy Ann Wire and Ben Press\n\n{BODY}\n\n{MORE}", []),
    (f"{HEAD}\n\nNews Service\n\n{BODY}\n\n{MORE}", []),
    (f"News Service\nOur News Service\n\n{HEAD}\n\n{BODY}\n\n{MORE}\n\nThe News Agency", []),
    (f"{HEAD}\n\n{BODY}\n\nThe printers X Press and Kelm News Service closed. {MORE}", []),
    (f"{HEAD}\n\n{BODY}\n\nKelm News Service\n\n{MORE} {BODY}", []),
    (f"{HEAD}\n\n{BODY}\n\n{MORE}\n\nRelated links\nSport\nKelm News Service", []),
    (f"Meridon News Agency closes its bureau in Kelm\n\n{BODY}\n\n{MORE}", []),
    (f"{HEAD}\n\nA bus.\nPhoto: Meridon News Agency\n\n{BODY}\n\n{MORE}",
     [("photo", "Meridon News Agency", False)]),
    (f"{HEAD}\n\nWorkers at the dam (Photo: Meridon News Agency)\n\n{BODY}\n\n{MORE}",
     [("photo", "Meridon News Agency", False)]),
    (f"Morning Herald•\n{BODY}\n\n{MORE}", [("relay", "Morning Herald", True)]),
    (f"Minister Ann Pell at the dam. Photo/Morning Herald\n\n{BODY}\n\n{MORE}", [("photo", "Morning Herald", False)]),
    (f"Minister Ann Pell at the dam.\nREUTERS/Ben Odd\n\n{BODY}\n\n{MORE}", [("photo", "Reuters", False)]),
    (f"{BODY}\n\n{MORE} (Getty Images)", [("photo", "Getty Images", False)]),
    (f"{BODY}\n\n{MORE}\n\nThe Associated Press contributed to this report.",
     [("contributor", "Associated Press", False)]),
    (f"{BODY}\n\n{MORE}\n\nWith inputs from Norwire", [("contributor", "Norwire", False)]),
    (f"{BODY}\n\n{MORE}\n\nWith inputs from agencies", []),
    (f"{BODY}\n\n{MORE}\n\nThis article was first published by Morning Herald.", [("text", "Morning Herald", True)]),
    (f"{BODY}\n\n{MORE}\n\n© 2024 Norwire. All rights reserved", [("text", "Norwire", True)]),
    (f"{BODY}\n\n{MORE}\n\nSource: Morning Herald", [("text", "Morning Herald", True)]),
    (f"{BODY}\n\n{MORE}\n\n(Reporting by Ann Odd; editing by Ben Ott)", []),
    (f"{BODY}\n\n{MORE}\n\nAdditional reporting by Ann Odd", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_credits_name_the_supplier_the_relay_and_the_picture(text: str, expected: list[tuple[str, str, bool]]) -> None:
    found = layout(text).credits
    assert [(c.kind, c.source, c.whole) for c in found] == expected
    assert all(c.reasons and 0 < c.confidence < 1 for c in found)


def test_a_credit_points_at_the_words_that_name_its_source() -> None:
    found = layout(f"KELM, March 3 (Norwire) - {BODY}\n\n{MORE} (Reuters/NAN)")
    assert [found.article.words(c.span) for c in found.credits] == ["Norwire", "Reuters", "NAN"]


def test_names_too_common_for_prose_count_only_as_a_credit() -> None:
    names = agencies()
    found = names.get("APP")
    assert found is not None and found.name == "Associated Press of Pakistan"
    assert names.find("The APP and The Sun rose, a New Yorker said.") == []


def test_no_name_of_an_agency_or_outlet_leads_to_two() -> None:
    owners: dict[str, str] = {}
    for known in agencies().known:
        for name in (known.name, *known.aliases, *known.credited_as):
            key = name.casefold().removeprefix("the ")
            assert owners.setdefault(key, known.name) == known.name
