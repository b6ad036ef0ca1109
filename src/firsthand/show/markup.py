"""HTML from hostile text: escaping, links into the articles, and the marks those links ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Final
from urllib.parse import urlsplit

from firsthand.nouns import Reason, Span
from firsthand.show import wording
from firsthand.show.quoting import Texts
from firsthand.show.visible import one_line, visible

QUOTE_CHARS: Final = 180  # of quoted words in a list; the whole stands in the article, one click away


def esc(text: str) -> str:
    """Text for element content or a double-quoted attribute, hidden characters made visible."""
    return escape(visible(text), quote=True)


def esc_line(text: str, limit: int = 0) -> str:
    """:func:`esc` on one line, cut past ``limit`` characters."""
    return escape(one_line(text, limit), quote=True)


def external(url: str) -> str:
    """A link to a web address; anything but a plain http or https address is shown as text."""
    shown = esc_line(url, 400)
    try:
        parts = urlsplit(url)
        safe = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        safe = False
    if not safe or not re.fullmatch(r"[!-~]+", url):  # spaces and look-alike letters are not for clicking
        return f'<span class="url">{shown}</span>'
    return f'<a class="url" href="{escape(url, quote=True)}" rel="noopener noreferrer nofollow">{shown}</a>'


@dataclass(slots=True)
class Mark:
    """Words of an article that a judgement rests on: their roles, and where the judgements stand."""

    span: Span
    id: str
    roles: set[str] = field(default_factory=set)
    backs: dict[str, str] = field(default_factory=dict)  # href -> label


class Links:
    """Links into the articles. Each remembers its words, for the article to mark them."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self._slugs: dict[str, str] = {}
        self._marks: dict[str, dict[Span, Mark]] = {id: {} for id in texts.layouts}
        taken: set[str] = set()
        for id in texts.layouts:
            stem = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-")[:60] or "x"
            slug, n = stem, 2
            while slug in taken:
                slug, n = f"{stem}-{n}", n + 1
            taken.add(slug)
            self._slugs[id] = slug

    def article_id(self, article: str) -> str:
        """The HTML id of an article."""
        return f"article-{self._slugs[article]}"

    def article(self, article: str, full: bool = False) -> str:
        """A link to an article by its name."""
        name = self.texts.full(article) if full else self.texts.short(article)
        return f'<a class="art" href="#{self.article_id(article)}"><bdi>{escape(name)}</bdi></a>'

    def articles(self, ids: Iterable[str]) -> str:
        return ", ".join(self.article(a) for a in ids)

    def mark(self, span: Span, role: str, back: tuple[str, str] | None = None) -> str:
        """Have words marked in their article; ``back`` is (href, label) of the judgement. Returns their HTML id."""
        self.texts.words(span)  # raises where there are none
        marks = self._marks[span.article]
        found = marks.get(span)
        if found is None:
            found = Mark(span, f"a-{self._slugs[span.article]}-{span.start}-{span.end}")
            marks[span] = found
        found.roles.add(role)
        if back:
            found.backs.setdefault(*back)
        return found.id

    def quote(self, span: Span, role: str, back: tuple[str, str] | None = None, limit: int = QUOTE_CHARS) -> str:
        """The words under a span, in quotation marks, linked to their place."""
        words = escape(wording.quoted(one_line(self.texts.words(span), limit)))
        return f'<a class="q" href="#{self.mark(span, role, back)}"><bdi>{words}</bdi></a>'

    def place(self, span: Span, role: str) -> str:
        """A link to the words under a span by the name of their article."""
        name = escape(self.texts.short(span.article))
        return f'<a class="art" href="#{self.mark(span, role)}"><bdi>{name}</bdi></a>'

    def cited(self, span: Span, role: str, back: tuple[str, str] | None = None, limit: int = QUOTE_CHARS) -> str:
        """:meth:`quote` with the article's name."""
        name = escape(self.texts.short(span.article))
        return f'{self.quote(span, role, back, limit)} <cite><bdi>{name}</bdi></cite>'

    def reasons(self, reasons: Iterable[Reason]) -> str:
        """Reasons as a list, each with the words it rests on."""
        items = []
        for reason in reasons:
            spans = "".join(f"<li>{self.cited(s, 'reason')}</li>" for s in reason.spans)
            items.append(f"<li>{esc_line(reason.text, 400)}" + (f"<ul>{spans}</ul>" if spans else "") + "</li>")
        if len(items) == 1:
            return f'<ul class="reasons one">{items[0]}</ul>'
        return f'<ol class="reasons">{"".join(items)}</ol>' if items else ""

    def marks(self, article: str) -> list[Mark]:
        """The marks asked for in one article, by place."""
        return sorted(self._marks[article].values(), key=lambda m: m.span)
