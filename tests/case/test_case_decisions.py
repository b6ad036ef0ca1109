"""What a person decides is carried out, shown as theirs, survives every run, can be undone, is never lost unsaid."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from piles import FERRY, FERRY_META, ORCHARD, lay_out
from rich.console import Console

import firsthand
from firsthand.case import Case
from firsthand.nouns import CORRECTION_KINDS, Claim, Correction, CorrectionKind, Span, Story, Trace, UsageError
from firsthand.nouns.corrections import DECIDED
from firsthand.show.contract import as_data
from firsthand.show.report import report
from firsthand.show.terminal import render

GUARD = {
    "north.txt": """Two boats sink off Ostby

OSTBY - Two fishing boats sank off Ostby on Sunday morning, Inger Dahlin, a coast guard spokeswoman, said on Monday.
""",
    "south.txt": """Fishing boats lost in storm

TARN - Two fishing boats sank off Ostby on Sunday morning in the storm, the coast guard said in Tarn.
""",
}  # fmt: skip
GUARD_META = {"north": {"outlet": "North Bell", "published": "2031-05-05"},
              "south": {"outlet": "South Bell", "published": "2031-05-05"}}  # fmt: skip

# Two who plainly say the same, each to another newsroom.
WALL = {
    "north.txt": """Wall cracks

The harbour wall at Ostby cracked on Sunday, Inger Dahlin, a geologist, told the North Bell.

Boats were moved to the river before the tide came in.
""",
    "south.txt": """Ostby without a wall

On Sunday the harbour wall at Ostby cracked, Olle Brandt, a fisherman, told the South Bell on the quay.

The school stayed shut and the buses turned back at the church.
""",
}


@pytest.fixture
def wall(tmp_path: Path) -> tuple[str, str]:
    pile, _, meta = lay_out(tmp_path, WALL, GUARD_META)
    return pile, meta


@pytest.fixture
def pile(tmp_path: Path) -> tuple[str, str]:
    pile, _, meta = lay_out(tmp_path, {**FERRY, **ORCHARD}, FERRY_META)
    return pile, meta


def _traced(pile: tuple[str, str], *made: Correction) -> Trace:
    found = firsthand.trace([pile[0]], pile[1], corrections=made)
    assert [s.correction for s in found.corrections] == list(made)
    return found


def _story(trace: Trace, article: str) -> Story:
    return next(s for s in trace.stories if article in s.articles)


def _claim(trace: Trace, span: Span) -> Claim:
    return next(c for c in _story(trace, span.article).claims if any(m.span.overlaps(span) for m in c.mentions))


def _place(article: str, words: str) -> Span:
    text = {**FERRY, **ORCHARD, **GUARD}[f"{article}.txt"]
    assert text.count(words) == 1
    return Span(article, text.index(words), text.index(words) + len(words))


def _made(kind: CorrectionKind, *about: Span | str, value: str = "", number: int = 1) -> Correction:
    return Correction(kind, about, value, number=number)


def _theirs(reasons: Sequence[object]) -> bool:
    return any(str(getattr(r, "text", "")).startswith(DECIDED) for r in reasons)


def _holds(trace: Trace) -> list[bool]:
    return [s.holds for s in trace.corrections]


# Stories


def test_articles_of_two_stories_are_told_as_one(pile: tuple[str, str]) -> None:
    found = _traced(pile, _made("same-story", "orchard", "plain"))
    assert len(found.stories) == 1 and _theirs(found.stories[0].group.reasons) and _holds(found) == [True]


def test_an_article_is_taken_out_of_a_story(pile: tuple[str, str]) -> None:
    found = _traced(pile, _made("other-story", "lantern", "echo"))
    assert _story(found, "lantern") is not _story(found, "echo")
    assert all(_theirs(_story(found, a).group.reasons) for a in ("lantern", "echo")) and _holds(found) == [True]


# Lineage


def test_a_parent_is_the_one_decided(pile: tuple[str, str]) -> None:
    found = _traced(pile, _made("parent", "plain", "lantern", value="rewrite"))
    edge = next(e for e in _story(found, "plain").lineage.parents("plain") if e.parent == "lantern")
    assert (edge.kind, edge.directed, edge.confidence) == ("rewrite", True, 1.0) and _theirs(edge.reasons)
    assert _holds(found) == [True]


def test_a_parent_of_another_story_brings_both_together(pile: tuple[str, str]) -> None:
    found = _traced(pile, _made("parent", "orchard", "echo"))
    assert len(found.stories) == 1 and _holds(found) == [True]


def test_a_parent_may_be_a_source_that_is_not_there(pile: tuple[str, str]) -> None:
    found = _traced(pile, _made("parent", "orchard", "Velm Tidings"))
    lineage = _story(found, "orchard").lineage
    parents = {e.parent for e in lineage.parents("orchard")}
    assert "Velm Tidings" in {n.name for n in lineage.nodes if n.id in parents} and _holds(found) == [True]


def test_a_parent_is_taken_away(pile: tuple[str, str]) -> None:
    assert "?tarnwire" in {e.parent for e in _story(_traced(pile), "courier").lineage.parents("courier")}
    found = _traced(pile, _made("no-parent", "courier", "Tarnwire"))
    assert "?tarnwire" not in {e.parent for e in _story(found, "courier").lineage.parents("courier")}
    assert "?tarnwire" in {e.parent for e in _story(found, "courier").lineage.parents("lantern")}
    assert _holds(found) == [True]


def test_decisions_that_make_a_loop_leave_the_later_one_and_say_so(pile: tuple[str, str]) -> None:
    made = [_made("parent", "plain", "lantern"), _made("parent", "lantern", "echo", number=2),
            _made("parent", "echo", "plain", number=3)]  # fmt: skip
    found = _traced(pile, *made)
    assert _holds(found) == [False, True, True] and "later correction" in found.corrections[0].why
    lineage = _story(found, "plain").lineage
    assert all(n.id not in lineage.ancestors(n.id) for n in lineage.nodes)


# Zones


def test_a_zone_is_the_one_decided_and_its_words_are_read_as_such(pile: tuple[str, str]) -> None:
    span = _place("orchard", "The growers' union had asked for two more years.")
    found = _traced(pile, _made("zone", span, value="furniture"))
    layout = found.layout("orchard")
    assert layout.zone_at(span.start) == "furniture" and layout.zone_at(span.start - 2) == "body"
    assert not any(s.span.overlaps(span) for s in layout.sentences)
    assert not any(m.span.overlaps(span) for c in _story(found, "orchard").claims for m in c.mentions)
    covered = set().union(*(range(z.span.start, z.span.end) for z in layout.zones))
    assert all(c.isspace() or n in covered for n, c in enumerate(layout.text))
    assert _holds(found) == [True]


# Claims and their origins


def test_two_claims_that_are_one_are_counted_as_one_claim(pile: tuple[str, str]) -> None:
    nine, eleven = _place("lantern", "nine passengers were hurt"), _place("plain", "Eleven people were injured")
    plain = _traced(pile)
    assert _claim(plain, nine) != _claim(plain, eleven)
    found = _traced(pile, _made("one-claim", nine, eleven))
    claim = _claim(found, nine)
    assert claim == _claim(found, eleven) and _theirs(claim.reasons) and _holds(found) == [True]
    assert claim.independent_origins == max(1, len(claim.origins))
    before = {o.source for c in (_claim(plain, nine), _claim(plain, eleven)) for o in c.origins}
    assert len(claim.origins) <= len(before)


def test_a_claim_that_is_two_is_told_as_two(tmp_path: Path) -> None:
    pile, _, meta = lay_out(tmp_path, GUARD, GUARD_META)
    north = _place("north", "Two fishing boats sank off Ostby on Sunday morning")
    south = _place("south", "Two fishing boats sank off Ostby on Sunday morning in the storm")
    together = firsthand.trace([pile], meta)
    found = firsthand.trace([pile], meta, corrections=[_made("two-claims", north, south)])
    assert _claim(together, north) == _claim(together, south)
    if _holds(found) == [True]:
        assert _claim(found, north) != _claim(found, south) and _theirs(_claim(found, north).reasons)
    else:  # one of them is a copy of the other's words
        assert "same words" in found.corrections[0].why


def test_two_sources_that_are_one_are_one_origin_wherever_they_know(wall: tuple[str, str]) -> None:
    plain = _traced(wall)
    pairs = [(c, [o.source for o in c.origins]) for s in plain.stories for c in s.claims if len(c.origins) > 1]
    assert pairs
    claim, names = pairs[0]
    found = _traced(wall, _made("same-source", *names[:2]))
    now = _claim(found, claim.mentions[0].span)
    assert len(now.origins) == len(claim.origins) - 1 == now.independent_origins and _theirs(now.reasons)
    assert now.unknown_mentions == claim.unknown_mentions and _holds(found) == [True]
    assert {m.origin for m in now.mentions} <= {o.id for o in now.origins} | {None}


def test_a_spokeswoman_and_her_body_are_two_origins_only_where_a_person_says_so(tmp_path: Path) -> None:
    pile, _, meta = lay_out(tmp_path, GUARD, GUARD_META)
    north = _place("north", "Two fishing boats sank off Ostby on Sunday morning")
    together = _claim(firsthand.trace([pile], meta), north)
    assert together.independent_origins == 1
    found = firsthand.trace([pile], meta, corrections=[_made("other-source", "Inger Dahlin", "coast guard")])
    parted = _claim(found, north)
    assert parted.independent_origins == len(parted.origins) == 2 and parted.status == "several-origins"
    assert {o.source for o in parted.origins} == {"Inger Dahlin", "coast guard"} and _theirs(parted.reasons)
    assert parted.unknown_mentions == together.unknown_mentions and _holds(found) == [True]
    words = [Span("north", *_where("north", "Inger Dahlin")), Span("south", *_where("south", "the coast guard"))]
    by_place = firsthand.trace([pile], meta, corrections=[_made("other-source", *words)])
    assert _claim(by_place, north).independent_origins == 2 and _holds(by_place) == [True]


def _where(article: str, words: str) -> tuple[int, int]:
    span = _place(article, words)
    return span.start, span.end


def test_outlets_of_one_family_are_one_newsroom(wall: tuple[str, str]) -> None:
    two = [c for s in _traced(wall).stories for c in s.claims if c.newsrooms == 2]
    assert two
    found = _traced(wall, _made("family", "South Bell", value="North Bell"))
    now = _claim(found, two[0].mentions[0].span)
    assert now.newsrooms == 1 and _theirs(now.reasons) and _holds(found) == [True]


def test_an_unseen_source_of_two_names_is_one(tmp_path: Path) -> None:
    other = FERRY["courier.txt"].replace("Tarnwire", "Skerry News Agency")
    pile, _, meta = lay_out(tmp_path, {**FERRY, "courier.txt": other}, FERRY_META)
    names = {n.name for s in firsthand.trace([pile], meta).stories for n in s.lineage.nodes}
    assert {"Tarnwire report", "Skerry News Agency report"} <= names or len(names) > 4
    found = firsthand.trace([pile], meta, corrections=[_made("same-source", "Tarnwire", "Skerry News Agency")])
    now = [n.name for s in found.stories for n in s.lineage.nodes if n.id.startswith("?")]
    assert any("Tarnwire" in n for n in now) and not any("Skerry" in n for n in now) and _holds(found) == [True]


# What no longer fits


LOST: list[tuple[Correction, str]] = [
    (_made("same-story", "lantern", "gone"), "there is no article gone"),
    (_made("other-story", "gone", "lantern"), "there is no article gone"),
    (_made("parent", "gone", "lantern"), "there is no article gone"),
    (_made("zone", Span("gone", 0, 4), value="caption"), "there is no article gone"),
    (_made("zone", Span("echo", 0, 90_000), value="caption"), "echo has no characters 0-90000"),
    (_made("family", "Nobody's Gazette", value="Gull Group"), "no article is from Nobody's Gazette"),
    (_made("same-source", "Inger Dahlin", "Nobody Known"), "no source is told as Nobody Known"),
    (_made("same-source", "Inger Dahlin", "Anders Holt"), "told in different stories"),
    (_made("other-source", Span("echo", 60, 63), "Inger Dahlin"), "no source is told as echo 60-63"),
    (_made("one-claim", Span("orchard", 40, 80), Span("lantern", 60, 90)), "the two articles tell different stories"),
    (_made("two-claims", Span("lantern", 40, 52), Span("lantern", 100, 120)), "no claim is told at"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "why"), LOST, ids=lambda x: x.kind if isinstance(x, Correction) else "")
def test_a_correction_that_fits_nothing_is_reported_wherever_a_trace_is_shown(pile: tuple[str, str], made: Correction,
                                                                             why: str) -> None:
    found = _traced(pile, made)
    assert _holds(found) == [False] and why in found.corrections[0].why
    out = io.StringIO()
    render(found, Console(file=out, width=1000), width=1000)
    told = out.getvalue()
    assert "NOT CARRIED OUT" in told and why in told
    page = report(found)
    assert "NOT CARRIED OUT" in page and "What people decided" in page
    assert json.loads(json.dumps(as_data(found)))["corrections"][0]["holds"] is False


def test_a_later_decision_outweighs_an_earlier_one_and_the_earlier_is_reported(pile: tuple[str, str]) -> None:
    pair = ("lantern", "orchard")
    found = _traced(pile, _made("same-story", *pair), _made("other-story", *pair, number=2))
    assert _holds(found) == [False, True]


def test_decisions_never_make_an_unknown_mention_known_nor_a_count_more_than_its_origins(pile: tuple[str, str]) -> None:
    plain = _traced(pile)
    names = sorted({o.source for s in plain.stories for c in s.claims for o in c.origins})
    for kind in ("same-source", "other-source"):
        made = [_made(kind, a, b, number=n) for n, (a, b) in enumerate(pairwise(names), start=1)]
        for story in _traced(pile, *made).stories:
            for claim in story.claims:
                first = claim.mentions[0].span
                before = next(c for s in plain.stories for c in s.claims if c.mentions[0].span == first)
                assert claim.unknown_mentions == before.unknown_mentions
                assert claim.independent_origins == max(1, len(claim.origins))
                assert {m.origin for m in claim.mentions} - {None} == {o.id for o in claim.origins}


# In a case


@pytest.fixture
def case(tmp_path: Path, pile: tuple[str, str]) -> Iterator[Case]:
    with Case.open(tmp_path / "a.case", create=True) as case:
        case.add([pile[0]], pile[1])
        yield case


TYPED = [
    (["same-story", "orchard", "plain", "echo"], Correction("same-story", ("orchard", "plain", "echo"))),
    (["parent", "plain", "lantern"], Correction("parent", ("plain", "lantern"))),
    (["parent", "plain", "Tarnwire", "cites"], Correction("parent", ("plain", "Tarnwire"), "cites")),
    (["zone", "echo:0-11", "headline"], Correction("zone", (Span("echo", 0, 11),), "headline")),
    (["zone", "echo:“Ostby ferry: captain”", "headline"], Correction("zone", (Span("echo", 0, 20),), "headline")),
    (["family", "The Plain", "Gull Group"], Correction("family", ("The Plain",), "Gull Group")),
    (["one-claim", "plain:39-65", "lantern:nine  passengers were\nhurt,"],
     Correction("one-claim", (Span("plain", 39, 65), Span("lantern", 166, 191)))),
    (["same-source", "Tarnwire", "lantern:\"Inger Dahlin\""],
     Correction("same-source", ("Tarnwire", _place("lantern", "Inger Dahlin")))),
    (["other-source", "Ministry: the inner office", "Tarnwire"],
     Correction("other-source", ("Ministry: the inner office", "Tarnwire"))),
]  # fmt: skip


@pytest.mark.parametrize(("words", "made"), TYPED, ids=lambda x: " ".join(x) if isinstance(x, list) else "")
def test_a_correction_is_typed_in_words(case: Case, words: list[str], made: Correction) -> None:
    kept = case.correct(words[0], words[1:])
    assert kept.number == 1
    if kept.kind == "one-claim":  # the comma after the words is no part of what they are looked up by
        assert kept.spans[0] == made.spans[0] and kept.spans[1].start == made.spans[1].start
    else:
        assert (kept.kind, kept.about, kept.value) == (made.kind, made.about, made.value)
    assert case.corrections() == (kept,)


REFUSED = [
    (["no-such-kind", "a", "b"], "no such correction: no-such-kind; one of same-story"),
    (["same-story", "lantern"], "about 2 things, not 1"),
    (["other-story", "lantern", "plain", "echo"], "about 2 things, not 3"),
    (["same-story", "lantern", "lantern"], "names one thing twice"),
    (["same-story", "lantern", "gone"], "no article gone"),
    (["parent", "gone", "lantern"], "no article gone"),
    (["parent", "plain", "lantern", "stepchild"], "no such derivation: stepchild"),
    (["zone", "echo:0-11", "sidebar"], "no such zone: sidebar"),
    (["zone", "echo:0-11"], "no such zone: "),
    (["zone", "echo", "caption"], "not a place in the case: echo"),
    (["zone", "echo:11-4", "caption"], "no place in it"),
    (["zone", "echo:0-90000", "caption"], "no place in it"),
    (["zone", "echo:not said there", "caption"], "do not stand in echo"),
    (["zone", "echo:the", "caption"], "give more of them, or offsets"),
    (["zone", "echo:\"\"", "caption"], "do not stand in echo"),
    (["family", "The Plain"], "family needs the family's name"),
    (["one-claim", "plain:0-5", "plain:0-5"], "names one thing twice"),
    (["same-source", " ", "Tarnwire"], "names nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told"), REFUSED, ids=lambda x: " ".join(x) if isinstance(x, list) else "")
def test_a_correction_that_says_nothing_is_refused_in_one_line(case: Case, words: list[str], told: str) -> None:
    with pytest.raises(UsageError) as error:
        case.correct(words[0], words[1:])
    assert told in str(error.value) and "\n" not in str(error.value)
    assert case.corrections() == ()


def test_a_correction_survives_every_run_and_new_articles_and_is_undone_by_number(case: Case, tmp_path: Path) -> None:
    plain = case.trace().trace
    case.correct("same-story", ["orchard", "plain"], note="same day, same court")
    case.correct("parent", ["plain", "lantern"])
    for _ in range(2):
        assert _holds(case.trace().trace) == [True, True]
    more = tmp_path / "more"
    more.mkdir()
    (more / "late.txt").write_text("The ferry to Ostby was towed in on Friday, the coast guard said.", encoding="utf-8")
    case.add([more])
    found = case.trace().trace
    assert _holds(found) == [True, True] and found.corrections[0].correction.note == "same day, same court"
    assert case.undo(1).number == 1
    with pytest.raises(UsageError, match="no correction 1 stands"):
        case.undo(1)
    assert [c.number for c in case.corrections()] == [2]
    assert case.undo().number == 2
    with pytest.raises(UsageError, match="no correction is left to undo"):
        case.undo()
    assert case.correct("same-story", ["orchard", "plain"]).number == 3  # a number is used once
    case.undo()
    assert len(case.trace().trace.stories) >= len(plain.stories)


def test_every_kind_can_be_kept_and_read_back(case: Case) -> None:
    values = {"zone": "caption", "family": "Gull Group", "parent": ""}
    for kind in CORRECTION_KINDS:
        about: list[Span | str] = [Span("echo", 0, 5), Span("plain", 0, 5)]
        if kind in ("same-story", "other-story", "parent", "no-parent"):
            about = ["echo", "plain"]
        made = Correction(kind, tuple(about[:1] if kind == "zone" else ["The Plain"] if kind == "family" else about),
                          values.get(kind, ""), note="“why”\u202e")  # fmt: skip
        case.correct(made)
    assert [c.kind for c in case.corrections()] == list(CORRECTION_KINDS)
    found = case.trace().trace
    assert len(found.corrections) == len(CORRECTION_KINDS)
    assert as_data(found)["corrections"][0]["note"] == "“why”\u202e"
    out = io.StringIO()
    render(found, Console(file=out, width=200), width=200)
    assert "\u202e" not in out.getvalue() and "\u202e" not in report(found)
