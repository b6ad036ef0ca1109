"""A lineage as an indented list: parents above children, a node's branch drawn once."""

from __future__ import annotations

from typing import NamedTuple

from firsthand.nouns import DERIVATION_KINDS, Derivation, Lineage
from firsthand.show import wording


class Step(NamedTuple):
    """One line of the list. ``edge`` is None for a root; ``again`` where its own branch stands further up."""

    node: str
    edge: Derivation | None
    depth: int
    again: bool


class Tree(NamedTuple):
    """A lineage to be listed.

    ``quoted`` holds the branches of speakers whom articles quote directly: many, and short. ``pairs`` are the
    derivations whose direction cannot be told, ``alone`` the nodes without any.
    """

    steps: tuple[Step, ...]
    quoted: tuple[Step, ...]
    pairs: tuple[Derivation, ...]
    alone: tuple[str, ...]


def tree(graph: Lineage) -> Tree:
    """Depth first without recursion (a chain of updates may be long): unseen roots first, then the widest."""
    children: dict[str, list[Derivation]] = {}
    for edge in graph.edges:
        if edge.directed:
            children.setdefault(edge.parent, []).append(edge)
    for edges in children.values():
        edges.sort(key=lambda e: (e.child.startswith("?"), DERIVATION_KINDS.index(e.kind), e.child))
    behind = behind_reports(graph)
    has_parent = {e.child for edges in children.values() for e in edges if e.parent not in behind}
    linked = {x for e in graph.edges for x in (e.child, e.parent)}
    roots = [n for n in graph.nodes if n.id in children and n.id not in has_parent]
    roots.sort(key=lambda n: (n.kind != "unseen", -len(children[n.id]), n.id))
    speakers = quoted_only(graph)
    return Tree(
        _steps([n.id for n in roots if n.id not in speakers], children),
        _steps([n.id for n in roots if n.id in speakers], {p: e for p, e in children.items() if p in speakers}),
        tuple(e for e in graph.edges if not e.directed),
        tuple(n.id for n in graph.nodes if n.id not in linked),
    )


def quoted_only(graph: Lineage) -> frozenset[str]:
    """Speakers at the top of a lineage whose words went straight into articles that nobody derives from."""
    parents = {e.parent for e in graph.edges if e.directed}
    children = {e.child for e in graph.edges}
    onward = {e.parent for e in graph.edges if e.child in parents or e.child.startswith("?") or not e.directed}
    spoke = {s.id for s in graph.sources if s.kind in wording.SPEAKERS and not s.seen}
    return frozenset((spoke & parents) - children - onward) | behind_reports(graph)


def behind_reports(graph: Lineage) -> frozenset[str]:
    """Speakers and documents at the top on whom only unseen reports rest: the report stays the root of its family."""
    children = {e.child for e in graph.edges}
    above = {e.parent for e in graph.edges if e.directed and e.kind == "cites" and e.child.startswith("?")}
    seen_by = {e.parent for e in graph.edges if not e.directed or not e.child.startswith("?") or e.kind != "cites"}
    kinds = (*wording.SPEAKERS, "document")
    spoke = {s.id for s in graph.sources if s.kind in kinds and not s.seen}
    return frozenset((spoke & above) - children - seen_by)


def _steps(roots: list[str], children: dict[str, list[Derivation]]) -> tuple[Step, ...]:
    steps: list[Step] = []
    drawn: set[str] = set()
    todo: list[tuple[str, Derivation | None, int]] = [(r, None, 0) for r in reversed(roots)]
    while todo:
        node, how, depth = todo.pop()
        branch = children.get(node, [])
        steps.append(Step(node, how, depth, node in drawn and bool(branch)))
        if node not in drawn:
            drawn.add(node)
            todo += [(e.child, e, depth + 1) for e in branch[::-1]]
    return tuple(steps)
