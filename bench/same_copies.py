#!/usr/bin/env python3
"""How far pages that print one agency text stand from pages of different agencies, by the prose they share.

    python bench/same_copies.py ARTICLES.jsonl[.gz] PAIRS.jsonl

PAIRS has rows {"a","b","label"} with label same_copy or independent. For each pair: the words of the outlets' own prose
in shared verbatim or edited passages, as a share of the shorter page's (the measure lineage goes by). Printed: how many
pairs the lineage takes to share prose (a run of eight words or more outside quotation marks) by label, the highest F1
a threshold reaches, and the margin between the classes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from predict import _layouts, _rows


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", metavar="ARTICLES")
    parser.add_argument("pairs", metavar="PAIRS")
    called = parser.parse_args(arguments)
    from firsthand.lineage.matter import weigh
    from firsthand.reuse import passages_between

    layouts = _layouts(list(_rows(called.articles)))
    rows = []
    for pair in _rows(called.pairs):
        a, b = layouts.get(pair["a"]), layouts.get(pair["b"])
        if a is None or b is None:
            continue
        shared = weigh((a, b), passages_between(a, b)).shared(a.id, b.id)
        rows.append((shared.share, shared.prose, pair["label"] == "same_copy"))
    for label, same in (("same_copy", True), ("independent", False)):
        found = [r for r in rows if r[2] is same]
        print(f"{label:12} {len(found)} pairs, share prose {sum(p for _, p, _ in found)}")
    best, cut = max((_f1(rows, share), share) for share, _, _ in rows)
    low, high = min(s for s, _, same in rows if same), max(s for s, _, same in rows if not same)
    print(f"F1 {best:.3f} at a share of {cut:.3f}; least of same_copy {low:.3f}, most of independent {high:.3f}, "
          f"margin {low - high:.3f}")  # fmt: skip
    return 0


def _f1(rows: Sequence[tuple[float, bool, bool]], least: float) -> float:
    taken = [same for share, _, same in rows if share >= least]
    return 2 * sum(taken) / (len(taken) + sum(same for _, _, same in rows))


if __name__ == "__main__":
    sys.exit(main())
