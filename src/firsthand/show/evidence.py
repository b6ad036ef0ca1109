"""The report's sections on what lies in the texts: lineage, shared passages, credits, who said what through whom."""

from __future__ import annotations

from html import escape
from typing import Final

from firsthand.nouns import Attribution, Derivation, Passage, Source, Story
from firsthand.show import wording
from firsthand.show.lineage_svg import draw
from firsthand.show.lineage_tree import Step, tree
from firsthand.show.markup import Links, esc_line
from firsthand.show.quoting import node_names

DEPTH: Final = 8  # deeper branches are listed at this depth: no screen has room for more


def lineage(story: Story, links: Links) -> str:
    """The picture, and below it the same as a nested list with the reasons."""
    graph = story.lineage
    listed = tree(graph)
    numbers = {id(e): n for n, e in enumerate(graph.edges, start=1)}
    names = node_names(graph, links.texts)
    parts = [f'<section id="{story.id}-lineage"><h3>Who derives from whom</h3>']
    hands = [links.article(a) for a in story.summary.first_hand]
    if picture := draw(graph, links, story.summary.first_hand, f"Lineage of {story.id}; the list below says the same"):
        css = "wide" if picture.width > 340 else "narrow"
        note = "<figcaption>Speakers quoted directly are in the list below.</figcaption>" if picture.left_out else ""
        parts.append(f'<figure class="{css}">{picture.svg}{note}</figure>')
    if listed.steps:
        parts.append(_nested(listed.steps, story, links, names, numbers))
    if listed.quoted:
        size = wording.count(sum(1 for s in listed.quoted if not s.edge), "speaker")
        inner = _nested(listed.quoted, story, links, names, numbers)
        parts.append(f"<details><summary>{size} quoted directly</summary>{inner}</details>")
    for edge in listed.pairs:
        pair = f"{_node(edge.child, links, names)} and {_node(edge.parent, links, names)}"
        line = f'{pair} <span class="how">{escape(wording.pair(edge))}</span>'
        parts.append(f'<div class="pair" id="{story.id}-e{numbers[id(edge)]}">{_because(line, edge, links)}</div>')
    if listed.alone:
        names_alone = links.articles(a for a in listed.alone if a in links.texts.layouts)
        one = len(story.articles) == 1
        parts.append("<p>One article: nothing to compare it with.</p>" if one else
                     f"<p>No link to another text was found for {names_alone}.</p>")  # fmt: skip
    parts.append(f"<p>{wording.first_hand(hands)}</p>")
    if unseen := [s for s in graph.sources if s.evidence and not s.seen]:
        items = "".join(_source(s, links) for s in unseen)
        parts.append(f"<details><summary>Where the texts point to these sources</summary><ul>{items}</ul></details>")
    return "\n".join([*parts, "</section>"])


def _nested(steps: tuple[Step, ...], story: Story, links: Links, names: dict[str, str],
            numbers: dict[int, int]) -> str:  # fmt: skip
    out, level = ['<ul class="tree">'], 0
    for n, step in enumerate(steps):
        depth = min(step.depth, DEPTH)
        if depth > level:
            out.append("<ul>")
        elif n:
            out.append("</li>" + "</ul></li>" * (level - depth))
        level = depth
        edge = step.edge
        ident = f' id="{story.id}-e{numbers[id(edge)]}"' if edge else ""
        line = _node(step.node, links, names)
        if edge:
            how = [f"<b>{wording.KIND[edge.kind]}</b>", wording.confidence(edge.confidence), wording.changes(edge)]
            line += f' <span class="how">{", ".join(h for h in how if h)}</span>'
        if step.again:
            line += ' <span class="how">(its own branch stands further up)</span>'
        out.append(f"<li{ident}>{_because(line, edge, links)}")
    out.append("</li>" + "</ul></li>" * level + "</ul>")
    return "".join(out)


def _node(node: str, links: Links, names: dict[str, str]) -> str:
    if node in links.texts.layouts:
        return links.article(node, full=True)
    name, comma, rest = names[node].partition(", ")
    return f'<span class="unseen"><bdi>{escape(name)}</bdi>{escape(comma + rest)}</span>'


def _because(line: str, edge: Derivation | None, links: Links) -> str:
    """A line that opens to its reasons, where it has any."""
    reasons = links.reasons(edge.reasons) if edge else ""
    return f"<details><summary>{line}</summary>{reasons}</details>" if reasons else f'<p class="line">{line}</p>'


def _source(found: Source, links: Links) -> str:
    places = "".join(f"<li>{links.cited(s, 'source')}</li>" for s in found.evidence)
    return f"<li>{escape(wording.source(found))}<ul>{places}</ul></li>"


def found(story: Story, links: Links) -> str:
    """All that was found in the texts and is too much to read through, folded."""
    lists = [attributions(story, links), passages(story, links), credits(story, links)]
    if not any(lists):
        return ""
    return f'<section id="{story.id}-found"><h3>What else was found in the texts</h3>{"".join(lists)}</section>'


def passages(story: Story, links: Links) -> str:
    """Shared passages, by pair of articles."""
    if not story.passages:
        return ""
    pairs: dict[tuple[str, str], list[Passage]] = {}
    for found in story.passages:
        pairs.setdefault((found.a.article, found.b.article), []).append(found)
    blocks = []
    for (a, b), group in sorted(pairs.items()):
        items = []
        for found in group:
            one, two = links.quote(found.a, "passage"), links.quote(found.b, "passage")
            kind = f"{found.kind}, shared speech" if found.quoted else found.kind
            items.append(f'<li><span class="tag">{kind}</span> {one} <span class="how">beside</span> {two}</li>')
        blocks.append(f'<h4>{links.article(a)} and {links.article(b)}</h4><ul class="plain">{"".join(items)}</ul>')
    size = wording.count(len(story.passages), "shared passage")
    return _folded(f"{story.id}-passages", f"{size} in {wording.count(len(pairs), 'pair')} of articles", blocks)


def credits(story: Story, links: Links) -> str:
    """Every credit found, by article."""
    found = story.statements.credits
    if not found:
        return ""
    items = [
        f'<li><span class="tag">{c.kind}</span> {links.cited(c.span, "credit")}: {esc_line(c.source, 80)}'
        f'{", the whole article" if c.whole else ""}; {wording.confidence(c.confidence)}{links.reasons(c.reasons)}</li>'
        for c in found
    ]
    listed = f'<ul class="plain">{"".join(items)}</ul>'
    return _folded(f"{story.id}-credits", wording.count(len(found), "credit"), [listed])


def attributions(story: Story, links: Links) -> str:
    """Who said what, through whom, by article."""
    found = story.statements.attributions
    if not found:
        return ""
    names = {e.id: e.name for e in story.statements.entities}
    blocks = []
    for layout in story.layouts:
        inside = [a for a in found if a.article == layout.id]
        if inside:
            items = "".join(_attribution(a, links, names) for a in inside)
            blocks.append(f'<h4>{links.article(layout.id)}</h4><ul class="plain">{items}</ul>')
    size = wording.count(len(found), "statement")
    return _folded(f"{story.id}-said", f"{size} with a source: who said what, through whom", blocks)


def _attribution(found: Attribution, links: Links, names: dict[str, str]) -> str:
    source = links.quote(found.source, "source") if found.source else "<span>(source not named)</span>"
    cue = links.quote(found.cue, "cue") if found.cue else ""
    content = " ".join(links.quote(s, "content") for s in found.content)
    to = f' <span class="how">to</span> {links.quote(found.addressee, "addressee")}' if found.addressee else ""
    carriers = " → ".join(f"<bdi>{esc_line(n, 80)}</bdi>" for n in found.chain[1:])
    chain = f"through {carriers}; " if carriers else ""
    who = ""
    if found.entity in names and esc_line(names[found.entity]) not in source:
        who = f' <span class="how">({esc_line(names[found.entity], 80)})</span>'
    return (
        f'<li><span class="tag">{found.kind}</span> {source}{who} {cue}{to} {content} '
        f'<span class="how">{chain}{wording.confidence(found.confidence)}</span>{links.reasons(found.reasons)}</li>'
    )


def _folded(ident: str, title: str, blocks: list[str]) -> str:
    return f'<details class="more" id="{ident}"><summary>{title}</summary>{"".join(blocks)}</details>'
