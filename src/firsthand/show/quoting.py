"""Quoting the articles: every excerpt is cut from the stored text by its span, and the text is checked first."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from firsthand.nouns import Claim, FirsthandError, Layout, Lineage, Span, Trace
from firsthand.show import wording
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
        sentences = layout.sentences
        n = max(0, bisect_right(sentences, span.start, key=lambda s: s.span.start) - 1)
        while n < len(sentences) and sentences[n].span.start < max(span.end, span.start + 1):
            if sentences[n].span.end > span.start:
                start, end = min(start, sentences[n].span.start), max(end, sentences[n].span.end)
            n += 1
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

    def stated(self, claim: Claim) -> Span | None:
        """The mention whose words a claim's text is, white space aside; None where it is nobody's very words."""
        text = one_line(claim.text)
        return next((m.span for m in claim.mentions if one_line(self.words(m.span)) == text), None)

    def by_words(self, spans: Iterable[Span]) -> list[tuple[str, tuple[Span, ...]]]:
        """Spans put together where their words are the same but for case and white space, in order of first span."""
        found: dict[str, list[Span]] = {}
        for span in sorted(spans):
            found.setdefault(one_line(self.words(span)).casefold(), []).append(span)
        return [(self.words(group[0]), tuple(group)) for group in found.values()]


def node_names(graph: Lineage, texts: Texts) -> dict[str, str]:
    """What each node of a lineage is called: an article in full, a source with its kind and whether it was read."""
    names = {n.id: texts.full(n.id) if n.id in texts.layouts else one_line(n.name, 60) for n in graph.nodes}
    for found in graph.sources:
        if found.id not in texts.layouts:
            names[found.id] = wording.source(found)
    for edge in graph.edges:  # a node that was not declared is still named
        for node in (edge.child, edge.parent):
            names.setdefault(node, one_line(node, 60))
    return names
