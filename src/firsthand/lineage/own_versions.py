"""A newsroom's own versions of one report: updates of a page, write-throughs of a dispatch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from firsthand.lineage.direction import Clock, later_first
from firsthand.lineage.histories import history
from firsthand.lineage.matter import Matter, as_reason
from firsthand.lineage.newsrooms import Newsroom
from firsthand.lineage.suppliers import Draft, Tie
from firsthand.lineage.version_marks import version_mark
from firsthand.nouns import Layout, Reason

_CLOSE = 0.3  # of the shorter text: from here one is a version of the other, below it takes over passages
_SURE, _TAKEN_OVER, _MARKED = 0.8, 0.65, 0.9  # confidence that it is; the last where the text says so. Set by judgement
# Two pages of one outlet that rest on one supplier may each be made from its copy; from here up one is the other's.
_SAME = 0.5

# A later version that puts nothing in and cuts an eighth may be a trimmed one, or the dates changed places.
_ADDED, _CUT, _DOUBTED = 0.02, 0.125, 0.6

Pair = tuple[str, str]


def updates(draft: Draft, matter: Matter, rooms: Mapping[str, Newsroom], clock: Clock, loose: list[Pair]) -> None:
    """Tie the versions of each newsroom to each other and take their pairs out of ``loose``.

    Of two, the later derives from the earlier; of several, each from the one it was made from. Pages of portals are not
    their own, and what is credited to somebody else is a copy of theirs.
    """
    found: dict[str, list[Pair]] = {}
    free = set(loose)
    for (a, b), shared in matter.pairs.items():
        if not rooms[a].key or rooms[a].key != rooms[b].key or rooms[a].portal:
            continue
        if any(t.whole for x in (a, b) for t in draft.parents(x)):
            continue
        if (a, b) in free or (shared.prose and shared.share >= _SAME and not _tied(draft, a, b)):
            found.setdefault(rooms[a].key, []).append((a, b))
    for _, pairs in sorted(found.items()):
        loose[:] = [p for p in loose if p not in pairs]
        for tie in _ties(pairs, matter, rooms, clock):
            draft.add(tie)


def _tied(draft: Draft, a: str, b: str) -> bool:
    return any({t.child, t.parent} == {a, b} for t in draft.ties)


def _ties(pairs: Sequence[Pair], matter: Matter, rooms: Mapping[str, Newsroom], clock: Clock) -> list[Tie]:
    """The steps between versions that share prose: of two by their dates, of more by their history."""
    ids = sorted({x for p in pairs for x in p})
    if len(ids) == 2:
        return [_tie(*later_first(ids[0], ids[1], matter, clock), matter, rooms, clock)]
    texts = {x: _body(matter.prose[x].layout) for x in ids}
    steps = history(texts, {x: clock.spans[x] for x in ids if x in clock.spans}, lost=False).edges
    joined = {x: {x} for x in ids}
    out = []
    for edge in steps:
        if (min(edge.child, edge.parent), max(edge.child, edge.parent)) in pairs:
            tie = _tie(edge.child, edge.parent, matter, rooms, clock)
            why = Reason(edge.reasons[-1].text)
            out.append(replace(tie, confidence=min(tie.confidence, edge.confidence), reasons=(*tie.reasons, why)))
            _join(joined, edge.child, edge.parent)
    # A history is one tree; a newsroom's reports may be several, each with its versions.
    for a, b in sorted(pairs, key=lambda p: (-matter.shared(*p).own, p)):
        if joined[a] is not joined[b]:
            out.append(_tie(*later_first(a, b, matter, clock), matter, rooms, clock))
            _join(joined, a, b)
    return out


def _join(joined: dict[str, set[str]], a: str, b: str) -> None:
    both = joined[a] | joined[b]
    for x in both:
        joined[x] = both


def _tie(child: str, parent: str, matter: Matter, rooms: Mapping[str, Newsroom], clock: Clock) -> Tie:
    shared = matter.shared(child, parent)
    of_child, of_parent = (version_mark(matter.prose[x].layout) for x in (child, parent))
    if of_parent.after(of_child):
        child, parent, of_child, of_parent = parent, child, of_parent, of_child
    marked, told = of_child.after(of_parent), clock.before(parent, child)
    text = f"{rooms[child].name} printed both, and they share {shared.own} words of prose"
    reasons = [as_reason(matter, child, parent, text)]
    confidence = _SURE if shared.share >= _CLOSE else _TAKEN_OVER
    if marked:
        reasons.append(Reason(f"{child} says it is a later version", (of_child.span,) if of_child.span else ()))
        if clock.before(child, parent):
            reasons.append(Reason(f"{child} is dated first; what it says of itself outweighs the date"))
        else:
            confidence = max(confidence, _MARKED)
    elif told and _only_cut(child, parent, matter):
        reasons.append(Reason(f"{child} is dated later, yet is {parent} cut short: the dates may be wrong"))
        told, confidence = False, _DOUBTED
    elif told:
        reasons.append(Reason(f"{parent} is dated before {child}"))
    return Tie(child, parent, True, False, marked or told, confidence, tuple(reasons), update=True)


def _only_cut(child: str, parent: str, matter: Matter) -> bool:
    """True where the child has next to nothing of its own and much less than its parent: updates mostly add."""
    own = len(matter.prose[child]) - matter.has(child, (parent,)).bit_count()
    lost = len(matter.prose[parent]) - matter.has(parent, (child,)).bit_count()
    return own <= _ADDED * len(matter.prose[child]) and lost >= _CUT * len(matter.prose[parent])


def _body(layout: Layout) -> str:
    """The text of an article's body: what stands around it changes without the report."""
    parts = [layout.article.words(z.span) for z in layout.zones if z.kind == "body"]
    return "\n".join(parts) or layout.text
