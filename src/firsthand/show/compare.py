"""Two articles side by side: which sentences answer which, what each adds, where they differ; as data and JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from firsthand import __version__
from firsthand.claims.drift import compare, counterparts, same_words
from firsthand.languages import words
from firsthand.nouns import Article, Drift, Group, Intake, Layout, Span, Story, Trace, UsageError
from firsthand.readers import read
from firsthand.reuse import shared_passages
from firsthand.show.contract import as_data
from firsthand.trace import tell
from firsthand.zones import mark

SCHEMA: Final = "firsthand/compare/1"
MAX_WORDS: Final = 400  # of a sentence compared word by word; a longer one is a page without full stops

RowKind = Literal["same", "reworded", "only-a", "only-b"]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of one article beside the sentence of the other that says the same, if there is one."""

    kind: RowKind
    a: Span | None
    b: Span | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles compared: ``trace`` holds them as one story, ``drift`` what ``b`` makes of ``a``."""

    a: Layout
    b: Layout
    rows: tuple[Row, ...]  # in the order of a; what only b has stands behind its sentence before
    drift: Drift
    trace: Trace

    @property
    def story(self) -> Story:
        return self.trace.stories[0]

    def shared(self) -> tuple[float, float]:
        """The share of each article's sentences, counted in characters, that the other carries over."""
        kept = {"a": 0, "b": 0}
        whole = {"a": 0, "b": 0}
        for row in self.rows:
            for side, span in (("a", row.a), ("b", row.b)):
                if span is not None:
                    whole[side] += len(span)
                    kept[side] += len(span) * (row.a is not None and row.b is not None)
        return tuple(round(kept[s] / whole[s], 4) if whole[s] else 0.0 for s in ("a", "b"))  # type: ignore[return-value]


def compared(paths: Sequence[str | os.PathLike[str]], meta: str | os.PathLike[str] | None = None,
             columns: str | None = None) -> Comparison:  # fmt: skip
    """Read two articles and compare them.

    Raises:
        UsageError: a path does not exist, or the paths do not hold two articles.
        NothingUsable: no article could be read.
    """
    one, two = _two(paths, meta, columns)
    intake = Intake((one, two))
    layouts = tuple(mark(intake.articles))
    passages = shared_passages(layouts)
    ids = tuple(sorted((one.id, two.id)))
    story = tell("s1", Group(ids, confidence=1.0), sorted(layouts, key=lambda x: x.id), passages)
    a, b = (next(x for x in layouts if x.id == i) for i in (one.id, two.id))
    drift = compare(a, b, story.statements, story.passages, story.timeline)
    trace = Trace(__version__, intake, tuple(sorted(layouts, key=lambda x: x.id)), (story,))
    return Comparison(a, b, _rows(a, b, counterparts(a, b, story.passages)), drift, trace)


def _two(paths: Sequence[str | os.PathLike[str]], meta: str | os.PathLike[str] | None,
         columns: str | None) -> tuple[Article, Article]:  # fmt: skip
    """The two articles, in the order they were named."""
    found = read(paths, meta, columns).articles
    if len(paths) == 2 and len(found) < 2:  # the same item twice: read each on its own
        found = tuple(x for path in paths for x in read([path], meta, columns).articles)
    if len(found) != 2:
        raise UsageError(f"compare needs two articles and found {len(found)}; name two files of one article each")
    one, two = found
    if one.id == two.id:
        one, two = replace(one, id=f"{one.id} (A)"), replace(two, id=f"{two.id} (B)")
    first = read([paths[0]], meta, columns).articles[0] if len(paths) == 2 else one
    return (one, two) if first.source_sha256 == one.source_sha256 or first.sha256 == one.sha256 else (two, one)


def _rows(a: Layout, b: Layout, kept: dict[int, int]) -> tuple[Row, ...]:
    """The sentences of both, each pair in one row."""
    behind: dict[int, list[int]] = {}  # number of a's sentence (-1: the top) -> those of b to show after it
    back = {j: i for i, j in kept.items()}
    at = -1
    for j in range(len(b.sentences)):
        if j in back:
            at = back[j]
        else:
            behind.setdefault(at, []).append(j)
    out = [Row("only-b", None, b.sentences[j].span) for j in behind.get(-1, ())]
    for i, sentence in enumerate(a.sentences):
        if i in kept:
            other = b.sentences[kept[i]].span
            same = same_words(a, i, b, kept[i])
            out.append(Row("same" if same else "reworded", sentence.span, other))
        else:
            out.append(Row("only-a", sentence.span, None))
        out.extend(Row("only-b", None, b.sentences[j].span) for j in behind.get(i, ()))
    return tuple(out)


def pieces(a: str, b: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Each of two texts in pieces of words, with whether the other has them in this place."""
    mine, theirs = words(a), words(b)
    if max(len(mine), len(theirs)) > MAX_WORDS:
        return [(a, False)], [(b, False)]
    matcher = SequenceMatcher(None, [w.form for w in mine], [w.form for w in theirs], autojunk=False)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    ends = [0, 0]
    for tag, i, j, k, m in matcher.get_opcodes():
        for out, text, found, first, last, n in ((left, a, mine, i, j, 0), (right, b, theirs, k, m, 1)):
            if first < last:
                out.append((text[ends[n] : found[first].start], True))
                out.append((text[found[first].start : found[last - 1].end], tag == "equal"))
                ends[n] = found[last - 1].end
    left.append((a[ends[0] :], True))
    right.append((b[ends[1] :], True))
    return [p for p in left if p[0]], [p for p in right if p[0]]


def as_json(found: Comparison) -> str:
    """A comparison as one JSON document; its articles, passages, lineage, differences as in a trace."""
    data = as_data(found.trace)
    story = data["stories"][0]
    shares = found.shared()
    out: dict[str, Any] = {
        "schema": SCHEMA,
        "version": found.trace.version,
        "a": found.a.id,
        "b": found.b.id,
        "shared": {"a": shares[0], "b": shares[1]},
        "articles": data["articles"],
        "rows": [{"kind": r.kind, "a": _place(r.a), "b": _place(r.b)} for r in found.rows],
        "passages": story["passages"],
        "lineage": story["lineage"],
        "differences": story["differences"],
        "changed": _changed(found),
    }
    return json.dumps(out, ensure_ascii=False, indent=2) + "\n"


def _changed(found: Comparison) -> list[dict[str, Any]]:
    return [
        {"kind": c.kind, "a": [_place(s) for s in c.before], "b": [_place(s) for s in c.after], "hardened": c.hardened,
         "confidence": c.confidence, "reasons": [r.text for r in c.reasons]}
        for c in found.drift.changed
    ]  # fmt: skip


def _place(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"article": span.article, "start": span.start, "end": span.end}
