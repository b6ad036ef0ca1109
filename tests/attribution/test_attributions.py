"""Who says what: the marked paragraphs, chains, nesting, floating quotations, bounds."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.attribution import attribute
from firsthand.nouns import Article, Attribution, Layout, Statements
from firsthand.zones import mark


def article(id: str, text: str, language: str = "en", outlet: str | None = None) -> Article:
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id, f"{id}.txt", text, sha, sha, language=language, outlet=outlet)


def read(**texts: str) -> tuple[Statements, dict[str, Layout]]:
    layouts = mark([article(id, text) for id, text in texts.items()])
    return attribute(layouts), {x.id: x for x in layouts}


def said(text: str) -> list[Attribution]:
    return list(read(a=text)[0].attributions)


def words(text: str, span: object) -> str | None:
    return None if span is None else text[span.start : span.end]  # type: ignore[attr-defined]


@dataclass
class Marked:
    kind: str
    text: str
    headline: bool
    any_kind: bool
    open: bool  # known to be missed: the test then says when it is not
    marks: dict[str, list[str]] = field(default_factory=dict)


def marked() -> list[Marked]:
    out = []
    for line in (Path(__file__).parent / "paragraphs.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, _, rest = line.partition(" | ")
        body, _, flag = rest.partition(" @")
        one = Marked(flag if flag == "denial" else kind, "", flag == "headline", flag == "any", flag == "open")
        for m in re.finditer(r"\{([SQCA]) ([^}]*)\}", body):
            one.marks.setdefault(m.group(1), []).append(m.group(2))
        one.text = re.sub(r"\{[SQCA] ([^}]*)\}", r"\1", body)
        out.append(one)
    return out


def plain(text: str | None) -> str | None:
    return None if text is None else text.strip(" ,.")


MISSED = pytest.mark.xfail(reason="known to be missed", strict=True)


@pytest.mark.parametrize("case", [pytest.param(c, id=c.text[:60], marks=[MISSED] if c.open else []) for c in marked()])
def test_marked_paragraph(case: Marked) -> None:
    if case.headline:
        text = case.text + "\n\nThe river fell by a foot overnight and the road to the coast was open again.\n"
    else:
        text = f"River falls\n\nThe river fell by a foot overnight.\n\n{case.text}\n"
    found = said(text)
    wanted = (
        plain(case.marks.get("S", [None])[0]),  # type: ignore[list-item]
        [plain(c) for c in case.marks["C"]],
    )
    got = [
        (
            plain(words(text, a.source)),
            [plain(words(text, c)) for c in a.content],
            a.kind,
            words(text, a.cue),
            words(text, a.addressee),
        )
        for a in found
    ]
    if case.any_kind:
        assert any(g[0] == wanted[0] for g in got), got
        return
    if "who" in case.text and wanted[0] == "Pell":  # the pronoun belongs to the source that stands before it
        wanted = ("Pell, who", wanted[1])
    if case.text.startswith("He left"):
        wanted = ("He", wanted[1])
    match = [g for g in got if (g[0], g[1]) == wanted]
    assert match, f"wanted {wanted}, got {got}"
    assert case.kind in {g[2] for g in match}, match
    if "Q" in case.marks:
        assert case.marks["Q"][0].split()[-1] in (match[0][3] or ""), match
    if "A" in case.marks:
        assert match[0][4] == case.marks["A"][0]


def test_at_least_two_hundred_paragraphs_are_marked() -> None:
    assert len(marked()) >= 200
    assert sum(c.open for c in marked()) < 10


# ---- chains


@pytest.mark.parametrize(
    ("sentence", "chain"),
    [
        ("A Quell official told Norwire that the dam was empty.", ("Quell official", "Norwire")),
        ("“It is dry,” a Quell official told Norwire, as quoted by Al Post.", ("Quell official", "Norwire", "Al Post")),
        ("“It is dry,” a Quell official told Norwire as cited by Al Post.", ("Quell official", "Norwire", "Al Post")),
        ("The dam was dry, Norwire reported on Friday, citing three officials.", ("three officials", "Norwire")),
        ("The dam was empty, Norwire reported.", ("Norwire",)),
        ("Three senior officials said the dam was empty.", ("Three senior officials",)),
    ],
)
def test_chain_runs_from_the_innermost_out(sentence: str, chain: tuple[str, ...]) -> None:
    chains = [a.chain for a in said(f"Dam empty\n\nThe valley is dry.\n\n{sentence}\n")]
    assert chain in chains, chains


def test_the_article_is_never_in_a_chain() -> None:
    statements, _ = read(a="Dam empty\n\nAnn Pell said the dam was empty.\n")
    assert statements.attributions[0].chain == ("Ann Pell",)


def test_citing_makes_the_cited_the_innermost_source() -> None:
    text = "Dam empty\n\nThe dam was empty, Norwire reported on Wednesday, citing three senior officials.\n"
    found = {words(text, a.source): a for a in said(text)}
    assert found["three senior officials"].parent == found["Norwire"].id
    assert [words(text, c) for c in found["three senior officials"].content] == ["The dam was empty"]


# ---- nesting


def test_content_holds_another_statement() -> None:
    text = "Dam\n\nNorwire reported that Ann Pell denied that the dam was empty.\n"
    outer, inner = said(text)
    assert (outer.parent, inner.parent, inner.kind) == (None, outer.id, "denial")
    assert inner.chain == ("Ann Pell", "Norwire")


def test_statement_inside_a_quotation() -> None:
    text = "Dam\n\n“The board told us that the dam was empty,” said Jo Quint, a farmer.\n"
    found = said(text)
    inner = [a for a in found if words(text, a.source) == "The board"]
    outer = [a for a in found if a.cue and words(text, a.cue) == "said"]
    assert inner and inner[0].parent == outer[0].id
    assert inner[0].chain == ("board", "Jo Quint")


def test_ids_run_in_text_order_and_parents_exist() -> None:
    text = (
        "Dam\n\nPell said Quint claimed the board knew. Quint denied it, adding that nobody had asked.\n\n"
        "“No,” he said. “We never knew.”\n\n“Nobody told us anything about it.”\n"
    )
    found = said(text)
    assert [a.id for a in found] == [f"a#a{n}" for n in range(1, len(found) + 1)]
    assert {a.parent for a in found} - {None} <= {a.id for a in found}


# ---- quotations without a cue


def test_a_paragraph_that_is_only_a_quotation_goes_on_from_the_last_speaker() -> None:
    text = "Dam\n\n“The dam is empty,” said Jo Quint, a farmer.\n\n“Nobody told us that it would be.”\n"
    statements, _ = read(a=text)
    last = statements.attributions[-1]
    assert (last.source, last.cue, last.kind) == (None, None, "direct")
    assert last.chain == ("Jo Quint",)
    assert last.entity == statements.attributions[0].entity


def test_a_quotation_in_the_same_paragraph_joins_its_statement() -> None:
    text = "Dam\n\n“The dam is empty,” said Jo Quint, a farmer. “Nobody told us.”\n"
    (one,) = said(text)
    assert [words(text, c) for c in one.content] == ["“The dam is empty,”", "“Nobody told us.”"]


def parts(text: str) -> list[tuple[str | None, list[str | None]]]:
    return [(words(text, a.source), [words(text, c) for c in a.content]) for a in said(text)]


def test_a_quotation_that_no_mark_closes_goes_on_in_the_next_paragraph() -> None:
    text = "Dam\n\nJo Quint wrote:\n\n“The dam is empty.\n\n“Nobody told us.\n\n“Shame.”\n\nThe board met.\n"
    assert parts(text) == [("Jo Quint", ["“The dam is empty.", "“Nobody told us.", "“Shame.”"])]


@pytest.mark.parametrize(
    "signature",
    ["- Ann Pell, in Kelm on Monday.", "—Ann Pell", "-- Ann Pell, water minister, at the gate", "– Ann Pell."],
)
def test_who_signs_a_quotation_speaks(signature: str) -> None:
    text = f"Dam\n\nJo Quint said no.\n\n“The wall is a scandal and everyone knows it.”\n\n{signature}\n\nRain fell.\n"
    assert ("Ann Pell", ["“The wall is a scandal and everyone knows it.”"]) in parts(text)


@pytest.mark.parametrize("line", ["– Pell went home.", "- the board met at noon", "Ann Pell went home."])
def test_a_line_under_a_quotation_that_signs_nothing(line: str) -> None:
    text = f"Dam\n\nRain fell.\n\n“The wall is a scandal and everyone knows it.”\n\n{line}\n"
    assert parts(text) == []


def test_what_stands_behind_a_quotation_belongs_to_its_speaker() -> None:
    text = "Dam\n\n“It is dry,” said Pell. “It will be dry for years” to come.\n"
    assert parts(text) == [("Pell", ["“It is dry,”", "“It will be dry for years” to come."])]


def test_adding_goes_on_from_the_sentence_before() -> None:
    text = "Dam\n\nPell said that the dam was dry. Adding, “It was dry in spring too.”\n"
    assert parts(text) == [("Pell", ["that the dam was dry"]), ("Pell", ["“It was dry in spring too.”"])]


def test_a_heading_above_a_quotation_is_its_source() -> None:
    text = "Dam\n\n“It is dry,” Pell said.\n\nThe full letter:\n\n“Dear farmers, the dam is dry.”\n"
    assert ("The full letter", ["“Dear farmers, the dam is dry.”"]) in parts(text)


def test_a_carrier_is_no_part_of_what_it_carries() -> None:
    text = "Dam\n\nTwo officials told Norwire that the gates were shut, as quoted by the Kelm Gazette.\n"
    assert sorted(parts(text), key=str) == [
        ("Two officials", ["that the gates were shut"]),
        ("the Kelm Gazette", ["that the gates were shut"]),
    ]


def test_words_set_apart_are_no_statement() -> None:
    assert said("Dam\n\nThe so-called “big wall” stands east of Kelm.\n") == []


# ---- reasons


def test_the_anonymity_clause_is_a_reason() -> None:
    text = "Dam\n\nTwo officials, who asked not to be named because the talks were secret, said the dam was empty.\n"
    a = next(a for a in said(text) if a.kind == "indirect")
    spans = [words(text, s) or "" for r in a.reasons for s in r.spans]
    assert any(s.startswith("asked not to be named") for s in spans)


def test_no_attribution_for_asking_to_go_unnamed() -> None:
    text = "Dam\n\nThe dam is empty, according to two officials who requested anonymity.\n"
    assert [words(text, a.cue) for a in said(text)] == ["according to"]


def test_a_quotation_that_never_ends_is_said_to() -> None:
    text = "Dam\n\nJo Quint said: “" + "The dam is empty and nobody told us. " * 40
    reasons = [r.text for a in said(text) for r in a.reasons]
    assert any("never closed" in r for r in reasons)


# ---- bounds


def test_another_language_gives_nothing_but_layout_credits() -> None:
    text = "Der Damm\n\nDie Ministerin sagte, der Damm halte.\n"
    layouts = mark([article("a", text, language="de")])
    statements = attribute(layouts)
    assert (statements.attributions, statements.entities) == ((), ())


_HOSTILE = {
    "letters": "a" * 100_000,
    "quotes": '"' * 100_000,
    "opening quotes": "“" * 100_000,
    "stops": ". " * 50_000,
    "initials": "U.S. " * 20_000,
    "said": "Pell said " * 10_000,
    "told": "he said that " * 8_000,
    "names": "Pell " * 20_000,
    "who": "Pell, who " * 10_000,
    "of": "man of " * 14_000,
    "spaces": " " * 100_000,
    "digits": "9" * 100_000,
    "unclosed": "Pell said: “" + "word " * 20_000,
    "colons": "Pell: dam " * 10_000,
    "statements": "".join(f"A lake{n} statement said it leaked. The statement said so. " for n in range(1600)),
    "transcript": "PELL: The wall is sound.\n\nQUINT: No it is not.\n\n" * 2000,
    "quoted transcript": '"PELL: The wall is sound.\n\n"QUINT: No it is not.\n\n' * 2000,
    "signed": "“The wall is a scandal now.”\n\n- Ann Pell, in Kelm\n\n" * 2000,
    "headings": "A wall in figures - Jo Quint: “It is a thin wall” " * 2000,
    "nested quotes": '"The “wall” is “thin” and ' * 4000,
    "adding": "Pell said it leaked" + ", adding that it leaked" * 4000,
}


@pytest.mark.parametrize("name", sorted(_HOSTILE))
def test_hostile_text_takes_linear_time(name: str) -> None:
    layouts = mark([article("a", _HOSTILE[name])])
    began = time.process_time()
    attribute(layouts)
    assert time.process_time() - began < 3  # under one second alone; the machine may be busy


_PIECES = ["Pell said", "“No,”", "she said.", "\n\n", ", who", "according to", "Norwire", "the dam held", "told",
           "that", "“", "”", '"', "'s", "and", ":", "?", "reportedly", "denied", "The board", "(", ")", "—", "é",
           "\u200b", "🌊"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_every_span_stands_in_its_article(pieces: list[str]) -> None:
    text = " ".join(pieces)
    statements, _ = read(a=text)
    for a in statements.attributions:
        spans = [s for s in (a.source, a.cue, a.addressee, *a.content) if s is not None]
        assert all(s.article == "a" and 0 <= s.start < s.end <= len(text) for s in spans)
        assert a.content and 0 <= a.confidence <= 1 and a.reasons
    for e in statements.entities:
        assert e.mentions and all(s.end <= len(text) for s in e.mentions)


# ---- what is no statement


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry would announce its plan.",
        "She showed this reporter the control room.",
        "Nobody the farmers met there expected them to move.",
        "The farmers, supporting the plan, went home.",
        "The decision to shut the road was late.",
        "Apparently it rained.",
    ],
)
def test_no_statement(sentence: str) -> None:
    assert said(f"River falls\n\nThe river fell by a foot.\n\n{sentence}\n") == []


def test_a_heading_that_slams_a_gate_states_nothing() -> None:
    assert said("Pell Slams the Gates on Kelm\n\nRain fell all night.\n") == []


# ---- several voices in a sentence


def test_the_ministry_that_denies_calls_it_an_invention() -> None:
    text = "Dam\n\nThe ministry denied that Ann Pell had told Jo Quint so, calling a Norwire report “pure invention.”\n"
    by_cue = {words(text, a.cue): a for a in said(text)}
    assert words(text, by_cue["calling"].source) == "The ministry"
    assert by_cue["calling"].kind == "denial"
    assert by_cue["had told"].parent == by_cue["denied"].id


def test_citing_and_its_outlet_hold_the_clause_behind() -> None:
    text = "Dam\n\nNorwire had reported on Thursday, citing three officials, that the gates were shut.\n"
    assert {words(text, a.source): [words(text, c) for c in a.content] for a in said(text)} == {
        "Norwire": ["that the gates were shut"],
        "three officials": ["that the gates were shut"],
    }


def test_six_deep() -> None:
    text = (
        "Dam\n\nNorwire reported that Pell said Quint claimed that Marl had told the board that Sand had written that "
        "officials said the wall was thin.\n"
    )
    found = said(text)
    assert [words(text, a.source) for a in found] == ["Norwire", "Pell", "Quint", "Marl", "Sand", "officials"]
    assert [a.parent for a in found] == [None, *(a.id for a in found[:-1])]
    assert found[-1].chain == ("officials", "Sand", "Marl", "Quint", "Pell", "Norwire")


def test_a_transcript_names_its_speakers() -> None:
    text = "Talk\n\nPELL: The wall is sound. It was built to last.\n\nQUINT: Who says so?\n\nPELL: The engineers do.\n"
    found = [(words(text, a.source), [words(text, c) for c in a.content]) for a in said(text) if a.kind == "direct"]
    assert found == [
        ("PELL", ["The wall is sound.", "It was built to last."]),
        ("QUINT", ["Who says so?"]),
        ("PELL", ["The engineers do."]),
    ]


def test_a_transcript_in_quotation_marks_names_its_speakers() -> None:
    text = (
        'Talk\n\nThey met at noon:\n\n"JO MARL, HOST OF RIVER NIGHT: Minister, is it sound?\n\n"PELL: It is.\n\n"MARL: '
        'Since when?\n\n"PELL: Since May."\n\nThe board meets on Monday.\n'
    )
    assert [(s, c) for s, c in parts(text) if s != "They"] == [
        ("JO MARL, HOST OF RIVER NIGHT", ["Minister, is it sound?"]),
        ("PELL", ["It is."]),
        ("MARL", ["Since when?"]),
        ("PELL", ['Since May."']),
    ]


def test_labels_in_small_letters_are_a_transcript_where_somebody_answers() -> None:
    text = "Talk\n\nRain fell.\n\nJo Marl: Is it sound?\n\nAnn Pell: It is.\n\nMarl: Since when?\n\nPell: Since May.\n"
    assert [s for s, _ in parts(text)] == ["Jo Marl", "Ann Pell", "Marl", "Pell"]


def test_a_table_of_results_is_no_transcript() -> None:
    assert parts("Vote\n\nRain fell.\n\nAnn Pell: 1,500.\n\nJo Marl: 1,300.\n\nPell: 12 seats.\n") == []


def test_one_label_in_capitals_is_no_transcript() -> None:
    assert all(a.kind != "direct" for a in said("Dam\n\nWATCH: The wall is sound and the river is low.\n"))


# ---- quotations that are too long to be one


@pytest.mark.parametrize("closing", ["”", ""])
def test_twenty_thousand_words_in_quotation_marks(closing: str) -> None:
    text = "Dam\n\nJo Quint said: “" + "The dam is empty and nobody told us. " * 2500 + closing + "\n"
    began = time.process_time()
    found = said(text)
    assert time.process_time() - began < 3
    assert found and all(c.end - c.start <= 10_000 for a in found for c in a.content)


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "Dam\n\n“The dam is empty, said Jo Quint, a farmer.\n\nThe board said it was full.\n"
    assert "The board" in {words(text, a.source) for a in said(text)}
