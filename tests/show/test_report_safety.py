"""No text of an article, name or path may run, load, restyle or break anything in a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import orrin
import pytest
from payloads import ADDRESSES, PAYLOADS
from poison import poisoned

from firsthand.nouns import Trace
from firsthand.show.report import report

ELEMENTS = set(
    re.findall(
        r"\w+",
        """
    html head meta title style body a header footer main nav section article div p span b h1 h2 h3 h4 h5 ul ol li dl dt
    dd table thead tbody tr th td details summary figure figcaption blockquote mark cite bdi code svg g path rect text
""",
    )
)  # fmt: skip
ATTRIBUTES = set(re.findall(r"[\w-]+", """
    id class href rel lang dir charset http-equiv content name viewbox width height role aria-label x y rx d text-anchor
"""))  # fmt: skip


def faults(html: str) -> Iterator[str]:
    """What stands in a report that may not, read as a browser would."""
    for element in lxml.html.document_fromstring(html).iter():
        if not isinstance(element.tag, str):
            yield f"not an element: {element!r}"
            continue
        if element.tag not in ELEMENTS:
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            if name.lower() not in ATTRIBUTES:
                yield f"{element.tag} {name}"
            if name == "href" and not re.match(r"#[a-z0-9-]+$|https?://[!-~]+$", value):
                yield f"href {value}"
            if name == "href" and not value.startswith("#") and element.get("rel") != "noopener noreferrer nofollow":
                yield f"no rel: {value}"


def with_address(url: str) -> Trace:
    first, *rest = orrin.TRACE.layouts
    return replace(orrin.TRACE, layouts=(replace(first, article=replace(first.article, url=url)), *rest))


def test_the_table_is_large_enough() -> None:
    assert len(PAYLOADS) >= 200 and len(ADDRESSES) >= 20


def test_the_check_finds_what_it_looks_for() -> None:
    page = "<body><p onclick=a>x</p><script>y</script><a href='javascript:z'>z</a><p style='x:y'>x</p></body>"
    assert len(set(faults(page))) == 5


def test_no_payload_becomes_an_element_or_an_attribute() -> None:
    for payload in PAYLOADS:
        html = report(poisoned(orrin.TRACE, payload))
        assert not list(faults(html)), payload
        html.encode("utf-8")


def test_every_payload_is_shown_as_text() -> None:
    text = lxml.html.document_fromstring(report(poisoned(orrin.TRACE, "<b onclick=x>&amp;'\""))).text_content()
    assert text.count("<b onclick=x>&amp;'\"") > 100


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_is_not_plainly_on_the_web_is_not_a_link(url: str) -> None:
    html = report(with_address(url))
    links = [a.get("href") for a in lxml.html.document_fromstring(html).iter("a")]
    assert not [h for h in links if h.startswith("http") and "gazette.example" not in h]
    assert not list(faults(html))


def test_a_web_address_is_a_link_that_tells_the_other_side_nothing() -> None:
    html = report(with_address("https://bulletin.example/a?b=1&c='2'"))
    link = next(a for a in lxml.html.document_fromstring(html).iter("a") if "bulletin.example" in a.get("href"))
    assert link.get("href") == "https://bulletin.example/a?b=1&c='2'"
    assert link.get("rel") == "noopener noreferrer nofollow"


def test_hidden_characters_are_shown_as_symbols() -> None:
    html = report(poisoned(orrin.TRACE, "\u202e\x1b\x00\ud800\u2066\u200b"))
    assert "[U+202E]␛␀[U+D800][U+2066][U+200B]" in html
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html)


@pytest.mark.browser
def test_a_browser_runs_and_loads_nothing(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        pytest.skip("no chromium")
    groups = [PAYLOADS[n : n + 20] for n in range(0, len(PAYLOADS), 20)]
    happened: list[str] = []
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=[
            "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"])  # fmt: skip
        page = browser.new_page()
        page.on("dialog", lambda d: (happened.append(f"dialog {d.message}"), d.dismiss()))
        page.on("console", lambda m: happened.append(f"console {m.text}"))
        page.on("pageerror", lambda e: happened.append(f"error {e}"))
        page.on("request", lambda r: happened.append(f"request {r.url}") if "page.html" not in r.url else None)
        for group in groups:
            html = report(poisoned(orrin.TRACE, " ".join(group)))
            (tmp_path / "page.html").write_text(html, encoding="utf-8")
            page.goto((tmp_path / "page.html").as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            page.keyboard.press("Tab")
            page.mouse.move(200, 300)
            odd = page.evaluate("""names => [...new Set([...document.querySelectorAll('*')].map(e => e.localName))]
                                   .filter(n => !names.includes(n))""", sorted(ELEMENTS))  # fmt: skip
            assert not odd and not happened, (odd, happened[:3], group)
        browser.close()
