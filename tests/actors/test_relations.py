"""Relations between actors, read from invented sentences."""

from __future__ import annotations

import re

import pytest

from firsthand.actors import cast
from firsthand.nouns import (
    Article,
    Attribution,
    Claim,
    Entity,
    Layout,
    Mention,
    Relation,
    Sentence,
    Span,
    Statements,
)

NAMES = {
    "Oro": "place", "Sendal": "place", "Velt": "place",
    "Quell": "organisation", "Reed Front": "organisation", "Harbour Board": "organisation",
    "Ana Pell": "person", "Tomas Rook": "person", "Pell": "person",
}  # fmt: skip


def layout(text: str, id: str = "a") -> Layout:
    sentences = [Sentence(Span(id, m.start(), m.end()), "body", 0) for m in re.finditer(r"\S[^.?]*[.?]?", text)]
    return Layout(Article(id, id, text, "", "", language="en"), (), tuple(sentences), ())


def statements(*layouts: Layout, attributions: tuple[Attribution, ...] = ()) -> Statements:
    entities = []
    for name, kind in NAMES.items():
        if name == "Pell":
            continue
        alias = "|Pell" if name == "Ana Pell" else ""
        spans = tuple(
            Span(x.id, m.start(), m.end()) for x in layouts for m in re.finditer(rf"\b(?:{name}{alias})\b", x.text)
        )
        if spans:
            entities.append(Entity(name, name, kind, mentions=spans))  # type: ignore[arg-type]
    return Statements(attributions, tuple(entities), ())


def relations(text: str) -> tuple[Relation, ...]:
    x = layout(text)
    return cast([x], statements(x), [])[1]


def shown(text: str) -> set[tuple[str, str, str]]:
    return {(r.source, r.kind, r.target) for r in relations(text) if not r.condition and not r.negated}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oro attacked Sendal on Monday.", ("Oro", "attacks", "Sendal")),
        ("Sendal was attacked by Oro.", ("Oro", "attacks", "Sendal")),
        ("The harbour town of Sendal, long quiet, was shelled by Oro.", None),
        ("Oro, a river state, has backed Quell for years.", ("Oro", "backs", "Quell")),
        ("Oro continues to support the Reed Front.", ("Oro", "backs", "Reed Front")),
        ("Ana Pell met Tomas Rook in Velt.", ("Ana Pell", "met", "Tomas Rook")),
        ("Ana Pell and Tomas Rook met in Velt.", ("Ana Pell", "met", "Tomas Rook")),
        ("Ana Pell told Tomas Rook that the bridge was closed.", ("Ana Pell", "told", "Tomas Rook")),
        ("Oro forces fired on Sendal.", ("Oro", "attacks", "Sendal")),
        ("Oro accused Sendal of lying.", ("Oro", "accuses", "Sendal")),
        ("The Harbour Board urged Quell to wait.", ("Harbour Board", "demands", "Quell")),
        ("Oro and its northern ally, Quell, said nothing.", ("Oro", "allied-with", "Quell")),
        ("Oro's ally Quell said nothing.", ("Oro", "allied-with", "Quell")),
        ("Oro, a longtime backer of Quell, said nothing.", ("Oro", "backs", "Quell")),
        ("Oro – a longtime backer of Quell – said nothing.", ("Oro", "backs", "Quell")),
        ("Oro-backed Quell said nothing.", ("Oro", "backs", "Quell")),
        ("Quell leader Tomas Rook said nothing.", ("Tomas Rook", "leads", "Quell")),
        ("Tomas Rook, the leader of Quell, said nothing.", ("Tomas Rook", "leads", "Quell")),
        ("Quell spokesman Tomas Rook said nothing.", ("Tomas Rook", "part-of", "Quell")),
        ("Oro's proxy Quell said nothing.", ("Oro", "backs", "Quell")),
        ("The war between Oro and Sendal goes on.", ("Oro", "fights", "Sendal")),
        ("Oro's war with Sendal goes on.", ("Oro", "fights", "Sendal")),
        ("Quell clashed with the Reed Front.", ("Quell", "fights", "Reed Front")),
        ("Ana Pell met Quell leader Tomas Rook.", ("Ana Pell", "met", "Tomas Rook")),
    ],
)
def test_a_clause_with_two_parties_gives_their_relation(text: str, expected: tuple[str, str, str] | None) -> None:
    found = shown(text)
    if expected is None:
        assert not found
        return
    a, kind, b = expected
    assert (a, kind, b) in found or (kind in {"met", "fights", "allied-with"} and (b, kind, a) in found)


@pytest.mark.parametrize(
    "text",
    [
        "Oro could attack Sendal.",
        "Oro has threatened to attack Sendal.",
        "Oro refused to back Quell.",
        "Oro will meet Quell.",
        "Did Oro attack Sendal?",
        "If Oro attacks Sendal, the harbour will close.",
        "Oro attacked Sendal's harbour.",
        "The leader of Oro attacked Sendal.",
        "Oro said the attack on Sendal was wrong.",
        "Former Quell leader Tomas Rook said nothing.",
        "Tomas Rook, a former leader of Quell, said nothing.",
        "A boat from Oro struck Quell.",
        "Quell is not an ally of Oro.",
    ],
)
def test_what_is_planned_feared_asked_or_another_partys_is_no_relation(text: str) -> None:
    assert not shown(text)


def test_a_negated_relation_says_so() -> None:
    (found,) = relations("Oro did not attack Sendal.")
    assert found.negated and (found.source, found.kind, found.target) == ("Oro", "attacks", "Sendal")


@pytest.mark.parametrize(
    "text",
    [
        "Oro will not join the war unless it is attacked by Sendal or Velt.",
        "Oro would only enter the war if it was attacked by Sendal or Velt, the paper said.",
        "Oro won’t directly intervene unless it is itself attacked by Sendal or Velt.",
    ],
)
def test_what_holds_only_on_a_condition_carries_it(text: str) -> None:
    found = relations(text)
    assert {r.target for r in found} == {"Sendal", "Velt"}
    assert all(r.source == "Oro" and "attacked by Sendal or Velt" in r.condition for r in found)


def test_what_a_source_denies_is_left_out() -> None:
    x = layout("Oro denied that Quell attacked Sendal.")
    start = x.text.index("Quell")
    denial = Attribution("a#a1", "a", Span("a", 0, 3), Span("a", 4, 10), (Span("a", start, len(x.text) - 1),), "denial")
    assert not cast([x], statements(x, attributions=(denial,)), [])[1]


def test_the_places_of_one_relation_are_counted_together_and_tied_to_claims() -> None:
    x, y = layout("Oro attacked Sendal."), layout("Sendal was attacked by Oro at dawn.", "b")
    claim = Claim("c1", "", (Mention(Span("b", 0, len(y.text) - 1), "asserted"),), (), 0, 0, 0, "cannot-tell")
    actors, found = cast([y, x], statements(x, y), [claim])
    assert [a.id for a in actors] == ["Oro", "Sendal"]
    assert len(found) == 1 and found[0].claims == ("c1",) and {s.article for s in found[0].spans} == {"a", "b"}


def test_a_place_where_things_happen_is_no_actor() -> None:
    x = layout("Ana Pell spoke in Velt. Pell left Velt. She went back to Velt.")
    actors, _ = cast([x], statements(x), [])
    assert [a.id for a in actors] == ["Ana Pell"]


def test_an_article_in_another_language_gives_no_relations() -> None:
    x = layout("Oro attacked Sendal.")
    other = Layout(Article("a", "a", x.text, "", "", language="xx"), (), x.sentences, ())
    assert cast([other], statements(other), [])[1] == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Velt’s Quell has launched missiles and drones at Sendal.", ("Quell", "attacks", "Sendal")),
        ("Quell has been engaged in the heaviest clashes with Sendal.", ("Quell", "fights", "Sendal")),
        ("Oro has carried out an attack on Quell.", ("Oro", "attacks", "Quell")),
    ],
)
def test_attacks_and_clashes_are_told_by_nouns_too(text: str, expected: tuple[str, str, str]) -> None:
    assert shown(text) == {expected}


def test_one_condition_told_twice_is_one_relation() -> None:
    one, other = "Oro will not join the war", "Oro maintains it will not intervene"
    found = relations(f"{one} unless attacked by Sendal. {other} unless attacked by Sendal.")
    assert len(found) == 1 and len(found[0].spans) == 2


@pytest.mark.parametrize("unit", ["Oro ", "Oro attacked ", "if ", ", ", "Oro's ally ", "war between ", "-backed ", "a"])
def test_a_long_line_is_read_in_linear_time(unit: str) -> None:
    import time

    x = layout(unit * (100_000 // len(unit)))
    begun = time.process_time()
    cast([x], statements(x), [])
    assert time.process_time() - begun < 2
