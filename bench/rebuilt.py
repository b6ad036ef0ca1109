#!/usr/bin/env python3
"""How a rebuilt report compares with a real copy of it that was held back.

    python bench/rebuilt.py ARTICLES.jsonl[.gz] PAIRS.jsonl [--details]

Rows are articles ("id", "text" and what else is known) and pairs {"a","b","label"} of which those labelled same_copy
print one report. Of three copies or more the fullest that credits a supplier is taken out, the report is rebuilt from
the others, and the rebuilt sentences are held against the copy held back:

- precision: of the sentences shown as the report's text, how many stand in it;
- recall: of its sentences that any other witness has, how many are shown;
- how often a stated confidence is right, sentences that are unsure and not shown included.

A sentence stands in a text that has half of its pairs of neighbouring words in one sentence or two. The copy held back
may itself be cut or of another version, and what an outlet puts on its page may pass for text: precision is a floor.
The simulator (bench/simulated.py) has the whole report and every operator's trace; this has real editing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from predict import _layouts, _rows

from firsthand.lineage.prose import prose
from firsthand.lineage.witnesses import Line, lines
from firsthand.nouns import Layout, Passage, Reconstruction

SAME = 0.5
LEAST = 3  # sentences of the copy held back


@dataclass
class Tally:
    """Counts over all stories."""

    stories: int = 0
    rebuilt: int = 0
    true: int = 0
    kept: int = 0
    found: int = 0
    misses: list[str] = field(default_factory=list)
    stated: list[tuple[float, bool]] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", metavar="ARTICLES")
    parser.add_argument("pairs", metavar="PAIRS")
    parser.add_argument("--details", action="store_true")
    called = parser.parse_args(arguments)
    from firsthand.reuse import shared_passages

    layouts = _layouts(list(_rows(called.articles)))
    passages = shared_passages(tuple(layouts.values()))
    tally = Tally()
    for copies in _copies(_rows(called.pairs), layouts):
        inside = {x.id for x in copies}
        held_back(copies, [p for p in passages if p.a.article in inside and p.b.article in inside], tally)
    print(f"{tally.stories} reports rebuilt without their fullest copy")
    print(f"precision {tally.true / max(1, tally.rebuilt):.3f} ({tally.true}/{tally.rebuilt})  "
          f"recall {tally.found / max(1, tally.kept):.3f} ({tally.found}/{tally.kept})")  # fmt: skip
    for level in sorted({c for c, _ in tally.stated}):
        right = [r for c, r in tally.stated if c == level]
        print(f"  stated {level:.2f}  right {sum(right) / len(right):.2f}  of {len(right)}")
    if called.details:
        print(*tally.misses, sep="\n")
    return 0


def _copies(pairs: Iterable[dict[str, str]], layouts: dict[str, Layout]) -> list[list[Layout]]:
    """Articles that print one report, by pairs of them."""
    group: dict[str, set[str]] = {}
    for pair in pairs:
        if pair["label"] == "same_copy" and pair["a"] in layouts and pair["b"] in layouts:
            both = group.get(pair["a"], {pair["a"]}) | group.get(pair["b"], {pair["b"]})
            group.update(dict.fromkeys(both, both))
    found = sorted({tuple(sorted(x)) for x in group.values()})
    return [[layouts[a] for a in x] for x in found if len(x) >= LEAST]


def held_back(copies: Sequence[Layout], passages: Sequence[Passage], tally: Tally) -> None:
    """Rebuild a report without its fullest credited copy, and count."""
    credited = [x for x in copies if any(c.whole and c.kind == "text" for c in x.credits)]
    if not credited:
        return
    copy = max(credited, key=lambda x: (len(lines(prose(x))), x.id))
    rest = [x for x in copies if x.id != copy.id]
    for found in _rebuilt(rest, [p for p in passages if copy.id not in (p.a.article, p.b.article)])[:1]:
        texts = {x.id: x for x in rest}
        compare(found, copy, [texts[a] for a in found.witnesses], tally)


def compare(one: Reconstruction, copy: Layout, others: Sequence[Layout], tally: Tally) -> None:
    """Add one reconstruction to the counts."""
    gold = lines(prose(copy))
    if len(gold) < LEAST:
        return
    by_span = {x.span: x for layout in others for x in lines(prose(layout))}
    chosen = [by_span[s.readings[0].spans[0]] for s in one.sentences]
    all_readings = [by_span[p] for s in one.text for r in s.readings for p in r.spans]
    tally.stories += 1
    before = tally.rebuilt, tally.true
    for sentence, x in zip(one.sentences, chosen, strict=True):
        right = _stands(x, gold)
        tally.rebuilt += sentence.certainty != "unsure"
        tally.true += right and sentence.certainty != "unsure"
        tally.stated.append((sentence.confidence, right))
        if not right:
            text = next(y.text for y in others if y.id == x.article)[x.span.start : x.span.end]
            tally.misses.append(f"{one.name}: {sentence.confidence} {sentence.witnesses[:3]} {text[:120]!r}")
    tally.misses.append(f"{one.name} of {len(one.witnesses)}, without {copy.id}: {tally.true - before[1]} of "
                        f"{tally.rebuilt - before[0]} in its {len(gold)}")  # fmt: skip
    elsewhere = list(by_span.values())
    for x in gold:
        if _stands(x, elsewhere):
            tally.kept += 1
            tally.found += _stands(x, all_readings)


def _stands(x: Line, text: Sequence[Line]) -> bool:
    """Whether a text has half of a sentence's word pairs in one sentence, or in two that follow each other."""
    if not x.pairs:
        return any(x.forms == y.forms for y in text)
    if any(len(x.pairs & y.pairs) >= SAME * min(len(x.pairs), max(1, len(y.pairs))) > 1 for y in text):
        return True
    return any(len(x.pairs & (y.pairs | z.pairs)) >= SAME * len(x.pairs) for y, z in pairwise(text))


def _rebuilt(story: Sequence[Layout], passages: Sequence[Passage]) -> tuple[Reconstruction, ...]:
    from firsthand.attribution import attribute
    from firsthand.lineage import derive, rebuild
    from firsthand.reuse import rewritten_passages
    from firsthand.timeline import resolve

    shared = sorted((*passages, *rewritten_passages(story, passages)), key=lambda p: (p.a, p.b))
    statements = attribute(story)
    lineage = derive(story, shared, statements, resolve(story, statements))
    return rebuild(story, shared, statements, lineage)


if __name__ == "__main__":
    sys.exit(main())
