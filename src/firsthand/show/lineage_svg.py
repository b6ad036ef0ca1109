"""A lineage drawn in layers: unseen sources on top, dashed; articles below; matter flows down.

The layout is Sugiyama's (1981) in its plainest form: layers by longest path, bends on edges that skip a layer, order
within a layer by the mean place of the neighbours, places by isotonic regression (no two boxes overlap, each as near to
its neighbours' mean as can be). Deterministic: ties go by id, places are whole pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import Final, NamedTuple

from rich.cells import cell_len

from firsthand.nouns import Derivation, Lineage
from firsthand.show import wording
from firsthand.show.lineage_tree import behind_reports, quoted_only
from firsthand.show.markup import Links, esc_line
from firsthand.show.visible import one_line

WIDTH: Final = 172  # of a box, in pixels; narrower, down to the least, where a layer would not fit the page
LEAST_WIDTH: Final = 112
PAGE: Final = 900  # pixels the report's column has on a wide screen
HEIGHT: Final = 56
GAP: Final = 14  # between boxes
DROP: Final = 74  # between layers: room for a label and an arrow
MARGIN: Final = 10
STACK: Final = 5  # this many childless children of one kind under one parent are drawn as one stack
FITTING: Final = 7  # boxes side by side fit the page; past that, speakers are left to the list
MAX_LAYER: Final = 9  # wider lineages are left to the list altogether
NAME_PIXELS: Final = 8.9  # that a letter of a name takes, on average
NOTE_PIXELS: Final = 5.9


class Drawing(NamedTuple):
    """The picture, its width in pixels, and whether speakers were left out of it."""

    svg: str
    width: int
    left_out: bool


class Link(NamedTuple):
    """An edge between boxes."""

    child: str
    parent: str
    label: str
    directed: bool


@dataclass(slots=True)
class Box:
    """A node as drawn; ``members`` are more than one in a stack; a bend has no name."""

    id: str
    name: str = ""
    note: str = ""
    href: str = ""
    classes: str = "bend"
    members: int = 1
    layer: int = 0
    size: int = WIDTH
    x: float = 0.0
    near: list[str] = field(default_factory=list)  # boxes this one would stand close to

    @property
    def width(self) -> int:
        return self.size if self.name else 12


def draw(graph: Lineage, links: Links, first_hand: Iterable[str], label: str) -> Drawing | None:
    """The picture, or None where there is nothing to draw or too much."""
    behind = behind_reports(graph)
    drawing = _attempt(_without(graph, behind), links, frozenset(first_hand), label, FITTING, frozenset())
    if drawing:
        return drawing._replace(left_out=bool(behind))
    speakers = quoted_only(graph)
    fewer = _without(graph, speakers)
    quoting = frozenset(e.child for e in graph.edges if e.parent in speakers)
    drawing = _attempt(fewer, links, frozenset(first_hand), label, MAX_LAYER, quoting)
    return drawing._replace(left_out=bool(speakers)) if drawing else None


def _without(graph: Lineage, speakers: frozenset[str]) -> Lineage:
    return Lineage(
        graph.sources,
        tuple(n for n in graph.nodes if n.id not in speakers),
        tuple(e for e in graph.edges if e.parent not in speakers),
    )


def _attempt(graph: Lineage, links: Links, first_hand: frozenset[str], label: str, limit: int,
             quoting: frozenset[str]) -> Drawing | None:  # fmt: skip
    """The picture if no layer has more than ``limit`` boxes; ``quoting`` articles have links that are not drawn."""
    boxes, edges = _boxes(graph, links, first_hand, quoting)
    if not edges:
        return None
    _layer(boxes, edges)
    edges_of = _bend(boxes, edges)
    layers = _ordered(boxes, edges_of)
    widest = max(sum(1 for b in layer if b.name) for layer in layers)
    if widest > limit:
        return None
    for box in boxes.values():
        box.size = max(LEAST_WIDTH, min(WIDTH, (PAGE - 2 * MARGIN + GAP) // widest - GAP))
    width, height = _place(layers)
    height += _hang(edges_of, boxes)
    parts = _edges(edges_of, boxes)
    parts += [_box(b) for layer in layers for b in layer if b.name]
    svg = (
        f'<svg class="lineage" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
        f'aria-label="{esc_line(label)}">{"".join(parts)}</svg>'
    )
    return Drawing(svg, width, False)


def _boxes(graph: Lineage, links: Links, first_hand: frozenset[str],
           quoting: frozenset[str]) -> tuple[dict[str, Box], list[Link]]:  # fmt: skip
    """Boxes and edges, childless siblings of one kind put on a stack where there are many."""
    stacked = _stacks(graph)
    kinds = {s.id: s.kind for s in graph.sources}
    boxes: dict[str, Box] = {}
    for node in graph.nodes:
        if node.id in stacked:
            continue
        if node.id in links.texts.layouts:
            outlet = links.texts.layouts[node.id].article.outlet
            note = "own newsgathering" if node.id in first_hand else node.id if outlet else "outlet not known"
            classes = "seen first" if node.id in first_hand else "seen"
            boxes[node.id] = Box(node.id, outlet or node.id, note, links.article_id(node.id), classes)
        else:
            note = "not in the pile" if kinds.get(node.id) not in wording.SPEAKERS else wording.SOURCE[kinds[node.id]]
            boxes[node.id] = Box(node.id, node.name or node.id, note, "", "unseen")
    edges: dict[tuple[str, str], Link] = {}
    for edge in graph.edges:
        child, kind = stacked.get(edge.child, edge.child), wording.KIND[edge.kind]
        if child not in boxes:
            boxes[child] = Box(child, "", "listed below", "", "seen stack", 0)
        if child != edge.child:
            boxes[child].members += 1
            boxes[child].name = wording.count(boxes[child].members, "article")
        if edge.parent in boxes:
            text = kind if edge.directed else "share prose"
            edges[child, edge.parent] = Link(child, edge.parent, text, edge.directed)
    linked = {x for e in edges for x in e}
    alone = [id for id, b in boxes.items() if id not in linked | quoting and "first" not in b.classes]
    if len(alone) >= STACK:
        name = wording.count(len(alone), "article")
        boxes["stack:alone"] = Box("stack:alone", name, "no link found", "", "seen stack", len(alone))
        boxes = {id: b for id, b in boxes.items() if id not in alone}
    elif edges:
        for id in alone:
            boxes[id].note = "no link found"
    return boxes, [edges[k] for k in sorted(edges)]


def _stacks(graph: Lineage) -> dict[str, str]:
    """article -> id of the stack it is drawn on."""
    degree: dict[str, int] = {}
    for edge in graph.edges:
        for node in (edge.child, edge.parent):
            degree[node] = degree.get(node, 0) + 1
    groups: dict[tuple[str, str], list[Derivation]] = {}
    for edge in graph.edges:
        if edge.directed and degree[edge.child] == 1 and not edge.child.startswith("?"):
            groups.setdefault((edge.parent, edge.kind), []).append(edge)
    return {
        e.child: f"stack:{parent}:{kind}"
        for (parent, kind), found in sorted(groups.items()) if len(found) >= STACK for e in found
    }  # fmt: skip


def _layer(boxes: Mapping[str, Box], edges: Sequence[Link]) -> None:
    """Longest path from the top; articles stand below the unseen sources; a pair shares a layer where it can."""
    top = 1 if any(b.classes == "unseen" for b in boxes.values()) else 0
    for box in boxes.values():
        box.layer = 0 if box.classes == "unseen" else top
    for _ in range(len(boxes)):  # longest path by relaxation; the graph is acyclic, the bound guards if it is not
        moved = False
        for edge in edges:
            child, parent = boxes[edge.child], boxes[edge.parent]
            if edge.directed and child.layer <= parent.layer:
                child.layer, moved = parent.layer + 1, True
        if not moved:
            break
    held = {x for e in edges if e.directed for x in (e.child, e.parent)}
    for edge in edges:
        for one, other in ((edge.child, edge.parent), (edge.parent, edge.child)):
            if not edge.directed and one not in held and boxes[other].classes != "unseen":
                boxes[one].layer = max(boxes[one].layer, boxes[other].layer)
    used = sorted({b.layer for b in boxes.values()})
    for box in boxes.values():
        box.layer = used.index(box.layer)


def _bend(boxes: dict[str, Box], edges: Sequence[Link]) -> list[tuple[Link, list[str]]]:
    """Every edge with the boxes and bends it runs through, top to bottom."""
    out = []
    for edge in edges:
        high, low = sorted((edge.parent, edge.child), key=lambda b: (boxes[b].layer, b != edge.parent))
        path = [high]
        for layer in range(boxes[high].layer + 1, boxes[low].layer):
            bend = Box(f"{edge.parent}>{edge.child}:{layer}", layer=layer)
            boxes[bend.id] = bend
            path.append(bend.id)
        path.append(low)
        for one, other in pairwise(path):
            boxes[one].near.append(other)
            boxes[other].near.append(one)
        out.append((edge, path))
    return out


def _ordered(boxes: Mapping[str, Box], edges: Sequence[tuple[Link, list[str]]]) -> list[list[Box]]:
    """The layers, each ordered by the mean place of its boxes' neighbours; pairs in one layer side by side."""
    layers: list[list[Box]] = [[] for _ in range(max(b.layer for b in boxes.values()) + 1)]
    for id in sorted(boxes):
        layers[boxes[id].layer].append(boxes[id])
    partner: dict[str, str] = {}
    for edge, path in edges:
        if not edge.directed and boxes[path[0]].layer == boxes[path[-1]].layer:
            partner.setdefault(edge.child, edge.parent)
    for turn in range(8):
        for layer in layers if turn % 2 == 0 else reversed(layers):
            place = {b.id: (n + 0.5) / len(row) for row in layers for n, b in enumerate(row)}
            mean = {b.id: _mean([place[o] for o in b.near], 2.0) for b in layer}  # the unlinked stand last
            for child, parent in partner.items():
                if child in mean and parent in mean:
                    mean[child] = mean[parent] + 1e-6
            layer.sort(key=lambda b: (round(mean[b.id], 9), b.id))
    return layers


def _mean(numbers: Sequence[float], default: float) -> float:
    return sum(numbers) / len(numbers) if numbers else default


def _place(layers: Sequence[Sequence[Box]]) -> tuple[int, int]:
    """Sets every box's middle; returns the size of the picture."""
    by_id = {b.id: b for layer in layers for b in layer}
    for layer in layers:
        at = 0.0
        for box in layer:
            box.x = at + box.width / 2
            at += box.width + GAP
        for box in layer:
            box.x -= at / 2
    for turn in range(6):
        for layer in layers if turn % 2 == 0 else reversed(layers):
            wish = [_mean([by_id[o].x for o in b.near if by_id[o].layer != b.layer], b.x) for b in layer]
            for box, x in zip(layer, _apart(wish, [b.width for b in layer]), strict=True):
                box.x = x
    left = min(b.x - b.width / 2 for b in by_id.values()) - MARGIN
    for box in by_id.values():
        box.x = round(box.x - left)
    width = round(max(b.x + b.width / 2 for b in by_id.values())) + MARGIN
    return width, MARGIN * 2 + len(layers) * HEIGHT + (len(layers) - 1) * DROP


def _hang(edges: Sequence[tuple[Link, list[str]]], boxes: Mapping[str, Box]) -> int:
    """How far the lines of pairs hang below the lowest layer."""
    lowest = max(b.layer for b in boxes.values())
    dips = [d for layer, d in _dips(edges, boxes).values() if layer == lowest]
    return max(dips, default=0)


def _dips(edges: Sequence[tuple[Link, list[str]]], boxes: Mapping[str, Box]) -> dict[Link, tuple[int, int]]:
    """Pairs that stand side by side -> (layer, pixels their line hangs below it): the wider, the lower."""
    level = [(e, boxes[p[0]], boxes[p[-1]]) for e, p in edges if boxes[p[0]].layer == boxes[p[-1]].layer]
    level.sort(key=lambda x: (x[1].layer, abs(x[1].x - x[2].x), x[0]))
    depth: dict[int, int] = {}
    out = {}
    for edge, one, _ in level:
        depth[one.layer] = depth.get(one.layer, 0) + 1
        out[edge] = (one.layer, 14 + 16 * min(depth[one.layer], 6))
    return out


def _apart(wish: Sequence[float], widths: Sequence[int]) -> list[float]:
    """Places nearest to the wished ones, in order and without overlap (pool adjacent violators)."""
    offsets, at = [], 0.0
    for n, width in enumerate(widths):
        at += (widths[n - 1] + width) / 2 + GAP if n else 0.0
        offsets.append(at)
    pools: list[tuple[float, int]] = []  # (mean, size)
    for x, offset in zip(wish, offsets, strict=True):
        mean, size = x - offset, 1
        while pools and pools[-1][0] >= mean:
            other, n = pools.pop()
            mean, size = (mean * size + other * n) / (size + n), size + n
        pools.append((mean, size))
    return [mean + o for (mean, o) in zip((m for m, n in pools for _ in range(n)), offsets, strict=True)]


def _top(box: Box) -> int:
    return MARGIN + box.layer * (HEIGHT + DROP)


def _edges(edges: Sequence[tuple[Link, list[str]]], boxes: Mapping[str, Box]) -> list[str]:
    """All lines; the labels of a box with several parents stand one above the other, each on its own line."""
    out, above, dips = [], dict.fromkeys(boxes, 0), _dips(edges, boxes)
    for edge, path in sorted(edges, key=lambda e: (boxes[e[1][-2]].x, e[1])):
        if edge in dips:
            out.append(_arc(edge, boxes[path[0]], boxes[path[-1]], dips[edge][1]))
            continue
        out.append(_edge(edge, boxes, path, 0.7 - 0.36 * min(1, above[path[-1]])))
        above[path[-1]] += 1
    return out


def _edge(edge: Link, boxes: Mapping[str, Box], path: Sequence[str], along: float) -> str:
    """A line from box to box, labelled ``along`` its last stretch; an arrowhead where the direction is known."""
    high, low = boxes[path[0]], boxes[path[-1]]
    css = "edge" if edge.directed else "edge pair"
    d, x, y = f"M{high.x:.0f} {_top(high) + HEIGHT}", high.x, _top(high) + HEIGHT
    where = (x, float(y))
    for id in path[1:]:
        box = boxes[id]
        end = _top(box) - (7 if id == path[-1] and edge.directed else 0)
        bow = (end - y) / 2
        d += f"C{x:.0f} {y + bow:.0f} {box.x:.0f} {end - bow:.0f} {box.x:.0f} {end}"
        where = (_bezier(x, x, box.x, box.x, along), _bezier(y, y + bow, end - bow, end, along))
        x, y = box.x, end
        if id != path[-1]:
            y = end + HEIGHT
            d += f"V{y}"
    arrow = f'<path class="head" d="M{low.x:.0f} {y + 7}l-4.5 -9h9z"/>' if edge.directed else ""
    return f'<path class="{css}" d="{d}"/>{arrow}' + _label(*where, edge.label)


def _arc(edge: Link, one: Box, other: Box, dip: int) -> str:
    """The line of a pair that stands side by side: it hangs below both."""
    y = _top(one) + HEIGHT
    d = f"M{one.x:.0f} {y}C{one.x:.0f} {y + dip} {other.x:.0f} {y + dip} {other.x:.0f} {y}"
    return f'<path class="edge pair" d="{d}"/>' + _label((one.x + other.x) / 2, y + dip * 0.75, edge.label)


def _bezier(a: float, b: float, c: float, d: float, t: float) -> float:
    u = 1 - t
    return u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d


def _label(x: float, y: float, text: str) -> str:
    return f'<text class="kind" x="{x:.0f}" y="{y + 4:.0f}" text-anchor="middle">{esc_line(text, 30)}</text>'


def _fit(text: str, cells: int) -> str:
    """The text cut to what fits, wide letters counted twice."""
    line, used = "", 0
    for letter in text[: 4 * cells]:
        used += cell_len(letter)
        if used > cells:
            return line.rstrip() + "…"
        line += letter
    return line


def _two_lines(name: str, cells: int) -> list[str]:
    """A name on one line, or broken at the space that leaves its longer part shortest."""
    if cell_len(name) <= cells:
        return [name]
    cuts = [n for n, letter in enumerate(name) if letter == " "]
    if not cuts:
        return [_fit(name, cells)]
    cut = min(cuts, key=lambda n: (max(cell_len(name[:n]), cell_len(name[n + 1 :])), n))
    return [_fit(name[:cut], cells), _fit(name[cut + 1 :], cells)]


def _box(box: Box) -> str:
    x, y, width = box.x - box.size / 2, _top(box), box.size
    rect = f'<rect x="{x:.0f}" y="{y}" width="{width}" height="{HEIGHT}" rx="4"/>'
    if "stack" in box.classes:
        rect = f'<rect x="{x + 5:.0f}" y="{y + 5}" width="{width}" height="{HEIGHT}" rx="4"/>' + rect
    lines = _two_lines(one_line(box.name, 99), int((width - 10) / NAME_PIXELS))
    rows = [("name", line) for line in lines]
    rows.append(("note", _fit(one_line(box.note, 99), int((width - 10) / NOTE_PIXELS))))
    first = y + HEIGHT / 2 - 8 * len(rows) + 12
    words = "".join(
        f'<text class="{css}" x="{box.x:.0f}" y="{first + 16 * n:.0f}" text-anchor="middle">{escape(line)}</text>'
        for n, (css, line) in enumerate(rows)
    )
    title = esc_line(f"{box.name} ({box.note})", 200)
    group = f'<g class="{box.classes}"><title>{title}</title>{rect}{words}</g>'
    return f'<a href="#{box.href}">{group}</a>' if box.href else group
