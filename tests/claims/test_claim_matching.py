"""Which units are held to state the same, what is shown of them, and how a story is summed up."""

from __future__ import annotations

import time
from collections import Counter
from itertools import pairwise

import pytest
from claim_stories import about, article, claims_of, story_of

from firsthand.claims.checks import Bearings, conditional, contradicts, negated
from firsthand.claims.clusters import cluster
from firsthand.claims.descriptions import institutions, only_carries, roles, sides
from firsthand.languages import stem, table, words

NONE: frozenset[tuple[float, str]] = frozenset()


def bearing(
    figures: tuple[float, ...] = (), turned: bool = False, days: tuple[str, ...] = (), hangs: bool = False
) -> Bearings:
    return Bearings(frozenset((f, "") for f in figures), turned, hangs, frozenset(days))


@pytest.mark.parametrize(("a", "b", "why"), [
    (bearing((22,)), bearing((23,)), "number"),
    (bearing((22, 40)), bearing((22,)), None),
    (bearing((22,)), bearing(), None),
    (bearing(turned=True), bearing(), "negation"),
    (bearing(hangs=True), bearing(), "condition"),
    (bearing(days=("2031-03-04",)), bearing(days=("2031-03-05",)), "time"),
    (bearing(days=("2031-03-04",)), bearing(), None),
])  # fmt: skip
def test_each_check_can_only_split(a: Bearings, b: Bearings, why: str | None) -> None:
    assert contradicts(a, b) == contradicts(b, a) == why


@pytest.mark.parametrize(("text", "turned"), [
    ("Quell will not enter the talks", True), ("Quell won't enter the talks", True), ("Quell refused to enter", True),
    ("Quell did not refuse to enter", False), ("not only Quell but Orvania entered", False), ("Quell entered", False),
    ("no longer than a day", False), ("without warning", True),
])  # fmt: skip
def test_turns_are_counted(text: str, turned: bool) -> None:
    assert negated([w.form for w in words(text)], "en") is turned


@pytest.mark.parametrize(("text", "hangs"), [
    ("unless Orvania opens the border", True), ("only if attacked", True), ("on condition of anonymity", False),
    ("when Orvania opens the border", False), ("asked if he would resign", False),
])  # fmt: skip
def test_conditions_are_seen(text: str, hangs: bool) -> None:
    assert conditional([w.form for w in words(text)], "en") is hangs


def test_clusters_keep_forbidden_pairs_apart_whatever_links_say() -> None:
    links = {0: {1: 0.9, 2: 0.9}, 1: {0: 0.9, 2: 0.9}, 2: {0: 0.9, 1: 0.9}}
    assert cluster(range(3), links, lambda i, j: {i, j} == {1, 2}) == [[0, 1], [2]]
    assert cluster(range(3), links, lambda i, j: False) == [[0, 1, 2]]
    assert cluster(range(2), {}, lambda i, j: False) == [[0], [1]]


def test_other_values_are_other_claims() -> None:
    a = article("a", "At least 22 sailors drowned when the barge Ansel turned over off Torrin.\n")
    b = article("b", "At least 23 sailors drowned when the barge Ansel turned over off Torrin.\n")
    for claim in claims_of(a, b):
        said = {m.span.article for m in claim.mentions}
        assert said != {"a", "b"} or "sailors drowned" not in claim.text


def test_nested_places_are_told_once() -> None:
    text = "The Velm dam has cracked and 4,000 people were moved out, leaving three villages empty.\n"
    copies = [article("a", text), article("b", text)]
    held = Counter(m.span for c in claims_of(*copies) for m in c.mentions)
    spans = sorted(s for s in held if s.article == "a")
    for x, y in pairwise(spans):
        assert min(x.end, y.end) - max(x.start, y.start) <= max(len(x), len(y)) / 2


def test_a_refusal_at_the_head_is_one_claim_in_other_words() -> None:
    pile = [
        article("a", "Orvania told Quell it will not directly intervene in the border war, Norwire reported.\n"),
        article("b", "Quell can expect no direct intervention by Orvania in its border war, Norwire reported.\n"),
        article("c", "Orvania will not get directly involved in the border war, officials told Norwire.\n"),
    ]
    claims, _, summary, _ = story_of(*pile)
    main = next(c for c in claims if c.id == summary.main_claim)
    assert main.articles == ("a", "b", "c")
    assert main.independent_origins == 1


def test_the_main_claim_says_something_and_not_only_who_told_whom() -> None:
    lead = "Premier Dara Holm told envoy Bram Osterholt that the border will stay closed until the harvest.\n"
    claims, _, summary, _ = story_of(article("a", lead), article("b", lead.replace("until", "to")))
    main = next(c for c in claims if c.id == summary.main_claim)
    assert "border will stay closed" in main.text


def test_the_title_is_a_headline_where_there_is_one() -> None:
    body = "The Velm dam above Torrin has cracked and 4,000 people were moved out overnight.\n"
    _, title, _, _ = story_of(article("a", "Crack in dam empties Torrin\n\n" + body), article("b", body))
    assert title == "Crack in dam empties Torrin"


def test_articles_in_other_languages_are_passed_over_and_named() -> None:
    from dataclasses import replace

    text = "El embalse de Torrin tiene una grieta y 4.000 personas han salido de sus casas durante la noche.\n"
    claims, _, summary, untold = story_of(replace(article("a", text), language="es"))
    assert claims == ()
    assert summary.main_claim is None
    assert any("not supported for es" in line for line in untold)


@pytest.mark.parametrize(("words_", "whose"), [
    ("senior Orvanian and Quell officials", {"orvanian", "quell"}), ("three officials", set()),
    ("officials with knowledge of Orvania's plans", set()), ("Detectives", set()),
])  # fmt: skip
def test_sides_are_whose_people_they_are_not_what_they_know(words_: str, whose: set[str]) -> None:
    assert sides(words_, "en") == {stem(w) for w in whose}


def test_descriptions() -> None:
    assert roles("three senior officials", "en") == frozenset()
    assert roles("two villagers", "en") != roles("two surgeons", "en")
    assert institutions("a police spokeswoman", "en") == institutions("Torrin police", "en") != frozenset()
    assert only_carries("state media", "en")
    assert not only_carries("the media minister", "en")


def test_a_stem_stands_in_one_group_of_synonyms() -> None:
    groups: dict[str, set[str]] = {}
    for name, members in table("en", "synonyms").items():
        for word in members:
            groups.setdefault(stem(word), set()).add(name)
    assert {s: g for s, g in groups.items() if len(g) > 1} == {}


def test_a_story_of_six_articles_is_quick() -> None:
    parts = ["pump", "valve", "lock", "crane", "siren", "lamp", "door", "wall", "pipe", "ladder"] * 3
    said = "Inspector {n} said the {part} near gate {n} of the Velm dam had failed after {n} days of rain."
    lines = [said.format(n=n, part=part) for n, part in enumerate(parts)]
    pile = [article(f"a{n}", "\n\n".join(lines[n:] + lines[:n]) + "\n") for n in range(6)]
    claims_of(pile[0])  # tables are read once
    before = time.process_time()
    about(claims_of(*pile), "Velm dam")
    assert time.process_time() - before < 6  # all rooms above included
