"""What each stretch of an article is: tables of texts, one line per zone, "kind: words"."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.nouns import TEXT_ZONES, Article, Layout, Role, ZoneKind
from firsthand.zones import mark

BODY = "The dam above Kelm failed on Monday night, and the lower town was flooded within an hour."
MORE = "Minister Ann Pell said that nobody had warned her office before the water came."


def article(text: str, id: str = "a", **known: str) -> Article:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id, f"{id}.txt", text, digest, digest, language="en", **known)  # type: ignore[arg-type]


def layout(text: str, **known: str) -> Layout:
    return mark([article(text, **known)])[0]


def zones(text: str, **known: str) -> list[tuple[str, str]]:
    found = layout(text, **known)
    return [(z.kind, found.article.words(z.span)) for z in found.zones]


HEADS: list[tuple[str, list[tuple[str, str]]]] = [
    ("Dam fails above Kelm", [("headline", "Dam fails above Kelm")]),
    ("Dam fails above Kelm\nBy Ann Odd, Norwire", [
        ("headline", "Dam fails above Kelm"), ("byline", "By Ann Odd, Norwire")]),
    ("loading…", [("furniture", "loading…")]),
    ("15 Jul 2018", [("dateline", "15 Jul 2018")]),
    ("Published: July 15, 2018, 10:04 GMT", [("dateline", "Published: July 15, 2018, 10:04 GMT")]),
    ("(Norwire)", [("credit-text", "(Norwire)")]),
    ("[CREDIT]", [("credit-text", "[CREDIT]")]),
    ("[BYLINE]", [("byline", "[BYLINE]")]),
    ("Morning Herald•", [("credit-text", "Morning Herald•")]),
    ("dam\n© Ben Odd/Getty ImagesMinister Ann Pell looks at the dam.", [
        ("furniture", "dam"), ("credit-photo", "© Ben Odd/Getty Images"),
        ("caption", "Minister Ann Pell looks at the dam.")]),
    ("Minister Ann Pell at the dam. Photo/Morning Herald", [
        ("caption", "Minister Ann Pell at the dam."), ("credit-photo", "Photo/Morning Herald")]),
    ("Minister Ann Pell at the dam. Photograph: Ben Odd/Norwire", [
        ("caption", "Minister Ann Pell at the dam."), ("credit-photo", "Photograph: Ben Odd/Norwire")]),
    ("Minister Ann Pell at the dam. Morning Herald/Contributor", [
        ("caption", "Minister Ann Pell at the dam."), ("credit-photo", "Morning Herald/Contributor")]),
    ("Minister Ann Pell at the dam on Monday. (AP Photo/Ben Odd)", [
        ("caption", "Minister Ann Pell at the dam on Monday."), ("credit-photo", "(AP Photo/Ben Odd)")]),
    ("Minister Ann Pell at the dam on Monday.\nREUTERS/Ben Odd", [
        ("caption", "Minister Ann Pell at the dam on Monday."), ("credit-photo", "REUTERS/Ben Odd")]),
    ("1 of 19. Minister Ann Pell at the dam.", [
        ("furniture", "1 of 19."), ("caption", "Minister Ann Pell at the dam.")]),
    ("FILE PHOTO: The dam seen from the hill in March.", [
        ("caption", "FILE PHOTO: The dam seen from the hill in March.")]),
    ("File photo", [("credit-photo", "File photo")]),
    ("Dam fails above Kelm\nMore\nDam fails above Kelm", [
        ("headline", "Dam fails above Kelm"), ("furniture", "More"), ("furniture", "Dam fails above Kelm")]),
    ("E-mail this to a friend Printable version", [("furniture", "E-mail this to a friend Printable version")]),
    ("ShareTweetFacebook", [("furniture", "ShareTweetFacebook")]),
]  # fmt: skip


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_lines_before_the_text_are_told_apart(head: str, expected: list[tuple[str, str]]) -> None:
    assert zones(f"{head}\n\n{BODY}\n\n{MORE}") == [*expected, ("body", f"{BODY}\n\n{MORE}")]


OPENINGS = [
    "KELM, March 3 (Norwire) -", "KELM (Norwire) —", "TEHERAN –", "MANILA", "KELM, Norland, Dec. 9 (Reuters) --",
    "Dec. 15 (Bloomberg) --", "LONDON (AP) —", "KELM, Norland ([AGENCY]) —", "AMMAN:", "Kelm (Norwire) -",
    "(CNN) --", "MOSCOW, March 3. /TASS/.", "KELM/LONDON, 3 March 2014 -", "Article:",
]  # fmt: skip


@pytest.mark.parametrize("opening", OPENINGS)
def test_what_opens_the_first_sentence_is_cut_off_it(opening: str) -> None:
    kind = "furniture" if opening == "Article:" else "dateline"
    assert zones(f"{opening} {BODY}\n\n{MORE}") == [(kind, opening), ("body", f"{BODY}\n\n{MORE}")]


NOT_OPENINGS = [
    "NATO Secretary General Ben Odd", "UPDATE: The dam", "The Water Authority (WA) - a body",
    "Ann Pell (34) - the minister",
    "US President Ben Odd", "KELM – the town below the dam – was", "Ann Pell (Unity Party) - the minister", "Mr. Odd",
]  # fmt: skip


@pytest.mark.parametrize("opening", NOT_OPENINGS)
def test_capitals_and_brackets_alone_make_no_dateline(opening: str) -> None:
    text = f"{opening} watched while the water came down the valley on Monday night.\n\n{MORE}"
    assert "dateline" not in [kind for kind, _ in zones(text)]


FEET: list[tuple[str, str]] = [
    ("(Norwire)", "credit-text"), ("(Reuters/NAN)", "credit-text"), ("– Reuters", "credit-text"),
    ("(Reporting by Ann Odd in Kelm; editing by Ben Ott)", "byline"),
    ("Additional reporting by Ann Odd", "credit-text"), ("With inputs from agencies", "credit-text"),
    ("This article was first published by Morning Herald.", "credit-text"),
    ("© 2024 Norwire. All rights reserved", "credit-text"), ("Source: Morning Herald", "credit-text"),
    ("Ben Ott of Norwire contributed to this report.", "credit-text"),
    ("To contact the reporter on this story: Ann Odd in Kelm at aodd@norwire.example", "byline"),
    ("Read more: Five dams that failed", "furniture"), ("Related stories", "furniture"), ("14 comments", "furniture"),
    ("Sign up for our newsletter and get the news in your inbox.", "furniture"), ("ADVERTISEMENT", "furniture"),
    ("Story continues below", "furniture"), ("We use cookies to improve this site.", "furniture"),
]  # fmt: skip


@pytest.mark.parametrize(("foot", "kind"), FEET)
def test_lines_behind_the_text_are_told_apart(foot: str, kind: str) -> None:
    assert zones(f"{BODY}\n\n{MORE}\n\n{foot}") == [("body", f"{BODY}\n\n{MORE}"), (kind, foot)]


@pytest.mark.parametrize("tail", ["(Norwire)", "(Reuters/NAN)", "(Norwire/KNA)", "— Norwire", "(Reporting by Ann Odd)"])
def test_a_credit_behind_the_last_sentence_is_cut_off_it(tail: str) -> None:
    kind = "byline" if "Reporting" in tail else "credit-text"
    assert zones(f"{BODY}\n\n{MORE} {tail}") == [("body", f"{BODY}\n\n{MORE}"), (kind, tail)]


PROSE = [
    "By Monday the water had gone.",
    "The report was published on Monday by the ministry and names three engineers.",
    "Copyright law was changed on Tuesday, the ministry said.",
    "With reports of flooding coming in, the minister left.",
    "Sources said: the dam is old.", "Share prices fell on Tuesday after the dam failed, traders in Kelm said.",
    "The big picture: Pell told the council that she would not resign.",
    "Read in full, the letter shows that the ministry knew of the crack.", "He called it a lie (and worse).",
    "Follow the money, the opposition leader told a crowd outside the ministry on Monday.",
]  # fmt: skip


@pytest.mark.parametrize("line", PROSE)
def test_sentences_that_begin_like_furniture_or_credits_stay_text(line: str) -> None:
    assert zones(f"{BODY}\n\n{line}\n\n{MORE}") == [("body", f"{BODY}\n\n{line}\n\n{MORE}")]


def test_a_title_that_stands_only_in_the_metadata_is_no_zone() -> None:
    assert zones(f"{BODY}\n\n{MORE}", title="Dam fails above Kelm") == [("body", f"{BODY}\n\n{MORE}")]


def test_a_last_sentence_broken_off_after_a_word_is_furniture() -> None:
    assert zones(f"{BODY}\n\n{MORE} Engi")[-1] == ("furniture", "Engi")


def test_a_crosshead_is_a_headline_and_a_list_announced_by_a_colon_is_text() -> None:
    assert ("headline", "Old walls") in zones(f"{BODY}\n\nOld walls\n\n{MORE}")
    listed = f"{BODY}\n\nThe following dams will be searched for cracks this year:\n\nKelm Upper\n\nKelm Lower"
    assert zones(listed) == [("body", listed)]


def test_single_newlines_end_paragraphs_unless_the_text_is_hard_wrapped() -> None:
    flat = layout(f"{BODY}\n{MORE}\n{BODY}")
    assert [s.paragraph for s in flat.sentences] == [0, 1, 2]
    words = " ".join([BODY, MORE] * 6).split()
    lines, line = [], ""
    for word in words:
        if len(line) + 1 + len(word) > 72:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    wrapped = layout("\n".join([*lines, line]))
    assert {s.paragraph for s in wrapped.sentences} == {0}
    assert len(wrapped.sentences) == 12


def pile() -> list[Article]:
    matter = {
        "dam": ("Kelm", "Pell", "Norland", "dam"), "vote": ("Sorby", "Ott", "Weyland", "vote"),
        "fire": ("Arden", "Quill", "Eastmark", "fire"),
    }  # fmt: skip
    return [
        article(
            f"The {thing} in {town} kept Minister {name} of {land} awake until Tuesday, her office said.\n\n"
            f"{name} left {town} for {land} on Wednesday morning without a word to the people waiting there.\n\n"
            "The Morning Herald is printed on paper from managed woods.",
            id=thing, outlet="Morning Herald")
        for thing, (town, name, land, thing_) in sorted(matter.items()) if thing_
    ]  # fmt: skip


def test_a_line_that_unrelated_articles_share_is_the_pages() -> None:
    for found in mark(pile()):
        assert found.zones[-1].kind == "furniture"
        assert found.article.words(found.zones[-1].span).startswith("The Morning Herald is printed")


def test_a_line_that_unrelated_articles_of_several_outlets_share_is_the_pages() -> None:
    other = [replace(a, outlet=f"Outlet {n}") for n, a in enumerate(pile())]
    for found in mark(other):
        assert found.zones[-1].kind == "furniture"
    two = mark(other[:2])
    assert all(found.zones[-1].kind == "body" for found in two)  # two could be chance: three are asked for


def test_what_the_markup_says_is_checked_by_the_words() -> None:
    parts: list[tuple[ZoneKind, str]] = [
        ("byline", "Ann Odd"), ("dateline", "17 Aug 9:40"), ("headline", "Read more"), ("byline", "Photo: Ben Odd"),
        ("dateline", "The dam is safe, she said."),
    ]  # fmt: skip
    text = "\n\n".join([*(words for _, words in parts), BODY, MORE])
    roles = tuple(Role(text.index(words), text.index(words) + len(words), kind) for kind, words in parts)
    (laid,) = mark([replace(article(text), roles=roles)])
    found = [(z.kind, laid.article.words(z.span)) for z in laid.zones]
    assert found[:4] == [*parts[:2], ("furniture", "Read more"), ("credit-photo", "Photo: Ben Odd")]
    assert "The dam is safe" in found[-1][1]  # a class name that says "date" makes no date of a sentence


SIGNATURES = [
    ("By Ann Odd March 3, 2031", [("byline", "By Ann Odd"), ("dateline", "March 3, 2031")]),
    ("March 3, 2031 by Ann Odd", [("dateline", "March 3, 2031"), ("byline", "by Ann Odd")]),
    ("Words by Ann Odd Photos by Ben Odd", [("byline", "Words by Ann Odd"), ("credit-photo", "Photos by Ben Odd")]),
    ("Von Anna Odd 3. März 2031", [("byline", "Von Anna Odd"), ("dateline", "3. März 2031")]),
    ("Par Anne Odd et Jean Pell", [("byline", "Par Anne Odd et Jean Pell")]),
    ("Publié le 3 mars 2031", [("dateline", "Publié le 3 mars 2031")]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), SIGNATURES)
def test_a_line_that_signs_is_taken_apart(line: str, expected: list[tuple[str, str]]) -> None:
    assert zones(f"Dam fails above Kelm\n\n{line}\n\n{BODY}\n\n{MORE}")[1:-1] == expected


def test_a_sentence_set_large_beside_the_text_is_furniture() -> None:
    assert zones(f"{BODY}\n\nnobody had warned her office before the water came\n\n{MORE}")[1][0] == "furniture"


def test_a_sentence_that_copies_of_one_report_share_stays_text() -> None:
    copies = [article(f"{BODY}\n\n{MORE}", id=str(n), outlet=f"Outlet {n}") for n in range(60)]
    assert all([z.kind for z in found.zones] == ["body"] for found in mark(copies))


def test_a_page_whose_crawl_missed_the_article_holds_no_text_of_it() -> None:
    promos = "\n\n".join([
        "Gardeners along the northern coast are preparing for a harvest festival that attracts visitors from abroad "
        "each autumn, usually by steamship and railway, weather permitting.",
        "Astronomers at a mountain observatory announced the discovery of a comet whose trajectory puzzles "
        "mathematicians worldwide, colleagues in four laboratories confirmed yesterday evening.",
        "A bakery in the harbour quarter has revived sourdough recipes that sailors carried across three oceans "
        "centuries earlier, and customers queue there before sunrise.",
        "Violin makers worry that spruce forests shrink while orchestras demand ever brighter instruments for "
        "enormous concert halls, an exhibition in the capital shows.",
    ])  # fmt: skip
    kinds = [kind for kind, _ in zones(promos, title="Reservoir collapse inundates Kelm, engineers blamed")]
    assert set(kinds) == {"furniture"}
    assert {kind for kind, _ in zones(promos, title="Gardeners and astronomers celebrate")} == {"body"}


LINES = st.sampled_from([
    BODY, MORE, "By Ann Odd", "KELM (Norwire) — " + BODY, "Photo: Ben Odd", 
    "© Ben Odd/Getty ImagesMinister at the dam.",
    "(Reuters/NAN)", "Read more: x", "1 of 19. " + MORE, "• item", "15 Jul 2018", "Dam fails",
    "[CREDIT]", "Article: " + BODY,
    "“Never,” she said. ‘No’", "。大坝垮了。", "\u200b", "\x85", "a\u0301", MORE + " (Norwire)", "Norwire•",
])  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(LINES, max_size=12).map("\n".join),
    st.text(alphabet="A a.(/)-—“”\"'©:\n", max_size=300),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.one_of(st.none(), st.sampled_from(["Dam fails", "x"])))
def test_zones_are_sorted_apart_and_cover_every_character_of_any_text(text: str, title: str | None) -> None:
    found = layout(text) if title is None else layout(text, title=title)
    spans = [z.span for z in found.zones]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    held = {i for s in spans for i in range(s.start, s.end)}
    assert all(i in held for i, c in enumerate(text) if not c.isspace())
    assert all(s.start < s.end <= len(text) for s in spans)
    for sentence in found.sentences:
        assert sentence.zone in TEXT_ZONES
        assert any(z.kind == sentence.zone and z.span.contains(sentence.span) for z in found.zones)
    for inner in (*(q.span for q in found.quotations), *(c.span for c in found.credits)):
        assert 0 <= inner.start < inner.end <= len(text)


@pytest.mark.parametrize(
    "unit", ["a", "“", "'", "U.S. ", ". ", "(A", "A/B ", "By A, ", "(AP) ", "\n", "Getty ImagesA", "© ", "- "]
)
def test_hostile_pages_take_linear_time(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    began = time.process_time()
    layout(text)
    assert time.process_time() - began < 1


def test_the_order_of_the_pile_changes_nothing() -> None:
    assert mark(pile()) == mark(list(reversed(pile())))


def test_a_caption_that_runs_into_the_lead_is_cut_off_it() -> None:
    caption = "Engineers have been called to the broken walls"
    assert zones(f"{caption} {BODY}\n\n{MORE}") == [("caption", caption), ("body", f"{BODY}\n\n{MORE}")]
    plain = f"Visitors saw the new film The last flood in Kelm. {BODY}\n\n{MORE}"
    assert zones(plain) == [("body", plain)]
