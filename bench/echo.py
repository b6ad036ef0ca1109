#!/usr/bin/env python3
"""Does an echo raise a count? Each article of each pile is added again under another outlet.

usage: echo.py PILE...      PILE: a folder with articles/ and meta.jsonl, or a folder of articles

The copies are word for word, cut by a third, and under another headline, each under two ids, all told as one story.
Prints a row for every claim whose number of origins or newsrooms rises, and how many were looked at.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from firsthand.nouns import Article, Claim, Group
from firsthand.readers import read
from firsthand.reuse import shared_passages
from firsthand.trace import tell
from firsthand.zones import mark

HEADING = "Another headline over the same matter\n\n"
IDS = ("0-copy", "zz-copy")  # before and after every other id


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("piles", nargs="+", type=Path, metavar="PILE")
    called = parser.parse_args(arguments)
    looked = risen = 0
    for pile in called.piles:
        inside, meta = pile / "articles", pile / "meta.jsonl"
        articles = read([inside if inside.is_dir() else pile], meta if meta.is_file() else None).articles
        before = by_place(claims(articles))
        for original in articles:
            for manner, copy in copies(original):
                after = by_place(claims((*articles, copy)))
                for old, new in pairs(before, after):
                    looked += 1
                    if len(new.origins) > max(1, len(old.origins)) or new.newsrooms > max(1, old.newsrooms):
                        risen += 1
                        print(pile.name, original.id, manner, copy.id, f"{len(old.origins)}/{old.newsrooms}",
                              f"{len(new.origins)}/{new.newsrooms}", new.text, sep="\t")  # fmt: skip
    print(f"{risen} of {looked} claims rose")
    return 1 if risen else 0


def copies(original: Article) -> Iterator[tuple[str, Article]]:
    """An article under another outlet, in three manners."""
    paragraphs = original.text.split("\n")
    for manner, text in (
        ("same", original.text),
        ("cut", "\n".join(paragraphs[: max(1, 2 * len(paragraphs) // 3)]) + "\n"),
        ("headline", HEADING + original.text),
    ):
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        for id in IDS:
            yield manner, replace(original, id=id, path=id, outlet="Copy Herald", url=None, text=text, sha256=digest,
                                  source_sha256=digest)  # fmt: skip


def claims(articles: Sequence[Article]) -> tuple[Claim, ...]:
    """The claims of some articles told as one story."""
    layouts = mark(tuple(sorted(articles, key=lambda a: a.id)))
    group = Group(tuple(x.id for x in layouts))
    return tell("s1", group, layouts, shared_passages(layouts)).claims


def by_place(found: Sequence[Claim]) -> dict[tuple[str, int, int], Claim]:
    return {(m.span.article, m.span.start, m.span.end): c for c in found for m in c.mentions}


def pairs(before: dict[tuple[str, int, int], Claim], after: dict[tuple[str, int, int], Claim]
          ) -> Iterator[tuple[Claim, Claim]]:  # fmt: skip
    """The claims that share a mention, each pair once."""
    seen: set[tuple[str, str]] = set()
    for place, old in before.items():
        new = after.get(place)
        if new is not None and (old.id, new.id) not in seen:
            seen.add((old.id, new.id))
            yield old, new


if __name__ == "__main__":
    raise SystemExit(main())
