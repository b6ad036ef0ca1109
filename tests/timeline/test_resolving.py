"""Time expressions of invented articles, against the day they speak from."""

from __future__ import annotations

import re

import pytest

from firsthand.nouns import Article, Claim, Layout, Mention, Published, Quotation, Sentence, Span, Statements, Zone
from firsthand.timeline import bounds, resolve, tie

NOTHING = Statements((), (), ())


def layout(text: str, published: str | None = "2031-05-07", id: str = "a", language: str = "en") -> Layout:
    sentences = [Sentence(Span(id, m.start(), m.end()), "body", 0) for m in re.finditer(r"\S[^\n]*", text)]
    quotations = [Quotation(Span(id, m.start(1), m.end(1))) for m in re.finditer(r"“([^”]*)”", text)]
    stamp = Published(published, "record") if published else Published()
    return Layout(Article(id, id, text, "", "", published=stamp, language=language), (), tuple(sentences),
                  tuple(quotations))  # fmt: skip


def read(text: str, published: str | None = "2031-05-07") -> list[tuple[str, str]]:
    """(words, value) of every expression; 7 May 2031 is a Wednesday."""
    x = layout(text, published)
    return [(text[p.expression.start : p.expression.end], p.value) for p in resolve([x], NOTHING).points]


def only(text: str, published: str | None = "2031-05-07") -> str:
    found = read(text, published)
    assert len(found) == 1, found
    return found[0][1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # full and partial dates
        ("The dam opened on 4 March 2029.", "2029-03-04"),
        ("The dam opened on March 4, 2029.", "2029-03-04"),
        ("The dam opened on Sunday, March 4, 2029.", "2029-03-04"),
        ("The dam opened on the 4th of March 2029.", "2029-03-04"),
        ("The dam opened on 2029-03-04.", "2029-03-04"),
        ("The dam opened in March 2029.", "2029-03"),
        ("The dam opened on March 4.", "2031-03-04"),
        ("The dam opened on Oct. 4.", "2030-10-04"),
        ("The dam will open on Oct. 4.", "2031-10-04"),
        ("The dam will open in January.", "2032-01"),
        ("The dam opened in January.", "2031-01"),
        ("The dam was shut in June.", "2030-06"),
        ("The dam was shut last June.", "2030-06"),
        ("The dam was shut in early March.", "2031-03-E"),
        ("The dam was shut in mid-March.", "2031-03-M"),
        ("The dam was shut in late May 2030.", "2030-05-L"),
        # weekdays by tense
        ("The mayor resigned on Monday.", "2031-05-05"),
        ("The mayor resigned on Wednesday.", "2031-05-07"),
        ("The mayor will resign on Monday.", "2031-05-12"),
        ("The mayor plans to resign on Monday.", "2031-05-12"),
        ("The mayor is due to resign on Monday.", "2031-05-12"),
        ("The mayor said Monday he will resign.", "2031-05-05"),
        ("The mayor resigned last Friday.", "2031-05-02"),
        ("The mayor meets the board next Friday.", "2031-05-09"),
        ("The mayor resigned on Monday evening.", "2031-05-05TEV"),
        ("The mayor resigned late on Monday.", "2031-05-05TEV"),
        ("The mayor resigned early Monday.", "2031-05-05TMO"),
        ("The mayor resigned on the night of May 4.", "2031-05-04TNI"),
        # told from the day of writing
        ("The mayor resigned today.", "2031-05-07"),
        ("The mayor resigned earlier today.", "2031-05-07"),
        ("The mayor resigned yesterday.", "2031-05-06"),
        ("The mayor resigned last night.", "2031-05-06TNI"),
        ("The mayor speaks tomorrow.", "2031-05-08"),
        ("The mayor resigned this morning.", "2031-05-07TMO"),
        ("The mayor resigned earlier this month.", "2031-05"),
        ("The mayor resigned late last month.", "2031-04-L"),
        ("The mayor resigned last week.", "2031-W18"),
        ("The mayor resigned last year.", "2030"),
        ("The mayor resigned over the weekend.", "2031-05-03/2031-05-04"),
        ("The mayor resigned two weeks ago.", "2031-W17"),
        ("The mayor resigned three days ago.", "2031-05-04"),
        ("The mayor resigned ten years ago.", "2021"),
        ("The mayor resigned over the summer.", "2030-06/2030-08"),
        ("The mayor resigns in the next few days.", "2031-05-07/.."),
        # open ends
        ("The road has been shut since March 4.", "2031-03-04/.."),
        ("The road has been shut since the March 4 flood.", "2031-03-04/.."),
        ("The road has been shut since 2029.", "2029/.."),
        ("Until Sunday the road was open.", "../2031-05-04"),
        ("They shopped ahead of Christmas.", "../2031-12-25"),
        ("The road was shut from March 4 to March 9.", "2031-03-04/2031-03-09"),
        ("The road was shut between 2027 and 2029.", "2027/2029"),
        ("The road was shut after last week’s flood.", "2031-W18"),
        # years and longer
        ("The road was built in 1998.", "1998"),
        ("The road was built in the 1990s.", "199X"),
        ("The road was built in the late 1990s.", "1997/1999"),
        ("The road was built in the 19th century.", "18XX"),
        ("The road was built in the summer of 1998.", "1998-06/1998-08"),
        # stretches
        ("The heaviest floods in nearly 20 years.", "P20Y~"),
        ("A network built over four decades.", "P40Y"),
        ("He was held for a week.", "P1W"),
        ("After an eight-hour crossing they slept.", "PT8H"),
        ("The barley would fail if no rain came by the end of July.", "../2031-07-L"),
        # clock times
        ("The boat sank at 8:30 p.m. on Monday.", "2031-05-05T20:30"),
        ("The boat sank at about 6.50pm on Monday.", "2031-05-05T18:50~"),
        ("The boat sank at noon on Monday.", "2031-05-05T12:00"),
        ("The boat sank at 9 a.m. (0600 GMT) on Monday.", "2031-05-05T09:00+03:00"),
        ("The boat sank at 14:30 GMT on Monday.", "2031-05-05T14:30+00:00"),
        ("The boat sank at 6 p.m. ET on Monday.", "2031-05-05T18:00-04:00"),
    ],
)
def test_an_expression_is_resolved_against_the_day_the_article_speaks_from(text: str, value: str) -> None:
    assert only(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "May I speak? You may march 12 miles.",
        "Mrs May told the board.",
        "A 20-year-old man, aged 20 years, in his 30s.",
        "She came second, a second later than the third.",
        "The Sunday Times and the Mail on Sunday said so.",
        "He won 3:1 on page 12.",
        "More than 2000 people marched.",
        "It costs $5 a day, twice a week.",
        "Saturday Night Live made fun of it.",
        "Ring 020-1234-5678 or pay $2031.",
        "He died 43 million years ago.",
    ],
)
def test_what_only_looks_like_time_is_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["On 2031-02-30.", "On 2031-13-01.", "On 0000-01-01.", "On 30 February 2031.", "At 29/02/2031."]
)
def test_a_day_no_calendar_has_is_unresolved(text: str) -> None:
    assert only(text) == ""


def test_without_any_anchor_nothing_is_guessed() -> None:
    found = dict(read("The mayor resigned on Monday, fined on October 7 and freed in 2029.", None))
    assert found == {"on Monday": "", "on October 7": "XXXX-10-07", "in 2029": "2029"}
    for words in ("today", "last night", "last month", "two weeks ago", "over the weekend", "last summer", "recently",
                  "in the next few days", "this morning", "a day earlier", "that night"):  # fmt: skip
        assert only(f"The mayor resigned {words}.", None) == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The sluice broke, Thursday (11/16/2028).", "2028-11-16"),
        ("The sluice broke, Thursday (16/11/2028).", "2028-11-16"),
        ("The sluice broke on Saturday (04/03/2028).", "2028-03-04"),
        ("The sluice broke on 04/03/2028.", "[2028-03-04,2028-04-03]"),
        ("The sluice broke on 04/03/2028, not on 11/16/2028.", "2028-04-03"),
    ],
)
def test_day_and_month_are_told_apart_by_evidence_only(text: str, value: str) -> None:
    assert read(text)[0][1] == value


def test_another_articles_dates_decide_the_order_where_none_here_does() -> None:
    one, other = layout("It broke on 04/03/2028.", None, "a"), layout("It broke on 25/03/2028.", None, "b")
    assert resolve([one, other], NOTHING).points[0].value == "2028-03-04"


def test_a_stamp_in_the_text_anchors_its_article_and_the_pile_anchors_the_rest() -> None:
    stamped = layout("A guard told Norwire, Thursday (11/16/2028).\nHe left last month.", None, "a")
    bare = layout("He left earlier this month.", None, "b")
    timeline = resolve([bare, stamped], NOTHING)
    assert [(a.article, a.value, a.basis) for a in timeline.anchors] == [
        ("a", "2028-11-16", "text"), ("b", "2028-11-16", "pile")
    ]  # fmt: skip
    assert [p.value for p in timeline.points] == ["2028-11-16", "2028-10", "2028-11"]
    assert timeline.points[2].confidence < timeline.points[1].confidence


def test_a_dateline_gives_the_day_and_metadata_its_year() -> None:
    text = "KELM, May 6 (Norwire) - The weir broke today."
    x = layout(text)
    zones = (Zone(Span("a", 0, 11), "dateline"), Zone(Span("a", 12, len(text)), "body"))
    x = Layout(x.article, zones, (Sentence(Span("a", 24, len(text)), "body", 0),), ())
    timeline = resolve([x], NOTHING)
    assert timeline.anchors[0].value == "2031-05-06" and timeline.anchors[0].basis == "dateline"
    assert [p.value for p in timeline.points] == ["2031-05-06", "2031-05-06"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The weir broke on March 4. Two days later the mayor fled.", "2031-03-06"),
        ("The weir was built in 2009. Three years later it broke.", "2012"),
        ("The weir broke on March 4. That night the mayor fled.", "2031-03-04TNI"),
        ("The weir broke on March 4. The following day the mayor fled.", "2031-03-05"),
        ("It broke on March 4 and again on March 9. Two days later the mayor fled.", ""),
    ],
)
def test_later_starts_from_the_one_day_told_before(text: str, value: str) -> None:
    assert read(text.replace(". ", ".\n"))[-1][1] == value


def test_a_quotation_speaks_from_its_own_day() -> None:
    found = dict(read("“We open tomorrow,” she said on Sunday."))
    assert found == {"tomorrow": "2031-05-05", "on Sunday": "2031-05-04"}


def test_a_local_time_beside_gmt_teaches_the_offset_of_the_others() -> None:
    found = read("It left at 9 a.m. [0100 GMT] on Sunday.\nIt was due at noon.")
    assert [v for _, v in found] == ["2031-05-04T09:00+08:00", "2031-05-04T12:00+08:00"]


def test_only_text_zones_are_searched() -> None:
    text = "Updated 3 March 2029\nThe weir broke."
    x = layout(text)
    x = Layout(x.article, (Zone(Span("a", 0, 20), "furniture"),), x.sentences[1:], ())
    assert resolve([x], NOTHING).points == ()


def test_another_language_gets_its_dates_in_figures() -> None:
    x = layout("Das Wehr brach am 16.11.2028, last week.", None, language="xx")
    assert [p.value for p in resolve([x], NOTHING).points] == ["2028-11-16"]


def test_every_point_says_why_and_what_it_dates() -> None:
    (point,) = resolve([layout("The weir at Kelm, which is old, broke on Monday, the board said.")], NOTHING).points
    assert point.event == "broke on Monday" or "broke" in point.event
    assert point.grain == "day" and point.reasons and 0 < point.confidence <= 1


def test_tie_names_the_claims_whose_mentions_hold_an_expression() -> None:
    x = layout("The weir broke on Monday.\nThe mayor fled on Tuesday.")
    claims = [
        Claim("c1", "", (Mention(Span("a", 0, 24), "asserted"),), (), 0, 0, 0, "cannot-tell"),
        Claim("c2", "", (Mention(Span("b", 0, 24), "asserted"),), (), 0, 0, 0, "cannot-tell"),
    ]
    assert [p.claims for p in tie(resolve([x], NOTHING), claims).points] == [("c1",), ()]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-05-04TEV", ("2031-05-04", "2031-05-04")),
        ("2031-05-04T20:30~+08:00", ("2031-05-04", "2031-05-04")),
        ("2031-02", ("2031-02-01", "2031-02-28")),
        ("2031-02-L", ("2031-02-21", "2031-02-28")),
        ("2031-W18", ("2031-04-28", "2031-05-04")),
        ("203X", ("2030-01-01", "2039-12-31")),
        ("2031-05/..", ("2031-05-01", None)),
        ("[2031-03-04,2031-04-03]", ("2031-03-04", "2031-04-03")),
        ("P20Y", (None, None)),
        ("XXXX-10-07", (None, None)),
        ("", (None, None)),
        ("2031-99-99", (None, None)),
    ],
)
def test_bounds_reads_values_back(value: str, expected: tuple[str | None, str | None]) -> None:
    assert tuple(str(d) if d else None for d in bounds(value)) == expected
