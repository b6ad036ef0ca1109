"""The terminal view: what it says, and what no text may do to it."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import orrin
import pytest
from rich.cells import cell_len
from rich.console import Console

from firsthand.nouns import Derivation, FirsthandError, Intake, Lineage, Node, Trace
from firsthand.show.terminal import lines, render


def printed(trace: Trace, columns: int = 80, encoding: str = "utf-8", **options: object) -> str:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    render(trace, Console(file=file, width=columns, **options))  # type: ignore[arg-type]
    file.flush()
    return raw.getvalue().decode(encoding)


def hostile(text: str) -> Trace:
    """The fixture with ``text`` as every name, title, path and reason that is shown."""
    trace = orrin.TRACE
    intake = replace(trace.intake)
    article = replace(trace.layouts[0].article, outlet=text, title=text)
    rejected = (replace(intake.rejected[0], path=text, reason=text),)
    layouts = (replace(trace.layouts[0], article=article), *trace.layouts[1:])
    story = replace(trace.stories[0], title=text, untold=(text,),
                    claims=tuple(replace(c, text=text) for c in trace.stories[0].claims))  # fmt: skip
    return replace(trace, intake=Intake(intake.articles, intake.duplicates, rejected), layouts=layouts,
                   stories=(story, *trace.stories[1:]))  # fmt: skip


@pytest.mark.parametrize("said", [
    "8 articles, 2 stories.",
    "1 origin shown, unnamed people (two officials with knowledge of the inspection) through one Ardline report "
    "that is not in the pile; 2 mentions do not say. Maud Ekelin denies it.",
    "Ardline, agency, not in the pile > Evening Ledger (ledger): reprint, strong (0.97)",
    "Coast Tribune, outlet, not in the pile: cites it, good (0.85) > Radio Marl (marl)",
    "~ Morning Bulletin (bulletin) and Daily Plain (plain): share prose, direction cannot be told; fair (0.62)",
    "2 origins shown; all 4 mentions show theirs - several origins, gathered by 2 newsrooms",
    "no origin shown; 2 mentions do not say - cannot tell",
    "“Rioters” in “Rioters threw stones",
    "1 time expression could not be resolved.",
    "and 2 more (see --json or --html)",
    "Read 10 = 8 kept + 1 duplicate + 1 rejected.",
    "note articles.csv:9: no article goes by this id",
    "rejected notes/empty.txt: The file is empty: 0 bytes. (empty)",
])  # fmt: skip
def test_view_says(said: str) -> None:
    assert said in re.sub(r"\s+", " ", printed(orrin.TRACE, columns=100))


@pytest.mark.parametrize("columns", [40, 80, 132])
def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(columns: int) -> None:
    for line in printed(orrin.TRACE, columns).splitlines():
        assert cell_len(line) <= min(columns, 100)
        assert line == line.rstrip()


def test_plain_output_holds_no_escape_and_no_box_drawing() -> None:
    out = printed(orrin.TRACE)
    assert not re.search("[\x00-\x09\x0b-\x1f\u2500-\u259f]", out)


def test_a_count_is_never_put_as_a_bound() -> None:
    own = [line.text for line in lines(orrin.TRACE) if "14 people" not in line.text]
    assert not [t for t in own if re.search(r"\bat (most|least)\b", t, re.IGNORECASE)]


@pytest.mark.parametrize("environment, colours", [
    ({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True),
])  # fmt: skip
def test_colours_follow_the_environment(
    environment: dict[str, str], colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = Terminal()
    monkeypatch.setattr("sys.stdout", out)
    render(orrin.TRACE)
    assert ("\x1b[" in out.getvalue()) is colours
    assert "8 articles" in out.getvalue()


@pytest.mark.parametrize("color", [True, False])
def test_colour_can_be_forced(color: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    out = io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    render(orrin.TRACE, color=color)
    assert ("\x1b[" in out.getvalue()) is color


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "utf-8"])
def test_an_encoding_that_lacks_a_character_does_not_stop_it(encoding: str) -> None:
    out = printed(hostile("Ωραία «日本» “a” \ud800 …"), encoding=encoding)
    assert "8 articles" in out


@pytest.mark.parametrize("text, shown", [
    ("\x1b[31mred\x1b]8;;http://x\x07", "␛[31mred␛]8;;http://x␇"),
    ("a\u202eb", "a[U+202E]b"),
    ("a\u2066b\u2069", "a[U+2066]b[U+2069]"),
    ("a\x9b31mb", "a[U+009B]31mb"),
    ("a\rb\x08c\x00", "a b␈c␀"),
    ("[bold red]x[/] :smile:", "[bold red]x[/] :smile:"),
    ("lone \udfff end", "lone [U+DFFF] end"),
    ("a\u200bb\u200db", "a[U+200B]b[U+200D]b"),
    ("z" + "\u0301" * 10_000, " marks]"),
])  # fmt: skip
def test_hidden_characters_are_shown_as_symbols(text: str, shown: str) -> None:
    out = printed(hostile(text), columns=2000)
    assert shown in out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)


def test_markup_of_a_text_is_not_obeyed_in_colour() -> None:
    out = io.StringIO()
    render(hostile("[link=http://x]y[/link] \x1b[2J"), Console(file=out, width=80, force_terminal=True))
    assert "[link=http://x]" in out.getvalue()
    assert "\x1b[2J" not in out.getvalue() and "\x1b]8" not in out.getvalue()


@pytest.mark.parametrize("text", ["", " ", "x" * 100_000, "日本" * 5000, "a " * 50_000])
def test_odd_sized_texts_fit(text: str) -> None:
    assert max(cell_len(line) for line in printed(hostile(text)).splitlines()) <= 80


def test_a_text_that_is_not_the_one_hashed_is_not_quoted() -> None:
    changed = replace(orrin.TRACE.layouts[0].article, text="Something else.")
    broken = replace(
        orrin.TRACE, layouts=(replace(orrin.TRACE.layouts[0], article=changed), *orrin.TRACE.layouts[1:])
    )
    with pytest.raises(FirsthandError, match="does not match its hash"):
        printed(broken)


def test_a_reader_that_leaves_early_is_the_callers_to_handle(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr("sys.stdout", Closed())
    with pytest.raises(BrokenPipeError):
        render(orrin.TRACE)


def test_forty_copies_are_one_line() -> None:
    story = orrin.TRACE.stories[0]
    copies = tuple(f"copy{n:02}" for n in range(40))
    edges = tuple(Derivation(c, "?ardline", "reprint", confidence=0.9 + n / 1000) for n, c in enumerate(copies))
    nodes = tuple(Node(c, "article", c) for c in copies)
    lineage = Lineage(story.lineage.sources, (*story.lineage.nodes, *nodes), (*story.lineage.edges, *edges))
    out = printed(replace(orrin.TRACE, stories=(replace(story, lineage=lineage),)), columns=100)
    assert "> 41 articles: reprint, strong (0.90) or better: copy00, copy01, copy02" in re.sub(r"\s+", " ", out)
    assert "> North Courier (north): edited copy" in out


def test_an_empty_trace_is_one_line_and_the_accounting() -> None:
    empty = Trace("0", Intake((), (), orrin.TRACE.intake.rejected), (), ())
    assert printed(empty).splitlines()[0] == "0 articles, 0 stories."
