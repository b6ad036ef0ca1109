"""What a rebuilt report surely lacks, and what nothing shows of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.lineage.witnesses import Witness
from firsthand.nouns import Lineage, Passage, Reason, RebuiltSentence, Statements

_MOST = 6  # places shown with one reason


def missing(
    node: str,
    of: Sequence[Witness],
    sentences: Sequence[RebuiltSentence],
    statements: Statements,
    lineage: Lineage,
    passages: Sequence[Passage],
) -> tuple[Reason, ...]:
    """The gaps of a reconstruction, each with the words that show it."""
    if not sentences:
        return ()
    return (
        *_leads(of, sentences),
        *_unintroduced(sentences, statements),
        *_only_cited(node, sentences, lineage, passages),
        *_only_reworded(sentences),
        *_end(of, sentences),
    )


def _leads(of: Sequence[Witness], sentences: Sequence[RebuiltSentence]) -> Iterator[Reason]:
    """Copies that begin differently: the report's own first words are then not settled."""
    first = {}
    for w in of:
        if w.nearness in ("prints", "copies"):
            reading = next((r for s in sentences for r in s.readings if w.lines[0].span in r.spans), None)
            first[w.article] = (reading, w.lines[0].span)
    if len({id(r) for r, _ in first.values()}) > 1:
        spans = tuple(span for _, span in first.values())[:_MOST]
        text = "the copies begin differently: which lead the report had, or whether it had both, is not told"
        yield Reason(text, spans)


def _unintroduced(sentences: Sequence[RebuiltSentence], statements: Statements) -> Iterator[Reason]:
    """People called by the last part of their name before any sentence gives the whole of it."""
    stretches = [span for s in sentences for span in s.readings[0].at(s.readings[0].articles[0])]
    for entity in statements.entities:
        if entity.kind != "person" or " " not in entity.name:
            continue
        last = entity.name.split()[-1]
        for stretch in stretches:
            inside = [m for m in entity.mentions if stretch.contains(m)]
            if not inside:
                continue
            if all(len(m) == len(last) for m in inside):
                first = min(inside)
                text = f"{last} is spoken of before any sentence says who that is: the one that does is lost, or later"
                yield Reason(text, (first,))
            break


def _only_cited(
    node: str, sentences: Sequence[RebuiltSentence], lineage: Lineage, passages: Sequence[Passage]
) -> Iterator[Reason]:
    """What articles that only cite the report say of it, where no copy shows it."""
    evidence = next((s.evidence for s in lineage.sources if s.id == node), ())
    held = [span for s in sentences for r in s.readings for span in r.spans]
    citing = {e.child for e in lineage.children(node) if e.kind == "cites"}
    spans = []
    for place in evidence:
        if place.article not in citing:
            continue
        told = any(
            (p.a.overlaps(place) and any(p.b.overlaps(h) for h in held))
            or (p.b.overlaps(place) and any(p.a.overlaps(h) for h in held))
            for p in passages
        )
        if not told:
            spans.append(place)
    if spans:
        yield Reason("what these articles have of it could not be found in any copy", tuple(spans[:_MOST]))


def _only_reworded(sentences: Sequence[RebuiltSentence]) -> Iterator[Reason]:
    found = [s for s in sentences if all(r.fidelity != "word-for-word" for r in s.readings)]
    if found:
        many = "one sentence is" if len(found) == 1 else f"{len(found)} sentences are"
        spans = tuple(s.readings[0].spans[0] for s in found[:_MOST])
        yield Reason(f"{many} known in other words only: the report's own words are lost", spans)


def _end(of: Sequence[Witness], sentences: Sequence[RebuiltSentence]) -> Iterator[Reason]:
    """Where the copies end. No copy shows where the report did."""
    prints = [w for w in of if w.nearness == "prints"]
    last = {w.article: w.lines[-1].span for w in prints}
    ends = {a: max((n for n, s in enumerate(sentences) if any(span in r.spans for r in s.readings)), default=-1)
            for a, span in last.items()}  # fmt: skip
    if not ends:
        yield Reason("no article prints it as a whole: where it began and ended is not shown")
        return
    own_words = [n for n, s in enumerate(sentences) if s.readings[0].fidelity == "word-for-word"]
    early = sorted(a for a, n in ends.items() if n < own_words[-1]) if own_words else []
    spans = tuple(last[a] for a in sorted(last))[:_MOST]
    if early and len(early) < len(ends):
        yield Reason(f"{', '.join(early)} cut it at the bottom; whether it went on after the last sentence known is "
                     "not shown", spans)  # fmt: skip
    elif early:
        yield Reason("every copy ends before the last sentence known: the bottom is cut in all of them", spans)
    else:
        yield Reason("all copies end together: the report ended here, or went on and was cut by all", spans)

