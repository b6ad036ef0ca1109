#!/usr/bin/env python3
"""Predictions of the product for public data sets, in the layout that scorers read.

usage: predict.py stories      ARTICLES.jsonl[.gz]  OUT.jsonl
       predict.py attributions ARTICLES.jsonl[.gz]  OUT.jsonl
       predict.py passages     DOCUMENTS PAIRS      OUT.jsonl
       predict.py derivation   DOCUMENTS PAIRS      OUT.jsonl [--labels CUT,LIGHT,HEAVY,NON]

Every task calls the library's own functions with their default settings, the same for all sets. Rows are objects with
"id" and "text" and, where known, outlet, title, published, url; PAIRS has rows {"a","b"}.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from firsthand.nouns import Article, Layout, Span

NOT_BUILT = ("supplier", "lineage")
LABELS = ("cut", "light", "heavy", "non")  # for passages that are verbatim, edited, rewritten, and for none

Row = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("stories", "attributions", "passages", "derivation", *NOT_BUILT))
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--labels", default=",".join(LABELS), help="of a set's pairs (default: %(default)s)")
    called = parser.parse_args(arguments)
    if called.task in NOT_BUILT:
        parser.error(f"{called.task}: not built yet")
    wanted = 3 if called.task in ("passages", "derivation") else 2
    if len(called.files) != wanted:
        parser.error(f"{called.task} takes {wanted} files, got {len(called.files)}")
    labels = called.labels.split(",")
    if len(labels) != len(LABELS):
        parser.error(f"--labels takes {len(LABELS)} names, got {called.labels}")
    *inputs, out = called.files
    try:
        rows = [list(_rows(path)) for path in inputs]
        tasks = {"stories": stories, "attributions": attributions, "passages": passages}
        predicted = derivation(*rows, labels) if called.task == "derivation" else tasks[called.task](*rows)
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
            {"source": _spans(a.source), "cue": _spans(a.cue), "content": _spans(*a.content)} for a in found
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
    from firsthand.reuse import manner, passages_between, rewritten_passages

    layouts = _layouts(documents)
    names = dict(zip(("verbatim", "edited", "rewritten", "none"), labels, strict=True))
    for pair in pairs:
        a, b = layouts.get(pair["a"]), layouts.get(pair["b"])
        how = "none"
        if a and b:
            found = passages_between(a, b)
            how = manner(a, b, (*found, *rewritten_passages((a, b), found)))
        yield {"a": pair["a"], "b": pair["b"], "label": names[how]}


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
