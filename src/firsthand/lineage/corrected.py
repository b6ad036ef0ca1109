"""Lineage as a person decided it: parents given and taken away, two names of one unseen source made one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from firsthand.lineage.newsrooms import family, known_as, plain
from firsthand.lineage.suppliers import Draft, Tie, Unseen, unseen_id
from firsthand.nouns import DERIVATION_KINDS, Correction, Derivation, Layout, Reason, Span, of_kind

_REPORT = " report"  # what makes an agency's name the name of its unseen text


def decide(draft: Draft, layouts: Mapping[str, Layout], corrections: Sequence[Correction]) -> None:
    """Carry out what was decided about a story's lineage, in order: where decisions make a loop, the last one stays."""
    if not corrections:
        return
    theirs: list[tuple[str, str]] = []  # the edges that were decided, the latest last
    for c in of_kind(corrections, "same-source", "parent", "no-parent"):
        before = {n for t in draft.ties for n in (t.child, t.parent)}
        if c.kind == "same-source":
            _merge(draft, c)
        elif c.names[0] in layouts:
            child, parent = c.names[0], find(draft, layouts, c.names[1])
            if c.kind == "parent":
                _hang(draft, c, child, parent or draft.node(_unseen(c.names[1])), theirs)
            else:
                draft.ties[:] = [t for t in draft.ties if (t.child, t.parent) != (child, parent)]
        after = {n for t in draft.ties for n in (t.child, t.parent)}
        for lost in before - after:
            draft.unseen.pop(lost, None)


def with_kinds(edges: Iterable[Derivation], corrections: Sequence[Correction]) -> tuple[Derivation, ...]:
    """The edges, those a person gave a kind with that kind."""
    said: dict[tuple[str, Reason], Correction] = {
        (c.names[0], c.reason()): c for c in of_kind(corrections, "parent") if c.value
    }
    out = []
    for edge in edges:
        c = next((said[edge.child, r] for r in edge.reasons if (edge.child, r) in said), None)
        kind = next((k for k in DERIVATION_KINDS if c and k == c.value), edge.kind)
        out.append(replace(edge, kind=kind))
    return tuple(out)


def find(draft: Draft, layouts: Mapping[str, Layout], name: str) -> str | None:
    """The node a person means by a name: an article's id, an unseen source's, or what it is called."""
    if name in layouts or name in draft.unseen:
        return name
    return next((n.id for _, n in sorted(draft.unseen.items()) if called(n.name, name)), None)


def called(shown: str, name: str) -> bool:
    """Whether a source that is shown by one name may be meant by another: "Norwire report", "the Norwire"."""
    shown, name = shown.removesuffix(_REPORT), name.removesuffix(_REPORT)
    return plain(shown) == plain(name) != "" or family(shown) == family(name) != ""


def _hang(draft: Draft, c: Correction, child: str, parent: str, theirs: list[tuple[str, str]]) -> None:
    """Make a node an article's parent; ties give way where they would make a loop, those of people last."""

    def hold(t: Tie) -> tuple[int, bool, float, str, str]:
        edge = (t.child, t.parent)
        return (theirs.index(edge) + 1 if edge in theirs else 0, t.directed, t.confidence, *edge)

    ties = [t for t in draft.ties if {t.child, t.parent} != {child, parent}]
    while loop := _path(ties, parent, child):
        ties.remove(min(loop, key=hold))
    draft.ties[:] = [*ties, Tie(child, parent, c.value != "cites", confidence=1.0, reasons=(c.reason(),))]
    theirs.append((child, parent))


def _unseen(name: str) -> Unseen:
    known = known_as(name)
    if known is not None and known.kind == "agency":
        return Unseen(unseen_id(family(name)), known.name + _REPORT, "agency")
    return Unseen(unseen_id(name), name, "outlet" if known is not None else "report")


def _path(ties: Sequence[Tie], start: str, goal: str) -> list[Tie]:
    """The ties that lead from a node up to another, the nearest way; empty where none do."""
    ways: dict[str, list[Tie]] = {start: []}
    todo = [start]
    while todo:
        node = todo.pop(0)
        for tie in sorted((t for t in ties if t.child == node), key=lambda t: t.parent):
            if tie.parent not in ways:
                ways[tie.parent] = [*ways[node], tie]
                todo.append(tie.parent)
        if goal in ways:
            return ways[goal]
    return []


def _merge(draft: Draft, c: Correction) -> None:
    """Two unseen nodes of one source made one; a tie between the two falls away."""
    sides = [[n for _, n in sorted(draft.unseen.items()) if _meant(n, side)] for side in c.about]
    if not all(sides) or len({n.id for side in sides for n in side}) < 2:
        return
    kept, *others = dict.fromkeys(n.id for side in sides for n in side)
    for other in others:
        draft.node(replace(draft.unseen[kept], evidence=draft.unseen.pop(other).evidence))
    moved = dict.fromkeys(others, kept)
    old, draft.ties[:] = list(draft.ties), []
    for tie in old:
        now = replace(tie, child=moved.get(tie.child, tie.child), parent=moved.get(tie.parent, tie.parent))
        if now.child == now.parent:
            continue
        if {tie.child, tie.parent} & set(others):
            now = replace(now, reasons=(c.reason(), *now.reasons))
        if not _path(draft.ties, now.parent, now.child):
            draft.add(now)


def _meant(node: Unseen, side: Span | str) -> bool:
    if isinstance(side, str):
        return node.id == side or called(node.name, side)
    return any(e.overlaps(side) for e in node.evidence)
