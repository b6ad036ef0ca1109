"""Sentences that tell the same in other words are found; those that only share a topic are not."""

from __future__ import annotations

import random
import re

import pytest

from firsthand.nouns import Article, Layout, Passage, Quotation, Sentence, Span, Zone
from firsthand.reuse import passages_between, rewritten_passages
from firsthand.reuse.manner import manner

ORIGINAL = (
    "The harbour council of Quellin voted on Tuesday to close the eastern pier for two years. "
    "Engineers had found that salt eats the steel pillars faster than anybody expected. "
    "Fishermen say they will lose a third of their berths and want compensation of 4 million crowns. "
    "Mayor Odile Brandt promised to open talks with them before the herring season begins."
)
REWORDED = (
    "Quellin's eastern pier is to be shut for two years, the harbour council decided on Tuesday in a vote. "
    "According to engineers the pillars, made of steel, are being eaten by salt more quickly than expected. "
    "A third of the berths will be lost to the fishermen, who demand 4 million crowns in compensation. "
    "Before the season for herring opens, talks with them will be held, promised the mayor, Odile Brandt."
)
SAME_TOPIC = (
    "Visitors to Quellin love the western pier, where concerts are held on warm evenings in July. "
    "A museum of fishing tells how families lived from herring two hundred years ago. "
    "Hotels near the harbour were fully booked last summer, according to the tourist board."
)


def layout(id: str, text: str, quotes: tuple[str, ...] = (), language: str = "en") -> Layout:
    sentences = tuple(
        Sentence(Span(id, m.start(), m.end()), "body", 0) for m in re.finditer(r"[^.\s][^.]*\.?", text)
    )  # fmt: skip
    spoken = tuple(Quotation(Span(id, text.index(q), text.index(q) + len(q))) for q in quotes)
    zones = (Zone(Span(id, 0, len(text)), "body"),) if text else ()
    return Layout(Article(id, f"{id}.txt", text, "", "", language=language), zones, sentences, spoken)


def numbers(found: tuple[Passage, ...], a: Layout, b: Layout) -> list[tuple[int, int]]:
    starts = [[s.span.start for s in x.sentences] for x in (a, b)]
    return [(starts[0].index(p.a.start), starts[1].index(p.b.start)) for p in found]


def test_each_reworded_sentence_meets_its_own() -> None:
    a, b = layout("a", ORIGINAL), layout("b", REWORDED)
    found = rewritten_passages([a, b])
    assert numbers(found, a, b) == [(0, 0), (1, 1), (2, 2), (3, 3)]
    assert {p.kind for p in found} == {"rewritten"} and all(0.2 < p.score <= 1 for p in found)


def test_another_order_is_found_too() -> None:
    shuffled = ". ".join(reversed(REWORDED.rstrip(".").split(". "))) + "."
    a, b = layout("a", ORIGINAL), layout("b", shuffled)
    assert set(numbers(rewritten_passages([a, b]), a, b)) >= {(0, 3), (1, 2), (2, 1)}


def test_texts_on_one_topic_share_nothing() -> None:
    assert rewritten_passages([layout("a", ORIGINAL), layout("b", SAME_TOPIC)]) == ()


def test_sentences_that_meet_in_copied_prose_are_not_given_again() -> None:
    mixed = ORIGINAL.split(". ")[0] + ". " + REWORDED.split(". ", 1)[1]
    a, b = layout("a", ORIGINAL), layout("b", mixed)
    copied = passages_between(a, b)
    assert [p.kind for p in copied] == ["verbatim"]
    assert numbers(rewritten_passages([a, b], copied), a, b) == [(1, 1), (2, 2), (3, 3)]


def test_other_figures_weaken_a_pair() -> None:
    line = "Rescuers at Quellin counted {} injured sailors after the storm sank the trawler Petrel."
    other = "After the storm that sank the trawler Petrel, {} injured sailors were counted by rescuers at Quellin."
    scores = [rewritten_passages([layout("a", line.format(11)), layout("b", other.format(n))]) for n in (11, 23)]
    assert scores[0][0].score > (scores[1][0].score if scores[1] else 0)


def test_shared_speech_is_marked() -> None:
    said, again = "our steel pillars rot from salt much faster than expected", "salt rots our steel pillars far faster"
    a = layout("a", f"“{said}”.", quotes=(said,))
    b = layout("b", f"“{again}”.", quotes=(again,))
    assert [p.quoted for p in rewritten_passages([a, b])] == [True]


def test_order_and_names_of_articles_change_nothing_else() -> None:
    pile = [layout("c", ORIGINAL), layout("a", REWORDED), layout("b", SAME_TOPIC)]
    expected = rewritten_passages(pile)
    assert list(expected) == sorted(expected, key=lambda p: (p.a, p.b))
    random.Random(1).shuffle(pile)
    assert rewritten_passages(pile) == expected


@pytest.mark.parametrize("text", ["", "Yes.", "…", "." * 500, "word " * 3000])
def test_odd_texts_do_no_harm(text: str) -> None:
    assert rewritten_passages([layout("a", text), layout("b", ORIGINAL)]) == ()


def test_languages_are_not_compared_with_one_another() -> None:
    assert rewritten_passages([layout("a", ORIGINAL), layout("b", REWORDED, language="fr")]) == ()


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (ORIGINAL, "verbatim"),
        (ORIGINAL.split(" Fishermen")[0], "verbatim"),
        (ORIGINAL.replace("voted on Tuesday", "agreed this week").replace("salt eats the", "the sea gnaws at all")
         .replace("faster than anybody", "sooner than people"), "edited"),
        (REWORDED, "rewritten"),
        (SAME_TOPIC, "none"),
        ("", "none"),
    ],
    ids=["reprint", "cut", "edited", "rewritten", "same topic", "empty"],
)  # fmt: skip
def test_the_manner_of_a_derivation(text: str, how: str) -> None:
    original, made = layout("z-original", ORIGINAL), layout("made", text)
    found = passages_between(original, made)
    assert manner(original, made, (*found, *rewritten_passages((original, made), found))) == how
