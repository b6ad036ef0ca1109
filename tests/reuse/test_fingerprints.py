"""Tokens keep their places; fingerprints depend on one text alone; disguised letters are seen through."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reuse import fingerprint, tokenise

LINE = "The harbour master of Quellin closed both piers on Tuesday after a crane toppled onto the ferry ramp."
HARBOUR = 16295200358155746308  # blake2b of the folded word, eight bytes, little-endian
CYRILLIC = str.maketrans("aeopcx", "аеорсх")


@pytest.mark.parametrize(
    ("written", "alike"),
    [
        ("harbour", "HARBOUR"),
        ("harbour", "har\u200bbour"),
        ("harbour", "har\u00adbour"),
        ("pace", "pace".translate(CYRILLIC)),
        ("Pace", "Pаce"),
        ("café", "cafe\u0301"),
        ("café", "cafe"),
        ("Quellin's", "Quellin’s"),
        ("11,000", "11,000"),
    ],
)
def test_words_that_read_alike_have_one_hash(written: str, alike: str) -> None:
    assert tokenise(written).hashes.tolist() == tokenise(alike).hashes.tolist()


@pytest.mark.parametrize(("written", "other"), [("harbour", "harbor"), ("11,000", "11,001"), ("pier", "piers")])
def test_other_words_have_other_hashes(written: str, other: str) -> None:
    assert tokenise(written).hashes.tolist() != tokenise(other).hashes.tolist()


def test_disguised_words_are_marked_and_keep_their_places() -> None:
    text = "the p\u0430ce of har\u200bbour work"
    tokens = tokenise(text)
    assert tokens.altered.tolist() == [False, True, False, True, False]
    assert [text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)] == text.split()


def test_scripts_without_spaces_are_read_letter_by_letter() -> None:
    tokens = tokenise("港口 closed")
    assert len(tokens) == 3
    assert tokens.size.tolist() == [0.5, 0.5, 1.0]


def test_the_hash_of_a_word_is_the_same_on_every_machine() -> None:
    assert tokenise("harbour").hashes.tolist() == [HARBOUR]


def test_fingerprints_of_eight_shared_words_meet() -> None:
    shared = "closed both piers on Tuesday after a crane toppled"
    a = fingerprint(f"Nobody expected it but they {shared} near the old mill where boats are kept in winter")
    b = fingerprint(f"In a short note the port says it {shared} according to two of the crew who saw it")
    assert len(np.intersect1d(a, b)) >= 1


def test_the_order_of_other_texts_changes_nothing() -> None:
    alone = fingerprint(LINE)
    fingerprint("something else entirely was read in between, of no concern to anybody at all here")
    assert fingerprint(LINE).tolist() == alone.tolist()


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_tokens_lie_in_order_inside_any_text(text: str) -> None:
    tokens = tokenise(text)
    assert len(tokens.hashes) == len(tokens.starts) == len(tokens.ends) == len(tokens.size) == len(tokens.altered)
    assert all(0 <= s < e <= len(text) for s, e in zip(tokens.starts, tokens.ends, strict=True))
    assert all(e <= s for e, s in zip(tokens.ends[:-1], tokens.starts[1:], strict=True))


@given(st.text(alphabet="ab ,.\u200b\u0430é7", max_size=200), st.integers(0, 100), st.integers(0, 100))
@settings(max_examples=100, deadline=None)
def test_reading_a_part_gives_places_in_the_whole(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    tokens = tokenise(text, [(min(start, end), end)])
    assert all(start <= s < e <= end for s, e in zip(tokens.starts, tokens.ends, strict=True))
