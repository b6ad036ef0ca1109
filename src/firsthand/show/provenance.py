"""What each article took, from whom, and what it adds: its rows on the terminal and in the report."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from firsthand.nouns import Provenance, Story
from firsthand.show import wording
from firsthand.show.markup import Links
from firsthand.show.quoting import Texts, node_names

_SPANS: Final = 3  # additions linked of one article
_LEAST: Final = 0.005  # shares below are not worth a line


def rows(story: Story, texts: Texts) -> Iterator[tuple[str, str]]:
    """(article, what it took and adds) of each article of a story that has more than one, or names a supplier."""
    names = node_names(story.lineage, texts)
    for p in story.lineage.provenance:
        yield p.article, line(p, names)


def line(p: Provenance, names: dict[str, str]) -> str:
    """ "86 % from Norwire report; 14 % its own; supplier Norwire, not credited: told from its copies, good (0.75)"."""
    parts = [f"{wording.percent(t.share)} from {_plain(names.get(t.parent, t.parent))}"
             for t in p.taken if t.share >= _LEAST]  # fmt: skip
    if p.shared >= _LEAST:
        parts.append(f"{wording.percent(p.shared)} shared with others, whose first cannot be told")
    parts.append(f"{wording.percent(p.own)} its own" if parts else "nothing shown to be taken")
    if p.supplier is not None and not p.credited:
        parts.append(f"supplier not credited: {_plain(p.supplier)}, {wording.confidence(p.confidence)}")
    elif p.supplier is None and p.reasons:
        parts.append("supplier: cannot tell, more than one could be meant")
    if p.first_hand:
        parts.append("shows newsgathering of its own")
    return "; ".join(parts)


def _plain(name: str) -> str:
    return name.partition(", ")[0]


def section(story: Story, links: Links) -> str:
    """The report's rows on what each article took and adds, folded; "" for an article alone."""
    if len(story.articles) < 2:
        return ""
    names = node_names(story.lineage, links.texts)
    items = []
    for p in story.lineage.provenance:
        spans = [s for r in p.gathered for s in r.spans] + list(p.additions)
        shown = "".join(f"<li>{links.cited(s, 'reason')}</li>" for s in spans[:_SPANS])
        because = links.reasons(p.reasons) if p.supplier is not None and not p.credited else ""
        inner = (f"<ul>{shown}</ul>" if shown else "") + because
        head = f'{links.article(p.article)} <span class="how">{escape(line(p, names))}</span>'
        items.append(f"<li><details><summary>{head}</summary>{inner}</details></li>" if inner else f"<li>{head}</li>")
    listed = "".join(items)
    return (f'<section id="{story.id}-provenance"><h3>What each article took and adds</h3>'
            f'<ul class="plain">{listed}</ul></section>')  # fmt: skip
