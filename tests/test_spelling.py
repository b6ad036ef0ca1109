"""Spellings one step apart."""

from __future__ import annotations

import pytest

from firsthand.languages.spelling import one_edit, swapped


@pytest.mark.parametrize(
    ("a", "b", "edit", "swap"),
    [
        ("verain", "verrain", True, False),
        ("verain", "veran", True, False),
        ("verain", "verein", True, False),
        ("verain", "verian", False, True),
        ("verain", "verain", False, False),
        ("verain", "varein", False, False),
        ("verain", "verrains", False, False),
        ("", "v", True, False),
        ("", "", False, False),
    ],
)
def test_one_step(a: str, b: str, edit: bool, swap: bool) -> None:
    assert one_edit(a, b) is one_edit(b, a) is edit
    assert swapped(a, b) is swapped(b, a) is swap
