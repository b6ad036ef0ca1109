"""Planted differences are found, and nothing that only looks like one."""

from __future__ import annotations

import pytest
from difference_stories import DAY, article, differences_of
from planted import STORIES, Planted

BY_NAME = {s.name: s for s in STORIES}


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_what_was_planted_is_found_and_nothing_else(name: str) -> None:
    story = BY_NAME[name]
    listed = _listed(story)
    missed = [p for p in story.found if not any(_is(p, d) for d in listed)]
    false = [d for d in listed if not any(_is(p, d) for p in story.found)]
    assert not missed and not false, (missed, false)


def _listed(story: Planted) -> list[tuple[str, list[str]]]:
    """The kind of every difference of a story and the words of its sides."""
    days = story.days or (DAY,) * len(story.articles)
    articles = [article(i, text, day=day) for (i, text), day in zip(story.articles.items(), days, strict=True)]
    texts = {a.id: a.text for a in articles}
    return [(d.kind, [" … ".join(texts[s.article][s.start : s.end] for s in side) for side in d.sides])
            for d in differences_of(*articles)]  # fmt: skip


def _is(planted: tuple[str, str, str], difference: tuple[str, list[str]]) -> bool:
    """Whether a difference is the planted one: of its kind, each of its two wordings on a side of its own."""
    kind, one, other = planted
    found, sides = difference
    return kind == found and any(
        _meets(one, a) and _meets(other, b) for a in sides for b in sides if a is not b
    )  # fmt: skip


def _meets(words: str, side: str) -> bool:
    return any(words in part or part in words for part in side.split(" … "))
