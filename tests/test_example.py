"""The example against its truth: what the README shows must be right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from firsthand import Claim, Span, Story, Trace, trace

EXAMPLE = Path(__file__).parent.parent / "examples" / "reservoir"
TRUTH: dict[str, Any] = json.loads((EXAMPLE / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found() -> Trace:
    return trace([EXAMPLE / "articles"], EXAMPLE / "meta.jsonl")


@pytest.fixture(scope="module")
def story(found: Trace) -> Story:
    return found.stories[0]


def span(found: Trace, article: str, words: str) -> Span:
    """Where the quoted words stand; they must be there once."""
    text = found.layout(article).text
    assert text.count(words) == 1, (article, words, text.count(words))
    return Span(article, text.index(words), text.index(words) + len(words))


def joined(found: Trace, story: Story, row: dict[str, Any]) -> tuple[Claim, set[str]]:
    """The claim that holds most of the places of a row of the truth, and the articles it holds them in."""
    places = [span(found, a, words) for a, words in row["mentions"].items()]
    best = max(story.claims, key=lambda c: (len(touched(c, places)), -int(c.id[1:])))
    return best, touched(best, places)


def touched(claim: Claim, places: list[Span]) -> set[str]:
    return {p.article for p in places for m in claim.mentions if m.span.overlaps(p)}


def test_the_articles_of_the_story_are_together_and_the_other_one_alone(found: Trace) -> None:
    assert [list(s.articles) for s in found.stories] == TRUTH["stories"]


def test_the_unseen_sources_are_named(story: Story) -> None:
    names = {n.name for n in story.lineage.nodes if n.kind == "unseen"}
    for source in TRUTH["lineage"]["unseen"]:
        assert any(source["name"] in name for name in names), source["name"]


def ancestry(story: Story, node: str) -> Iterator[str]:
    names = {n.id: n.name for n in story.lineage.nodes}
    return (names[id] for id in story.lineage.ancestors(node))


@pytest.mark.parametrize("edge", TRUTH["lineage"]["edges"], ids=lambda e: e["child"])
def test_every_article_goes_back_to_its_supplier(story: Story, edge: dict[str, Any]) -> None:
    above = list(ancestry(story, edge["child"]))
    assert any(edge["parent"] in name for name in above), above
    if "through" in edge:
        assert any(edge["through"] in name for name in above), above
    assert {e.kind for e in story.lineage.parents(edge["child"])} & set(edge["kinds"])


def test_no_article_is_called_the_parent_of_another(story: Story) -> None:
    articles = set(story.articles)
    assert [e for e in story.lineage.edges if e.parent in articles and e.child in articles] == []


@pytest.mark.parametrize("row", TRUTH["origins"], ids=lambda r: r["claim"])
def test_origins_shown_for_a_claim_are_the_true_ones(found: Trace, story: Story, row: dict[str, Any]) -> None:
    claim, held = joined(found, story, row)
    assert len(held) >= 2, f"its mentions were not joined: {row['claim']}"
    assert claim.independent_origins in {row["independent_origins"], *row.get("acceptable", [])}, claim.origins
    if row.get("disputed"):
        assert claim.status == "disputed"
    if row.get("main"):
        assert story.summary.main_claim == claim.id
        assert held == set(row["mentions"]), "the main claim is carried by every article that tells it"


def test_no_claim_shows_more_origins_than_its_articles_could_have(story: Story) -> None:
    """Beside the Norwire report only Ostrel Evening and Capital Standard gathered anything."""
    for claim in story.claims:
        own = {"ostrel-evening", "capital-standard"} & set(claim.articles)
        assert claim.independent_origins <= 1 + len(own), (claim.text, claim.origins)


def test_newsgathering_of_its_own_is_seen_where_the_text_shows_it(story: Story) -> None:
    assert "ostrel-evening" in story.summary.first_hand
    assert set(story.summary.first_hand) <= set(TRUTH["lineage"]["first_hand"])


@pytest.mark.parametrize("row", TRUTH["differences"], ids=lambda r: r["kind"])
def test_differences_are_found(found: Trace, story: Story, row: dict[str, Any]) -> None:
    sides = [[span(found, a, words) for a, words in side.items()] for side in row["sides"]]
    hit = [d for d in story.differences if d.kind == row["kind"] and reached(d.sides, sides) >= 2]
    assert hit, f"no {row['kind']} difference stands at two of the true sides"


def reached(system: tuple[tuple[Span, ...], ...], true: list[list[Span]]) -> int:
    """How many true sides have a side of their own in what was found."""
    return sum(any(p.overlaps(q) for side in system for q in side for p in places) for places in true)


def test_the_reprints_hold_only_words_of_the_lost_report() -> None:
    """Keeps the example honest: what the two reprints carry below their headline is the unseen report's text."""
    lost = (EXAMPLE / "unseen" / "norwire.txt").read_text(encoding="utf-8")
    for name in ("harbour-courier", "north-quay-news"):
        paragraphs = (EXAMPLE / "articles" / f"{name}.txt").read_text(encoding="utf-8").split("\n\n")[1:]
        for paragraph in paragraphs:
            if not paragraph.strip().startswith(("(", "ADVERTISEMENT")):
                assert paragraph.strip().removeprefix("OSTREL, March 14 (Norwire) - ") in lost
