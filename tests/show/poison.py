"""The fixture with a foreign text in every place that can hold one.

The nouns are walked as they stand, so a text field that is added later is poisoned too.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from typing import Any

from firsthand import nouns
from firsthand.nouns import Article, Span, Trace

CLOSED = frozenset(
    word
    for name in nouns.__all__
    if name.isupper() and name != "TEXT_ZONES"
    for word in getattr(nouns, name)
)  # fmt: skip
# Made by the program itself, never by a text: ids of judgements, and the closed words above.
OWN_FIELDS = frozenset({"kind", "status", "stance", "code", "grain", "sha256", "source_sha256"})


def poisoned(trace: Trace, payload: str) -> Trace:
    """Every name, title, path, address, id of an article, reason and quoted word carries ``payload``."""
    articles = {x.id for x in trace.layouts}
    own = {s.id for s in trace.stories}
    for story in trace.stories:
        said = story.statements
        for group in (story.claims, story.differences, story.actors, said.entities, said.attributions):
            own |= {x.id for x in group}
        own |= {o.id for c in story.claims for o in c.origins}
    made = _Poison(payload, frozenset(articles), frozenset(own))
    return made.walk(trace)  # type: ignore[no-any-return]


class _Poison:
    def __init__(self, payload: str, articles: frozenset[str], own: frozenset[str]) -> None:
        self.payload, self.articles, self.own = payload, articles, own

    def text(self, value: str) -> str:
        if value in self.articles:  # in front, so that the order of ids stays
            return value + self.payload
        return value if value in self.own or value in CLOSED else f"{value[:5]}{self.payload}{value[5:]}"

    def walk(self, value: Any, name: str = "") -> Any:
        if isinstance(value, str):
            return value if name in OWN_FIELDS else self.text(value)
        if isinstance(value, tuple):
            return tuple(self.walk(v, name) for v in value)
        if isinstance(value, Span):  # the text has the payload after its fifth letter; half of the spans take it in
            more = len(self.payload)
            start = value.start if value.start < 5 or value.start % 2 else value.start + more
            return Span(self.text(value.article), min(start, value.end + more), value.end + more)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        made = replace(value, **{f.name: self.walk(getattr(value, f.name), f.name) for f in fields(value) if f.init})
        if isinstance(made, Article):
            digest = sha256(made.text.encode("utf-8", "surrogatepass")).hexdigest()
            made = replace(made, sha256=digest, url=self.payload)
        return made
