# ruff: noqa: E501  (articles are prose)
"""Hostile and odd piles through the whole pipeline: every one is traced, in time, and nothing is made up of it."""

from __future__ import annotations

import time
from io import StringIO
from unicodedata import category

import pytest
from rich.console import Console

import firsthand
from firsthand.nouns import Article, Intake, Rejection, Trace
from firsthand.readers import article_from_record
from firsthand.show.report import report
from firsthand.show.terminal import render
from firsthand.trace import trace_intake

LEAD = "The ferry to Ostby ran aground on Tuesday night, the coast guard said. Nine people were hurt, it said. "


def pile(**texts: str | dict[str, str]) -> Trace:
    """Trace texts (or records) by id."""
    records = [article_from_record({"id": id, **({"text": t} if isinstance(t, str) else t)}) for id, t in texts.items()]
    articles = [r for r in records if isinstance(r, Article)]
    rejected = [r for r in records if isinstance(r, Rejection)]
    return trace_intake(Intake(tuple(sorted(articles, key=lambda a: a.id)), rejected=tuple(rejected)))


def shown(trace: Trace) -> tuple[str, str, str]:
    """JSON, page and terminal, each checked to be text that can be stored and shown."""
    out = StringIO()
    render(trace, Console(file=out, width=80))
    told = firsthand.as_json(trace), report(trace), out.getvalue()
    for text in told:
        assert "\0" not in text and text.encode("utf-8")
    assert not {c for c in told[2] if c != "\n" and category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    return told


def derived(trace: Trace) -> set[tuple[str, str]]:
    """(child, parent) among articles where the direction is said to be known."""
    return {(e.child, e.parent) for s in trace.stories for e in s.lineage.edges if e.directed and e.parent[0] != "?"}


def origins(trace: Trace, words: str) -> int:
    """Origins shown for the claims that hold these words, the most of any."""
    found = [len(c.origins) for s in trace.stories for c in s.claims
             for m in c.mentions if words in s.layout(m.span.article).article.words(m.span)]  # fmt: skip
    assert found, words
    return max(found)


# Row 17: floods. Every class of character, alone and in the words that start a search.

FLOODS = {
    "letter": "a", "space": " ", "line": "\n", "stop": ".", "stops": ". ", "initials": "U.S. ", "title": "Mr. ",
    "quote": '"', "apostrophe": "'", "opened": "“", "closed": "”", "single": "‘", "guillemets": "«»", "low": "„",
    "quoted words": '“a” ', "digits": "7", "figures": "7 ", "marks": "a\u0301", "mark": "\u0301", "han": "中",
    "han sentences": "中。", "brackets": "(", "capitals": "A ", "names": "Anna Pell ", "he said": "he said ",
    "said": ", he said. ", "that": "that ", "commas": ", ", "dashes": " — ", "dates": "on May 3, 2011, ",
    "credits": "(Reuters) ", "told": "told Reuters ", "addresses": "http://a.b/", "override": "\u202e",
    "zero width": "\u200b", "emoji": "🐟", "return": "\r\n", "markup": "<b>", "entities": "&amp;",
}  # fmt: skip
SIZE = 20_000  # characters; enough to tell a square from a line: a square root of a minute at ten times as much


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_of_one_thing_takes_time_in_step_with_its_length(name: str) -> None:
    def seconds(size: int) -> float:
        text = (FLOODS[name] * size)[:size]
        start = time.process_time()
        trace = pile(flood="x " + text, other=LEAD + text, plain=LEAD * 3)
        assert len(trace.layouts) == 3 and not derived(trace)
        return time.process_time() - start

    once = seconds(SIZE)
    if once > 0.5 and (twice := seconds(2 * SIZE)) > 3.5 * once:  # below that, noise and set-up decide
        once, twice = min(once, seconds(SIZE)), min(twice, seconds(2 * SIZE))
        assert twice <= 3.5 * once, (once, twice)
    assert once < 30


def test_a_long_article_without_a_stop_is_traced() -> None:  # row 43
    words = "the harbour master of Ostby told reporters that the light was dark and the council denied it "
    trace = pile(long=words * 2200, other=LEAD)
    assert len(trace.layouts) == 2 and not derived(trace)
    shown(trace)


# Row 15: characters that break stores and screens

ODD = {
    "surrogate": "\ud800", "nul": "\0", "override": "\u202e", "isolate": "\u2066", "zero width": "\u200b\u200d\ufeff",
    "stack": "a" + "\u0301" * 2000, "escape": "\x1b[31m\x1b]0;title\x07", "bell": "\a", "c1": "\x9b31m", "private": "\ue000",
    "line separator": "\u2028\u2029", "last": "\U0010ffff", "tag": "\U000e0041", "script": "<script>alert(1)</script>",
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_odd_characters_are_stored_and_shown_safely(name: str) -> None:
    odd = ODD[name]
    text = f"Ferry {odd} aground\n\n{LEAD}“The light{odd} was dark,” said Inger {odd}Dahlin, a spokeswoman.{odd}\n"
    record = {"text": text, "outlet": f"Lan{odd}tern", "title": f"T{odd}", "author": odd, "url": f"https://a.example/{odd}"}
    trace = pile(odd=record, plain=LEAD)
    _, page, _ = shown(trace)
    assert "<script>alert" not in page
    (kept,) = [x.article.text for x in trace.layouts if x.id == "odd"]
    assert kept == text.replace("\ud800", "\ufffd")


# Row 19: much of the same


def test_equal_words_and_equal_reports_are_aligned_in_time() -> None:
    start = time.process_time()
    trace = pile(a="First. " + "one " * 40_000, b="Second. " + "one " * 40_000)
    assert len(trace.layouts) == 2
    trace = pile(**{f"copy{n:03}": {"text": LEAD * 2, "outlet": f"Paper {n}"} for n in range(60)})
    assert len(trace.stories) == 1 and origins(trace, "Nine people") == 1
    assert not derived(trace)
    assert time.process_time() - start < 60


# Row 20: quotations that do not end


@pytest.mark.parametrize("mark", ['"', "“", "«", "„", "‘", "“ ‘ “ ‘ ", "”", "''", "‹"])
def test_a_quotation_without_an_end_takes_nothing_with_it(mark: str) -> None:
    text = f"Anna Pell said: {mark}The light was dark. " + "It was never mended. " * 500 + "\n\nPer Foss said the ferry was late.\n"
    trace = pile(open=text, other=LEAD)
    (story,) = [s for s in trace.stories if "open" in s.articles]
    assert all(len(q.span) <= 6000 for q in story.layout("open").quotations)
    end = text.index("Per Foss")
    assert any(a.source and a.source.start >= end for a in story.statements.attributions if a.article == "open")
    shown(trace)


# Row 21: numbers


@pytest.mark.parametrize(("one", "other"), [("11,000", "11.000"), ("11,000", "11 000"), ("11,000", "11\u00a0000"),
                                            ("eleven", "11"), ("nine", "9"), ("more than 200", "200"),
                                            ("9" * 400, "8" * 400), ("-5", "5"), ("10 to 12", "11")])  # fmt: skip
def test_no_number_stops_the_trace_and_one_value_is_no_difference(one: str, other: str) -> None:
    text = "The mill at Kelm burned on Friday night and {} workers were sent home, the fire brigade of Kelm said."
    trace = pile(a=text.format(one), b=text.format(other))
    if (one[0] not in "9m-" and "to" not in one) or one == "nine":
        assert not [d for s in trace.stories for d in s.differences if d.kind == "number"]
    shown(trace)


# Row 23: who had it from whom

BODY = ("The council of Kelm voted on Monday to close the old harbour from the first of May, ending four years of "
        "argument over its crumbling east wall. Boats up to nine metres may lie at the new pier until the autumn, and "
        "larger ones must leave for Ostby within three weeks or pay a daily fee of forty crowns, the harbour "
        "office wrote to their owners.")  # fmt: skip


@pytest.mark.parametrize(
    "dates",
    [("2031-05-01", "2031-05-02"), ("2031-05-02", "2031-05-01"), ("2031-05-01", "2031-05-01"), ("", "")],
    ids=["in order", "out of order", "the same day", "none"],
)
def test_a_copy_is_never_said_to_derive_from_another_for_its_date_alone(dates: tuple[str, str]) -> None:
    rows = [{"text": BODY, "outlet": o, **({"published": d} if d else {})} for o, d in zip(("North Post", "South Post"), dates, strict=True)]
    trace = pile(a=rows[0], b=rows[1])
    assert len(trace.stories) == 1 and not derived(trace)


def test_articles_that_cite_each_other_make_no_loop() -> None:
    trace = pile(a={"text": f"{BODY} The South Post reported first.", "outlet": "North Post"},
                 b={"text": f"{BODY} This was first reported by the North Post.", "outlet": "South Post"})  # fmt: skip
    for story in trace.stories:
        for node in story.articles:
            assert node not in set(story.lineage.ancestors(node))


def test_two_wires_are_two_parents() -> None:
    text = "KELM (Tarnwire) - " + BODY + " With reporting by Norpress.\n\nAccording to Norpress, the mayor will resign in June."
    trace = pile(a={"text": text, "outlet": "North Post"}, b={"text": "KELM (Tarnwire) - " + BODY, "outlet": "East Post"})
    names = {n.name for s in trace.stories for n in s.lineage.nodes if n.kind == "unseen"}
    assert any("Tarnwire" in n for n in names) and not derived(trace)


# Rows 24 and 26: what may not be counted

TOLD = "KELM, May 3 (Tarnwire) - The old harbour of Kelm will close in June, {} told Tarnwire on Monday. Boats must leave within three weeks."


def test_forty_copies_are_one_origin() -> None:
    who = TOLD.format("mayor Anna Pell")
    trace = pile(**{f"copy{n:02}": {"text": who, "outlet": f"Paper {n}"} for n in range(40)})
    assert origins(trace, "close in June") == 1


def test_one_person_twice_is_one_origin_and_a_boast_is_none() -> None:
    once = "The old harbour of Kelm will close in June, mayor Anna Pell told the North Post on Monday."
    again = "The old harbour of Kelm will close in June, Anna Pell, the mayor, told the South Post on Tuesday."
    trace = pile(a={"text": once, "outlet": "North Post"}, b={"text": again, "outlet": "South Post"})
    assert origins(trace, "close in June") == 1
    boast = " Five independent sources have separately confirmed this report."
    trace = pile(a={"text": once + boast * 9, "outlet": "North Post"}, b={"text": again + boast, "outlet": "South Post"})
    assert origins(trace, "close in June") == 1


def test_one_agency_under_two_names_is_no_second_origin() -> None:
    text = "KELM, May 3 ({}) - The old harbour of Kelm will close in June. Boats must leave within three weeks."
    trace = pile(a={"text": text.format("Reuters"), "outlet": "North Post"},
                 b={"text": text.format("Reuters/NAN"), "outlet": "South Post"})  # fmt: skip
    assert origins(trace, "close in June") == 1


# Row 25: who said it


def test_a_denial_of_a_saying_stays_a_denial() -> None:
    text = "Anna Pell denied that the mayor said the harbour would close. “I never said so,” the mayor, Per Foss, said."
    trace = pile(a=text, b=LEAD)
    said = [a for s in trace.stories for a in s.statements.attributions if a.article == "a"]
    assert any(a.kind == "denial" for a in said)


@pytest.mark.parametrize("text", ["Ferry", "Ferry aground", "FERRY RUNS AGROUND OFF OSTBY", "?", "“", "a\n\nb\n\nc"])
def test_little_text_is_no_match(text: str) -> None:  # row 43
    trace = pile(a=text, b=LEAD, c={"text": text, "outlet": "Other"})
    assert not derived(trace)
    assert all(c.independent_origins == 1 for s in trace.stories for c in s.claims)
    shown(trace)


# Row 44: languages

TONGUES = {
    "de": "Die Fähre nach Ostby lief am Dienstag auf Grund, sagte die Küstenwache. Neun Menschen wurden verletzt und das Licht war aus.",
    "ru": "Паром сел на мель во вторник вечером, сообщила береговая охрана. Девять человек пострадали.",
    "ar": "جنحت العبارة مساء الثلاثاء قبالة الجزيرة، وقالت خفر السواحل إن تسعة ركاب أصيبوا.",
    "he": "המעבורת עלתה על שרטון ביום שלישי בלילה, כך מסר משמר החופים. תשעה נפצעו.",
    "zh": "渡轮星期二晚上在岛外搁浅，海岸警卫队说，九名乘客受伤。灯是黑的。",
    "ja": "フェリーは火曜日の夜に島の沖で座礁した、と沿岸警備隊は述べた。",
    "th": "เรือเฟอร์รี่เกยตื้นเมื่อคืนวันอังคาร หน่วยยามฝั่งกล่าว มีผู้บาดเจ็บเก้าคน",
    "ko": "여객선이 화요일 밤 섬 앞바다에서 좌초했다고 해안경비대가 말했다.",
    "hi": "तट रक्षक ने कहा कि नौका मंगलवार की रात को द्वीप के पास फंस गई।",
    "tr": "Feribot salı gecesi adanın açıklarında karaya oturdu, dedi sahil güvenlik. İstanbul'da dokuz kişi yaralandı.",
    "mixed": "The ferry сел на мель 火曜日 جنحت العبارة, the coast guard said. Ναυάγιο, сказал он.",
}  # fmt: skip






@pytest.mark.parametrize("language", list(TONGUES))
def test_every_language_is_traced_as_far_as_it_goes(language: str) -> None:
    text = TONGUES[language]
    trace = pile(a={"text": text, "outlet": "North"}, b={"text": text * 3, "outlet": "South"}, c=LEAD)
    assert sorted(x.id for x in trace.layouts) == ["a", "b", "c"] and not derived(trace)
    assert all(c.independent_origins == 1 for s in trace.stories for c in s.claims)
    shown(trace)
