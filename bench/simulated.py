#!/usr/bin/env python3
"""How a trace of invented news compares with what is true of it.

    python bench/simulated.py [--bank reporting|development] [--worlds N] [--first N] [--null] [--details]

Makes worlds (bench/simulate.py), traces each with the default settings and its meta file, and prints:

- lost reports: of the reports not in the pile that the texts show (credited, or held by three copies), how many the
  lineage has as an unseen source or as that outlet's article; and of its unseen agencies, outlets and unnamed
  reports, how many are true;
- arrows between articles: how many are true (the parent is an ancestor of the child);
- calibration: mean gap between an edge's stated confidence and how often edges of that confidence are right;
- origins: of the facts that two articles or more carry and the trace has as one claim, how many are counted right,
  over and under by the mentions it joined; where they have two values, counting by value or by fact is both right;
  background in the reporters' own voice has 1 to its number of reports;
- the lost reports rebuilt: how many of the sentences shown as their text are theirs, and how many of those that any
  descendant kept are there; the same with the unsure ones; and how often a stated confidence is right.

--null gives every article the parents of another one: the figures must fall to chance.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from simulate import save
from simulator.bank import BANKS
from simulator.worlds import world

from firsthand.nouns import Claim, Derivation, Story, Trace

Row = dict[str, Any]
SPEECH = ("person", "organisation", "document", "public-statement", "unnamed")  # who speaks; the rest are reports
ALIKE = 0.5  # of a mention's place that a found mention must cover
BINS = 10


@dataclass
class Tally:
    """Counts over all worlds."""

    n: Counter[str] = field(default_factory=Counter)
    stated: list[tuple[float, bool]] = field(default_factory=list)
    sentences: list[tuple[float, bool]] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bank", choices=sorted(BANKS), default="reporting")
    parser.add_argument("--worlds", type=int, default=40, metavar="N")
    parser.add_argument("--first", type=int, default=0, metavar="N")
    parser.add_argument("--null", action="store_true")
    parser.add_argument("--details", action="store_true")
    called = parser.parse_args(arguments)
    from firsthand.trace import trace

    tally = Tally()
    for number in range(called.first, called.first + called.worlds):
        one = world(called.bank, number)
        with tempfile.TemporaryDirectory() as folder:
            told = save(one, Path(folder))
            if called.null:
                _shuffle(told, number)
            found = trace([Path(folder) / "articles"], Path(folder) / "meta.jsonl")
        compare(found, told, tally)
    for line in report(tally):
        print(line)
    if called.details:
        print(*tally.misses, sep="\n")
    return 0


def compare(found: Trace, told: Row, tally: Tally) -> None:
    """Add one world to the counts."""
    ancestors = _ancestors(told)
    outlets = {d["id"]: d["outlet"] for d in told["documents"]}
    tally.n["worlds"] += 1
    tally.n["articles"] += sum(d["seen"] for d in told["documents"])
    tally.n["stories"] += len(found.stories)
    hits: set[str] = set()
    for story in found.stories:
        _lineage(story, told, ancestors, outlets, hits, tally)
        _rebuilt(story, told, tally)
    for lost in told["unseen"]:
        if lost["shown"]:
            tally.n["lost shown"] += 1
            tally.n["lost found"] += lost["outlet"] in hits
            if lost["outlet"] not in hits:
                tally.misses.append(f"{told['world']}: lost {lost['outlet']} of {lost['children']}, "
                                    f"named in {lost['named_in']}")  # fmt: skip
    _claims([c for s in found.stories for c in s.claims], told, tally)


def _levels(tally: Tally) -> list[float]:
    """The confidences that sentences are stated with; their counts go with the others."""
    for level, right in tally.sentences:
        tally.n[f"{level}"] += 1
        tally.n[f"{level} right"] += right
    return sorted({level for level, _ in tally.sentences})


def report(tally: Tally) -> list[str]:
    n = tally.n

    def share(a: str, b: str) -> str:
        return f"{n[a] / n[b]:.3f} ({n[a]}/{n[b]})" if n[b] else "none"

    gaps: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in tally.stated:
        gaps[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    error = sum(abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in gaps.values()) / max(1, len(tally.stated))
    lines = [
        f"{n['worlds']} worlds, {n['articles']} articles in {n['stories']} stories",
        f"lost reports        precision {share('unseen true', 'unseen')}  recall {share('lost found', 'lost shown')}",
        f"arrows, articles    true {share('arrows true', 'arrows')}",
        f"calibration error   {error:.3f} over {len(tally.stated)} edges",
        *(f"  stated {sum(c for c, _ in b) / len(b):.2f}  right {sum(r for _, r in b) / len(b):.2f}  of {len(b)}"
          for _, b in sorted(gaps.items())),
        f"claims joined       {share('claims found', 'claims')}, mentions {share('mentions joined', 'mentions')}",
        f"origins             right {share('count right', 'claims found')}  over {share('count over', 'claims found')}"
        f"  under {share('count under', 'claims found')}",
        f"  of several        right {share('several right', 'several')}; always 1: "
        f"{share('one right', 'claims found')}",
        f"rebuilt, text       precision {share('shown true', 'shown')}  recall {share('kept shown', 'kept')}",
        f"  with the unsure   precision {share('rebuilt true', 'rebuilt')}  recall {share('kept found', 'kept')}",
        *(f"  stated {level:.2f}  right {share(f'{level} right', f'{level}')}" for level in _levels(tally)),
    ]  # fmt: skip
    return lines


def _ancestors(told: Row) -> dict[str, set[str]]:
    """Every article's ancestors, by id of document."""
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for d in told["derivations"]:
        parents[d["child"]].add(d["parent"])

    def above(id: str, seen: set[str]) -> set[str]:
        for p in parents[id] - seen:
            seen.add(p)
            above(p, seen)
        return seen

    return {d["id"]: above(d["id"], set()) for d in told["documents"]}


def _lineage(story: Story, told: Row, ancestors: dict[str, set[str]], outlets: dict[str, str], hits: set[str],
             tally: Tally) -> None:  # fmt: skip
    kinds = {s.id: s for s in story.lineage.sources}
    true_outlets = set(outlets.values())
    for node in story.lineage.nodes:
        if node.kind != "unseen":
            continue
        below = _articles_below(story, node.id)
        name = next((o for o in sorted(true_outlets) if o.removeprefix("The ") in node.name), None)
        if kinds[node.id].kind in SPEECH:  # a firm that issued a release may stand there as who speaks
            hits |= {name} if name and name in _parents_named(told, below) else set()
            continue
        if name:
            above = {outlets[a] for c in below for a in ancestors[c]}
            right = name in above or name in _parents_named(told, below)
            hits |= {name} if right else set()
        else:
            shared = Counter(o for c in below for o in {outlets[a] for a in ancestors[c]})
            lost = {d["outlet"] for d in told["documents"] if not d["seen"]}
            best = max(((k, o) for o, k in shared.items() if o in lost), default=(0, ""))
            right = best[0] * 2 > len(below) and best[0] > 1
            hits |= {best[1]} if right else set()
        tally.n["unseen"] += 1
        tally.n["unseen true"] += right
        if not right:
            tally.misses.append(f"{told['world']}: unseen {node.name} above {below} is not so")
    seen = {d["id"] for d in told["documents"] if d["seen"]}
    for edge in story.lineage.edges:
        if edge.child not in seen:
            continue
        held = _right(edge, kinds, ancestors, outlets)
        if held is None:
            continue
        if edge.directed:
            tally.stated.append((edge.confidence, held))
        if edge.parent in seen and edge.directed:
            tally.n["arrows"] += 1
            tally.n["arrows true"] += held
            hits |= {outlets[edge.parent]} if held else set()
            if not held:
                tally.misses.append(f"{told['world']}: arrow {edge.parent} -> {edge.child} ({edge.kind}) is not so")


def _parents_named(told: Row, below: Iterable[str]) -> set[str]:
    return {u["outlet"] for u in told["unseen"] if set(u["named_in"]) & set(below)}


def _right(edge: Derivation, kinds: Any, ancestors: dict[str, set[str]], outlets: dict[str, str]) -> bool | None:
    """Whether the parent is above the child; None where the parent is somebody who speaks."""
    above = {outlets[a] for a in ancestors[edge.child]}
    if edge.parent in outlets:
        return outlets[edge.parent] in above or edge.parent in ancestors[edge.child]
    source = kinds[edge.parent]
    if source.kind in SPEECH:
        return None
    named = next((o for o in sorted(set(outlets.values())) if o.removeprefix("The ") in source.name), None)
    return named in above if named else bool(above)


def _articles_below(story: Story, node: str) -> list[str]:
    found, todo = set(), [node]
    while todo:
        for edge in story.lineage.children(todo.pop()):
            if edge.child not in found:
                found.add(edge.child)
                todo.append(edge.child)
    return sorted(x for x in found if not x.startswith("?"))


def _claims(claims: Sequence[Claim], told: Row, tally: Tally) -> None:
    for gold in told["claims"]:
        places = [(m["article"], m["start"], m["end"]) for m in gold["mentions"]]
        if len({a for a, *_ in places}) < 2 or gold["id"].startswith("quote-"):
            continue
        tally.n["claims"] += 1
        best = max(((sum(_met(claim, p) for p in places), -n, claim) for n, claim in enumerate(claims)),
                   key=lambda x: x[:2], default=(0, 0, None))  # fmt: skip
        if best[0] < 2 or best[2] is None:
            continue
        tally.n["claims found"] += 1
        joined = [m for m, place in zip(gold["mentions"], places, strict=True) if _met(best[2], place)]
        tally.n["mentions"] += len(places)
        tally.n["mentions joined"] += len(joined)
        right = _counts(joined)
        count = best[2].independent_origins
        tally.n["count right"] += count in right
        tally.n["count over"] += count > max(right)
        tally.n["count under"] += count < min(right)
        tally.n["one right"] += 1 in right
        if min(right) > 1:
            tally.n["several"] += 1
            tally.n["several right"] += count in right
        if count not in right:
            true, given = sorted({m["origin"] for m in joined}), [o.source for o in best[2].origins]
            tally.misses.append(f"{told['world']}: {gold['id']} has {count}, not {sorted(right)}: {given}, not {true}")


def _counts(mentions: Sequence[Row]) -> set[int]:
    """The right counts for these mentions taken together: by fact, by value, and less where nobody is named."""

    def count(of: Iterable[Row]) -> int:
        return max(1, len({m["origin"] for m in of} - {"unknown"}))

    right = {count(mentions)} | {count(m for m in mentions if m["value"] == v) for v in {m["value"] for m in mentions}}
    if all(m["origin"].startswith("own:") or m["origin"] == "unknown" for m in mentions):
        right |= set(range(1, max(right) + 1))  # background, which may be anybody's
    return right


def _met(claim: Claim, place: tuple[str, int, int]) -> bool:
    article, start, end = place
    return any(
        m.span.article == article
        and min(end, m.span.end) - max(start, m.span.start) >= ALIKE * min(end - start, m.span.end - m.span.start)
        for m in claim.mentions
    )


def _rebuilt(story: Story, told: Row, tally: Tally) -> None:
    """Sentences of lost reports as the library puts them together, against the roots of what stands there."""
    from firsthand.lineage import rebuild

    roots: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in told["sentences"]:
        roots[row["article"]].append((row["start"], row["end"], row["root"]))
    for one in rebuild(story.layouts, story.passages, story.statements, story.lineage):
        got = [
            {root for reading in sentence.readings for span in reading.spans
             for start, end, root in roots[span.article]
             if min(end, span.end) - max(start, span.start) > (end - start) / 2}
            for sentence in one.sentences
        ]  # fmt: skip
        theirs = _meant(one.name, got, told)
        shown = [g for g, s in zip(got, one.sentences, strict=True) if s in one.text]
        tally.n["rebuilt"] += len(got)
        tally.n["rebuilt true"] += sum(bool(g & theirs) for g in got)
        tally.n["shown"] += len(shown)
        tally.n["shown true"] += sum(bool(g & theirs) for g in shown)
        for sentence, there in zip(one.sentences, got, strict=True):
            tally.sentences.append((sentence.confidence, bool(there & theirs)))
            if not there & theirs:
                tally.misses.append(f"{told['world']}: {one.name} has {sorted(there)} of {sentence.witnesses}")
        kept = {root for article in _articles_below(story, one.node) for *_, root in roots[article]} & theirs
        tally.n["kept"] += len(kept)
        tally.n["kept found"] += len(kept & set().union(*got))
        tally.n["kept shown"] += len(kept & set().union(*shown))


def _meant(name: str, got: Sequence[set[str]], told: Row) -> set[str]:
    """The sentences of the lost report that a reconstruction can be of: by its name, else the one it has most of."""
    named = [set(x["roots"]) for x in told["lost"] if x["outlet"].removeprefix("The ") in name]
    return named[0] if named else max((set(x["roots"]) for x in told["lost"]), default=set(),
                                      key=lambda r: (sum(bool(g & r) for g in got), sorted(r)))  # fmt: skip


def _shuffle(told: Row, number: int) -> None:
    """Give the children of this world to each other's parents."""
    chance = Random(f"null/{number}")
    children = [d["child"] for d in told["derivations"]]
    chance.shuffle(children)
    for derivation, child in zip(told["derivations"], children, strict=True):
        derivation["child"] = child
    seen = [d["id"] for d in told["documents"] if d["seen"]]
    for lost in told["unseen"]:
        lost["outlet"] = chance.choice([d["outlet"] for d in told["documents"]])
        lost["children"], lost["named_in"] = chance.sample(seen, min(2, len(seen))), []


if __name__ == "__main__":
    sys.exit(main())
