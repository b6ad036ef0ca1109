"""When a speaker or a document becomes a node of the lineage, and when a supplier stands between."""

from __future__ import annotations

import pytest
from lineage_stories import OTHER, WIRE, layout

from firsthand.lineage import derive
from firsthand.nouns import Attribution, Entity, Layout, Lineage, Span, Statements, Timeline
from firsthand.reuse import shared_passages

SAID = "“Nobody on my side of the table has slept since the weekend began,” Ilka Verain said."
AGAIN = "Ilka Verain said the talks had gone nowhere at all since the weekend."
POSTED = "In a statement, Ilka Verain said the pilots stay ashore."


def said(x: Layout, words: str, speaker: str, cue: str = "said", *, addressee: str = "") -> Attribution:
    """An attribution of the sentence ``words`` to a speaker named in it."""
    at = x.text.index(words)

    def span(part: str) -> Span:
        start = x.text.index(part, at)
        return Span(x.id, start, start + len(part))

    source, verb = span(speaker), span(cue)
    before = words.index(speaker) > len(words) / 2
    content = Span(x.id, at, source.start) if before else Span(x.id, verb.end, at + len(words))
    return Attribution(f"{x.id}#{at}", x.id, source, verb, (content,), "direct", entity=speaker,
                       addressee=span(addressee) if addressee else None)  # fmt: skip


def trace(layouts: list[Layout], found: list[Attribution], **kinds: str) -> Lineage:
    names = sorted({a.entity or "" for a in found})
    entities = tuple(Entity(n, n, kinds.get(n.split()[0].lower(), "person")) for n in names)  # type: ignore[arg-type]
    credits = tuple(c for x in layouts for c in x.credits)
    return derive(layouts, shared_passages(layouts), Statements(tuple(found), entities, credits), Timeline((), ()))


def parents(lineage: Lineage, article: str) -> set[str]:
    return {e.parent for e in lineage.parents(article)}


def test_an_article_without_a_supplier_rests_on_whom_it_names():
    a = layout("a", [*OTHER, SAID])
    found = trace([a], [said(a, SAID, "Ilka Verain")])
    assert parents(found, "a") == {"?ilka-verain"}
    assert [(s.name, s.kind, s.seen) for s in found.sources] == [("Ilka Verain", "person", False)]
    assert found.edges[0].kind == "cites"


def test_two_outlets_with_one_speaker_meet_at_the_speaker_and_not_at_each_other():
    a, b = layout("a", [*OTHER, SAID]), layout("b", [*WIRE, SAID])
    found = trace([a, b], [said(a, SAID, "Ilka Verain"), said(b, SAID, "Ilka Verain")])
    assert {(e.child, e.parent) for e in found.edges} == {("a", "?ilka-verain"), ("b", "?ilka-verain")}


def test_a_public_statement_is_told_from_a_private_word():
    a = layout("a", [*OTHER, POSTED])
    found = trace([a], [said(a, POSTED, "Ilka Verain")])
    assert found.sources[0].kind == "public-statement"


def test_a_speaker_in_an_agencys_copy_is_the_agencys():
    a = layout("a", [*WIRE, SAID, "(Norwire)"], [("(Norwire)", "text", "Norwire", True)])
    assert parents(trace([a], [said(a, SAID, "Ilka Verain")]), "a") == {"?norwire"}


def test_what_a_customer_adds_to_an_agencys_copy_counts():
    a = layout("a", [*WIRE, "(Norwire)"], [("(Norwire)", "text", "Norwire", True)])
    b = layout("b", [*WIRE[:4], "Norwire reported it first.", SAID], [("Norwire reported", "text", "Norwire", False)])
    assert parents(trace([a, b], [said(b, SAID, "Ilka Verain")]), "b") == {"?norwire", "?ilka-verain"}


def test_whoever_spoke_to_another_newsroom_is_reached_through_it():
    told = "“We close the gates at noon and open them when we please to,” Ilka Verain told Reuters."
    a = layout("a", [*OTHER, told], [("told Reuters", "text", "Reuters", False)])
    found = trace([a], [said(a, told, "Ilka Verain", "told", addressee="Reuters")])
    assert parents(found, "a") == {"?reuters"}


def test_an_act_inside_the_story_is_no_source():
    urged = "Ilka Verain urged her crews to keep away from the quay until the very last of the ships had gone."
    a = layout("a", [*OTHER, urged])
    assert parents(trace([a], [said(a, urged, "Ilka Verain", "urged")]), "a") == set()


@pytest.mark.parametrize("kind", ["unnamed", "agency"])
def test_unnamed_people_and_newsrooms_are_no_speakers(kind):
    a = layout("a", [*OTHER, SAID])
    assert not [s for s in trace([a], [said(a, SAID, "Ilka Verain")], ilka=kind).sources if s.kind == "person"]


def test_a_body_whose_own_page_is_in_the_pile_is_that_page():
    line = "The Harbour Board of Ostrel said crane operators left their cabins at dawn and marched along the quay."
    a = layout("a", WIRE, title="Harbour Board of Ostrel")
    b = layout("b", [line, *OTHER])
    found = trace([a, b], [said(b, line, "Harbour Board of Ostrel")], harbour="organisation")
    assert [(e.child, e.parent, e.directed) for e in found.edges] == [("b", "a", True)]
    assert [(s.id, s.seen) for s in found.sources] == [("a", True)]


def test_few_speakers_of_one_article_become_nodes():
    names = ["Ann Bree", "Cal Dorn", "Eva Finn", "Gus Hale", "Ida Jost", "Kit Lorne", "Mae Nolde", "Ole Prahm"]
    lines = [f"“The night shift on quay {n} was the longest one I can remember in my life,” {x} said."
             for n, x in enumerate(names)]  # fmt: skip
    a = layout("a", lines)
    found = trace([a], [said(a, w, x) for w, x in zip(lines, names, strict=True)])
    assert len(found.edges) == 6


@pytest.mark.parametrize(
    "entity, outlet, own",
    [
        (Entity("e", "Oto Post", "person", ("Post",)), "Post", False),
        (Entity("e", "Ilka Verain", "person"), "Ilka Verain", True),
        (Entity("e", "Harbour Board", "organisation"), "Harbour Board", True),
        (Entity("e", "website of the Harbour Board", "organisation"), "Harbour Board", True),
    ],
)
def test_whose_page_it_is_goes_by_whole_names(entity: Entity, outlet: str, own: bool) -> None:
    from firsthand.lineage.newsrooms import newsroom
    from firsthand.lineage.speakers import _own_body

    assert _own_body(entity, newsroom(layout("a", WIRE[:2], outlet=outlet))) is own
