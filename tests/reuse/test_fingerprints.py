"""Tokens keep their places; fingerprints depend on one text alone; disguised letters are seen through."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reuse import tokenise
from firsthand.reuse import tokens as tokens_module
from firsthand.reuse.ngrams import fingerprints
from firsthand.reuse.tokens import cut, token_hashes

LINE = "The harbour master of Quellin closed both piers on Tuesday after a crane toppled onto the ferry ramp."
HARBOUR = 952325270  # 31 bits of the folded word, and a last one that tells letters without spaces
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


def prints(*texts: str) -> list[list[int]]:
    """The fingerprints of each text, all made in one call."""
    tokens = [tokenise(text).hashes for text in texts]
    values, bounds = fingerprints(np.concatenate(tokens), np.cumsum([0, *map(len, tokens)]))
    return [values[s:e].tolist() for s, e in pairwise(bounds.tolist())]


def test_fingerprints_of_eight_shared_words_meet() -> None:
    shared = "closed both piers on Tuesday after a crane toppled"
    a, b = prints(
        f"Nobody expected it but they {shared} near the old mill where boats are kept in winter",
        f"In a short note the port says it {shared} according to two of the crew who saw it",
    )
    assert set(a) & set(b)


words = st.lists(st.sampled_from(["pier", "crane", "ramp", "boat", "mill", "port", "note", "crew"]), max_size=30)


@given(st.lists(words.map(" ".join), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_fingerprints_do_not_depend_on_the_neighbours_in_a_batch(texts: list[str]) -> None:
    assert prints(*texts) == [prints(text)[0] for text in texts]


@pytest.mark.parametrize("count", [1, 4095, 4096, 4097, 9000])
def test_fingerprints_of_many_texts_are_those_of_each(count: int) -> None:
    texts = [f"{LINE} It was pier {n % 7} and crane {n % 11} they said" for n in range(count)]
    assert prints(*texts[:1], *texts[1:])[-1] == prints(texts[-1])[0]


@given(st.lists(st.text(alphabet="aZ'’.,19_ —\u200b\u00e9港\u0435½", max_size=40), min_size=1, max_size=6))
@settings(max_examples=300, deadline=None)
def test_many_texts_are_cut_as_each_by_itself(texts: list[str]) -> None:
    data = [text.encode() for text in texts]
    edges = np.cumsum([0, *map(len, data)])
    buffer = np.frombuffer(b"".join(data), dtype=np.uint8)
    found = cut(buffer, edges)
    for n, text in enumerate(texts):
        mine = slice(found.bounds[n], found.bounds[n + 1])
        places = list(zip(found.starts[mine] - edges[n], found.ends[mine] - edges[n], strict=True))
        alone = tokenise(text)
        assert [data[n][s:e].decode() for s, e in places] == [
            text[s:e] for s, e in zip(alone.starts, alone.ends, strict=True)
        ]


@given(st.lists(st.text(alphabet="aZe'’.,19_ —\u200b\u00e9港\u0435½", max_size=40), min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_hashes_made_in_bulk_are_those_made_one_by_one(texts: list[str]) -> None:
    pytest.importorskip("pyarrow")
    data = [text.encode() for text in texts]
    hashes, found = token_hashes(np.frombuffer(b"".join(data), dtype=np.uint8), np.cumsum([0, *map(len, data)]))
    for n, text in enumerate(texts):
        assert hashes[found.bounds[n] : found.bounds[n + 1]].tolist() == tokenise(text).hashes.tolist()


@given(st.text(alphabet="a'’1.,_ —\u200b\u00e9港\u0435½", max_size=60))
@settings(max_examples=300, deadline=None)
def test_bytes_and_pattern_cut_alike(text: str) -> None:
    clean = text.replace("\u200b", "")
    found = tokenise(clean)
    expected = [m.span() for m in tokens_module._token().finditer(clean)]
    assert list(zip(found.starts, found.ends, strict=True)) == expected


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


@pytest.mark.parametrize("count", [1, 1024, 1025, 3000])
def test_what_a_scan_keeps_of_a_text_does_not_depend_on_the_batch(count: int) -> None:
    pa = pytest.importorskip("pyarrow")
    from firsthand.reuse.kernels import fingerprint

    texts = [f"{LINE} Then pier {n % 7} and crane {n} — they said “no”" for n in range(count)]
    whole = fingerprint(pa.array(texts)).to_pylist()
    assert [whole[0], whole[-1]] == [fingerprint(pa.array([text])).to_pylist()[0] for text in (texts[0], texts[-1])]
    assert fingerprint(pa.chunked_array([texts[:1], texts[1:]], pa.string())).to_pylist() == whole
