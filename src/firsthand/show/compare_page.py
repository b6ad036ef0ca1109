"""Two articles side by side as one self-contained page: no script, no network, readable on a phone."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files

from firsthand.nouns import Change, Layout, Span
from firsthand.show import wording
from firsthand.show.compare import Comparison, Row, pieces
from firsthand.show.compare_terminal import derivation, differing, summary
from firsthand.show.markup import esc, esc_line, external
from firsthand.show.quoting import Texts

_KEY = (
    '<p class="key"><span class="k same">the same words</span> '
    '<span class="k"><mark class="apart">reworded</mark></span> '
    '<span class="k only">only in one</span></p>'
)


def page(found: Comparison) -> str:
    """A comparison as one HTML file; the same comparison gives the same bytes.

    Nothing in it runs or loads: the content policy allows the page's own style sheet, by its hash, and nothing else.

    Raises:
        FirsthandError: a text does not match its hash, or a span lies outside its text.
    """
    texts = Texts(found.trace)
    css = files("firsthand.show").joinpath("compare.css").read_text(encoding="utf-8")
    one, two = texts.full(found.a.id), texts.full(found.b.id)
    told = "".join(f"<p>{escape(line)}</p>" for line in derivation(found))
    rows = "\n".join(_row(n, r, found, texts) for n, r in enumerate(found.rows))
    return "\n".join([
        _head(f"{esc_line(one, 60)} and {esc_line(two, 60)} compared - Firsthand", css),
        '<body><header><p class="kicker">Firsthand comparison</p>',
        '<h1>Two articles side by side</h1>',
        f'<div class="pair">{_about("A", found.a, texts)}{_about("B", found.b, texts)}</div>',
        f'<p class="standfirst">{escape(summary(found))}</p>{told}</header>',
        f"<main>{_differences(found, texts)}",
        f'<section><h2>Sentence by sentence</h2>{_KEY}<div class="rows">{rows}</div></section></main>',
        f'<footer><p>Firsthand {esc_line(found.trace.version, 40)}. Every quotation was cut from the stored text, and '
        "each text was checked against its SHA-256 before this page was made.</p></footer></body></html>\n",
    ])  # fmt: skip


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


def _about(letter: str, layout: Layout, texts: Texts) -> str:
    article = layout.article
    facts = []
    if article.title:
        facts.append(f'<p class="title"><bdi>{esc_line(article.title, 300)}</bdi></p>')
    if article.published.value:
        facts.append(f"<p>{esc_line(article.published.value, 60)}</p>")
    if article.url:
        facts.append(f"<p>{external(article.url)}</p>")
    return (f'<section class="about"><h2><span class="letter">{letter}</span> '
            f"<bdi>{escape(texts.full(layout.id))}</bdi></h2>{''.join(facts)}</section>")  # fmt: skip


def _differences(found: Comparison, texts: Texts) -> str:
    changes = differing(found)
    if not changes:
        return "<section><h2>Where they differ</h2><p>Nothing was found that the two tell otherwise.</p></section>"
    cards = "".join(_card(c, found, texts) for c in changes)
    return f"<section><h2>Where they differ</h2>{cards}</section>"


def _card(change: Change, found: Comparison, texts: Texts) -> str:
    hard = ' <span class="hard">B states it harder</span>' if change.hardened else ""
    sides = "".join(
        f'<div class="side"><p class="letter-line"><span class="letter">{letter}</span></p>'
        f"{''.join(_quote(s, found, texts) for s in spans)}</div>"
        for letter, spans in (("A", change.before), ("B", change.after))
    )
    return (
        f'<article class="difference"><h3>{wording.DIFFERENCE[change.kind]}{hard} '
        f'<span class="how">{wording.confidence(change.confidence)}</span></h3>'
        f'<div class="sides">{sides}</div></article>'
    )


def _quote(span: Span, found: Comparison, texts: Texts) -> str:
    before, words, after = texts.around(span)
    row = next((n for n, r in enumerate(found.rows) for x in (r.a, r.b) if x is not None and x.overlaps(span)), None)
    marked = f"<mark>{esc(words)}</mark>"
    linked = f'<a href="#r{row}">{marked}</a>' if row is not None else marked
    return f'<blockquote dir="auto">{esc(before)}{linked}{esc(after)}</blockquote>'


def _row(number: int, row: Row, found: Comparison, texts: Texts) -> str:
    if row.kind == "reworded" and row.a is not None and row.b is not None:
        left, right = pieces(texts.words(row.a), texts.words(row.b))
        cells = _cell("A", _marked(left), found.a), _cell("B", _marked(right), found.b)
    else:
        cells = tuple(  # type: ignore[assignment]
            _cell(letter, esc(texts.words(span)), layout) if span is not None else '<div class="cell none"></div>'
            for letter, span, layout in (("A", row.a, found.a), ("B", row.b, found.b))
        )
    return f'<div class="row {row.kind}" id="r{number}">{cells[0]}{cells[1]}</div>'


def _marked(parts: list[tuple[str, bool]]) -> str:
    return "".join(esc(text) if same else f'<mark class="apart">{esc(text)}</mark>' for text, same in parts)


def _cell(letter: str, html: str, layout: Layout) -> str:
    lang = f' lang="{esc_line(layout.article.language, 20)}"' if layout.article.language != "und" else ""
    return f'<div class="cell" dir="auto"{lang}><span class="letter">{letter}</span><p>{html}</p></div>'
