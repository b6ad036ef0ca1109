"""Copies are read once: no echo, order, name or stranger raises a count; and a large story stays quick."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import pytest
from claim_stories import about, article, claims_of
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from firsthand.claims.copies import Copies, find_copies, fullest_first
from firsthand.nouns import Article, Claim, Intake
from firsthand.reuse import shared_passages
from firsthand.trace import trace_intake
from firsthand.zones import mark

LINES = [
    "The Velm dam above Torrin has cracked and 4,000 people were moved out overnight, engineer Ilse Quandt said.",
    "A crack in the Velm dam forced 4,000 people from their homes, hydrologist Bram Oster told the Daily Lantern.",
    "The Velm dam broke open after nine days of rain, the water board said in a statement on Tuesday.",
    "After nine days of rain the dam of Velm broke open, two officials told Norwire.",
    "The mayor of Torrin, Oto Brand, said the gates had failed twice since spring.",
    "The gates failed two times this spring, inspectors found.",
    "“Nobody told us about any crack,” said Aud Sten, who runs the mill below the wall.",
    "The board denied that poor cement was used in the wall.",
    "Poor cement was used in the wall of the dam, a builder told Norwire.",
    "Schools in the hills took in families, and the road to the harbour stays shut.",
    "Premier Dara Holm promised 20 million crowns for the mills.",
    "About 20 million crowns will go to the damaged mills, Holm's office said.",
]
STRANGER = (
    "The town choir of Kelm won the autumn prize for song on Saturday, the jury said.\n\n"
    "Its conductor, Sanna Wik, said that the singers had practised in a barn for two winters.\n"
)
EDITS = [("has cracked", "cracked"), ("were moved out overnight", "were moved overnight"), ("said", "has said"),
         ("a statement", "a short statement"), ("twice since", "twice already since")]  # fmt: skip


def told(id: str, numbers: Sequence[int], outlet: str, dateline: bool) -> Article:
    text = "\n\n".join(LINES[n] for n in numbers) + "\n"
    return article(id, ("TORRIN, March 4 (Norwire) - " if dateline else "") + text, outlet)


def copied(original: Article, id: str, outlet: str, edit: int) -> Article:
    """A copy under another outlet; with an edit, lightly reworded throughout."""
    text = original.text
    for old, new in EDITS[:edit]:
        text = text.replace(old, new)
    digest = sha256(text.encode()).hexdigest()
    return replace(original, id=id, path=id, outlet=outlet, text=text, sha256=digest, source_sha256=digest)


def by_place(claims: Sequence[Claim]) -> dict[tuple[str, int, int], Claim]:
    return {(m.span.article, m.span.start, m.span.end): c for c in claims for m in c.mentions}


def no_count_rises(before: Sequence[Claim], after: Sequence[Claim], ids: dict[str, str] | None = None) -> None:
    old, new = by_place(before), by_place(after)
    for (id, *place), claim in old.items():
        now = new.get(((ids or {}).get(id, id), *place))
        if now is not None:
            assert now.independent_origins <= claim.independent_origins, (claim.text, now.text, now.reasons)
            assert len(now.origins) <= max(1, len(claim.origins)), (claim.text, now.text, now.reasons)


PILES = st.lists(
    st.tuples(st.lists(st.integers(0, len(LINES) - 1), min_size=2, max_size=5, unique=True), st.booleans()),
    min_size=2, max_size=4,
)  # fmt: skip
quiet = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def pile_of(drawn: Sequence[tuple[list[int], bool]]) -> list[Article]:
    return [told(f"n{k}", numbers, f"Paper {k}", dateline) for k, (numbers, dateline) in enumerate(drawn)]


@given(PILES, st.integers(0, 3), st.sampled_from(["0copy", "zcopy"]), st.integers(0, 2))
@example([([0, 4], False), ([1, 5], False), ([2, 3], True)], 0, "0copy", 0)
@quiet
def test_a_copy_under_another_outlet_raises_no_count(
    drawn: list[tuple[list[int], bool]], which: int, id: str, more: int
) -> None:
    pile = pile_of(drawn)
    original = pile[which % len(pile)]
    copies = [copied(original, f"{id}{k}", f"Echo {k}", 0) for k in range(1 + more)]
    no_count_rises(claims_of(*pile), claims_of(*pile, *copies))


@given(PILES, st.permutations(range(4)), st.booleans())
@quiet
def test_order_and_ids_change_nothing(drawn: list[tuple[list[int], bool]], order: list[int], renamed: bool) -> None:
    pile = pile_of(drawn)
    ids = {a.id: f"m{place}" for a, place in zip(pile, order, strict=False)} if renamed else {a.id: a.id for a in pile}
    other = [replace(a, id=ids[a.id], path=ids[a.id]) for a in reversed(pile)]
    before, after = claims_of(*pile), claims_of(*other)
    no_count_rises(before, after, ids)
    assert sorted(counts(before)) == sorted(counts(after))


def counts(claims: Sequence[Claim]) -> list[tuple[int, int, int, int]]:
    return [(len(c.mentions), c.independent_origins, c.unknown_mentions, c.newsrooms) for c in claims]


@given(PILES)
@quiet
def test_other_outlets_names_raise_no_count(drawn: list[tuple[list[int], bool]]) -> None:
    pile = pile_of(drawn)
    no_count_rises(claims_of(*pile), claims_of(*(replace(a, outlet=f"The {a.id.upper()} Observer") for a in pile)))


@given(PILES)
@quiet
def test_a_stranger_raises_no_count(drawn: list[tuple[list[int], bool]]) -> None:
    pile = pile_of(drawn)

    def traced(*articles: Article) -> list[Claim]:
        return [c for s in trace_intake(Intake(articles)).stories for c in s.claims]

    no_count_rises(traced(*pile), traced(*pile, article("stranger", STRANGER, "Weir Weekly")))


# What a copy is


def copies_of(*articles: Article) -> Copies:
    layouts = mark(articles)
    return find_copies(layouts, shared_passages(layouts))


BASE = article("base", "\n\n".join(LINES[:5]) + "\n")


@pytest.mark.parametrize(("old", "new", "same"), [
    ("overnight", "overnight", True),
    ("has cracked", "cracked", True),
    ("were moved out overnight", "were hurriedly moved out overnight", True),
    ("4,000", "5,000", False),
    ("has cracked", "has not cracked", False),
    ("Ilse Quandt", "Marta Quist", False),
    ("engineer Ilse Quandt said", "if engineer Ilse Quandt is right", False),
])  # fmt: skip
def test_an_edit_that_changes_what_is_said_makes_no_copy(old: str, new: str, same: bool) -> None:
    text = BASE.text.replace(old, new, 1)
    other = article("other", text[: len(text) // 2] + text[len(text) // 2 :] + "Rain goes on.\n")
    found = copies_of(BASE, other)
    assert (("base", 0) in found.home or ("other", 0) in found.home) is same


def test_the_fullest_article_is_where_a_sentence_is_read() -> None:
    short = article("a", LINES[0] + "\n\n" + LINES[2] + "\n")
    found = copies_of(short, BASE)
    assert found.home[("a", 0)] == ("base", 0)
    assert found.places[("base", 0)] == [("a", 0)]


def test_short_sentences_are_copies_only_after_a_copied_one() -> None:
    a = article("a", f"{LINES[0]}\n\nHe left at noon.\n\n{LINES[2]}\n")
    b = article("b", f"{LINES[0]}\n\nHe left at noon.\n")
    c = article("c", f"{LINES[9]}\n\nHe left at noon.\n")
    assert ("b", 1) in copies_of(a, b, c).home
    assert ("c", 1) not in copies_of(a, b, c).home


def test_the_order_of_reading_depends_on_texts_alone() -> None:
    one = [replace(BASE, id=id) for id in "abc"]
    layouts = mark((article("z", "Short text of a kind.\n"), *one))
    assert [x.id for x in fullest_first(layouts)] == ["a", "b", "c", "z"]
    assert fullest_first(reversed(layouts)) == fullest_first(layouts)


def test_an_edited_copy_joins_the_claim_of_its_original() -> None:
    text = BASE.text.replace("has cracked", "cracked").replace("on Tuesday", "late on Tuesday")
    claims = claims_of(BASE, article("copy", text, "Echo"))
    for needle in ("4,000 people", "nine days of rain"):
        assert about(claims, needle).articles == ("base", "copy")
        assert about(claims, needle).independent_origins == 1


# Large stories

WHO = ["engineer Ilse Quandt", "hydrologist Bram Oster", "mayor Oto Brand", "miller Aud Sten"]
HOW = ["The Velm dam cracked on Tuesday after nine days of rain", "The dam of Velm broke open on Tuesday, in the rain",
       "Nine days of rain cracked the Velm dam on Tuesday"]  # fmt: skip


def large(size: int) -> list[Article]:
    """Articles of one event, each with words of its own."""
    out = []
    for n in range(size):
        lines = [f"{HOW[n % 3]}, {WHO[n % 4]} told Paper {n}."]
        lines += [f"{LINES[(n + 5 * k) % len(LINES)][:-1]}, and ward {n * 7 + k} of Torrin lost {n + k + 4} pumps."
                  for k in range(6)]  # fmt: skip
        out.append(article(f"n{n:03}", "\n\n".join(lines) + "\n", f"Paper {n}"))
    return out


def test_a_story_read_in_rounds_tells_one_claim_across_them() -> None:
    claim = about(claims_of(*large(30)), "Velm", "rain")
    assert len(claim.articles) > 20
    assert claim.independent_origins <= len(WHO)


def test_time_grows_with_the_number_of_articles_and_not_with_its_square() -> None:
    claims_of(*large(3))  # tables are read once

    def seconds(size: int) -> float:
        from firsthand.attribution import attribute
        from firsthand.claims import find_claims
        from firsthand.lineage import derive
        from firsthand.timeline import resolve

        layouts = mark(tuple(large(size)))
        passages, statements = shared_passages(layouts), attribute(layouts)
        timeline = resolve(layouts, statements)
        lineage = derive(layouts, passages, statements, timeline)
        before = time.process_time()
        find_claims(layouts, statements, passages, lineage, timeline)
        return time.process_time() - before

    assert seconds(60) < 3.2 * max(seconds(30), 0.5)
