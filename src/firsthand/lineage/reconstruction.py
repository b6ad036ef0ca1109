"""The lost original, rebuilt: what its descendants show of a report that is not in the pile.

The witnesses are read one after another, the nearest and fullest first. A sentence that stands elsewhere already joins
it as a reading; one that does not is put where its neighbours stand. In the end only what the evidence supports is
kept: an article that prints the report bears witness alone, one that retells it needs another, or has to name the
report for it. As in the editing of texts with lost archetypes, no reading is made up: every word stands in a witness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.languages import rarity, stem
from firsthand.lineage.missing import missing
from firsthand.lineage.witnesses import NEARNESS, Line, Witness, hands, texts_of, witnesses
from firsthand.nouns import (
    Fidelity,
    Layout,
    Lineage,
    Node,
    Passage,
    Reading,
    Reason,
    RebuiltSentence,
    Reconstruction,
    Span,
    Statements,
    rounded,
)

_KINDS = ("agency", "outlet", "report")  # of unseen nodes that are texts; people and statements are none
_SAME = 0.5  # of the word pairs of the shorter of two sentences, from which they are one sentence, cut or edited
_INSIDE = 0.7  # ... from which a shorter sentence stands inside a longer one that holds others too
_MIN_PAIRS = 3  # word pairs in common; fewer are a name or a date
_ONE_HAND = 0.6  # of the sentences of the shorter of two retellings that the other has too: one wrote from the other
# A retold sentence that nothing else links is held against what stands between its neighbours: the order of a report is
# kept more often than its words. It is told there if this much of its telling stems is, by rarity. A translation has
# few sentences of its own and other words for the same, a retelling may have many.
_IN_PLACE = {"retells": 0.5, "translates": 0.3}
_HINTED = 0.3  # ... from which it may be: no sentence the report is missing
_TELLING, _MIN_STEMS = 0.35, 2
_REACH = 2  # sentences looked at where a neighbour stands on one side only; where both do, one beyond each
_FLANK = 3  # sentences up and down a copy within which one that others have too shows that the copy goes on there
_LEAD = 2  # first sentences of a retelling: they sum the report up, and are no sentence of it
# How likely the report had a sentence, by what shows it: shares counted on invented stories, held a little lower since
# real pages hold more that is no article's (docs/quality-suppliers.md).
_PRINTED_TWICE, _PRINTED_AND_CARRIED, _PRINTED, _COPIED = 0.97, 0.95, 0.93, 0.93
_PASSED_OVER = 0.85  # printed by one, and another copy goes on without it
_FLANKED, _FLANKED_UNNAMED = 0.93, 0.8  # one copy has it beside sentences of the report, and names the report or not
_RETOLD, _NAMED = 0.7, 0.7  # a handful of each


@dataclass(slots=True, eq=False)
class Slot:
    """One sentence of the report while it is put together: who has it, in which words."""

    close: list[Line] = field(default_factory=list)  # in the report's words, or nearly
    retold: list[Line] = field(default_factory=list)
    placed: bool = True
    hinted: bool = False  # retold, and perhaps of a sentence that stands elsewhere already

    @property
    def lines(self) -> list[Line]:
        return [*self.close, *self.retold]


def rebuild(
    layouts: Sequence[Layout], passages: Sequence[Passage], statements: Statements, lineage: Lineage
) -> tuple[Reconstruction, ...]:
    """Every lost report of a story that two articles or more bear witness to, the best witnessed first.

    A carrier whose witnesses are all its supplier's too is not rebuilt apart from it.
    """
    texts = {x.id: x for x in layouts}
    found = []
    shown: list[set[str]] = []
    retold = {(p.a.article, p.b.article) for p in passages}
    kinds = {s.id: s.kind for s in lineage.sources}
    nodes = [n for n in lineage.nodes if n.kind == "unseen" and kinds.get(n.id) in _KINDS]
    credits = sorted({*statements.credits, *(c for x in layouts for c in x.credits)}, key=lambda c: (c.span, c.kind))
    told = {n.id: witnesses(n.id, lineage, texts, credits) for n in nodes}
    for node in sorted(nodes, key=lambda n: (-len(told[n.id]), n.id)):
        of = told[node.id]
        articles = {w.article for w in of}
        if len(of) < 2 or any(articles <= s for s in shown):
            continue
        shown.append(articles)
        source = next(s for s in lineage.sources if s.id == node.id)
        for part in texts_of(of, retold):
            if len(part) > 1:
                language = texts[part[0].article].article.language
                found.append(_rebuilt(node, part, passages, statements, lineage, source.evidence, language))
    return tuple(r for r in found if r.sentences)


def _rebuilt(
    node: Node,
    of: Sequence[Witness],
    passages: Sequence[Passage],
    statements: Statements,
    lineage: Lineage,
    evidence: Sequence[Span],
    language: str,
) -> Reconstruction:
    slots = _in_place(_assembled(of, _told_elsewhere(of, passages)), of, language)
    judged = [(slot, _support(slot, of, slots, evidence)) for slot in slots]
    kept = [(slot, *support) for slot, support in judged if support is not None]
    sentences = tuple(_sentence(slot, of, sure, reason) for slot, sure, reason in kept)
    near = {w.article: w for w in of}
    left = tuple(_left_out(slot, near) for slot, support in judged if support is None)
    return Reconstruction(
        node=node.id,
        name=node.name,
        witnesses=tuple(w.article for w in of),
        sentences=sentences,
        missing=missing(node.id, of, sentences, statements, lineage, passages),
        left_out=left,
        confidence=sum(s.confidence for s in sentences) / len(sentences) if sentences else 0.5,
    )


def _told_elsewhere(of: Sequence[Witness], passages: Sequence[Passage]) -> Mapping[Line, list[tuple[float, Line]]]:
    """For each sentence the sentences of other witnesses that share a passage with it, with the scores."""
    by_article = {w.article: w.lines for w in of}
    out: defaultdict[Line, list[tuple[float, Line]]] = defaultdict(list)
    for p in passages:
        if p.a.article in by_article and p.b.article in by_article:
            one = [x for x in by_article[p.a.article] if x.span.overlaps(p.a)]
            other = [x for x in by_article[p.b.article] if x.span.overlaps(p.b)]
            if p.kind != "rewritten" and len(one) + len(other) > 2:
                continue  # a copied stretch: its sentences find each other by their words
            for x in one:
                for y in other:
                    out[x].append((p.score, y))
                    out[y].append((p.score, x))
    return out


def _assembled(of: Sequence[Witness], told: Mapping[Line, list[tuple[float, Line]]]) -> list[Slot]:
    """All sentences of all witnesses, each in one slot or more, in the order the witnesses give."""
    slots: list[Slot] = []
    holding: defaultdict[tuple[str, str], list[Slot]] = defaultdict(list)  # word pair -> slots that have it
    place: dict[Line, Slot] = {}
    for witness in of:
        hits = [_hits(x, holding, told.get(x, ()), place) for x in witness.lines]
        for n, (x, (close, slot)) in enumerate(zip(witness.lines, hits, strict=True)):
            if slot:
                for s in slot:
                    (s.close if close else s.retold).append(x)
            else:
                slot = [_inserted(slots, Slot(), hits, n, place, witness)]
                slot[0].close.append(x)
                close = True
            place[x] = slot[0]
            if close:
                for pair in x.pairs:
                    if slot[0] not in holding[pair]:
                        holding[pair].append(slot[0])
    return slots


def _hits(
    x: Line,
    holding: Mapping[tuple[str, str], Sequence[Slot]],
    told: Sequence[tuple[float, Line]],
    place: Mapping[Line, Slot],
) -> tuple[bool, list[Slot]]:
    """(in the same words, the slots a sentence belongs to). Several, where it joins what others have apart."""
    common: defaultdict[Slot, int] = defaultdict(int)
    for pair in sorted(x.pairs):
        for slot in holding.get(pair, ()):
            common[slot] += 1
    scored: list[tuple[float, int, Slot]] = []
    for slot, n in common.items():
        if n < min(_MIN_PAIRS, len(x.pairs)):
            continue
        share = max(len(x.pairs & y.pairs) / max(1, min(len(x.pairs), len(y.pairs))) for y in slot.close)
        if share >= _SAME:
            scored.append((rounded(share), n, slot))
    if scored:
        best = max(scored, key=lambda s: (s[1], s[0]))
        more = [s for share, _, s in scored if s is not best[2] and share >= _INSIDE and _shorter(s, x)]
        return True, [best[2], *more]
    for _, y in sorted(told, key=lambda t: (-t[0], t[1].article, t[1].number)):
        if y in place:
            return False, [place[y]]
    return False, []


def _in_place(slots: list[Slot], of: Sequence[Witness], language: str) -> list[Slot]:
    """The slots, with retold sentences that stand alone moved to the one they tell, by their place."""
    for witness in of:
        if witness.nearness not in _IN_PLACE:
            continue
        place = {y: s for s in slots for y in s.lines if y.article == witness.article}
        for n, x in enumerate(witness.lines):
            alone = place[x]
            if len(alone.lines) > 1:
                continue
            at = {id(s): i for i, s in enumerate(slots)}
            before = [at[id(place[y])] for y in witness.lines[:n] if len(place[y].lines) > 1][-1:]
            after = [at[id(place[y])] for y in witness.lines[n + 1 :] if len(place[y].lines) > 1][:1]
            low = before[0] if before else (after[0] - _REACH if after else len(slots))
            high = after[0] if after else (before[0] + _REACH if before else 0)
            window = [s for s in slots[max(0, min(low, high) - 1) : max(low, high) + 2] if s is not alone]
            told = [(_told_share(x, s, language), -i, s) for i, s in enumerate(window)]
            share, _, best = max(told, key=lambda t: t[:2], default=(0.0, 0, alone))
            if share >= _IN_PLACE[witness.nearness]:
                best.retold.append(x)
                place[x] = best
                slots.remove(alone)
            alone.hinted = share >= _HINTED
    return slots


def _told_share(x: Line, slot: Slot, language: str) -> float:
    """The share of a sentence's telling stems that a slot's sentences have too, by rarity."""
    mine = _stems(x, language)
    theirs = set().union(*(_stems(y, language) for y in slot.lines))
    common = mine.keys() & theirs
    if len(common) < _MIN_STEMS:
        return 0.0
    return rounded(sum(mine[s] for s in sorted(common)) / sum(mine[s] for s in sorted(mine)))


def _stems(x: Line, language: str) -> dict[str, float]:
    return {stem(f, language): r for f in x.forms if (r := rarity(f, language)) >= _TELLING}


def _shorter(slot: Slot, x: Line) -> bool:
    return max(len(y.pairs) for y in slot.close) < len(x.pairs)


def _inserted(
    slots: list[Slot],
    slot: Slot,
    hits: Sequence[tuple[bool, list[Slot]]],
    n: int,
    place: Mapping[Line, Slot],
    witness: Witness,
) -> Slot:
    """Put a new sentence where its neighbours in the witness stand.

    Reports are cut from the bottom more than inside. So what follows the last known sentence of its witness goes to
    the end, and what stands between two known ones right before the second.
    """
    before = next((place[x] for x in reversed(witness.lines[:n]) if x in place), None)
    after = next((found[1][0] for found in hits[n + 1 :] if found[1]), None)
    at = {id(s): i for i, s in enumerate(slots)}
    low = at[id(before)] + 1 if before is not None else 0
    high = at[id(after)] if after is not None else len(slots)
    where = high if low <= high else low  # the witness has the two the other way round
    slot.placed = low == high or not slots
    slots.insert(where, slot)
    return slot


def _support(
    slot: Slot, of: Sequence[Witness], slots: Sequence[Slot], evidence: Sequence[Span]
) -> tuple[float, Reason] | None:
    """(how likely the report had the sentence, why), or None where it may be an article's own."""
    near = {w.article: w for w in of}
    lines = [x for x in slot.lines if not any(x.span.overlaps(g) for g in near[x.article].gathered)]
    printed = sorted({x.article for x in lines if near[x.article].nearness == "prints"})
    articles = sorted({x.article for x in lines})
    spans = tuple(x.span for x in lines)
    if printed:
        if len(articles) > 1:
            sure = _PRINTED_TWICE if len(printed) > 1 else _PRINTED_AND_CARRIED
            return sure, Reason(f"{_list(printed)} {_verb(printed, 'print')} it, and others carry it", spans)
        if lines[0] in near[printed[0]].elsewhere:
            return None
        without = _unbroken(slot, of, slots)
        if len(without) > 1:
            return None  # an insertion of that page: a report is not cut in the same place by several
        sure = _PRINTED if not without else _PASSED_OVER
        return sure, Reason(f"only {printed[0]} has it, which prints the report as a whole", spans)
    if all(near[a].mixed for a in articles):
        return None
    alike = [(a, b) for a in articles for b in articles if a < b and _one_hand(near[a], near[b])]
    close = sorted({x.article for x in slot.close if x in lines})
    if hands(close, alike) > 1:
        return _COPIED, Reason(f"{_list(close)} have it in the same words", spans)
    late = [x for x in lines if x not in near[x.article].lines[:_LEAD]]
    named = [x for x in late if any(x.span.overlaps(e) for e in evidence)]
    written = hands(sorted({x.article for x in late}), alike)
    if written > 2 or (written > 1 and named):
        return _RETOLD, Reason(f"{_list(articles)} tell it, each in other words", spans)
    if any(x in near[x.article].elsewhere for x in lines):
        return None
    if len(lines) == 1 and _flanked(lines[0], near[lines[0].article], slots):
        sure = _FLANKED if near[articles[0]].credits else _FLANKED_UNNAMED
        return sure, Reason(f"only {articles[0]} has it, beside sentences of the report", spans)
    if named and not slot.hinted:
        return _NAMED, Reason(f"{named[0].article} names the report for it", spans)
    return None


def _unbroken(slot: Slot, of: Sequence[Witness], slots: Sequence[Slot]) -> list[str]:
    """The other copies that go on without a break where one has a sentence more."""
    at = next(i for i, s in enumerate(slots) if s is slot)
    mine = slot.lines[0].article
    out = []
    for w in of:
        if w.article == mine or w.nearness not in ("prints", "copies"):
            continue
        number = {id(s): n for n, x in enumerate(w.lines) for s in slots if x in s.close}
        before = next((number[id(s)] for s in reversed(slots[:at]) if id(s) in number), None)
        after = next((number[id(s)] for s in slots[at + 1 :] if id(s) in number), None)
        if before is not None and after is not None and after - before == 1:
            out.append(w.article)
    return out


def _one_hand(a: Witness, b: Witness) -> bool:
    """True where one of two retellings was written from the other, or both from a third.

    Two copies of one report share most of their text because it is the report's.
    """
    if max(NEARNESS.index(a.nearness), NEARNESS.index(b.nearness)) < NEARNESS.index("retells"):
        return False
    shorter, longer = sorted((a, b), key=lambda w: (len(w.lines), w.article))
    pairs = frozenset(p for x in longer.lines for p in x.pairs)
    held = sum(len(x.pairs & pairs) >= _INSIDE * len(x.pairs) for x in shorter.lines if x.pairs)
    return held >= _ONE_HAND * max(1, len(shorter.lines))


def _flanked(x: Line, witness: Witness, slots: Sequence[Slot]) -> bool:
    """True where a copy has it between sentences of the report, near both ways.

    Or after one, in a copy that names the report, is mostly the report's and shows no newsgathering of its own.
    """
    if witness.nearness == "retells" or witness.mixed:
        return False
    n = witness.lines.index(x)
    known = {y for s in slots if len({z.article for z in s.lines}) > 1 for y in s.lines}
    before, after = witness.lines[max(0, n - _FLANK) : n], witness.lines[n + 1 : n + 1 + _FLANK]
    if witness.nearness == "translates":
        before, after = before[-1:], after[:1]
    if any(y in known for y in before) and any(y in known for y in after):
        return True
    most = 2 * sum(y in known for y in witness.lines) >= len(witness.lines)
    named = witness.nearness == "copies" and witness.credits and not witness.gathered
    return named and most and any(y in known for y in before)


def _sentence(slot: Slot, of: Sequence[Witness], sure: float, reason: Reason) -> RebuiltSentence:
    near = {w.article: w.nearness for w in of}
    groups: dict[tuple[str, ...], list[Line]] = {}
    for x in slot.lines:
        groups.setdefault(x.forms, []).append(x)
    close = {x.article for x in slot.close}
    readings = []
    for found in groups.values():
        best = min((near[x.article] for x in found), key=NEARNESS.index)
        fidelity: Fidelity = "reworded"
        copied = best == "copies" and len(close) > 1 and any(x in slot.close for x in found)
        if best == "translates":
            fidelity = "translated"
        elif best == "prints" or copied or len({x.article for x in found}) > 1:
            fidelity = "word-for-word"
        readings.append((Reading(tuple(sorted(x.span for x in found)), fidelity), best))
    order = ("word-for-word", "reworded", "translated")
    readings.sort(key=lambda r: (order.index(r[0].fidelity), NEARNESS.index(r[1]), -len(r[0].articles),
                                 -len(r[0].spans[0]), r[0].spans))  # fmt: skip
    return RebuiltSentence(tuple(r for r, _ in readings), slot.placed, confidence=sure, reasons=(reason,))


def _left_out(slot: Slot, near: Mapping[str, Witness]) -> Reason:
    spans = tuple(sorted(x.span for x in slot.lines))
    articles = sorted({x.article for x in slot.lines})
    if theirs := sorted({near[x.article].elsewhere[x] for x in slot.lines if x in near[x.article].elsewhere}):
        return Reason(f"{_list(theirs)} has it too, and is another's report" if len(theirs) == 1 else
                      f"{_list(theirs)} have it too, and are others' reports", spans)  # fmt: skip
    if all(near[a].mixed for a in articles):
        rest = "rests" if len(articles) == 1 else "rest"
        return Reason(f"{_list(articles)} {rest} on several reports, and nothing tells whose this is", spans)
    if len(articles) > 1:
        return Reason(f"{_list(articles)} may sum the report up here, or have it from elsewhere", spans)
    if any(x.span.overlaps(g) for x in slot.lines for g in near[x.article].gathered):
        return Reason(f"only {articles[0]} has it, which shows newsgathering of its own here", spans)
    return Reason(f"only {articles[0]} has it, which does not print the report as a whole: it may be its own", spans)


def _list(articles: Sequence[str]) -> str:
    return articles[0] if len(articles) == 1 else f"{', '.join(articles[:-1])} and {articles[-1]}"


def _verb(articles: Sequence[str], verb: str) -> str:
    return verb + "s" if len(articles) == 1 else verb
