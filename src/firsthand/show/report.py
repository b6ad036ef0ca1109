"""The HTML report: one file, no script, no network, every judgement linked to the words it rests on."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files

from firsthand.nouns import Anchor, Intake, Layout, Story, Trace
from firsthand.show import decided, drift, evidence, findings, provenance, rebuilt, wording
from firsthand.show.article_text import article_text
from firsthand.show.markup import Links, esc_line, external
from firsthand.show.quoting import Texts
from firsthand.show.visible import one_line

MAX_METADATA = 20  # entries as found that are shown of one article; a web page may bring hundreds


def report(trace: Trace) -> str:
    """A trace as one self-contained HTML file.

    The same trace gives the same bytes. Nothing in it runs or loads: the content policy allows the page's own style
    sheet, by its hash, and nothing else.

    Raises:
        FirsthandError: a text does not match its hash, or a span lies outside its text.
    """
    links = Links(Texts(trace))
    stories = "\n".join(_story(s, n, len(trace.stories), links) for n, s in enumerate(trace.stories, start=1))
    articles, cut = [], []
    anchors = {a.article: a for s in trace.stories for a in s.timeline.anchors}
    for layout in trace.layouts:
        html, pieces = _article(layout, anchors.get(layout.id), links)
        articles.append(html)
        cut += pieces
    css = files("firsthand.show").joinpath("report.css").read_text(encoding="utf-8") + _lights(cut)
    title = trace.stories[0].title if trace.stories else "nothing to trace"
    body = [
        _head(f"{esc_line(title, 120)} - Firsthand trace", css),
        '<body><a class="skip" href="#stories">To the stories</a>',
        _masthead(trace),
        f'<main id="stories">{stories}',
        f'<section class="articles" id="articles"><h2>The articles</h2>{_LEGEND}{"".join(articles)}</section></main>',
        decided.section(trace.corrections),
        _foot(trace.intake, trace.version),
        "</body></html>\n",
    ]
    return "\n".join(body)


def _lights(ids: list[str]) -> str:
    """The rule that lights all pieces of a mark that had to be cut."""
    if not ids:
        return ""
    return ",\n".join(f":root:has(#{i}:target) .{i}" for i in ids) + "{background:var(--lit);color:var(--lit-ink)}\n"


def _head(title: str, css: str) -> str:
    digest = b64encode(sha256(css.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>{css}</style></head>"
    )


def _masthead(trace: Trace) -> str:
    headline = wording.headline(trace)
    counts, _, rest = headline.partition(". ")
    stories = "".join(
        f'<li><a href="#{s.id}">{esc_line(s.title, 120)}</a> '
        f'<span class="how">{wording.count(len(s.articles), "article")}</span></li>'
        for s in trace.stories
    )
    index = f'<nav aria-label="Stories"><ol>{stories}</ol></nav>' if len(trace.stories) > 1 else ""
    how = "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in wording.HOW_TO_READ)
    return (
        f'<header><p class="kicker">Firsthand trace</p><h1>{escape(counts)}{"." if rest else ""}</h1>'
        f'<p class="standfirst">{escape(rest)}</p>{index}'
        f'<details class="how-to"><summary>How to read this</summary><dl>{how}</dl></details></header>'
    )


def _story(story: Story, number: int, of: int, links: Links) -> str:
    place = f"Story {number} of {of}, " if of > 1 else ""
    kicker = f"{place}{wording.count(len(story.articles), 'article')}"
    lead = f'<p class="standfirst">{escape(wording.story_headline(story))}</p>' if number > 1 else ""
    reasons = links.reasons(story.group.reasons)
    together = ""
    if reasons and len(story.articles) > 1:
        together = (f"<details><summary>Why these articles stand together: "
                    f"{wording.confidence(story.group.confidence)}</summary>{reasons}</details>")  # fmt: skip
    return "\n".join([
        f'<section class="story" id="{story.id}"><p class="kicker">{kicker}</p><h2>{esc_line(story.title, 300)}</h2>',
        lead, together,
        findings.claims(story, links),
        evidence.lineage(story, links),
        provenance.section(story, links),
        drift.section(story, links),
        rebuilt.section(story, links),
        findings.differences(story, links),
        findings.timeline(story, links),
        findings.actors(story, links),
        findings.untold(story),
        evidence.found(story, links),
        "</section>",
    ])  # fmt: skip


_LEGEND = (
    '<p class="legend"><span class="z-headline">headline</span> <span class="mention">claim</span> '
    '<span class="side">differs</span> <span class="passage">shared words</span> '
    '<span class="z-credit-text">credit</span> <span class="z-caption">caption</span> '
    '<span class="z-furniture">page furniture</span></p>'
)


def _article(layout: Layout, anchor: Anchor | None, links: Links) -> tuple[str, list[str]]:
    article = layout.article
    facts = [("Outlet", esc_line(article.outlet, 120) if article.outlet else "not known")]
    if article.author:
        facts.append(("Author", esc_line(article.author, 200)))
    value, basis = article.published.value, article.published.basis
    facts.append(("Published", f"{esc_line(value, 60)} ({esc_line(basis, 20)})" if value else "not known"))
    if article.updated:
        facts.append(("Updated", esc_line(article.updated, 60)))
    if anchor:
        day = f"{esc_line(anchor.value, 60)} ({esc_line(anchor.basis, 20)})" if anchor.value else "cannot tell"
        how = f"{day}, {wording.confidence(anchor.confidence)}{links.reasons(anchor.reasons)}"
        facts.append(("Speaks from", how))
    if article.url:
        facts.append(("Address", external(article.url)))
    facts.append(("Read from", esc_line(article.path, 300)))
    facts.append(("Language", esc_line(article.language, 20)))
    facts += [(esc_line(key, 40).capitalize(), esc_line(value, 200)) for key, value in article.metadata[:MAX_METADATA]]
    facts.append(("SHA-256 of the text", f"<code>{article.sha256}</code> (checked)"))
    rows = "".join(f"<div><dt>{kind}</dt><dd>{value}</dd></div>" for kind, value in facts)
    text, cut = article_text(layout, links.marks(layout.id))
    lang = f' lang="{esc_line(article.language, 20)}"' if article.language != "und" else ""
    known = one_line(article.title or "", 300)
    title = f'<p class="title"><bdi>{escape(known)}</bdi></p>' if known not in one_line(article.text, 600) else ""
    return (
        f'<article class="source" id="{links.article_id(layout.id)}"><h3><bdi>{escape(links.texts.full(layout.id))}'
        f'</bdi></h3>{title}<details class="facts"><summary>About this text</summary><dl>{rows}</dl></details>'
        f'<div class="text" dir="auto"{lang}>{text}</div></article>'
    ), cut


def _foot(intake: Intake, version: str) -> str:
    rows = "".join(
        f'<li><span class="tag">duplicate</span> {esc_line(d.path, 300)}: the same item as {esc_line(d.of, 120)}</li>'
        for d in intake.duplicates
    )
    rows += "".join(
        f'<li><span class="tag">rejected</span> {esc_line(r.path, 300)}: {esc_line(r.reason, 300)} ({r.code})</li>'
        for r in intake.rejected
    )
    rows += "".join(f'<li><span class="tag">note</span> {esc_line(w, 300)}</li>' for w in intake.warnings)
    listed = f'<ul class="plain">{rows}</ul>' if rows else ""
    return (
        f'<footer id="accounting"><h2>What was read</h2><p>{escape(wording.accounting(intake))}</p>{listed}'
        f'<p class="how">Firsthand {esc_line(version, 40)}. Every quotation was cut from the stored text, and each '
        "text was checked against its SHA-256 before this page was made.</p></footer>"
    )
