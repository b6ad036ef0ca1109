"""In-sentence credits: who supplied the matter, by a table's name or by position."""

from __future__ import annotations

import hashlib

import pytest

from firsthand.attribution import attribute
from firsthand.nouns import Article
from firsthand.zones import mark

_LEAD = "River falls\n\nThe river fell by a foot overnight and the road was open again.\n\n"


def credits(text: str) -> set[tuple[str, str, str]]:
    sha = hashlib.sha256(text.encode()).hexdigest()
    found = attribute(mark([Article("a", "a.txt", text, sha, sha, language="en")])).credits
    return {(c.kind, c.source, text[c.span.start : c.span.end]) for c in found}


@pytest.mark.parametrize(
    ("sentence", "credit"),
    [
        ("An official told Norwire that the dam was dry.", ("text", "Norwire", "told Norwire")),
        ("An official told Reuters that the dam was dry.", ("text", "Reuters", "told Reuters")),
        ("The dam was dry, Norwire reported on Wednesday.", ("text", "Norwire", "Norwire reported")),
        ("The dam was dry, according to Reuters.", ("text", "Reuters", "according to Reuters")),
        ("The news agency Norwire said the dam was dry.", ("text", "Norwire", "The news agency Norwire said")),
        ("“It is dry,” an official told Norwire, as quoted by Al Post.", ("relay", "Al Post", "as quoted by Al Post")),
    ],
)
def test_credit_in_a_sentence(sentence: str, credit: tuple[str, str, str]) -> None:
    assert credit in credits(f"{_LEAD}{sentence}\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Pell told reporters that the dam was dry.",
        "Ann Pell told Jo Quint that the dam was dry.",
        "Ann Pell told the Harbour Board that the dam was dry. The Harbour Board met on Monday.",
        "Ann Pell told Hadrim that the dam was dry. Hadrim has run the valley since 2006. Hadrim lost the vote.",
        "Ann Pell told France that the dam was dry.",
    ],
)
def test_somebody_told_is_no_credit(sentence: str) -> None:
    assert credits(f"{_LEAD}{sentence}\n") == set()


def test_a_sentence_never_gives_a_photo_credit() -> None:
    found = credits(f"{_LEAD}An official told Norwire that the dam was dry, Norwire reported.\n")
    assert {kind for kind, _, _ in found} <= {"text", "relay"}
