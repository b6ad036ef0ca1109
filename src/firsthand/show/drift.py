"""What each article made of what it derives from: on the terminal and in the report."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from firsthand.nouns import Change, Drift, Span, Story
from firsthand.show import wording
from firsthand.show.markup import Links, esc_line
from firsthand.show.quoting import Texts, node_names
from firsthand.show.visible import one_line

SHOWN: Final = 3  # changes told of one edge on the terminal
OPEN: Final = 6  # changes, and sentences of each kind, shown of one edge in the report
WORDS: Final = 140  # characters of quoted words


def summary(found: Drift) -> str:
    """ "2 changes, 1 of them harder; 3 sentences reworded, 4 added, 5 dropped"."""
    changes = wording.count(len(found.changed), "change") if found.changed else "nothing told otherwise"
    hard = f", {len(found.hardened)} of them harder" if found.hardened else ""
    counts = [f"{len(part)} {what}" for part, what in ((found.reworded, "reworded"), (found.added, "added"),
              (found.dropped, "dropped")) if part]  # fmt: skip
    sentences = f"; of its sentences {', '.join(counts)}" if counts else ""
    return f"{changes}{hard}{sentences}"


def title(found: Drift, names: dict[str, str], texts: Texts) -> str:
    """ "Sellow Gazette from Norwire, as the Post shows it"."""
    parent = names.get(found.parent, found.parent).partition(", ")[0]
    shown = f", as {texts.short(found.against)} shows it" if found.against != found.parent else ""
    return f"{texts.short(found.child)} from {parent}{shown}"


def _once(story: Story) -> list[Drift]:
    """The drifts; of two siblings held against each other only the first."""
    seen: set[frozenset[str]] = set()
    out = []
    for found in story.drift:
        pair = frozenset((found.child, found.against))
        if found.against == found.parent or pair not in seen:
            out.append(found)
        seen.add(pair)
    return out


def lines(story: Story, texts: Texts, most: int) -> Iterator[tuple[str, list[str]]]:
    """(what became of it, the changes) of each edge on which something is told otherwise, the most changed first."""
    names = node_names(story.lineage, texts)
    told = [d for d in _once(story) if d.changed]
    for found in sorted(told, key=lambda d: (-len(d.hardened), -len(d.changed), d.child, d.parent))[:most]:
        changes = [_line(found, c, texts) for c in _hardest(found)[:SHOWN]]
        yield f"{title(found, names, texts)}: {summary(found)}", changes


def _hardest(found: Drift) -> list[Change]:
    return sorted(found.changed, key=lambda c: not c.hardened)


def _line(found: Drift, change: Change, texts: Texts) -> str:
    before, after = (wording.quoted(one_line(texts.words(s[0]), WORDS)) for s in (change.before, change.after))
    return f"{_kind(change)}: {before} {_becomes(found, change)} {after}"


def _becomes(found: Drift, change: Change) -> str:
    """How a change reads between the two texts; who had it first is only told where one is the other's parent."""
    if change.kind == "denial":
        return "is answered by"
    return "has become" if found.against == found.parent else "there is here"


def _kind(change: Change) -> str:
    return f"{change.kind}, harder" if change.hardened else change.kind


def section(story: Story, links: Links) -> str:
    """The report's rows on what changed along the lineage, folded; "" where nothing can be followed."""
    if not story.drift:
        return ""
    names = node_names(story.lineage, links.texts)
    items = []
    for found in _once(story):
        head = f'{esc_line(title(found, names, links.texts), 200)} <span class="how">{escape(summary(found))}</span>'
        rows = "".join(_row(found, c, links) for c in _hardest(found)[:OPEN])
        inner = f'<ul class="plain">{rows}</ul>' if rows else ""
        inner += _sentences("Added", found.added, links) + _sentences("Dropped", found.dropped, links)
        items.append(f"<li><details><summary>{head}</summary>{inner}</details></li>" if inner else f"<li>{head}</li>")
    return (f'<section id="{story.id}-drift"><h3>What changed on the way</h3>'
            f'<ul class="plain">{"".join(items)}</ul></section>')  # fmt: skip


def _row(found: Drift, change: Change, links: Links) -> str:
    before = ", ".join(links.cited(s, "side") for s in change.before[:2])
    after = ", ".join(links.cited(s, "side") for s in change.after[:2])
    return f'<li><span class="tag">{escape(_kind(change))}</span> {before} {_becomes(found, change)} {after}</li>'


def _sentences(what: str, spans: tuple[Span, ...], links: Links) -> str:
    shown = "".join(f"<li>{links.cited(s, 'reason')}</li>" for s in spans[:OPEN])
    more = f'<li class="how">and {len(spans) - OPEN} more (see the JSON)</li>' if len(spans) > OPEN else ""
    return f'<h5>{what}</h5><ul class="reasons one">{shown}{more}</ul>' if shown else ""
