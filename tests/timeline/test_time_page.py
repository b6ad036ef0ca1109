"""docs/time.md says what the room does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from firsthand.nouns import GRAINS, Article, Layout, Published, Sentence, Span, Statements
from firsthand.timeline import resolve

PAGE = Path(__file__).parents[2] / "docs" / "time.md"
ROWS = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| ([\w-]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_table_is_found() -> None:
    assert len(ROWS) > 20 and {grain for _, _, grain in ROWS} <= set(GRAINS)


@pytest.mark.parametrize(("words", "value", "grain"), ROWS)
def test_every_form_of_the_page_is_read_as_it_says(words: str, value: str, grain: str) -> None:
    text = f"The weir at Kelm was shut {words}."
    sentence = Sentence(Span("a", 0, len(text)), "body", 0)
    article = Article("a", "a", text, "", "", published=Published("2031-05-07", "record"), language="en")
    (point,) = resolve([Layout(article, (), (sentence,), ())], Statements((), (), ())).points
    assert (point.value, point.grain) == (value, grain)
