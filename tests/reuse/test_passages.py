"""Passages of a pile: prose only, right places, kinds, quotes apart, copies and boilerplate in bounds."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.nouns import Article, Layout, Quotation, Span, Zone, ZoneKind
from firsthand.reuse import passages_between, shared_passages

DICE = random.Random(3)
WORDS = ["".join(DICE.choice("abdefgiklmnoprstuv") for _ in range(DICE.randint(3, 9))) for _ in range(3000)]
REPORT = (
    "A crane toppled onto the ferry ramp at Quellin before dawn and both piers were closed for the day. "
    "Nobody was hurt, though forty cars could not leave the island until the evening boat."
)


def layout(id: str, *zones: tuple[ZoneKind, str], quotes: Sequence[str] = ()) -> Layout:
    text, marked = "", []
    for kind, words in zones:
        marked.append(Zone(Span(id, len(text), len(text) + len(words)), kind))
        text += words + "\n\n"
    spoken = tuple(Quotation(Span(id, text.index(q), text.index(q) + len(q))) for q in quotes)
    return Layout(Article(id, f"{id}.txt", text, "", "", language="en"), tuple(marked), (), spoken)


def body(id: str, text: str) -> Layout:
    return layout(id, ("body", text))


def prose(words: int, seed: int) -> str:
    dice = random.Random(seed)
    return " ".join(dice.choice(WORDS) for _ in range(words))


def test_a_reprint_is_one_verbatim_passage() -> None:
    (passage,) = shared_passages([body("late", f"From our desk. {REPORT}"), body("early", f"{REPORT} More soon.")])
    assert (passage.a.article, passage.b.article) == ("early", "late")
    assert (passage.kind, passage.score, passage.quoted) == ("verbatim", 1.0, False)
    assert passage.a.start == 0 and passage.b.start == len("From our desk. ")


def test_changed_words_make_it_edited() -> None:
    edited = REPORT.replace("before dawn", "early on Tuesday")
    (passage,) = shared_passages([body("a", REPORT), body("b", edited)])
    assert passage.kind == "edited"
    assert 0.8 < passage.score < 1


@pytest.mark.parametrize("every", [100, 20])
def test_disguised_letters_are_aligned_and_shown_as_changed(every: int) -> None:
    looks = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с"}
    disguised = "".join(looks.get(c, c) + "\u200b" * (n % every == 0) for n, c in enumerate(REPORT))
    (passage,) = shared_passages([body("a", REPORT), body("b", disguised)])
    assert passage.kind == "edited"
    assert len(passage.a) > 0.95 * len(REPORT)


def test_furniture_and_credits_are_never_compared() -> None:
    notice = "Sign up here for our morning letter and never again miss what happens at the harbour"
    for kind in ("furniture", "credit-text", "credit-photo", "byline", "dateline"):
        pair = [layout(id, ("body", prose(40, n)), (kind, notice)) for n, id in enumerate("ab")]
        assert shared_passages(pair) == ()


def test_no_passage_holds_furniture() -> None:
    first, second = REPORT.split(". ")
    broken = layout("a", ("body", first), ("furniture", "Read also: the ten best boats"), ("body", second))
    found = shared_passages([broken, body("b", REPORT)])
    assert len(found) == 2
    assert not any(p.a.overlaps(z.span) for p in found for z in broken.zones if z.kind == "furniture")


def test_a_caption_between_does_not_break_a_passage() -> None:
    a = layout("a", ("headline", "Crane topples onto the ramp"), ("body", REPORT))
    assert len(shared_passages([a, body("b", f"Crane topples onto the ramp\n{REPORT}")])) == 1


def test_a_shared_quotation_is_marked_as_speech() -> None:
    said = "we heard one long groan of metal and then the whole ramp was gone under the water"
    a = layout("a", ("body", f"The captain told us: “{said}”, and left it at that."), quotes=[said])
    b = layout("b", ("body", f"“{said}”, he recalled at the inquiry a week later in town."), quotes=[said])
    (passage,) = shared_passages([a, b])
    assert passage.quoted
    plain = layout("b", ("body", f"{said}, as everybody in the town now tells it to those who ask."))
    assert [p.quoted for p in shared_passages([a, plain])] == [False]


def test_the_order_of_articles_changes_nothing() -> None:
    pile = [body(f"n{n}", f"{prose(30, n)} {REPORT if n % 3 else ''} {prose(30, 99 if n % 2 else n + 50)}")
            for n in range(12)]  # fmt: skip
    shuffled = pile[:]
    random.Random(5).shuffle(shuffled)
    assert shared_passages(shuffled) == shared_passages(pile)
    assert list(shared_passages(pile)) == sorted(shared_passages(pile), key=lambda p: (p.a, p.b))


def test_a_pair_shares_the_same_in_a_pile_and_by_itself() -> None:
    a, b = body("a", f"{REPORT} {prose(50, 1)}"), body("b", f"{prose(50, 2)} {REPORT}")
    others = [body(f"n{n}", prose(80, n + 10)) for n in range(60)]
    in_pile = [p for p in shared_passages([a, b, *others]) if (p.a.article, p.b.article) == ("a", "b")]
    assert tuple(in_pile) == passages_between(a, b) == passages_between(b, a)


def test_every_pair_of_a_few_copies_is_found() -> None:
    copies = [body(f"c{n}", REPORT) for n in range(6)]
    assert len({(p.a.article, p.b.article) for p in shared_passages(copies)}) == 15


def test_a_thousand_identical_reports_hang_on_the_first() -> None:
    start = time.process_time()
    found = shared_passages([body(f"c{n:04}", REPORT) for n in range(1000)])
    assert time.process_time() - start < 5
    assert {(p.a.article, p.b.article) for p in found} == {("c0000", f"c{n:04}") for n in range(1, 1000)}


def test_each_of_hundreds_of_reprints_is_paired_with_some() -> None:
    report = prose(150, 1)
    found = shared_passages([body(f"c{n:03}", f"{prose(12, n)} {report}") for n in range(300)])
    assert {s.article for p in found for s in (p.a, p.b)} == {f"c{n:03}" for n in range(300)}
    assert len(found) < 300 * 299 / 2


def test_a_notice_on_every_page_pairs_nothing_in_a_large_pile() -> None:
    notice = prose(20, 1)
    found = shared_passages([body(f"c{n:03}", f"{prose(200, n + 10)} {notice}") for n in range(120)])
    assert len(found) < 20


def test_a_reprint_is_found_beside_a_notice_on_every_page() -> None:
    notice = prose(20, 1)
    pile = [body(f"c{n:03}", f"{prose(200, n + 10)} {notice}") for n in range(120)]
    pile.append(body("x", f"{prose(200, 10)} {notice}"))
    assert ("c000", "x") in {(p.a.article, p.b.article) for p in shared_passages(pile)}


@pytest.mark.parametrize("text", ["", "Harbour", "…", "\u200b\u200b", "!" * 1000, "港口" * 400])
def test_odd_texts_do_no_harm(text: str) -> None:
    pile = [body("a", text), body("b", text), body("c", REPORT)]
    assert all(p.a.end <= len(text) for p in shared_passages(pile))


@given(st.lists(st.sampled_from([*WORDS[:30], "“", "”", "\u200b", "\n"]), max_size=40), st.integers(0, 40))
@settings(max_examples=80, deadline=None)
def test_spans_hold_the_words_they_claim(extra: list[str], cut: int) -> None:
    a = body("a", f"{' '.join(extra)} {REPORT}")
    b = body("b", f"{REPORT[: len(REPORT) - cut]} {' '.join(reversed(extra))}")
    for p in shared_passages([a, b]):
        assert 0 <= p.a.start < p.a.end <= len(a.text) and 0 <= p.b.start < p.b.end <= len(b.text)
        if p.kind == "verbatim":
            plain = (x.article.words(s).replace("\u200b", "") for x, s in ((a, p.a), (b, p.b)))
            assert len({"".join(c for c in words.casefold() if c.isalnum()) for words in plain}) == 1
