# ruff: noqa: E501  (tables)
"""The HTML report: what it says, where its links lead, how it reads on a phone and on paper."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import lxml.html
import orrin
import pytest

from firsthand.nouns import FirsthandError, Intake, Span, Trace
from firsthand.show.report import report

HTML = report(orrin.TRACE)
PAGE = lxml.html.document_fromstring(HTML)
STYLE = PAGE.find(".//style").text


def said(element: lxml.html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content())


@pytest.mark.parametrize("ident, words", [
    ("s1-c1", "1 origin shown"), ("s1-c1", "2 mentions do not say"), ("s1-c1", "disputed"),
    ("s1-c1", "unnamed people (two officials with knowledge of the inspection) through one Ardline report that is not in the pile"),
    ("s1-c1", "Denied by"), ("s1-c1", "(does not say whom it has it from)"), ("s1-c2", "2 origins shown"),
    ("s1-c2", "0 mentions do not say"), ("s1-c3", "? no origin shown"), ("s1-lineage", "Radio Marl (marl) cites it, strong (0.90)"),
    ("s1-lineage", "share prose, direction cannot be told; fair (0.62)"), ("s1-d2", "Seventeen"), ("s1-timeline", "cannot tell"),
    ("s1-actors", "Maud Ekelin leads state water board"), ("s1-actors", "state water board (said not to be so) met Dr Tomas Rehn, only: “if the court agrees”"), ("accounting", "note articles.csv:9"), ("s1-untold", "Whether the Morning Bulletin"), ("s1-said", "no-comment"),
    ("s1-passages", "5 shared passages"), ("s1-credits", "relay"), ("accounting", "Read 10 = 8 kept + 1 duplicate + 1 rejected."),
    ("accounting", "notes/empty.txt: The file is empty"), ("article-sellow", "Ines Varga"), ("article-ledger", "2031-03-04 (dateline), strong (0.90)"), ("s2", "Harbour dues"),
])  # fmt: skip
def test_page_says(ident: str, words: str) -> None:
    assert words in said(PAGE.get_element_by_id(ident))


def test_every_link_inside_the_page_has_its_place_and_no_place_stands_twice() -> None:
    ids = [e.get("id") for e in PAGE.iter() if isinstance(e.tag, str) and e.get("id")]
    assert len(ids) == len(set(ids))
    wanted = {a.get("href")[1:] for a in PAGE.iter("a") if a.get("href").startswith("#")}
    assert not wanted - set(ids)


def test_every_judgement_links_to_its_words() -> None:
    story = orrin.TRACE.stories[0]
    spans = {m.span for c in story.claims for m in c.mentions} | {
        s for d in story.differences for side in d.sides for s in side
    }
    spans |= {c.span for c in story.statements.credits} | {p.expression for p in story.timeline.points}
    spans |= {x for p in story.passages for x in (p.a, p.b)} | {
        s for e in story.lineage.edges for r in e.reasons for s in r.spans
    }
    spans |= {s for a in story.statements.attributions for s in (a.source, a.cue, a.addressee, *a.content) if s}
    spans |= {s for r in story.relations for s in r.spans} | {s for c in story.claims for o in c.origins for s in o.evidence}
    linked = {a.get("href") for a in PAGE.iter("a")}
    missing = {s for s in spans if f"#a-{s.article}-{s.start}-{s.end}" not in linked}
    assert not missing


def test_every_marked_stretch_is_the_text_at_that_place() -> None:
    checked = 0
    for element in PAGE.xpath("//div[@class='text']//span[@id]"):
        ident = element.get("id")
        _, article, start, end = re.fullmatch(r"(a)-(.+)-(\d+)-(\d+)", ident).groups()  # type: ignore[union-attr]
        pieces = PAGE.xpath(f"//span[@id='{ident}' or contains(concat(' ', @class, ' '), ' {ident} ')]")
        words = "".join("".join(p.xpath(".//text()[not(parent::a[@class='ref'])]")) for p in pieces)
        assert re.sub(r"\s", "", words) == re.sub(r"\s", "", orrin.TEXTS[article][int(start) : int(end)])
        checked += 1
    assert checked > 50


def test_policy_allows_this_style_sheet_and_nothing_else() -> None:
    policy = PAGE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    digest = b64encode(sha256(STYLE.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in STYLE and "@import" not in STYLE


def test_a_count_is_never_put_as_a_bound() -> None:
    own = re.sub(r"At least 14\w* people", "", said(PAGE.find("body")))
    assert not re.search(r"\bat (most|least)\b", own, re.IGNORECASE)


def test_a_text_that_is_not_the_one_hashed_stops_the_report() -> None:
    first, *rest = orrin.TRACE.layouts
    broken = replace(
        orrin.TRACE, layouts=(replace(first, article=replace(first.article, text=first.text + "!")), *rest)
    )
    with pytest.raises(FirsthandError, match="does not match its hash"):
        report(broken)


def test_a_span_outside_its_text_stops_the_report() -> None:
    story = orrin.TRACE.stories[0]
    wrong = replace(story.differences[0], sides=((Span("ledger", 0, 99_999),), story.differences[0].sides[1]))
    with pytest.raises(FirsthandError, match=r"no text at 0\.\.99999"):
        report(replace(orrin.TRACE, stories=(replace(story, differences=(wrong,)),)))


def test_an_empty_trace_still_accounts_for_what_was_read() -> None:
    page = report(Trace("0", Intake((), (), orrin.TRACE.intake.rejected), (), ()))
    assert "0 articles, 0 stories." in page and "Read 1 = 0 kept + 0 duplicates + 1 rejected." in page


def test_same_trace_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import orrin, hashlib; from firsthand.show.report import report; "
        "print(hashlib.sha256(report(orrin.TRACE).encode()).hexdigest())"
    )
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    out = {
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed,
                       "TZ": "Asia/Tokyo", "LC_ALL": "C"}, capture_output=True, text=True, check=True).stdout.strip()
        for seed in ("0", "7")
    }  # fmt: skip
    assert out == {sha256(HTML.encode()).hexdigest()}


def test_page_holds_no_path_or_clock() -> None:
    assert str(Path.cwd()) not in HTML
    assert not re.search(r"20[23]\d-\d\d-\d\dT\d\d:", HTML)


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})\b", block))


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize("ink, ground", [
    ("ink", "paper"), ("soft", "paper"), ("accent", "paper"), ("ink", "raised"), ("soft", "raised"), ("accent", "raised"),
    ("ink", "claim"), ("accent", "claim"), ("lit-ink", "lit"), ("warn", "warn-soft"), ("ok", "ok-soft"), ("accent", "accent-soft"),
    ("soft", "ok-soft"),
])  # fmt: skip
def test_contrast_meets_wcag_aa(scheme: str, ink: str, ground: str) -> None:
    blocks = re.findall(r":root\{(.*?)\}", STYLE, re.DOTALL)
    colours = _colours(blocks[{"light": 0, "dark": 1, "print": 2}[scheme]])
    one, two = sorted((_luminance(colours[ink]), _luminance(colours[ground])))
    assert (two + 0.05) / (one + 0.05) >= 4.5


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_runs_off_the_side_and_a_link_lights_its_words(width: int, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    if not Path("/usr/bin/chromium").exists():
        pytest.skip("no chromium")
    first, *rest = orrin.TRACE.layouts
    long = replace(orrin.TRACE, layouts=(replace(first, article=replace(first.article, outlet="x" * 300)), *rest))
    (tmp_path / "page.html").write_text(report(long), encoding="utf-8")
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=[
            "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"])  # fmt: skip
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto((tmp_path / "page.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        unlit = page.evaluate("""() => [...document.querySelectorAll('.text [id]')].filter(e => {
            location.hash = e.id;
            const colour = x => getComputedStyle(x).backgroundColor;
            return [e, ...document.getElementsByClassName(e.id)].some(x => colour(x) != 'rgb(255, 226, 122)');
        }).map(e => e.id)""")
        assert unlit == []
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
        page.emulate_media(media="print")
        assert page.locator("#s1-c1 .reasons").first.is_visible()
        browser.close()
