"""What a child makes of its parent: changed, hardened, reworded, dropped, added."""

from __future__ import annotations

import time
from dataclasses import replace
from hashlib import sha256

from firsthand.attribution import attribute
from firsthand.claims import find_drift
from firsthand.claims.drift import compare
from firsthand.nouns import Article, Derivation, Drift, Layout, Lineage, Node, Published, Source
from firsthand.reuse import rewritten_passages, shared_passages
from firsthand.timeline import resolve
from firsthand.zones import mark

PARENT = (
    "At least 22 people drowned when the ferry Wind Lass capsized off Sorrel Bay on Monday, the harbour master said."
    "\n\nThe mayor of Sorrel Bay reportedly sold the old pier to a foreign company last week.\n\n"
    "Ole Brandt mends nets on the north quay and has never learned to swim.\n\n"
    "Gulls were seen over the wreck all afternoon while the tide went out."
)
CHILD = (
    "The ferry Wind Lass capsized off Sorrel Bay on Monday and 22 people drowned.\n\n"
    "The mayor of Sorrel Bay sold the old pier to a foreign company last week.\n\n"
    "Gulls were seen over the wreck all afternoon while the tide went out.\n\n"
    "A choir will sing for the dead in the fish market."
)


def article(id: str, text: str) -> Article:
    digest = sha256(text.encode()).hexdigest()
    return Article(id, id + ".txt", text, digest, digest, outlet=f"The {id.title()} Herald",
                   published=Published("2031-03-04", "meta"), language="en")  # fmt: skip


def drift_of(parent: str, child: str) -> tuple[Drift, dict[str, str]]:
    layouts = tuple(mark([article("amber", parent), article("birch", child)]))
    passages = shared_passages(layouts)
    passages = (*passages, *rewritten_passages(layouts, passages))
    statements = attribute(layouts)
    found = compare(layouts[0], layouts[1], statements, passages, resolve(layouts, statements))
    return found, {x.id: x.text for x in layouts}


def edge(layouts: tuple[Layout, ...], sources: tuple[Source, ...], *edges: tuple[str, str]) -> tuple[Drift, ...]:
    passages = shared_passages(layouts)
    statements = attribute(layouts)
    nodes = tuple(Node(n, "article" if any(x.id == n for x in layouts) else "unseen", n)
                  for n in sorted({n for e in edges for n in e}))  # fmt: skip
    lineage = Lineage(sources, nodes, tuple(Derivation(c, p, "rewrite", confidence=0.8) for c, p in edges))
    return find_drift(layouts, statements, passages, lineage, resolve(layouts, statements))


def test_a_hedge_and_a_bound_that_are_gone_are_hardened() -> None:
    found, _ = drift_of(PARENT, CHILD)
    assert {c.kind for c in found.hardened} >= {"hedge"}
    assert all(c in found.changed for c in found.hardened)
    back, _ = drift_of(CHILD, PARENT)
    assert not back.hardened


def test_sentences_are_dropped_added_or_reworded() -> None:
    found, texts = drift_of(PARENT, CHILD)
    assert [texts["amber"][s.start : s.end] for s in found.dropped] == [
        "Ole Brandt mends nets on the north quay and has never learned to swim."
    ]
    assert [texts["birch"][s.start : s.end] for s in found.added] == [
        "A choir will sing for the dead in the fish market."
    ]
    assert len(found.reworded) == 2


def test_a_copy_drifts_nowhere() -> None:
    found, _ = drift_of(PARENT, PARENT)
    assert not found.changed and not found.reworded and not found.dropped and not found.added
    layouts = tuple(mark([article("amber", PARENT), article("birch", PARENT)]))
    assert edge(layouts, (), ("birch", "amber")) == ()


def test_drift_follows_edges_between_articles() -> None:
    layouts = tuple(mark([article("amber", PARENT), article("birch", CHILD)]))
    (found,) = edge(layouts, (), ("birch", "amber"))
    assert (found.child, found.parent, found.against) == ("birch", "amber", "amber")


def test_an_unseen_report_is_read_from_the_sibling_that_shows_most_of_it() -> None:
    other = article("cedar", "Nothing of it is here.")
    layouts = tuple(mark([article("amber", PARENT), article("birch", CHILD), other]))
    agency = Source("?norwire", "Norwire", "agency", False)
    found = edge(layouts, (agency,), ("amber", "?norwire"), ("birch", "?norwire"), ("cedar", "?norwire"))
    assert {(d.child, d.against) for d in found} == {("amber", "birch"), ("birch", "amber")}


def test_what_two_articles_have_from_one_speaker_is_no_drift() -> None:
    layouts = tuple(mark([article("amber", PARENT), article("birch", CHILD)]))
    speaker = Source("?fenn", "Ada Fenn", "person", False)
    assert edge(layouts, (speaker,), ("amber", "?fenn"), ("birch", "?fenn")) == ()


def test_articles_without_tables_still_tell_what_was_dropped() -> None:
    texts = ["Der Hafen war leer. Die Möwen schrien den ganzen Tag.", "Der Hafen war leer. Am Abend kam der Regen."]
    layouts = tuple(mark([Article(f"a{n}", f"a{n}.txt", t, "0" * 64, "0" * 64, language="de")
                          for n, t in enumerate(texts)]))  # fmt: skip
    statements = attribute(layouts)
    found = compare(layouts[0], layouts[1], statements, (), resolve(layouts, statements))
    assert len(found.dropped) == len(found.added) == 1 and not found.changed


def test_a_sentence_that_recurs_takes_no_square() -> None:
    start = time.process_time()
    found, _ = drift_of("It was never mended. " * 4_000, "It was never mended. " * 3_000)
    assert len(found.dropped) == 1_000 and time.process_time() - start < 30


def test_a_speaker_whom_neither_text_names_is_compared_all_the_same() -> None:
    one = "“The pier was sold to a foreign company behind our backs last week,” mayor Ilse Quandt said on Monday."
    other = "“The pier was given to a foreign company behind our backs last week,” mayor Ilse Quandt said on Monday."
    layouts = tuple(mark([article("amber", one + "\n"), article("birch", other + "\n")]))
    statements = attribute(layouts)
    assert any(a.entity for a in statements.attributions)
    unnamed = replace(statements, entities=tuple(replace(e, mentions=()) for e in statements.entities))
    found = compare(layouts[0], layouts[1], unnamed, shared_passages(layouts), resolve(layouts, unnamed))
    assert "quote" in {c.kind for c in found.changed}
