"""Quoting the articles: every excerpt is cut from the stored text by its span, and the text is checked first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from firsthand.nouns import FirsthandError, Layout, Span, Trace
from firsthand.show.visible import one_line

CONTEXT_CHARS = 90  # on each side of quoted words: about a line and a half of a report's column


class Excerpt(NamedTuple):
    """Quoted words with what stands around them in the same sentence."""

    before: str
    words: str
    after: str


class Texts:
    """The articles of a trace, to be quoted from and named.

    Raises:
        FirsthandError: an article's text is not the one its hash was taken of.
    """

    def __init__(self, trace: Trace) -> None:
        self.layouts: dict[str, Layout] = {x.id: x for x in trace.layouts}
        for layout in trace.layouts:
            found = sha256(layout.text.encode("utf-8", "surrogatepass")).hexdigest()
            if found != layout.article.sha256:
                raise FirsthandError(
                    f"{one_line(layout.id)}: the text does not match its hash, so nothing can be quoted from it"
                )
        self._outlets = Counter(x.article.outlet for x in trace.layouts)

    def words(self, span: Span) -> str:
        """The text under a span, as it stands.

        Raises:
            FirsthandError: the span does not lie in the article.
        """
        layout = self.layouts.get(span.article)
        if layout is None or span.end > len(layout.text):
            raise FirsthandError(f"{one_line(span.article)}: no text at {span.start}..{span.end}")
        return layout.text[span.start : span.end]

    def around(self, span: Span, context: int = CONTEXT_CHARS) -> Excerpt:
        """The words with their sentence, each side cut at a word past ``context`` characters."""
        words = self.words(span)
        layout = self.layouts[span.article]
        start, end = span.start, span.end
        for sentence in layout.sentences:
            if sentence.span.start < span.end and span.start < sentence.span.end:
                start, end = min(start, sentence.span.start), max(end, sentence.span.end)
        before, after = layout.text[start : span.start], layout.text[span.end : end]
        if len(before) > context:
            before = "…" + before[-context:].partition(" ")[2]
        if len(after) > context:
            after = after[:context].rpartition(" ")[0] + "…"
        return Excerpt(before, words, after)

    def short(self, article: str) -> str:
        """An article's outlet where that is known and no other article has it; its id otherwise."""
        outlet = self.layouts[article].article.outlet if article in self.layouts else None
        return one_line(outlet, 60) if outlet and self._outlets[outlet] == 1 else one_line(article, 60)

    def full(self, article: str) -> str:
        """An article's outlet, where known, with its id."""
        outlet = self.layouts[article].article.outlet if article in self.layouts else None
        return f"{one_line(outlet, 60)} ({one_line(article, 60)})" if outlet else one_line(article, 60)

    def by_words(self, spans: Iterable[Span]) -> list[tuple[str, tuple[Span, ...]]]:
        """Spans put together where their words are the same but for case and white space, in order of first span."""
        found: dict[str, list[Span]] = {}
        for span in sorted(spans):
            found.setdefault(one_line(self.words(span)).casefold(), []).append(span)
        return [(self.words(group[0]), tuple(group)) for group in found.values()]
