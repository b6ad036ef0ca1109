#!/usr/bin/env python3
"""Predictions of the product for public data sets, in the layout that scorers read.

usage: predict.py stories      ARTICLES.jsonl[.gz]  OUT.jsonl
       predict.py attributions ARTICLES.jsonl[.gz]  OUT.jsonl
       predict.py passages     DOCUMENTS PAIRS      OUT.jsonl
       predict.py derivation   DOCUMENTS PAIRS      OUT.jsonl [--labels CUT,LIGHT,HEAVY,NON]
       predict.py supplier     MASKED UNMASKED      OUT.jsonl
       predict.py lineage      DOCUMENTS            OUT.jsonl [--times]

Every task calls the library's own functions with their default settings, the same for all sets. Rows are objects with
"id" and "text" and, where known, outlet, title, published, url; PAIRS has rows {"a","b"}. DOCUMENTS of lineage have a
"family" too, and "published" is read (as seconds since 1970 or as a date) only with --times.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TextIO

from firsthand.nouns import Article, Layout, Lineage, Passage, Span

LABELS = ("cut", "light", "heavy", "non")  # for passages that are verbatim, edited, rewritten, and for none

Row = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("stories", "attributions", "passages", "derivation", "supplier", "lineage"))
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--labels", default=",".join(LABELS), help="of a set's pairs (default: %(default)s)")
    parser.add_argument("--times", action="store_true", help="lineage: trust when versions were published")
    called = parser.parse_args(arguments)
    wanted = 3 if called.task in ("passages", "derivation", "supplier") else 2
    if len(called.files) != wanted:
        parser.error(f"{called.task} takes {wanted} files, got {len(called.files)}")
    labels = called.labels.split(",")
    if len(labels) != len(LABELS):
        parser.error(f"--labels takes {len(LABELS)} names, got {called.labels}")
    *inputs, out = called.files
    try:
        rows = [list(_rows(path)) for path in inputs]
        tasks: dict[str, Callable[..., Iterator[Row]]] = {
            "stories": stories, "attributions": attributions, "passages": passages, "derivation": derivation,
            "supplier": supplier, "lineage": lineage,
        }  # fmt: skip
        named = {"derivation": {"labels": labels}, "lineage": {"times": called.times}}
        predicted = tasks[called.task](*rows, **named.get(called.task, {}))
        with open(out, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in predicted)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    return 0


def stories(rows: Sequence[Row]) -> Iterator[Row]:
    """{"id","story"} of every row; a row that is no article (no words) is a story of its own."""
    from firsthand.grouping import group
    from firsthand.reuse import shared_passages

    layouts = tuple(_layouts(rows).values())
    told: dict[str, str] = {}
    for n, found in enumerate(group(layouts, shared_passages(layouts)), start=1):
        told.update((article, f"s{n}") for article in found.articles)
    for row in rows:
        yield {"id": row["id"], "story": told.get(row["id"], f"alone-{row['id']}")}


def attributions(rows: Sequence[Row]) -> Iterator[Row]:
    """{"id","attributions"}, each article read by itself."""
    from firsthand.attribution import attribute

    for row in rows:
        layouts = tuple(_layouts([row]).values())
        found = attribute(layouts).attributions if layouts else ()
        yield {"id": row["id"], "attributions": [
            {"source": _spans(a.source), "cue": _spans(a.cue), "content": _spans(*a.content),
             "kind": a.kind, "confidence": a.confidence} for a in found
        ]}  # fmt: skip


def passages(documents: Sequence[Row], pairs: Sequence[Row]) -> Iterator[Row]:
    """{"a","b","a_start","a_end","b_start","b_end"} for each passage of each pair."""
    from firsthand.reuse import passages_between

    layouts = _layouts(documents)
    for pair in pairs:
        a, b = layouts.get(pair["a"]), layouts.get(pair["b"])
        for p in passages_between(a, b) if a and b else ():
            here, there = (p.a, p.b) if p.a.article == pair["a"] else (p.b, p.a)
            yield {"a": pair["a"], "b": pair["b"], "a_start": here.start, "a_end": here.end,
                   "b_start": there.start, "b_end": there.end}  # fmt: skip


def derivation(documents: Sequence[Row], pairs: Sequence[Row], labels: Sequence[str]) -> Iterator[Row]:
    """{"a","b","label"}: how b was made from a."""
    from firsthand.reuse import passages_between, rewritten_passages
    from firsthand.reuse.manner import manner

    layouts = _layouts(documents)
    names = dict(zip(("verbatim", "edited", "rewritten", "none"), labels, strict=True))
    for pair in pairs:
        a, b = layouts.get(pair["a"]), layouts.get(pair["b"])
        how = "none"
        if a and b:
            found = passages_between(a, b)
            how = manner(a, b, (*found, *rewritten_passages((a, b), found)))
        yield {"a": pair["a"], "b": pair["b"], "label": names[how]}


def supplier(masked: Sequence[Row], unmasked: Sequence[Row]) -> Iterator[Row]:
    """{"id","supplier"}: each page in turn as in ``masked``, all others as in ``unmasked``.

    Stories are told from the masked pages, and passages between two unmasked ones are looked for once; what the page
    in turn shares with the others is looked for wherever the masked pages share anything.
    """
    from firsthand.grouping import group
    from firsthand.reuse import passages_between, shared_passages

    hidden, open_ = _layouts(masked), _layouts(unmasked)
    alike = shared_passages(tuple(hidden.values()))
    known = shared_passages(tuple(open_.values()))
    pairs = {(p.a.article, p.b.article) for p in alike}
    for story in group(tuple(hidden.values()), alike):
        others = {a: open_[a] for a in story.articles if a in open_}
        told = [p for p in known if p.a.article in others and p.b.article in others]
        for page in story.articles:
            pile = tuple({**others, page: hidden[page]}[a] for a in story.articles if a == page or a in others)
            shared = [p for p in told if page not in (p.a.article, p.b.article)]
            for x in pile:
                a, b = sorted((page, x.id))
                if (a, b) in pairs:
                    shared += passages_between(*sorted((hidden[page], x), key=lambda y: y.id))
            yield {"id": page, "supplier": _lineage(pile, shared).provenance_of(page).supplier}


def _lineage(story: Sequence[Layout], passages: Sequence[Passage]) -> Lineage:
    """The lineage of one story, as ``trace`` finds it."""
    from firsthand.attribution import attribute
    from firsthand.lineage import derive
    from firsthand.reuse import rewritten_passages
    from firsthand.timeline import resolve

    passages = sorted(passages, key=lambda p: (p.a, p.b))
    passages = sorted((*passages, *rewritten_passages(story, passages)), key=lambda p: (p.a, p.b))
    statements = attribute(story)
    return derive(story, passages, statements, resolve(story, statements))


def lineage(rows: Sequence[Row], times: bool) -> Iterator[Row]:
    """{"family","parent","child","directed","confidence"}: each family's history; a first version has no parent."""
    from firsthand.lineage import history

    families: dict[str, list[Row]] = {}
    for row in rows:
        families.setdefault(row["family"], []).append(row)
    for family, versions in families.items():
        known = {v["id"]: m for v in versions if (m := _moments(v.get("published")))} if times else None
        found = history({v["id"]: v["text"] for v in versions}, known)
        for e in found.edges:
            yield {"family": family, "parent": e.parent, "child": e.child, "directed": e.directed,
                   "confidence": e.confidence}  # fmt: skip
        first = {n.id for n in found.nodes} - {e.child for e in found.edges}
        yield from ({"family": family, "parent": None, "child": id} for id in sorted(first) if not id.startswith("?"))


def _moments(published: object) -> tuple[datetime, datetime] | None:
    from firsthand.lineage.direction import moments

    if isinstance(published, int | float):
        at = datetime.fromtimestamp(published, UTC)
        return at, at
    return moments(published) if isinstance(published, str) else None


def _layouts(rows: Sequence[Row]) -> dict[str, Layout]:
    from firsthand.readers import article_from_record
    from firsthand.zones import mark

    known = ("id", "outlet", "title", "author", "published", "updated", "url", "text")
    found = (article_from_record({k: row[k] for k in known if row.get(k) is not None}) for row in rows)
    articles = [a for a in found if isinstance(a, Article)]
    return {x.id: x for x in mark(articles)}


def _spans(*spans: Span | None) -> list[list[int]]:
    return [[s.start, s.end] for s in spans if s is not None]


def _rows(path: str) -> Iterator[Row]:
    with _open(path) as file:
        yield from _parsed(path, file)


def _open(path: str) -> TextIO:
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def _parsed(path: str, lines: Iterable[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row = json.loads(line)
        if not isinstance(row, Mapping):
            raise ValueError(f"{path}, line {number}: not an object")
        yield dict(row)


if __name__ == "__main__":
    sys.exit(main())
