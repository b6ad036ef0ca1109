"""What is quoted, as a table of paragraphs and the words between their marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.nouns.limits import MAX_QUOTATION_CHARS, MAX_QUOTATION_DEPTH
from firsthand.zones.quotations import quotations

Found = list[tuple[str, int, bool]]

CASES: list[tuple[str, Found]] = [
    ("“We won,” she said. “It is over.”", [("We won,", 1, True), ("It is over.", 1, True)]),
    ('He said "never" and "ever".', [("never", 1, True), ("ever", 1, True)]),
    ("“He told me ‘leave’ and I left,” she said.", [("He told me ‘leave’ and I left,", 1, True), ("leave", 2, True)]),
    ("\"He told me 'leave' and I left,\" she said.", [("He told me 'leave' and I left,", 1, True), ("leave", 2, True)]),
    ("It's the ministers' plan, isn't it?", []),
    ("The ministers’ plan isn’t Kelm’s.", []),
    ("In the '90s and ’90s they sang 'em.", []),
    ("He called it ‘the ministers’ plan’ and left.", [("the ministers’ plan", 1, True)]),
    ("'We won,' she said. It's over.", [("We won,", 1, True)]),
    ("‘We won’t go,’ she said.", [("We won’t go,", 1, True)]),
    ("„Wir gehen“, sagte sie.", [("Wir gehen", 1, True)]),
    ("„Wir gehen”, sagte sie.", [("Wir gehen", 1, True)]),
    ("« Nous partons », dit-elle.", [("Nous partons", 1, True)]),
    ("»Wir gehen«, sagte sie.", [("Wir gehen", 1, True)]),
    ("‹Wir gehen›, sagte sie.", [("Wir gehen", 1, True)]),
    ("「行く」と言った。", [("行く", 1, True)]),
    ("`` We won , '' she said .", [("We won ,", 1, True)]),
    ('" We won , " she said .', [("We won ,", 1, True)]),
    ("“We won, she said. Nobody asked.", [("We won, she said. Nobody asked.", 1, False)]),
    ("“We won, she said. “It is over,” he said.", [("We won, she said.", 1, False), ("It is over,", 1, True)]),
    ("“He said “go” and went,” she said.", [("He said “go” and went,", 1, True), ("go", 2, True)]),
    ("“We won\" she said.", [("We won", 1, True)]),
    ("\"We won” she said.", [("We won", 1, True)]),
    ("The 6\" pipe and the 6'2\" man.", []),
    ("â\x80\x9cWe wonâ\x80\x9d, it isnâ\x80\x99t.", [("We won", 1, True)]),
    ('He said ("never") and left.', [("never", 1, True)]),
    ("She said: 'Yes.' He said: 'No.'", [("Yes.", 1, True), ("No.", 1, True)]),
]  # fmt: skip


def found(text: str) -> Found:
    return [(text[q.span.start : q.span.end], q.depth, q.closed) for q in quotations(text, "a", 0, len(text))]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations_are_what_stands_between_marks(text: str, expected: Found) -> None:
    assert found(text) == expected


def test_a_quotation_over_paragraphs_is_one_each_and_only_the_last_is_closed() -> None:
    parts = ["“The dam is old.", "“It will fail.", "“I said so in May,” she said."]
    assert [found(p) for p in parts] == [
        [("The dam is old.", 1, False)],
        [("It will fail.", 1, False)],
        [("I said so in May,", 1, True)],
    ]


def test_a_quotation_of_twenty_thousand_words_is_cut_and_said_to_be_open() -> None:
    text = "“" + "word " * 20_000 + "” he said."
    first = quotations(text, "a", 0, len(text))[0]
    assert len(first.span) <= MAX_QUOTATION_CHARS and not first.closed


@given(st.text(alphabet=" .,\"'“”‘’„«»‹›`「」asA1\n", max_size=120))
def test_quotations_lie_inside_the_text_and_nest_no_deeper_than_the_limit(text: str) -> None:
    for q in quotations(text, "a", 0, len(text)):
        assert 0 <= q.span.start < q.span.end <= len(text)
        assert 1 <= q.depth <= MAX_QUOTATION_DEPTH
        assert not text[q.span.start].isspace() and not text[q.span.end - 1].isspace()
