# ruff: noqa: E501  (tables)
"""Hidden characters made visible, in time that grows with the text and no faster."""

from __future__ import annotations

import unicodedata
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.show.visible import encodable, one_line, visible


@pytest.mark.parametrize("text, shown", [
    ("plain", "plain"), ("a\tb\nc", "a\tb\nc"), ("a\r\nb\rc", "a\nb\nc"), ("\x00\x1b\x7f", "␀␛␡"), ("\x85", "[U+0085]"),
    ("\u202eabc\u202c", "[U+202E]abc[U+202C]"), ("\ufeffx", "[U+FEFF]x"), ("\U000e0041", "[U+E0041]"), ("\ud83d", "[U+D83D]"),
    ("می\u200cخواهم", "می\u200cخواهم"), ("👨\u200d👩", "👨\u200d👩"), ("pay\u200dpal", "pay[U+200D]pal"), ("e\u0301", "e\u0301"),
    ("שָׁלוֹם", "שָׁלוֹם"), ("a\u200fb", "a\u200fb"), ("x" + "\u0300" * 20, "x" + "\u0300" * 8 + "[+12 marks]"),
])  # fmt: skip
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(blacklist_categories=()), max_size=80))
def test_nothing_hidden_is_left(text: str) -> None:
    out = visible(text)
    left = {c for c in out if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n"}
    assert not left and not set(out) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
    out.encode("utf-8")
    assert visible(out) == out


@given(st.text(max_size=80), st.integers(1, 40))
def test_one_line_is_one_line_of_that_length(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit and "\n" not in line and line == line.strip()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8", "no-such-encoding"])
@given(text=st.text(max_size=40))
def test_what_is_encodable_can_be_encoded(encoding: str, text: str) -> None:
    encodable(visible(text), encoding).encode("ascii" if encoding == "no-such-encoding" else encoding)


@pytest.mark.parametrize("bit", ["\u0301", "\u200d", "\u202e", "\r", " ", "a\u0301", "\ud800", "x"])
def test_time_is_linear(bit: str) -> None:
    start = perf_counter()
    visible(bit * 100_000)
    one_line(bit * 100_000, 80)
    assert perf_counter() - start < 1
