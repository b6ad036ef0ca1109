#!/usr/bin/env python3
"""How long histories take, and how many steps are right, on versions made by random editing.

usage: history_speed.py [--versions N] [--words N]

Each version is made from the last or, less often, from one before it: one to six places are changed, up to ten words
out and fifteen in. The words are random, so there is nothing in them to learn from. Times are processor seconds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from firsthand.lineage import history

VOCABULARY = [f"w{n}" for n in range(5000)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--versions", type=int, default=200, metavar="N")
    parser.add_argument("--words", type=int, default=700, metavar="N", help="of the first version")
    called = parser.parse_args(arguments)
    texts, parents = versions(Random(1), called.versions, called.words)
    documents = {f"v{n:04}": " ".join(words) for n, words in enumerate(texts)}
    start = datetime(2031, 5, 4, tzinfo=UTC)
    hours = {id: (start + timedelta(hours=n),) * 2 for n, id in enumerate(documents)}
    true = {(f"v{n:04}", f"v{p:04}") for n, p in enumerate(parents, start=1)}
    for name, times in (("wording alone", None), ("with times", hours)):
        began = time.process_time()
        found = {(e.child, e.parent) for e in history(documents, times).edges}  # type: ignore[arg-type]
        took = time.process_time() - began
        right = len(true & found) if times else len({frozenset(e) for e in true} & {frozenset(e) for e in found})
        print(f"{name}: {took:.1f} s for {len(documents)} versions, {right} of {len(true)} steps right")
    return 0


def versions(chance: Random, count: int, words: int) -> tuple[list[list[str]], list[int]]:
    """The texts, and for each after the first the number of the one it was made from."""
    texts = [[chance.choice(VOCABULARY) for _ in range(words)]]
    parents = []
    for n in range(count - 1):
        parents.append(max(0, n - int(chance.expovariate(0.7))))
        text = list(texts[parents[-1]])
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(text) + 1)
            text[at : at + chance.randint(0, 10)] = [chance.choice(VOCABULARY) for _ in range(chance.randint(0, 15))]
        texts.append(text)
    return texts, parents


if __name__ == "__main__":
    sys.exit(main())
