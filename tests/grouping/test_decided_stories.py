"""Stories that a person joined or parted."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.grouping.corrected import decided
from firsthand.nouns import Correction, CorrectionKind

IDS = {name: n for n, name in enumerate("abcdefgh")}


def _made(*rows: tuple[CorrectionKind, str]) -> list[Correction]:
    return [Correction(kind, tuple(about), number=n) for n, (kind, about) in enumerate(rows, start=1)]


def _told(sets: str, *rows: tuple[CorrectionKind, str], alike: dict[str, float] | None = None) -> str:
    """Sets as "abc de" in and out."""
    near = alike or {}

    def like(i: int, j: int) -> float:
        return near.get("".join(sorted("abcdefgh"[n] for n in (i, j))), 0.1)

    found = decided([[IDS[x] for x in s] for s in sets.split()], IDS, _made(*rows), like)
    return " ".join("".join("abcdefgh"[n] for n in s) for s in found)


CASES: list[tuple[str, tuple[tuple[CorrectionKind, str], ...], dict[str, float], str]] = [
    ("ab cd", (), {}, "ab cd"),
    ("ab cd e", (("same-story", "ac"),), {}, "abcd e"),
    ("a b c d", (("same-story", "abd"),), {}, "abd c"),
    ("ab cd", (("parent", "ac"),), {}, "abcd"),
    ("abcd", (("other-story", "ab"),), {"ac": 0.9, "bd": 0.8}, "ac bd"),
    ("abcd", (("other-story", "ab"),), {}, "acd b"),  # as alike to both: with the first
    ("abc", (("other-story", "ab"), ("same-story", "ab")), {}, "abc"),  # the later one wins
    ("abc", (("same-story", "ab"), ("other-story", "ab")), {}, "ac b"),
    ("abcd", (("other-story", "ab"), ("same-story", "bc")), {"ac": 0.9}, "ad bc"),  # what was joined goes together
    ("ab c", (("other-story", "ac"), ("same-story", "bc")), {}, "a bc"),  # joined by another article, parted again
    ("ab", (("same-story", "az"), ("other-story", "zb")), {}, "ab"),  # not there any more
]  # fmt: skip


@pytest.mark.parametrize(("sets", "rows", "alike", "expected"), CASES)
def test_stories_are_as_decided(sets: str, rows: tuple[tuple[CorrectionKind, str], ...], alike: dict[str, float],
                                expected: str) -> None:  # fmt: skip
    assert _told(sets, *rows, alike=alike) == expected


PAIRS = ["".join(p) for p in combinations("abcdefgh", 2)]
Rows = list[tuple[CorrectionKind, str]]
ROWS = st.lists(st.tuples(st.sampled_from(["same-story", "other-story"]), st.sampled_from(PAIRS)), max_size=8)


@given(st.lists(st.integers(0, 3), min_size=8, max_size=8), ROWS)
def test_every_article_stays_in_one_story_and_the_latest_decision_holds(labels: list[int], rows: Rows) -> None:
    sets = " ".join("".join(x for x, y in zip("abcdefgh", labels, strict=True) if y == n) for n in sorted(set(labels)))
    found = _told(sets, *rows).split()
    assert sorted("".join(found)) == list("abcdefgh")
    if rows:
        kind, (a, b) = rows[-1]
        assert any(a in s and b in s for s in found) == (kind == "same-story")
